"""Rules about numbers that are said: the rung's own, in a unit that can be understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negotiator.playbook.clause import Clause
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject, rungs

_NEAR_UNIT = 75
"""Likeness in percent: "mnths" is months, "seats" is a count of seats and no "secs"."""
_ROUNDED = 0.03
"""How far a figure may be off and still be the rung's: half a year is 180 days."""
_CHANGED = "give that objection the new figure in this layer too, or keep the rung's"
_SAME_SAID = {("years", "months"), ("days", "business days"), ("business days", "days")}
"""A figure in the first unit speaks of a rung that is measured in the second."""


def another_figure(subject: Subject) -> Iterator[Finding]:
    """The screen shows the rung beside the answer: two figures for one offer are argued over."""
    for clause in subject.playbook.clause:
        if clause.metric is None or subject.measures is None:
            continue
        unit = clause.metric.unit
        for number, objection in enumerate(clause.objection):
            for step, counter in enumerate(objection.counter):
                rung = clause.ladder.get(counter.leads_to or "")
                if rung is None or rung.value is None:
                    continue
                named = _named(subject, counter.say, unit)
                near = _ROUNDED * abs(rung.value)
                if any(each.own for each in named) and not any(
                    abs(abs(each.value) - abs(rung.value)) <= near for each in named
                ):
                    said = " and ".join(f"{each.value:g}" for each in named if each.own)
                    at = ("clause", clause.id, "objection", number, "counter", step, "say")
                    what = (
                        f"it says {said} {unit}, and {counter.leads_to} of {clause.id}, "
                        f"to which it leads, is {rung.value:g}"
                    )
                    changed = _changed_by_layer(subject, clause, counter.leads_to, at)
                    if changed:
                        what = (
                            f"it is {rung.value:g}, and the counter {objection.id}, step {step + 1}"
                            f", which leads to it, still says {said} {unit}"
                        )
                    yield Finding(changed or at, what, _CHANGED if changed else "")


def _changed_by_layer(subject: Subject, clause: Clause, name: str | None, say: Keys) -> Keys | None:
    """The value of a rung, where another file gives it than the one with the counter.

    Whoever changed the ladder in a layer can mend it there; what the layer extends is in order.
    """
    at: Keys = next(keys for keys, each, _ in rungs(clause) if each == name)
    value: Keys = (*at, "value")
    (file, *_), (other, *_) = (subject.origin.find(str(k), *keys) for k, *keys in (value, say))
    return value if file != other else None


def unknown_unit(subject: Subject) -> Iterator[Finding]:
    """In a misspelt unit nothing that a vendor says can be placed on the ladder."""
    for clause in subject.playbook.clause:
        if clause.metric is None or subject.measures is None:
            continue
        unit, known = clause.metric.unit, subject.measures.units
        if unit.casefold() in {each.casefold() for each in known}:
            continue
        meant = did_you_mean(unit, known, _NEAR_UNIT)
        if meant:
            what = f"nobody measures in `{unit}`"
            at = ("clause", clause.id, "metric", "unit")
            yield Finding(at, what, f"did you mean `{meant}`?")


class _Named(NamedTuple):
    value: float
    """In the unit of the metric."""
    own: bool
    """Its unit is that of the metric, and not only one that can be converted."""


def _named(subject: Subject, text: str, unit: str) -> list[_Named]:
    """The figures in a text that may be in that unit."""
    assert subject.measures is not None
    named = []
    for figure in subject.measures.figures(text):
        days = "days" in unit and "days" in figure.unit
        value = figure.value if days or not figure.unit else figure.in_unit(unit)
        if value is not None:
            own = figure.unit == unit or (figure.unit, unit) in _SAME_SAID
            named.append(_Named(value, own))
    return named


RULES = (
    Rule(
        "another-figure",
        "warning",
        "say the figure of that rung, lead to the rung that has this one, or leave `leads_to` out",
        another_figure,
    ),
    Rule("unknown-unit", "warning", "write a unit in which vendors speak", unknown_unit),
)
