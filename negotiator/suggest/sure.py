"""How sure a reading is: logistic curves over what speaks for it.

The constants come from `python -m benchmarks.calibrate`, which fits them to two sets of
labelled statements in tests/suggest; none of them is in a playbook.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

from negotiator.suggest.index import Index
from negotiator.suggest.query import Query

ABOUT_A_CLAUSE = (-13.10, 2.67, 4.09, 5.83)
"""For a whole text: a constant, then what counts how much, in the order of `Signs`."""
RIGHT = (-8.91, 1.79, 1.82, 2.68, 0.73)
"""For one reading of it: the same, and how far it is ahead of the others."""

_FEW = 4


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells a statement about a clause from small talk."""

    known: float
    """The share of its words that the playbook knows, by how telling they are."""
    length: float
    """The logarithm of how many telling words it has, four at the least: few may match by chance,
    but what has only been begun is no less about a clause for that."""
    beyond: float
    """How much more speaks for the best clause than for small talk, in words that tell most."""


def signs(index: Index, query: Query, totals: Sequence[float]) -> Signs:
    """The signs of a text, given how much more speaks for each clause than for small talk."""
    beyond = max(totals, default=0.0) / index.letters.unknown
    return Signs(query.known, math.log(1 + max(len(query.told), _FEW)), beyond)


def about_a_clause(seen: Signs) -> float:
    """The probability that a text is about any clause at all."""
    return logistic(ABOUT_A_CLAUSE, values(seen))


def right(seen: Signs, ahead: float) -> float:
    """The probability that a reading is right.

    Args:
        ahead: how far it is ahead of the next one; for all but the best, how far it is behind the
            best, as a negative number.
    """
    return logistic(RIGHT, (*values(seen), ahead))


def values(seen: Signs) -> tuple[float, ...]:
    """The signs as numbers, in their order."""
    return tuple(getattr(seen, each.name) for each in fields(seen))


def logistic(weights: Sequence[float], signs: Sequence[float]) -> float:
    """1 / (1 + e^-x), where x is the constant plus the weighted signs."""
    constant, *slopes = weights
    x = constant + sum(slope * sign for slope, sign in zip(slopes, signs, strict=True))
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0
