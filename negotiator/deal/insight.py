"""What a team can learn from many deals: counted facts, and how they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

FEW = 10
"""Below so many cases no percentage is told: it would promise more than it knows."""
SOME = 3
"""Below so many cases not even a word is told."""
OFTEN, RARE = 2 / 3, 1 / 3
"""From this share of few cases on it is often; below that, rare; between the two, sometimes."""
DEVIATES = 5
"""So often signed below target within the span, a position is due for a decision."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Where a clause of a deal was settled: the rung, or `waived`."""

    deal: str
    vendor: str
    clause: str
    rung: str
    day: date


@dataclass(frozen=True, slots=True)
class Given:
    """A give for which nothing came back."""

    deal: str
    vendor: str
    title: str
    clause: str
    give: str
    at: datetime
    free: bool
    """It was said to be free; otherwise nobody has answered it."""
    session: str


@dataclass(slots=True)
class Tally:
    """How often something happened, and how it went."""

    uses: int = 0
    yes: int = 0
    no: int = 0


@dataclass(slots=True)
class Ended:
    """How often an objection was heard, and where its clauses are now."""

    heard: int = 0
    deals: set[str] = field(default_factory=set)


def told(part: int, whole: int) -> str:
    """A share in words a reader may rely on: a percentage only from ten cases on."""
    if not whole:
        return "no case"
    if whole >= FEW:
        return f"{part} of {whole} ({round(100 * part / whole)}%)"
    if whole < SOME:
        return f"{part} of {whole}"
    share = part / whole
    word = "often" if share >= OFTEN else "sometimes" if share >= RARE else "rare"
    return f"{part} of {whole}, {word}"


def is_below_target(rung: str) -> bool:
    """Whether a signed rung is a deviation: a fallback, the walk-away, or given up."""
    return rung not in {"opening", "target"}


def deviating(signed: Iterable[Signed], since: date) -> dict[str, int]:
    """The clauses signed below target five times or more since a day, with how often."""
    counted: dict[str, int] = {}
    for each in signed:
        if each.day >= since and is_below_target(each.rung):
            counted[each.clause] = counted.get(each.clause, 0) + 1
    return {clause: count for clause, count in counted.items() if count >= DEVIATES}
