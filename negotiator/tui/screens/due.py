"""What is due on all deals, the nearest first; what was missed stands above it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.tui.keys import DUE, bindings
from negotiator.tui.paint import BANDS, columns
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from negotiator.desk.deal_views import DueRow
    from negotiator.desk.due import DueView

_SPANS = (90, 180, 365, 30)
"""Days ahead, in the order in which they are looked at."""


class DueScreen(Screen[None]):
    """Read with the calendar open: what, by when, whose, and why that day."""

    CSS_PATH = "due.tcss"
    COMMAND_LIST = DUE
    BINDINGS = bindings(DUE)
    HELP = (
        "Notice dates, answers that were put off, and tasks of all deals. A missed day stays "
        "until what it asked for is recorded. Enter goes there; c writes a calendar file."
    )
    AUTO_FOCUS = "#due"

    def __init__(self) -> None:
        super().__init__()
        self._view: DueView | None = None
        self._within = _SPANS[0]

    def compose(self) -> ComposeResult:
        yield Static(Content("Negotiator · due"), classes="title-line")
        yield Static("", id="clear", classes="region")
        yield Rows(id="due", classes="region")
        yield Static("", id="why", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one("#why").border_title = "where the day comes from"
        self.query_one("#clear").display = False

    def on_screen_resume(self) -> None:
        """Also when coming back from what was due: it may be done."""
        self._read()

    def on_resize(self) -> None:
        self._paint()

    @work(exclusive=True, group="due")
    async def _read(self) -> None:
        from negotiator.desk import DeskError
        from negotiator.desk.due import read_due

        desk = self._app.desk
        if desk is None:
            return
        today = desk.clock().date()
        try:
            self._view = await desk.ask(partial(read_due, today=today, within=self._within))
        except DeskError as error:
            self.report(error)
            return
        self._paint()

    def _paint(self) -> None:
        view, due = self._view, self.query_one("#due", Rows)
        if view is None:
            return
        kept = due.highlighted or 0
        width = max(due.scrollable_content_region.width, 60)
        due.set_options([Option(_line(row, width)) for row in view.rows])
        due.highlighted = min(kept, len(view.rows) - 1) if view.rows else None
        due.border_title = f"within {view.within} days"
        due.border_subtitle = Content(view.warning)
        due.display = bool(view.rows)
        clear = self.query_one("#clear", Static)
        clear.display = not view.rows
        clear.update(Content(view.all_clear))
        self._explain()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._explain()

    def _explain(self) -> None:
        row, view = self._current(), self._view
        parts = []
        if row is not None:
            parts.append(Content(f"{row.vendor}, {row.title} · {row.what}\n{row.why}"))
        if view is not None and view.termless:
            termless = f"No term is recorded for {'; '.join(view.termless)}."
            parts.append(Content.styled(termless, "$muted"))
        self.query_one("#why", Static).update(Content("\n").join(parts))

    def _current(self) -> DueRow | None:
        place = self.query_one("#due", Rows).highlighted
        if self._view is None or place is None or place >= len(self._view.rows):
            return None
        return self._view.rows[place]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        from negotiator.desk.due import of_contract
        from negotiator.tui.screens.contract import ContractScreen
        from negotiator.tui.screens.live import LiveScreen

        row = self._current()
        if row is None:
            return
        if of_contract(row):
            self.app.push_screen(ContractScreen(row.deal))
            return
        if row.clause:
            self._app.memory.clause = row.clause
        self.app.push_screen(LiveScreen(row.deal))

    def action_within(self) -> None:
        self._within = _SPANS[(_SPANS.index(self._within) + 1) % len(_SPANS)]
        self._read()

    @work(exclusive=True, group="calendar")
    async def action_calendar(self) -> None:
        from negotiator.desk import DeskError
        from negotiator.desk.calendar_file import write_calendar

        desk, view = self._app.desk, self._view
        if desk is None or view is None:
            return
        try:
            path = await desk.ask(
                partial(write_calendar, folder=desk.workspace.sessions, view=view, at=desk.clock())
            )
        except DeskError as error:
            self.report(error)
            return
        self._app.say(f"Written: {path}")

    def action_back(self) -> None:
        self.dismiss()


def _line(row: DueRow, width: int) -> Content:
    mark, style = BANDS[row.band]
    rest = max(width - 1 - 12 - 13 - 4, 30)
    vendor, owner = (16, 18) if rest >= 70 else (12, 0)
    what = rest - vendor - owner - (2 if owner else 1)
    cells = [
        (mark, 1, style),
        (row.when, 12, style),
        (f"{row.day:%a %d %b %y}", 13, "$muted"),
        (row.vendor, vendor, "bold"),
        (row.what, what, ""),
    ]
    if owner:
        cells.append((row.owner, owner, "$muted"))
    return columns(cells)
