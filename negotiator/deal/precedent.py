"""Precedents: what this vendor agreed to earlier on a clause, and what others did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import NamedTuple

from negotiator.deal.amount import amount
from negotiator.deal.ladder import rung_label
from negotiator.playbook.model import Clause

_DAYS_A_MONTH = 30.44
_DAYS = 60
"""Up to so many days an age is told in days."""


class Precedent(NamedTuple):
    """A rung that was agreed to in another deal, and still is.

    A tuple, because a call begins with all there are.
    """

    deal: str
    vendor: str
    title: str
    clause: str
    rung: str
    at: date
    """The day of the last entry about the clause."""


@dataclass(frozen=True, slots=True)
class Past:
    """What was agreed to on a clause in other deals, counted."""

    own: tuple[date, str] | None = None
    """When this vendor agreed to which rung last."""
    others: Mapping[str, int] = field(default_factory=dict)
    """How often others agreed to each rung."""
    newest: date | None = None
    """When one of them did last."""


def past(clause: Clause, vendor: str, known: Sequence[Precedent], today: date) -> tuple[str, ...]:
    """What this vendor agreed to last, then what others did; what helps most comes first.

    Rungs are read on the ladder of `clause`, which may have changed since they were agreed to.
    """
    own = [each for each in known if is_of(each, vendor)]
    others = [each for each in known if not is_of(each, vendor)]
    last = max(own, key=lambda each: each.at, default=None)
    counted = Past(
        (last.at, last.rung) if last else None,
        Counter(each.rung for each in others),
        max((each.at for each in others), default=None),
    )
    return told(clause, counted, today)


def told(clause: Clause, known: Past, today: date) -> tuple[str, ...]:
    """The same of what is counted already."""
    parts: list[str] = []
    if known.own:
        at, rung = known.own
        parts.append(f"they {at.year}: {label(clause, rung)}")
    if known.newest:
        parts += _spread(clause, known.others)
        parts.append(f"last {_ago(known.newest, today)}")
    return tuple(parts)


def is_of(precedent: Precedent, vendor: str) -> bool:
    """Whether it is a precedent of that vendor."""
    return same_vendor(precedent.vendor, vendor)


def same_vendor(name: str, other: str) -> bool:
    """Whether two names are of one vendor, however they are written."""
    return name.casefold().strip() == other.casefold().strip()


def label(clause: Clause, rung: str) -> str:
    """A rung as a number with its unit, else in a few words, else by its name."""
    position = clause.ladder.get(rung)
    if position is None:
        return rung
    if clause.metric is not None and position.value is not None:
        return amount(position.value, clause.metric.unit)
    return rung_label(rung, position)


def age(day: date, today: date) -> str:
    """How old something is: days at first, then months."""
    days = max((today - day).days, 0)
    if days == 1:
        return "1 day"
    return f"{days} days" if days < _DAYS else f"{round(days / _DAYS_A_MONTH)} months"


def ago(day: date, today: date) -> str:
    """The same as when it was."""
    return "today" if day >= today else f"{age(day, today)} ago"


def _spread(clause: Clause, counted: Mapping[str, int]) -> list[str]:
    """Best and median where the ladder has numbers for all; else how often each rung."""
    values = [
        value
        for rung, count in counted.items()
        if (position := clause.ladder.get(rung)) and (value := position.value) is not None
        for _ in range(count)
    ]
    if clause.metric is not None and len(values) == sum(counted.values()):
        best = max(values) if clause.metric.better == "higher" else min(values)
        told = amount(best, clause.metric.unit)
        if len(values) == 1:
            return [f"others (1): {told}"]
        return [f"others ({len(values)}): best {told}", f"median {median(values):g}"]
    order = {rung: place for place, rung in enumerate(clause.ladder)}
    rungs = sorted(counted, key=lambda rung: (order.get(rung, len(order)), rung))
    first, *rest = (f"{counted[rung]} {rung}" for rung in rungs)
    return [f"others: {first}", *rest]


def _ago(day: date, today: date) -> str:
    return "today" if day >= today else f"{age(day, today)} ago"
