"""A clause's ladder in use: the ask, the rung that may be offered next, where a number stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from negotiator.deal.standing import ClauseState
from negotiator.playbook.model import Clause, Position, Rung

_NOBODY = ClauseState()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung one may step to, and what it takes."""

    rung: str
    position: Position
    approver: str | None
    """Who has to agree first; None when nobody has to, or they already did."""

    @property
    def label(self) -> str:
        """The rung in a few words."""
        return rung_label(self.rung, self.position)


def rung_label(rung: str, position: Position) -> str:
    """A rung as it reads on a ladder line: its label, else its number, else its name."""
    if position.label:
        return position.label
    return rung if position.value is None else f"{position.value:g}"


def ask(clause: Clause) -> str | None:
    """The rung we ask for first: the top of the ladder; None where there is but the walk-away."""
    return next((rung for rung, each in clause.ladder.items() if not is_limit(each)), None)


def is_limit(position: Position) -> bool:
    """Whether a position is the walk-away, which is a limit and never on the table."""
    return position.rung is Rung.WALK_AWAY


def on_table(clause: Clause, state: ClauseState = _NOBODY) -> str | None:
    """The rung last offered, or the ask while nothing has been offered."""
    offered = state.offered
    return offered if offered is not None and offered in clause.ladder else ask(clause)


def below(clause: Clause, state: ClauseState = _NOBODY) -> Sequence[str]:
    """The rungs under the one on the table, best first, the walk-away last."""
    rungs = list(clause.ladder)
    table = on_table(clause, state)
    return rungs if table is None else rungs[rungs.index(table) + 1 :]


def next_step(
    clause: Clause, state: ClauseState = _NOBODY, authority: Collection[str] = ()
) -> Step | None:
    """The next rung down that may be offered; None when only the walk-away is left.

    It is the rung to which the counter said last leads, where that is further down.

    Args:
        authority: the approvers who need not be asked.
    """
    lower = [rung for rung in below(clause, state) if not is_limit(clause.ladder[rung])]
    if not lower:
        return None
    led = _led_to(clause, state)
    rung = led if led in lower else lower[0]
    return Step(rung, clause.ladder[rung], approver_of(clause, rung, state, authority))


def approver_of(
    clause: Clause, rung: str, state: ClauseState, authority: Collection[str] = ()
) -> str | None:
    """Who has to agree before a rung is offered; None when nobody has to, or they already did."""
    approver = clause.ladder[rung].approver
    return None if rung in state.approved or approver in authority else approver


def _led_to(clause: Clause, state: ClauseState) -> str | None:
    """The rung that the counter said last offers."""
    if state.countered is None:
        return None
    name, step = state.countered
    objection = clause.objection_by_id(name)
    if objection is None or step >= len(objection.counter):
        return None
    return objection.counter[step].leads_to


def place(clause: Clause, value: float) -> str:
    """Where a number in the clause's metric stands on the ladder, in words.

    "meets the target", "between fallback-1 and fallback-2", "below the walk-away"; empty where the
    ladder carries no numbers.
    """
    if clause.metric is None:
        return ""
    sign = 1 if clause.metric.better == "higher" else -1
    rungs = [
        (rung, sign * position.value)
        for rung, position in clause.ladder.items()
        if position.value is not None
    ]
    if not rungs:
        return ""
    number = sign * value
    if number >= rungs[0][1]:
        return f"meets the {rungs[0][0]}"
    for (upper, _), (lower, limit) in pairwise(rungs):
        if number == limit:
            return f"at {_the(lower)}"
        if number > limit:
            return f"between {_the(upper)} and {_the(lower)}"
    return f"beyond {_the(rungs[-1][0])}"


def gap_to_target(clause: Clause, value: float) -> float | None:
    """How far a number is worse than the target, in the metric's unit; 0 when it meets it."""
    target = clause.ladder.get(str(Rung.TARGET))
    if clause.metric is None or target is None or target.value is None:
        return None
    short = target.value - value if clause.metric.better == "higher" else value - target.value
    return max(short, 0.0)


def _the(rung: str) -> str:
    return rung if rung[-1].isdigit() else f"the {rung}"
