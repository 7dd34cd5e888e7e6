"""Rules about what the profile of a deal decides: it can come true, moves something, and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from negotiator.playbook.model import Clause, Priority, RiskTier
from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject, guess
from negotiator.playbook.tailoring import LONGEST

_TOP, _BOTTOM = Priority.MUST_HAVE, Priority.NICE_TO_HAVE

_Named = tuple[Keys, str, Sequence[tuple[Keys, str]], str]
"""A field of the profile that something names, with its values, each with its address, and whose
they are."""


def unknown_fact(subject: Subject) -> Iterator[Finding]:
    """What no profile can be would silently never apply, or never be shown."""
    facts = subject.facts
    if facts is None:
        return
    for at, name, values, whose in _named(subject):
        if name not in facts:
            what = f"no profile has a field `{name}`, so {whose} would never apply"
            yield Finding(at, what, guess(name, facts))
            continue
        for value_at, value in values:
            if value not in facts[name]:
                what = f"`{name}` of a profile is never `{value}`"
                yield Finding(value_at, what, guess(value, facts[name]))


def idle_emphasis(subject: Subject) -> Iterator[Finding]:
    """An emphasis that moves nothing says on the form that something weighs more."""
    clauses = subject.playbook.clauses
    for emphasis in subject.playbook.emphasis:
        moving = [
            *(_can_move(clauses, name, _TOP) for name in emphasis.raises),
            *(_can_move(clauses, name, _BOTTOM) for name in emphasis.lowers),
        ]
        if not any(moving) and not emphasis.weight:
            yield Finding(("emphasis", emphasis.id), f"emphasis {emphasis.id} changes no clause")
        for index, name in enumerate(emphasis.lowers):
            if name in emphasis.raises:
                what = f"emphasis {emphasis.id} raises {name} and lowers it"
                at: Keys = ("emphasis", emphasis.id, "lowers", index)
                yield Finding(at, what, "keep one of the two")


def endless_sourcing(subject: Subject) -> Iterator[Finding]:
    """The sourcing decision has one beginning, and every answer ends in one of its outcomes."""
    steps = {step.id: step for step in subject.playbook.sourcing}
    outcomes = subject.facts.get("sourcing", ()) if subject.facts else ()
    ends = (*outcomes, *steps)
    for step in steps.values():
        for key, then in (("yes", step.yes), ("no", step.no)):
            if outcomes and then not in ends and not subject.partial:
                what = f"`{key}` of {step.id} leads to no question and no outcome: `{then}`"
                yield Finding(("sourcing", step.id, key), what, guess(then, ends))
    follows = {name: {step.yes, step.no} & steps.keys() for name, step in steps.items()}
    begins = [name for name in steps if not any(name in after for after in follows.values())]
    for name in begins[1:]:
        what = f"no answer leads to {name}, and the decision begins with {begins[0]}"
        yield Finding(("sourcing", name), what)
    try:
        order = list(TopologicalSorter(follows).static_order())
    except CycleError as error:
        name = error.args[1][0]
        yield Finding(("sourcing", name), f"the answers can lead from {name} back to itself")
        return
    depth: dict[str, int] = {}
    for name in order:  # what follows a question stands before it
        depth[name] = 1 + max((depth[then] for then in follows[name]), default=0)
    if begins and depth[begins[0]] > LONGEST:
        what = f"the decision asks more than {LONGEST} questions in a row"
        yield Finding(("sourcing", begins[0]), what, "leave out what decides least")


def _can_move(clauses: Mapping[str, Clause], name: str, end: Priority) -> bool:
    """Whether the clause is there, and is not at that end of the priorities at every tier."""
    clause = clauses.get(name)
    return clause is not None and any(clause.priority_at(tier) is not end for tier in RiskTier)


def _named(subject: Subject) -> Iterator[_Named]:
    playbook = subject.playbook
    for name, value in playbook.playbook.profile.items():
        at: Keys = ("playbook", "profile", name)
        yield at, name, [(at, value)], "it"
    for fact in playbook.fact:
        at = ("fact", fact.id, "id")
        yield at, fact.field, [(at, fact.value)], f"fact {fact.id}"
    for clause in playbook.clause:
        yield from _conditions(("clause", clause.id, "when"), clause.when, clause.id)
    for emphasis in playbook.emphasis:
        whose = f"emphasis {emphasis.id}"
        yield from _conditions(("emphasis", emphasis.id, "when"), emphasis.when, whose)


def _conditions(at: Keys, when: Mapping[str, Sequence[str]], whose: str) -> Iterator[_Named]:
    for name, values in when.items():
        here = (*at, name)
        yield here, name, [((*here, index), value) for index, value in enumerate(values)], whose


RULES = (
    Rule("unknown-fact", "error", "name a field and a value of the profile", unknown_fact),
    Rule("idle-emphasis", "warning", "give it a clause to move, or a weight", idle_emphasis),
    Rule(
        "endless-sourcing",
        "error",
        "lead every answer to another question or to build, buy, partner or invest",
        endless_sourcing,
    ),
)
