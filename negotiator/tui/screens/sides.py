"""Two deals, or two vendors, side by side: what differs first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from negotiator.tui.keys import bindings
from negotiator.tui.paint import columns
from negotiator.tui.review_keys import SIDES
from negotiator.tui.screens.look_back import LookBack
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.panel import Panel
from negotiator.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from negotiator.desk.review_views import SideRow, Sides


_NOT_RAISED = "not raised"


class SideList(Panel["SideRow"]):
    """A clause a row, on the left and on the right."""

    TITLE = "clauses"

    def line(self, item: SideRow, width: int) -> Content:
        return side_line(item, width)

    def detail(self, item: SideRow) -> Content:
        return Content.assemble(
            (item.about, "bold"), (f"\nleft:  {item.left}\nright: {item.right}", "")
        )


class SidesScreen(LookBack):
    """Where one of the two got more than the other."""

    CSS_PATH = "paths.tcss"
    COMMAND_LIST = SIDES
    BINDINGS = bindings(SIDES)
    HELP = (
        "Clause by clause what was reached on both sides; ≠ where they differ, and those first. "
        "f shows what is the same too, b lays another deal or vendor beside it."
    )
    AUTO_FOCUS = "#sides .items"

    def __init__(self, deal: str, other: str) -> None:
        super().__init__()
        self._deal = deal
        self._other = other
        """The id of a deal, or = and the name of a vendor."""
        self._all = False
        self._sides: Sides | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        yield Reading()
        yield Static("", id="head")
        yield SideList(id="sides", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._read()
        self.read_others()

    def on_resize(self) -> None:
        self.call_after_refresh(self._head)

    @work(exclusive=True, group="sides")
    async def _read(self) -> None:
        from negotiator.desk.reviewing import read_sides

        reading = self.query_one(Reading)
        asked = partial(read_sides, deal=self._deal, other=self._other, desk=self._desk)
        found = await self.found(partial(asked, goes_on=reading.begin()))
        if reading.end() and found is not None:
            self._sides = found
            self._paint()

    def _paint(self) -> None:
        sides = self._sides
        if sides is None:
            return
        self.query_one("#title", Static).update(Content(f"{sides.left}  ↔  {sides.right}"))
        rows = sorted(sides.rows, key=lambda row: (not row.differs, _NOT_RAISED in row.both))
        shown = [row for row in rows if self._all or row.differs]
        clauses = self.query_one(SideList)
        clauses.show(shown, "They are the same in every clause.")
        clauses.border_subtitle = "all clauses" if self._all else "those that differ"
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        if self._sides is None:
            return
        width = max(self.query_one(SideList).list.scrollable_content_region.width, 30)
        head = _beside("", "", self._sides.left, self._sides.right, width, "bold $muted")
        lines = [head, *(side_line(row, width) for row in self._sides.head)]
        self.query_one("#head", Static).update(Content("\n").join(lines))

    def on_panel_picked(self, message: SideList.Picked) -> None:
        message.stop()

    def pointed_at(self) -> str | None:
        return self._deal

    def action_same(self) -> None:
        self._all = not self._all
        self._paint()

    def action_back(self) -> None:
        """Stop what is being read; where something else is shown, stay there."""
        if not self.query_one(Reading).end() or self._sides is None:
            self.dismiss()

    @work
    async def action_other(self) -> None:
        if other := await self.ask_other(self._deal):
            self._other = other
            self._read()


def side_line(row: SideRow, width: int) -> Content:
    """Whether they differ, what it is about, the left and the right."""
    mark, style = ("≠", "") if row.differs else ("=", "$muted")
    return _beside(mark, row.about, row.left, row.right, width, style)


def _beside(mark: str, about: str, left: str, right: str, width: int, style: str) -> Content:
    name = min((width - 4) * 3 // 10, 34)
    side = (width - 4 - name) // 2
    return columns(
        [
            (mark, 1, "bold $warning"),
            (about, name, "bold"),
            (left, side, style),
            (right, side, style),
        ]
    )
