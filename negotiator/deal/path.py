"""The way of a clause down its ladder: which rung was on the table when, and which was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from negotiator.deal import body as b
from negotiator.deal.entry import Entry

TARGET = 1
"""The rank of the target."""
_LAST = 1_000
_RANKS = {"opening": 0, "target": TARGET, "walk-away": _LAST}


@dataclass(frozen=True, slots=True)
class Point:
    """A rung at which a clause was, and since when."""

    rung: str
    at: datetime
    agreed: bool
    """Agreed to; otherwise put on the table."""


def rank(rung: str) -> int:
    """How far down any ladder a rung of that name stands."""
    if rung in _RANKS:
        return _RANKS[rung]
    number = rung.rpartition("-")[2]
    return TARGET + int(number) if number.isdecimal() and len(number) < 3 else _LAST - 1


def paths(entries: Iterable[Entry]) -> dict[str, tuple[Point, ...]]:
    """By clause what was put on the table and agreed to, oldest first.

    Args:
        entries: those that count, in the order of recording.
    """
    found: dict[str, list[Point]] = {}
    for entry in entries:
        if entry.clause and isinstance(entry.body, (b.Offered, b.Agreed)):
            agreed = isinstance(entry.body, b.Agreed)
            point = Point(entry.body.rung, entry.at, agreed)
            found.setdefault(entry.clause, []).append(point)
    return {clause: tuple(points) for clause, points in found.items()}


def columns(ladders: Iterable[Iterable[str]], found: Iterable[Iterable[Point]]) -> tuple[str, ...]:
    """The rungs to be shown beside each other, best first: as deep as anything went, and the limit.

    Args:
        ladders: the rungs of each clause, best first.
        found: the points of each clause.
    """
    rungs = [list(ladder) for ladder in ladders]
    deepest = max((rank(each.rung) for points in found for each in points), default=TARGET)
    shown = {rung for ladder in rungs for rung in ladder if rank(rung) <= max(deepest, TARGET + 2)}
    return tuple(sorted(shown | {rung for ladder in rungs for rung in ladder[-1:]}, key=rank))


def reached(points: Iterable[Point]) -> dict[str, Point]:
    """By rung the time it was first on the table, or was last agreed to."""
    found: dict[str, Point] = {}
    for each in points:
        if each.rung not in found or each.agreed:
            found[each.rung] = each
    return found
