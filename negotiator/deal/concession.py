"""The rule for a step down the ladder: what it takes, and whether that is on record.

Every rung that is passed on the way down is given, so a step over a rung that is never given for
nothing takes what a step onto it would. What came back is on record as a trade that names the rung,
or one further down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import approver_of, below, is_limit
from negotiator.deal.standing import ClauseState, DealState, live, step
from negotiator.playbook.model import Clause


@dataclass(frozen=True, slots=True)
class Demands:
    """What has to be on record before a rung is offered, or agreed to."""

    stop: bool = False
    """It is the walk-away: nothing makes it an offer."""
    approver: str | None = None
    """Who has to agree first."""
    get: bool = False
    """What came back, or that nothing did."""


def demands(
    clause: Clause, rung: str, state: ClauseState, authority: Collection[str] = ()
) -> Demands:
    """What a rung of the clause's ladder takes, as things stand.

    Args:
        authority: the approvers who need not be asked.
    """
    lower = below(clause, state)
    if state.offered in clause.ladder and rung not in lower:
        # It is on the table, or was before a step further down. Where that step was only offered
        # for something, this one is without it, and so a step of its own.
        above = list(clause.ladder)[: list(clause.ladder).index(rung) + 1]
        return Demands(get=state.offered in state.tied and _is_owed(clause, rung, above, state))
    # What was asked for a rung is asked for that rung alone: further down it is open again.
    asked = (each for each in clause.ladder if each in state.tied and each not in lower)
    passed = lower[: lower.index(rung) + 1] if rung in lower else ()
    return Demands(
        stop=is_limit(clause.ladder[rung]),
        approver=approver_of(clause, rung, state, authority),
        get=_is_owed(clause, rung, [*asked, *passed], state),
    )


def bare_steps(clause: Clause, entries: Iterable[Entry]) -> set[UUID]:
    """The steps down a clause's ladder that take something of which nothing is on record.

    Steps that were taken back do not count; a step is known by the id of its entry.
    """
    state, bare = DealState(), set()
    for entry in live(entries):
        if entry.clause != clause.id:
            continue
        rung = rung_of(entry.body)
        if rung in clause.ladder and demands(clause, rung, state.clause(clause.id)).get:
            bare.add(entry.id)
        state = step(state, entry)
    return bare


def rung_of(body: b.AnyBody) -> str:
    """The rung that an entry puts on the table or takes as agreed; empty for all other entries."""
    return body.rung if isinstance(body, b.Offered | b.Agreed) else ""


def _is_owed(clause: Clause, rung: str, passed: Iterable[str], state: ClauseState) -> bool:
    """Whether the way to a rung has one that is not given for nothing, and was."""
    return rung not in state.tied and any(
        clause.ladder[each].requires_get and not _is_paid(clause, each, state) for each in passed
    )


def _is_paid(clause: Clause, rung: str, state: ClauseState) -> bool:
    rungs = list(clause.ladder)
    return not state.paid.isdisjoint(rungs[rungs.index(rung) :])
