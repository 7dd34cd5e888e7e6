"""What the review screens show of past sessions; all of it is internal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from negotiator.deal.path import Point, reached

__all__ = ["Hit", "Moment", "Path", "Paths", "Point", "SessionRow", "Sessions", "SideRow", "Sides",
           "Stood", "Wanted", "reached"]  # fmt: skip

Span = tuple[int, int]
"""From one letter up to another."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions are looked for; what is empty does not narrow."""

    since: date
    until: date
    vendor: str = ""
    author: str = ""
    playbook: str = ""
    outcome: str = ""
    words: str = ""
    """Searched for in what was heard and noted."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a session in which what was searched for stands."""

    at: datetime
    kind: str
    clause: str
    words: str
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session on the list."""

    id: str
    deal: str
    vendor: str
    title: str
    kind: str
    author: str
    started: datetime
    minutes: int
    """How long it took; 0 while it is not over."""
    playbook: str
    outcome: str
    agreed: int
    free: int
    """Given for nothing."""
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions found, the newest first, and what the list may be narrowed to."""

    rows: tuple[SessionRow, ...]
    """The newest of them."""
    count: int
    whole: int
    """How many there are in that time with these words, however they are narrowed."""
    choices: Mapping[str, tuple[str, ...]]
    """The values of vendor, author, playbook and outcome."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of a session, as a line of its timeline."""

    at: datetime
    author: str
    kind: str
    """In a word."""
    clause: str
    words: str
    turn: str
    """`agreed`, `conceded`, `free`, or empty."""
    gone: bool
    """It was taken back."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a clause stood at a moment."""

    clause: str
    standing: str
    rung: str
    """What was agreed, else what was on the table."""


@dataclass(frozen=True, slots=True)
class Path:
    """The way of a clause down its ladder."""

    clause: str
    title: str
    rungs: tuple[str, ...]
    points: tuple[Point, ...]
    """When it was at which rung, oldest first."""
    standing: str


@dataclass(frozen=True, slots=True)
class Paths:
    """All clauses of a deal."""

    name: str
    rungs: tuple[str, ...]
    """The columns, best first."""
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SideRow:
    """A clause, or a count, on both sides."""

    about: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Whether the two sides are not the same."""
        return self.left != self.right

    @property
    def both(self) -> tuple[str, str]:
        """What stands on the left and on the right."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Sides:
    """Two deals, or two vendors, beside each other; differences first."""

    left: str
    right: str
    head: tuple[SideRow, ...]
    """Counts."""
    rows: tuple[SideRow, ...]
