"""Packages: a few offers over several clauses at once, worth the same to us and different in mix.

Putting several equal offers on the table at once (MESO, multiple equivalent simultaneous offers)
shows by what the other side picks what it cares for, at no cost to us: Medvec and Galinsky,
"Putting more on the table", Negotiation 8(4), 2005; Leonardelli, Gu, McRuer, Medvec and Galinsky,
"Multiple equivalent simultaneous offers (MESOs) reduce the negotiator dilemma", Organizational
Behavior and Human Decision Processes 152, 2019. Giving way where it matters less to us and holding
where it matters more is logrolling: Froman and Cohen, "Compromise and logroll", Behavioral Science
15(2), 1970. The value of a package is additive over its clauses, weight by share of the ladder, as
in Raiffa, The Art and Science of Negotiation, 1982, chapter 11, and Keeney and Raiffa, Decisions
with Multiple Objectives, 1976.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from math import prod
from types import MappingProxyType

from negotiator.deal.ladder import approver_of, on_table, rung_label
from negotiator.deal.standing import ClauseState
from negotiator.playbook.model import Clause, Position, Rung

FEWEST, MOST = 2, 6
"""Clauses of a package."""
TOLERANCE = 3.0
"""Points of 100 by which packages that are called equal may differ."""
BOUND = 20_000
"""Mixes looked at; where there would be more, the lowest rungs of the longest ladders are left
out."""
NAMELESS: Mapping[str, str] = MappingProxyType({})
_REACH = 60
"""Of the mixes that are worth the same as one, those compared with each other."""

Mix = tuple[int, ...]
"""Of each issue, the place of its rung."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An open clause with the rungs that may be offered now, best first."""

    clause: str
    rungs: tuple[str, ...]
    worth: tuple[float, ...]
    """What each rung is worth to us, in points; those of all issues at the top make 100."""
    held: str
    """What keeps us from going lower, in words."""


@dataclass(frozen=True, slots=True)
class Package:
    """A rung for each clause."""

    rungs: Mapping[str, str]
    value: float
    """Points of 100."""


@dataclass(frozen=True, slots=True)
class Found:
    """Three packages, or none."""

    packages: tuple[Package, ...]
    mixes: int
    """How many were looked at."""
    whole: bool
    """Those were all there are."""


def offerable(
    clause: Clause,
    state: ClauseState,
    *,
    floor: bool,
    authority: Collection[str] = (),
    names: Mapping[str, str] = NAMELESS,
) -> tuple[tuple[str, ...], str]:
    """The rungs of a clause that may be offered now, best first, and what ends them.

    From the rung on the table down: never up, which would take an offer back; never to the
    walk-away; not past a rung whose approver has not agreed; under a floor not below the target,
    because a floor is a statement and no rung tells where it is crossed; not below what the vendor
    has already named.

    Args:
        authority: the approvers who need not be asked.
        names: how the others are named, by id.
    """
    table = on_table(clause, state)
    above = True
    allowed: list[str] = []
    for rung, position in clause.ladder.items():
        if position.rung is Rung.WALK_AWAY:
            return tuple(allowed), "only the walk-away is below"
        above = above and rung != table
        if above:
            continue
        if approver := approver_of(clause, rung, state, authority):
            return tuple(
                allowed
            ), f"{rung_label(rung, position)} needs {names.get(approver, approver)}"
        if rung != table and (held := _held(clause, state, position, floor=floor)):
            return tuple(allowed), held
        allowed.append(rung)
    return tuple(allowed), "the ladder ends"


def _held(clause: Clause, state: ClauseState, position: Position, *, floor: bool) -> str:
    """Why one may not step to a position; empty when one may."""
    if floor and position.rung not in {Rung.OPENING, Rung.TARGET}:
        return "a floor holds it at the target"
    if clause.metric and state.values and position.value is not None:
        named = state.values[-1]
        sign = 1 if clause.metric.better == "higher" else -1
        if sign * named > sign * position.value:
            return f"they have already named {named:g}"
    return ""


def issues(
    clauses: Sequence[Clause],
    states: Mapping[str, ClauseState],
    weights: Mapping[str, float],
    floors: frozenset[str],
    authority: Collection[str] = (),
    names: Mapping[str, str] = NAMELESS,
) -> list[Issue]:
    """The clauses of a package, with what each of their rungs is worth.

    Args:
        weights: by clause, as the deal's profile makes them.
        floors: the clauses under a floor that holds in this deal.
        authority: the approvers who need not be asked.
        names: how the others are named, by id.
    """
    whole = sum(weights.get(clause.id, 0) for clause in clauses)
    made = []
    for clause in clauses:
        # Clauses of no weight at all are worth the same as each other.
        share = weights.get(clause.id, 0) / whole if whole else 1 / len(clauses)
        rungs, held = offerable(
            clause,
            states[clause.id],
            floor=clause.id in floors,
            authority=authority,
            names=names,
        )
        worth = tuple(100 * share * _share(clause, rung) for rung in rungs)
        made.append(Issue(clause.id, rungs, worth, held))
    return made


def _share(clause: Clause, rung: str) -> float:
    """A rung's share of its ladder: 1 at the top, 0 at the walk-away, evenly between."""
    rungs = list(clause.ladder)
    limit = str(Rung.WALK_AWAY)
    bottom = rungs.index(limit) if limit in rungs else len(rungs)
    return 1 - rungs.index(rung) / bottom


def equal_packages(chosen: Sequence[Issue]) -> Found:
    """Three packages worth the same within the tolerance, and worth as much as three can be.

    Each differs from each other one in both directions: more on one clause, less on another.
    Of three that are possible, those that differ on most clauses.
    """
    ladders = [len(issue.rungs) for issue in chosen]
    while prod(ladders) > BOUND:
        ladders[ladders.index(max(ladders))] -= 1
    whole = ladders == [len(issue.rungs) for issue in chosen]
    mixes = [
        (sum(issue.worth[n] for issue, n in zip(chosen, mix, strict=True)), mix)
        for mix in product(*map(range, ladders))
    ]
    mixes.sort(key=lambda each: (-each[0], each[1]))
    packages = tuple(
        Package({issue.clause: issue.rungs[n] for issue, n in zip(chosen, mix, strict=True)}, value)
        for value, mix in _three(mixes)
    )
    return Found(packages, len(mixes), whole)


def _three(mixes: Sequence[tuple[float, Mix]]) -> Sequence[tuple[float, Mix]]:
    """The three of most value: the first mix from the top that has two equals."""
    for place, best in enumerate(mixes):
        least = best[0] - TOLERANCE
        equals: list[tuple[float, Mix]] = []
        for other in islice(mixes, place + 1, None):
            if other[0] < least or len(equals) == _REACH:
                break
            if _crosses(best[1], other[1]):
                equals.append(other)
        pairs = [
            (one, other) for one, other in combinations(equals, 2) if _crosses(one[1], other[1])
        ]
        if pairs:
            one, other = max(pairs, key=lambda pair: _variety(best[1], pair[0][1], pair[1][1]))
            return best, one, other
    return ()


def _crosses(one: Mix, other: Mix) -> bool:
    """Each is better for us than the other on some clause."""
    steps = [a - b for a, b in zip(one, other, strict=True)]
    return min(steps) < 0 < max(steps)


def _variety(*mixes: Mix) -> int:
    """On how many clauses they differ, pair by pair."""
    return sum(
        a != b for one, other in combinations(mixes, 2) for a, b in zip(one, other, strict=True)
    )
