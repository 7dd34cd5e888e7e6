"""What the team knows from all deals: six tables, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from negotiator.tui.keys import INSIGHTS, bindings
from negotiator.tui.paint import columns
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from negotiator.desk.insights import InsightTable
    from negotiator.tui.app import NegotiatorApp

_SPANS = (("a year", 365), ("a quarter", 91), ("all the time", 0))
"""Days back, in the order in which they are looked at."""


class InsightsScreen(Screen[None]):
    """Read after a quarter, or before a renewal; ours alone."""

    CSS_PATH = "insights.tcss"
    COMMAND_LIST = INSIGHTS
    BINDINGS = bindings(INSIGHTS)
    HELP = (
        "1 what was given for nothing, 2 what was signed, 3 clauses by vendor, 4 objections, "
        "5 counters, 6 what is left open. w looks back a year, a quarter, or all the time."
    )
    AUTO_FOCUS = "#rows"

    def __init__(self) -> None:
        super().__init__()
        self._tables: tuple[InsightTable, ...] = ()
        self._shown = 0
        self._span = 0
        self._stop = Event()
        """Set when what is being read is not wanted any more."""

    @property
    def _app(self) -> NegotiatorApp:
        return cast("NegotiatorApp", self.app)

    def compose(self) -> ComposeResult:
        yield Static("", id="tabs", classes="title-line")
        yield Static("", id="head")
        yield Rows(id="rows", classes="region")
        yield Static("", id="whole", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._read()

    def on_unmount(self) -> None:
        self._stop.set()

    def on_resize(self) -> None:
        self._paint()

    @work(exclusive=True, group="insights")
    async def _read(self) -> None:
        from negotiator.desk import DeskError
        from negotiator.desk.insights import BEGINNING, Asked, read_insights

        desk = self._app.desk
        if desk is None:
            return
        self._stop.set()
        self._stop = Event()
        self.query_one("#head", Static).update(Content("Reading … Esc leaves it."))
        now = desk.clock()
        days = _SPANS[self._span][1]
        since = now.date() - timedelta(days=days) if days else BEGINNING
        asked = Asked(since, now.date())
        try:
            deals = await desk.deals()
            job = partial(
                read_insights, asked=asked, deals=deals, now=now, stopped=self._stop.is_set
            )
            self._tables = await desk.ask(job)
        except DeskError as error:
            self._app.say(f"{error.what} {error.remedy}", problem=True)
            return
        self._paint()

    def _paint(self) -> None:
        if not self._tables:
            return
        now, rows = self._tables[self._shown], self.query_one("#rows", Rows)
        tabs = [
            (f" {number} {each.name} ", "reverse bold" if each is now else "$muted")
            for number, each in enumerate(self._tables, start=1)
        ]
        self.query_one("#tabs", Static).update(Content.assemble(*tabs))
        width = max(rows.scrollable_content_region.width, 60)
        room, whole = width - len(now.shares) + 1, sum(now.shares)
        widths = [room * share // whole for share in now.shares]
        head = columns(
            [(text, w, "bold $muted") for text, w in zip(now.columns, widths, strict=True)]
        )
        self.query_one("#head", Static).update(head)
        rows.set_options(
            Option(columns([(cell, w, "") for cell, w in zip(row, widths, strict=True)]))
            for row in now.rows
        )
        rows.highlighted = 0 if now.rows else None
        rows.border_title = Content(f"{now.title}, {_SPANS[self._span][0]}")
        self._explain()

    def on_option_list_option_highlighted(self) -> None:
        self._explain()

    def _explain(self) -> None:
        """The row under the cursor in full, and what the table says as a whole."""
        if not self._tables:
            return
        now, place = self._tables[self._shown], self.query_one("#rows", Rows).highlighted
        row = now.rows[place] if place is not None and place < len(now.rows) else ()
        full = " · ".join(
            f"{name.lower()}: {cell}" if name else cell
            for name, cell in zip(now.columns, row, strict=False)
            if cell
        )
        self.query_one("#whole", Static).update(
            Content("\n").join([Content(full), Content.styled(now.note, "$muted")])
        )

    def action_show(self, number: int) -> None:
        self._shown = number
        self._paint()

    def action_span(self) -> None:
        self._span = (self._span + 1) % len(_SPANS)
        self._read()

    def action_back(self) -> None:
        self._stop.set()
        self.dismiss()


def _cells(texts: Sequence[str], widths: Sequence[int], style: str = "") -> Content:
    return columns([(text, width, style) for text, width in zip(texts, widths, strict=True)])
