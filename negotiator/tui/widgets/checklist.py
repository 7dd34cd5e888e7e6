"""The clause checklist: by area, foldable, filtered, with where each clause is now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import COLOURS, MARKS, SHORT
from negotiator.tui.widgets.folding import Folding

if TYPE_CHECKING:
    from negotiator.desk.views import ChecklistRow

FILTERS = (
    "all",
    "open must-haves",
    "not raised",
    "legal",
    "security",
    "procurement",
    "engineering",
)
"""What the checklist can be narrowed to; the last four are the functions on our side."""


def passes(row: ChecklistRow, filter_name: str) -> bool:
    """Whether a row is shown under a filter."""
    if filter_name == "open must-haves":
        return row.must_have and not row.settled
    if filter_name == "not raised":
        return row.standing == "not raised"
    return filter_name not in FILTERS[3:] or row.owner == filter_name


class Checklist(Folding["ChecklistRow"]):
    """Rows are clauses; headings are areas."""

    EMPTY = "nothing here: f shows more"

    def __init__(self, folded: Sequence[str], *, id: str, classes: str) -> None:
        super().__init__(folded, id=id, classes=classes)
        self._rows: list[ChecklistRow] = []
        self._filter = "all"
        self._shown: tuple[list[ChecklistRow], str, str | None] | None = None

    def show(self, rows: list[ChecklistRow], filter_name: str, clause: str | None) -> None:
        """Paint the rows and put the cursor on a clause, opening its area if need be."""
        now = (rows, filter_name, clause)
        if now == self._shown:
            return  # the cursor may rest on a heading meanwhile
        self._shown = now
        self._rows, self._filter = rows, filter_name
        self.reveal(clause)

    def reveal(self, clause: str | None) -> None:
        """Open the clause's area and put the cursor on it."""
        if clause:
            self.folded.discard(clause.partition(".")[0])
        self.paint(clause)

    def groups(self) -> Iterable[tuple[str, Sequence[ChecklistRow]]]:
        shown = [row for row in self._rows if passes(row, self._filter)]
        for area, rows in groupby(shown, key=lambda row: row.area):
            yield area, list(rows)

    def key(self, row: ChecklistRow) -> str:
        return row.clause

    def heading(self, group: str, rows: Sequence[ChecklistRow], mark: str, width: int) -> Content:
        settled = sum(row.settled for row in rows)
        count = f"{settled} of {len(rows)}"
        title = Content.styled(f"{mark} {group}", "bold $primary")
        room = width - len(count) - 1
        return Content.assemble(
            title.truncate(room, ellipsis=True, pad=True), " ", (count, "$muted")
        )

    def line(self, row: ChecklistRow, width: int) -> Content:
        return _row(row, width)


def _row(row: ChecklistRow, width: int) -> Content:
    standing = SHORT.get(row.standing, row.standing)
    where = row.rung if row.settled and row.rung else standing
    colour = COLOURS.get(row.standing, "")
    urgent = row.must_have and not row.settled
    room = width - len(where) - 5
    name = Content.styled(row.name, "bold" if urgent else "$muted" if row.settled else "")
    return Content.assemble(
        ("!" if urgent else " ", "bold $warning"),
        (f" {MARKS.get(row.standing, '?')} ", colour),
        name.truncate(room, ellipsis=True, pad=True),
        " ",
        (where, colour),
    )
