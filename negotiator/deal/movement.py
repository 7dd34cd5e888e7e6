"""How both sides have moved on a metric: the vendor's numbers over time beside our own steps.

Steps that grow smaller say that a limit is near (Raiffa, The Art and Science of Negotiation, 1982,
on the negotiation dance); steps of ours that are larger than theirs say who pays for the deal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.playbook.model import Clause, Rung

_SHOWN = 6
"""Numbers of a side that are read at a glance."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The numbers of both sides in the clause's metric, oldest first."""

    unit: str
    theirs: tuple[float, ...]
    ours: tuple[float, ...]
    """Of the rungs we offered."""
    target: float | None

    @property
    def told(self) -> str:
        """Their numbers, the size of each step, and our target beside them."""
        target = "" if self.target is None else f"; target {self.target:g}"
        return f"{_series(self.theirs, self.unit)}{target}"

    @property
    def answered(self) -> str:
        """Our own numbers and steps; empty before we offered any."""
        return f"ours {_series(self.ours, self.unit)}" if self.ours else ""


def movement(clause: Clause, entries: Iterable[Entry]) -> Movement | None:
    """How a clause's metric has moved; None before the vendor has named two different numbers.

    A number that is said again right away is no step, on neither side.

    Args:
        entries: those that count, of the whole deal, oldest first.
    """
    if clause.metric is None:
        return None
    theirs: list[float] = []
    ours: list[float] = []
    for entry in entries:
        if entry.clause != clause.id:
            continue
        match entry.body:
            case b.Heard(value=value) if value is not None:
                theirs.append(value)
            case b.Offered(rung=rung) if rung in clause.ladder:
                offered = clause.ladder[rung].value
                ours += [] if offered is None else [offered]
            case _:
                pass
    series = _moves(theirs)
    if len(series) < 2:
        return None
    target = clause.ladder.get(str(Rung.TARGET))
    return Movement(clause.metric.unit, series, _moves(ours), target.value if target else None)


def _moves(numbers: list[float]) -> tuple[float, ...]:
    return tuple(n for place, n in enumerate(numbers) if place == 0 or n != numbers[place - 1])


def _series(numbers: tuple[float, ...], unit: str) -> str:
    """`72 → 60 → 48 hours (-12, -12)`; the last of them, where there are many."""
    last = numbers[-_SHOWN:]
    row = " → ".join(f"{number:g}" for number in last)
    steps = ", ".join(f"{new - old:+.6g}" for old, new in pairwise(last))
    more = "… → " if len(last) < len(numbers) else ""
    return f"{more}{row} {unit}{f' ({steps})' if steps else ''}".replace("-", "−")
