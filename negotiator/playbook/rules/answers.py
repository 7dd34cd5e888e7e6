"""Rules about objections: heard somewhere, and answered in steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from negotiator.playbook.model import Objection, Rung, Tier
from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject

_TIERS = list(Tier)


def no_counters(subject: Subject) -> Iterator[Finding]:
    """An objection without an answer leaves the negotiator alone."""
    for at, name, objection in _objections(subject):
        if not objection.counter:
            yield Finding(at, f"{name} has no counter")


def one_counter(subject: Subject) -> Iterator[Finding]:
    """A vendor who has heard the first answer says no to it."""
    for at, name, objection in _objections(subject):
        if len(objection.counter) == 1:
            yield Finding(at, f"{name} has only one counter")


def never_heard(subject: Subject) -> Iterator[Finding]:
    """Nothing that is typed can find an objection without phrases."""
    for at, name, objection in _objections(subject):
        if not objection.heard:
            yield Finding(at, f"{name} has no phrase by which it could be found")


def counters_out_of_order(subject: Subject) -> Iterator[Finding]:
    """Mild steps come first: who has traded or escalated cannot ask any more."""
    for at, name, objection in _objections(subject):
        for index, (above, below) in enumerate(pairwise(objection.counter), start=1):
            if _TIERS.index(below.tier) < _TIERS.index(above.tier):
                what = f"{name}: the step {below.tier} comes after {above.tier}"
                yield Finding((*at, "counter", index, "tier"), what)


def leads_to_walk_away(subject: Subject) -> Iterator[Finding]:
    """The walk-away is a limit and never an offer: a counter that leads there would name it."""
    for at, name, objection in _objections(subject):
        for index, counter in enumerate(objection.counter):
            if counter.leads_to == Rung.WALK_AWAY:
                yield Finding((*at, "counter", index, "leads_to"), f"{name} offers the walk-away")


def _objections(subject: Subject) -> Iterator[tuple[Keys, str, Objection]]:
    for clause in subject.playbook.clause:
        for index, objection in enumerate(clause.objection):
            at = ("clause", clause.id, "objection", index)
            yield at, f"objection {objection.id} of {clause.id}", objection


RULES = (
    Rule("no-counters", "warning", "add two or three [[clause.objection.counter]]", no_counters),
    Rule("one-counter", "note", "add another for when the first does not land", one_counter),
    Rule("never-heard", "warning", 'add heard = ["..."] in the vendor\'s words', never_heard),
    Rule(
        "counters-out-of-order",
        "warning",
        "order them ask, reframe, evidence, alternative, trade, escalate",
        counters_out_of_order,
    ),
    Rule(
        "leads-to-walk-away",
        "error",
        "lead to a fallback above it, or leave `leads_to` out",
        leads_to_walk_away,
    ),
)
