"""What is left to take up in a session, in what order, and how much of the clock each point has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from negotiator.deal.deal import Session
from negotiator.deal.preparation import PLANNED_MINUTES, Preparation
from negotiator.deal.standing import ClauseState, DealState, Standing
from negotiator.playbook.model import Clause, Playbook, Priority

_PRIORITIES = list(Priority)
_PROTECTIONS = ("prove", "fix", "exit", None)
_LATE = 3
"""The clock is told when no more than one part in so many of the planned time is left."""


class Turn(IntEnum):
    """When a point is taken up among those of its priority."""

    DUE = 0
    """Put off, and the answer is due."""
    NOT_RAISED = 1
    PARKED = 2
    ON_THE_TABLE = 3
    WAITING = 4
    """Somebody has yet to answer, and need not yet have."""
    STUCK = 5

    @property
    def ours(self) -> bool:
        """It is for us to speak of it."""
        return self < Turn.WAITING


@dataclass(frozen=True, slots=True)
class Point:
    """An open clause on the agenda."""

    clause: str
    priority: Priority
    turn: Turn
    reason: str
    """Why it stands where it stands, in words."""


def preparation_in_force(state: DealState) -> Preparation:
    """The last preparation of the deal; an empty one while there is none."""
    body = state.prepared.body if state.prepared else None
    return body.preparation if body is not None and body.kind == "prepared" else Preparation()


def minutes_to_plan(state: DealState) -> int:
    """For how long the next session is planned."""
    return preparation_in_force(state).planned_minutes or PLANNED_MINUTES


def planned_minutes(state: DealState, session: Session) -> int:
    """For how long a session is planned: as it began, unless it was changed in it."""
    changed = state.prepared is not None and state.prepared.session == session.id
    said = preparation_in_force(state).planned_minutes if changed else None
    return said or session.planned_minutes


def agenda(
    playbook: Playbook,
    priorities: Mapping[str, Priority],
    weights: Mapping[str, float],
    state: DealState,
    today: date,
) -> list[Point]:
    """The clauses that are not settled, the one to take up first at the beginning.

    By priority, then by turn: answers that are due, what nobody has raised, what was parked, what
    is on the table; last what waits for somebody, and what is stuck. Equals take turns by what they
    protect (prove, fix, exit: S0 section 6), the protection that least was said of first, so that a
    short call touches all three; within one protection the heavier clause comes first.
    """
    ranks = _ranks(playbook, priorities, weights, state)
    points = [
        _point(playbook.clauses[clause], priority, state.clause(clause), today)
        for clause, priority in priorities.items()
        if not state.clause(clause).standing.settled
    ]
    return sorted(points, key=lambda p: (_PRIORITIES.index(p.priority), p.turn, ranks[p.clause]))


def minutes_a_point(left: int, points: list[Point]) -> str:
    """What the clock leaves for each must-have that is ours to take up; for each point, if none."""
    ours = [point for point in points if point.turn.ours]
    must = [point for point in ours if point.priority is Priority.MUST_HAVE] or ours
    if left <= 0:
        return "no time left"
    if not must:
        return f"{left} min left"
    share = left // len(must)
    return f"{share} min a point left" if share else "under a minute a point left"


def pressing(minute: int, planned: int, not_raised: int) -> str:
    """What the clock says of the must-haves nobody raised; empty until the last third.

    Args:
        minute: of the session.
        planned: minutes.
        not_raised: must-haves.
    """
    left = planned - minute
    if not not_raised or left * _LATE > planned:
        return ""
    clock = f"{left} min left" if left >= 0 else f"{-left} min over"
    return f"{clock}, {not_raised} must-have{'s' if not_raised > 1 else ''} not raised"


def _ranks(
    playbook: Playbook,
    priorities: Mapping[str, Priority],
    weights: Mapping[str, float],
    state: DealState,
) -> dict[str, tuple[int, int]]:
    """Each clause's place in the round: how many of its protection come before it, and which it is.

    What was spoken of already counts as before, so a protection that is behind catches up.
    """
    order = {clause: number for number, clause in enumerate(priorities)}
    heaviest = sorted(
        priorities, key=lambda c: (_PRIORITIES.index(priorities[c]), -weights.get(c, 0), order[c])
    )
    before = Counter(
        playbook.clauses[clause].protects
        for clause in priorities
        if state.clause(clause).standing is not Standing.NOT_RAISED
    )
    ranks = {}
    for clause in heaviest:
        protects = playbook.clauses[clause].protects
        ranks[clause] = before[protects], _PROTECTIONS.index(protects)
        if state.clause(clause).standing is Standing.NOT_RAISED:
            before[protects] += 1
    return ranks


def _point(clause: Clause, priority: Priority, state: ClauseState, today: date) -> Point:
    turn = _turn(state, today)
    parts = [str(priority), _where(turn, state, today)]
    if clause.protects:
        parts.append(f"{clause.protects} protection")
    return Point(clause.id, priority, turn, ", ".join(parts))


def _turn(state: ClauseState, today: date) -> Turn:
    match state.standing:
        case Standing.DEFERRED:
            return Turn.DUE if state.due is not None and state.due <= today else Turn.WAITING
        case Standing.NOT_RAISED:
            return Turn.NOT_RAISED
        case Standing.PARKED:
            return Turn.PARKED
        case Standing.ESCALATED:
            return Turn.WAITING
        case Standing.DEADLOCKED:
            return Turn.STUCK
        case _:
            return Turn.ON_THE_TABLE


def _where(turn: Turn, state: ClauseState, today: date) -> str:
    """The standing with whom it waits for."""
    who = state.deferred_to
    if turn is Turn.DUE and state.due is not None:
        late = (today - state.due).days
        when = "is due today" if not late else f"is {late} day{'s' if late > 1 else ''} late"
        return f"the answer{f' of {who}' if who else ''} {when}"
    if state.standing is Standing.DEFERRED:
        until = f"until {state.due:%d %b}" if state.due else "without a date"
        return f"put off{f' to {who}' if who else ''} {until}"
    if state.standing is Standing.ESCALATED:
        return f"waits for {state.approver}" if state.approver else "escalated"
    return str(state.standing)
