"""The sourcing decision of a playbook: its questions one after another, and where they end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from negotiator.deal.profile import Sourcing
from negotiator.playbook.model import SourcingStep
from negotiator.playbook.tailoring import LONGEST

_OUTCOMES = frozenset(Sourcing)


@dataclass(frozen=True)
class Decision:
    """The questions that some answers lead through, and where they end."""

    asked: tuple[SourcingStep, ...]
    """In order."""
    outcome: Sourcing | None
    """None where the playbook asks nothing, or its questions lead nowhere."""


def decide(steps: Sequence[SourcingStep], said: Mapping[str, bool]) -> Decision:
    """Follow the answers, given by the ids of the questions; one that has none counts as a no."""
    known = {step.id: step for step in steps}
    asked: list[SourcingStep] = []
    name = first(steps)
    while name in known and len(asked) < LONGEST:
        step = known[name]
        asked.append(step)
        name = step.yes if said.get(step.id) else step.no
    return Decision(tuple(asked), Sourcing(name) if name in _OUTCOMES else None)


def leading_to(steps: Sequence[SourcingStep], outcome: Sourcing) -> dict[str, bool]:
    """The fewest answers that end in an outcome; empty where none do."""
    known = {step.id: step for step in steps}
    start = first(steps)
    ways: dict[str, dict[str, bool]] = {start: {}}
    queue = [start] if start in known else []
    for name in queue:  # which grows while it is walked
        if len(ways[name]) == LONGEST:
            break
        for answer, then in ((True, known[name].yes), (False, known[name].no)):
            way = {**ways[name], name: answer}
            if then == outcome:
                return way
            if then in known and then not in ways:
                ways[then] = way
                queue.append(then)
    return {}


def first(steps: Sequence[SourcingStep]) -> str:
    """The id of the question that no answer leads to; empty where there is none."""
    led_to = {name for step in steps for name in (step.yes, step.no)}
    return next((step.id for step in steps if step.id not in led_to), "")
