"""The contents of a playbook: clauses by area and files, found by typing, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from negotiator.tui.paint import SEVERITIES, columns
from negotiator.tui.widgets.folding import Folding

if TYPE_CHECKING:
    from negotiator.desk.contents import ContentsRow

_NAME, _TITLE = 24, 20
"""Columns of a name, and those that a title needs to say anything."""


class Contents(Folding["ContentsRow"]):
    """Rows are clauses and files; headings are areas."""

    EMPTY = "nothing is found by that"

    def __init__(self, folded: Iterable[str], *, id: str) -> None:
        super().__init__(folded, id=id)
        self._rows: Sequence[ContentsRow] = ()
        self._typed = ""
        self._at = ""

    def show(self, rows: Sequence[ContentsRow], typed: str, key: str) -> None:
        """Paint what is found by the words typed.

        The cursor goes to the row of that key, or to the best that is found by other words than
        before; while both stay it does too, for it may rest on a heading.
        """
        before = self._rows, self._typed, self._at
        self._rows, self._typed, self._at = rows, typed, key
        if (rows, typed) == before[:2] and key in (before[2], self.current):
            return
        cursor = self.current if key == before[2] else key
        if typed != before[1]:
            cursor = self._best if typed else key
        if cursor == key and not typed:
            self.folded -= {row.group for row in rows if row.key == key}
        self.paint(cursor)

    @property
    def nothing(self) -> str:
        """A playbook has rows as soon as it was read."""
        return self.EMPTY if self._rows else "reading …"

    def is_folded(self, group: str) -> bool:
        """What is looked for is never hidden."""
        return not self._typed and super().is_folded(group)

    def groups(self) -> Iterable[tuple[str, Sequence[ContentsRow]]]:
        for group, rows in groupby(self._found, key=lambda row: row.group):
            yield group, list(rows)

    def key(self, row: ContentsRow) -> str:
        return row.key

    def heading(self, group: str, rows: Sequence[ContentsRow], mark: str, width: int) -> Content:
        wrong = [severity for severity in SEVERITIES if any(row.worst == severity for row in rows)]
        sign, colour = SEVERITIES[wrong[0] if wrong else ""]
        count = str(len(rows))
        title = Content.styled(f"{mark} {group}", "bold $primary")
        room = width - len(count) - 4
        return Content.assemble(
            title.truncate(room, ellipsis=True, pad=True), (f" {sign} ", colour), (count, "$muted")
        )

    def line(self, row: ContentsRow, width: int) -> Content:
        sign, colour = SEVERITIES[row.worst]
        about, style = row.title, "$muted"
        name = _NAME if width > _NAME + _TITLE else width - 4
        if self._typed and (phrase := row.found_by(self._typed)) not in (None, row.key):
            about, style = phrase or "", ""
        name = min(name, _NAME * 2 // 3) if self._typed else name
        return columns(
            [
                (f" {sign}", 2, colour),
                (row.name, name, "bold" if row.worst == "error" else ""),
                (about, max(width - name - 4, 0), style),
            ]
        )

    @property
    def _found(self) -> list[ContentsRow]:
        if not self._typed:
            return list(self._rows)
        return [row for row in self._rows if row.found_by(self._typed) is not None]

    @property
    def _best(self) -> str | None:
        """The first that is found by its name, else the first of all."""
        found = self._found
        named = (row.key for row in found if row.found_by(self._typed) in row.names)
        return next(named, found[0].key if found else None)
