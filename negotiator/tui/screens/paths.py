"""A deal as the way of each of its clauses down the ladder, rung by rung, with days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from negotiator.desk.review_views import reached
from negotiator.tui.keys import bindings
from negotiator.tui.paint import COLOURS, MARKS, columns
from negotiator.tui.review_keys import PATHS
from negotiator.tui.screens.look_back import LookBack
from negotiator.tui.widgets.key_footer import KeyFooter
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.review_views import Path, Paths

_OFFERED, _AGREED = ("○", "$accent"), ("✓", "bold $success")
_NAME = 16
"""Columns of a clause's name where there is little room."""


class PathList(Panel["Path"]):
    """A clause a row, its rungs from left to right, best first."""

    TITLE = "paths"
    rungs: Sequence[str] = ()

    def line(self, item: Path, width: int) -> Content:
        mark = MARKS.get(item.standing, " ")
        style = COLOURS.get(item.standing, "")
        name = item.clause.partition(".")[2]
        head = columns([(mark, 1, style), (name, self.name_width(width), "bold")])
        return Content.assemble(head, " ", drawn(item, self.rungs, self.cell(width)))

    def head(self) -> Content:
        """The names of the rungs over their columns."""
        width = max(self.list.scrollable_content_region.width, 30)
        cells = [(rung, self.cell(width) - 1, "bold $muted") for rung in self.rungs]
        return columns([("", 1, ""), ("CLAUSE", self.name_width(width), "bold $muted"), *cells])

    def cell(self, width: int) -> int:
        """The columns of a rung."""
        room = width - 2 - self.name_width(width) - 1
        return max(min(room // max(len(self.rungs), 1), 28), 8)

    def name_width(self, width: int) -> int:
        """The columns of a clause's name."""
        return _NAME if width < 110 else 30

    def detail(self, item: Path) -> Content:
        steps = " · ".join(
            f"{each.at:%d %b %Y %H:%M} {'agreed' if each.agreed else 'offered'} {each.rung}"
            for each in item.points
        )
        return Content.assemble(
            (f"{item.title} · {item.clause} · {item.standing}", "bold"),
            (f"\n{steps or 'No rung of it was ever on the table.'}", ""),
        )


class PathsScreen(LookBack):
    """Where the deal went down, where it held, and when."""

    CSS_PATH = "paths.tcss"
    COMMAND_LIST = PATHS
    BINDINGS = bindings(PATHS)
    HELP = (
        "A clause a line, its ladder from left to right: ○ the day a rung was put on the table, "
        "✓ the day it was agreed. The longer the line, the more was given. f shows the rest too."
    )
    AUTO_FOCUS = "#paths .items"

    def __init__(self, deal: str) -> None:
        super().__init__()
        self._deal = deal
        self._all = False
        self._paths: Paths | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title-line", id="title")
        yield Static("", id="head")
        yield PathList(id="paths", classes="region")
        yield KeyFooter()

    def on_mount(self) -> None:
        self._read()
        self.read_others()

    def on_resize(self) -> None:
        self.call_after_refresh(self._head)

    @work(exclusive=True, group="paths")
    async def _read(self) -> None:
        from negotiator.desk.reviewing import read_paths

        self._paths = await self.found(partial(read_paths, deal=self._deal, desk=self._desk))
        self._paint()

    def _paint(self) -> None:
        if self._paths is None:
            return
        self.query_one("#title", Static).update(Content(f"{self._paths.name} · paths"))
        paths = self.query_one(PathList)
        paths.rungs = self._paths.rungs
        shown = [each for each in self._paths.paths if self._all or each.points]
        paths.show(shown, "No rung was put on the table yet.")
        paths.border_subtitle = "all clauses" if self._all else "those that moved"
        self.call_after_refresh(self._head)

    def _head(self) -> None:
        self.query_one("#head", Static).update(self.query_one(PathList).head())

    def on_panel_picked(self, message: PathList.Picked) -> None:
        message.stop()

    def pointed_at(self) -> str | None:
        return self._deal

    def action_unmoved(self) -> None:
        self._all = not self._all
        self._paint()


def drawn(path: Path, rungs: Sequence[str], cell: int) -> Content:
    """The way from the first rung that was on the table to the last, with its days."""
    came = reached(path.points)
    touched = [place for place, rung in enumerate(rungs) if rung in came]
    parts: list[tuple[str, str]] = []
    for place, rung in enumerate(rungs):
        inside = bool(touched) and touched[0] <= place < touched[-1]
        text, style = ("·" if rung in path.rungs else "", "$muted")
        if rung in came:
            mark, style = _AGREED if came[rung].agreed else _OFFERED
            text = f"{mark} {came[rung].at:%d %b} "
        elif inside:
            text = ""
        parts += [(text, style), (("─" if inside else " ") * (cell - len(text)), "$muted")]
    return Content.assemble(*parts)
