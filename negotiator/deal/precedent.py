"""Precedents: what this vendor agreed to earlier on a clause, and what others did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from negotiator.deal.ladder import rung_label
from negotiator.playbook.model import Clause

_DAYS_A_MONTH = 30.44
_DAYS = 60
"""Up to so many days an age is told in days."""


class Precedent(NamedTuple):
    """A rung that was agreed to in another deal, and still is.

    A tuple, because a call and a brief begin with all there are.
    """

    deal: str
    vendor: str
    title: str
    clause: str
    rung: str
    at: date
    """The day of the last entry about the clause."""


def past(clause: Clause, vendor: str, known: Sequence[Precedent], today: date) -> tuple[str, ...]:
    """What this vendor agreed to last, then what others did; what helps most comes first.

    Rungs are read on the ladder of `clause`, which may have changed since they were agreed to.
    """
    own: list[Precedent] = []
    others: list[Precedent] = []
    for each in known:
        (own if is_of(each, vendor) else others).append(each)
    parts: list[str] = []
    if own:
        last = max(own, key=lambda each: each.at)
        parts.append(f"they {last.at.year}: {label(clause, last.rung)}")
    if others:
        parts += _spread(clause, others)
        parts.append(f"newest {age(max(each.at for each in others), today)}")
    return tuple(parts)


def is_of(precedent: Precedent, vendor: str) -> bool:
    """Whether it is a precedent of that vendor."""
    return precedent.vendor.casefold().strip() == vendor.casefold().strip()


def label(clause: Clause, rung: str) -> str:
    """A rung as a number with its unit, else in a few words, else by its name."""
    position = clause.ladder.get(rung)
    if position is None:
        return rung
    if clause.metric is not None and position.value is not None:
        return f"{position.value:g} {clause.metric.unit}"
    return rung_label(rung, position)


def age(day: date, today: date) -> str:
    """How old something is: days at first, then months."""
    days = max((today - day).days, 0)
    if days == 1:
        return "1 day"
    return f"{days} days" if days < _DAYS else f"{round(days / _DAYS_A_MONTH)} months"


def _spread(clause: Clause, others: Sequence[Precedent]) -> list[str]:
    """Best and median where the ladder has numbers for all; else how often each rung."""
    values = [
        position.value
        for each in others
        if (position := clause.ladder.get(each.rung)) is not None and position.value is not None
    ]
    if clause.metric is not None and len(values) == len(others):
        best = max(values) if clause.metric.better == "higher" else min(values)
        first = f"others: best {best:g} {clause.metric.unit} of {len(values)}"
        return [first, f"median {median(values):g}"] if len(values) > 1 else [first]
    counted = Counter(each.rung for each in others)
    order = {rung: place for place, rung in enumerate(clause.ladder)}
    rungs = sorted(counted, key=lambda rung: order.get(rung, len(order)))
    first, *rest = (f"{counted[rung]} {rung}" for rung in rungs)
    return [f"others: {first}", *rest]
