"""CSV text into the rows of a spreadsheet, whichever program and country it comes from."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from itertools import islice

from negotiator.playbook.exchange.columns import recognise
from negotiator.playbook.exchange.draft import Flaw
from negotiator.playbook.positions import Keys, Positions
from negotiator.playbook.read import Source

MAX_ROWS = 20_000
MAX_COLUMNS = 400
LONGEST_CELL = 1_000_000
"""Characters; a list of phrases stands in one cell."""
_SEPARATORS = ",;\t|"
_LEADING_ROWS = 15
"""Above the headings there may be a title, a date, an empty row."""

Rows = list[list[str]]


@dataclass(frozen=True)
class Sheet(Source):
    """A document made of cells; its problems are placed by row and column."""

    cells: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def positions(self) -> Positions:
        return _Cells("", {}, {}, self.cells)


@dataclass(frozen=True)
class _Cells(Positions):
    cells: Mapping[Keys, tuple[int, int]]

    def key(self, path: Keys) -> tuple[int, int]:
        return self.value(path)

    def value(self, path: Keys) -> tuple[int, int]:
        for length in range(len(path), 0, -1):
            if path[:length] in self.cells:
                return self.cells[path[:length]]
        return 1, 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A spreadsheet: its rows, and which of them holds the headings."""

    rows: Rows
    """From row 1 of the spreadsheet on; a row may be shorter than others."""
    first: int
    """The number of the row of headings, from 1."""

    @property
    def headings(self) -> list[str]:
        return self.rows[self.first - 1]

    def where(self, row: int, column: int) -> str:
        """A cell as a person finds it."""
        letters = column_letters(column)
        heading = self.headings[column - 1].strip() if column <= len(self.headings) else ""
        return f"row {row}, column {letters}" + (f" ({heading})" if heading else "")


def column_letters(number: int) -> str:
    """The letters over a column, counted from 1: A, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def grid(text: str) -> Grid | Flaw:
    """The rows of a CSV text, or why there are none.

    The separator is the one under which most headings mean something.
    """
    named = text[4] if text[:4].lower() == "sep=" and text[5:6] in ("\n", "\r") else ""
    skipped = text.partition("\n")[2] if named else text
    known = {each: _headings(skipped, each) for each in named or _SEPARATORS}
    separator = max(known, key=lambda each: known[each][0])
    rows: Rows = []
    csv.field_size_limit(LONGEST_CELL)
    try:
        for row in csv.reader(StringIO(skipped, newline=""), delimiter=separator, strict=True):
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                what = f"the sheet has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns"
                return Flaw("the file", what, "check that it is a playbook at all")
            rows.append([cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row])
    except csv.Error as error:
        return Flaw(f"row {len(rows) + 1}", *_broken(str(error)))
    return Grid(rows, known[separator][1]) if rows else Flaw("the file", *_EMPTY)


_EMPTY = "it is empty", "write a row of headings, and a row for each clause below"


def _headings(text: str, separator: str) -> tuple[int, int]:
    """How many headings mean something in the row where most do, and the number of that row."""
    best = 0, 1
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for number, row in enumerate(islice(reader, _LEADING_ROWS), start=1):
            found = recognise(row[:MAX_COLUMNS], near=False)
            meaning = {(each.column, each.slot, each.step) for each in found if each}
            if len(meaning) > best[0]:
                best = len(meaning), number
    except csv.Error:
        pass  # whatever it is will be said when all of it is read
    return best


def _broken(message: str) -> tuple[str, str]:
    """What the csv module complains of, and what to do."""
    if "field larger" in message:
        return "a cell holds more text than any playbook", "shorten it"
    if "end of data" in message:
        remedy = 'close the text with a quotation mark; one within it is written ""'
        return "a quotation mark is opened and never closed", remedy
    remedy = 'put the whole cell in quotation marks; one within it is written ""'
    return f"this is not CSV ({message})", remedy
