"""A clause's ladder in use: the ask, the rung that may be offered next, where a number stands."""

from __future__ import annotations

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


def ask(clause: Clause) -> str:
    """The rung we ask for first: the top of the ladder."""
    return next(iter(clause.ladder))


def on_table(clause: Clause, state: ClauseState = _NOBODY) -> str:
    """The rung last offered, or the ask while nothing has been offered."""
    offered = state.offered
    return offered if offered is not None and offered in clause.ladder else ask(clause)


def next_step(clause: Clause, state: ClauseState = _NOBODY) -> Step | None:
    """The next rung down that may be offered; None when only the walk-away is left."""
    rungs = list(clause.ladder)
    below = rungs[rungs.index(on_table(clause, state)) + 1 :]
    for rung in below:
        position = clause.ladder[rung]
        if position.rung is Rung.WALK_AWAY:
            return None
        approver = None if rung in state.approved else position.approver
        return Step(rung, position, approver)
    return None


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
    """How far a number falls short of the target, in the metric's unit; 0 when it meets it."""
    target = clause.ladder.get(str(Rung.TARGET))
    if clause.metric is None or target is None or target.value is None:
        return None
    short = target.value - value if clause.metric.better == "higher" else value - target.value
    return max(short, 0.0)


def _the(rung: str) -> str:
    return rung if rung[-1].isdigit() else f"the {rung}"
