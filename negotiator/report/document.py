"""A document before it has a form: headings, paragraphs, lists and tables of plain words.

A report is written once, as this; Markdown, HTML and Word are made of it. Every string is text as
people said it, so each form sees to it that nothing in it is obeyed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

INTERNAL = "Internal: not for the vendor"
"""What an internal document says on every page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    words: str
    level: int = 2
    """2 for a part of the document, 3 for a part of a part; the document's title is 1."""
    new_page: bool = False
    """On paper it begins one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: what it is about, and what is said of it; either may be empty."""

    about: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Item, ...]
    numbered: bool = False
    """Their order matters; at most one such list in a document."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    """The field of the row that stands in it."""
    title: str
    share: int = 3
    """Its width beside the others: 2 a number or a date, 3 a few words, 5 sentences."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; each row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What is handed over."""

    title: str
    at: datetime
    blocks: tuple[Block, ...]
    internal: bool = False
    wide: bool = False
    """Printed across, because of its tables."""

    @property
    def date(self) -> str:
        """The day it was written, as it stands under the title."""
        return f"{self.at:%d %B %Y}"


def table(columns: Sequence[Column], rows: Sequence[object]) -> Table:
    """A table of the rows' fields, by the names of the columns."""
    cells = tuple(tuple(str(getattr(row, each.name)) for each in columns) for row in rows)
    return Table(tuple(columns), cells)


def day(when: date | None) -> str:
    """A date as documents write it, or nothing."""
    return f"{when:%d %b %Y}" if when else ""


def area_title(area: str) -> str:
    """The name of an area as a heading; the short ones are abbreviations."""
    return area.upper() if len(area) <= 3 else area.replace("-", " ").capitalize()
