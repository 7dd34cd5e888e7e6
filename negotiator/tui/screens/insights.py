"""What the team knows from all deals: six tables, one at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from negotiator.desk.insights import Asked, Bar, read_insights
from negotiator.desk.span import SPANS, span
from negotiator.tui.drawing import row
from negotiator.tui.keys import INSIGHTS, bindings
from negotiator.tui.screen import Screen
from negotiator.tui.screens.when import ask_when
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.reading import Reading
from negotiator.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from negotiator.desk.insights import InsightTable


_MOST = 500
"""Rows that are shown; who reads further wants the report."""


class InsightsScreen(Screen[None]):
    """Read after a quarter, or before a renewal; ours alone."""

    CSS_PATH = "insights.tcss"
    COMMAND_LIST = INSIGHTS
    BINDINGS = bindings(INSIGHTS)
    HELP = (
        "1 what was given for nothing, 2 what was agreed, 3 clauses by vendor, 4 objections, "
        "5 counters, 6 what is left open. w asks when: a year, a quarter, the last one, all "
        "the time, or any that you type."
    )
    AUTO_FOCUS = "#rows"

    def __init__(self) -> None:
        super().__init__()
        self._tables: tuple[InsightTable, ...] = ()
        self._shown = 0
        self._span = self._read_span = SPANS[0]
        """The one that is asked for, and the one that is shown."""

    def compose(self) -> ComposeResult:
        yield Static("", id="tabs", classes="title-line")
        yield Reading()
        yield Static("", id="head")
        yield Rows(id="rows", classes="region")
        yield Static("", id="whole", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._read()

    def on_resize(self) -> None:
        self._paint()

    @work(exclusive=True, group="insights")
    async def _read(self) -> None:
        from negotiator.desk import DeskError

        desk = self._app.desk
        if desk is None:
            return
        reading = self.query_one(Reading)
        goes_on = reading.begin()
        now = desk.clock()
        since, until = span(self._span, now.date())
        try:
            deals = await desk.deals()
            job = partial(
                read_insights, asked=Asked(since, until), deals=deals, now=now, goes_on=goes_on
            )
            found = await desk.ask(job)
        except DeskError as error:
            reading.end()
            self.report(error)
            return
        if reading.end():
            self._tables, self._read_span = found, self._span
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
        self.query_one("#head", Static).update(row(now.columns, widths, "bold $muted"))
        rows.set_options(Option(row(cells, widths)) for cells in now.rows[:_MOST])
        rows.highlighted = 0 if now.rows else None
        rows.border_subtitle = "Enter opens" if now.moments else ""
        of = f", the first {_MOST} of {len(now.rows)}" if len(now.rows) > _MOST else ""
        rows.border_title = Content(f"{now.title}, {self._read_span}{of}")
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
            if cell and not isinstance(cell, Bar)
        )
        self.query_one("#whole", Static).update(
            Content("\n").join([Content(full), Content.styled(now.note, "$muted")])
        )

    def on_option_list_option_selected(self, event: Rows.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """To the session of a row that is one moment of one."""
        from negotiator.tui.screens.session import SessionScreen

        place = self.query_one("#rows", Rows).highlighted
        moments = self._tables[self._shown].moments if self._tables else ()
        if place is not None and place < len(moments):
            deal, session, at = moments[place]
            self.app.push_screen(SessionScreen(session, deal, at))

    def action_reviews(self) -> None:
        from negotiator.tui.screens.reviews import ReviewsScreen

        self.app.push_screen(ReviewsScreen())

    def action_show(self, number: int) -> None:
        self._shown = number
        self._paint()

    @work
    async def action_span(self) -> None:
        """A span that has a name, or any that is typed."""
        if self._app.desk is None:
            return
        chosen = await self.app.push_screen_wait(ask_when(self._app.desk.clock().date()))
        if chosen is not None:
            self._span = chosen
            self._read()

    def action_back(self) -> None:
        """Stop what is being read; where nothing is, leave."""
        if not self.query_one(Reading).end() or not self._tables:
            self.dismiss()
        self._span = self._read_span
