"""Rules about numbers that are said: the rung's own, in a unit that can be understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from negotiator.playbook.clause import Clause
from negotiator.playbook.model import Rung
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject, rungs
from negotiator.playbook.rules.ladder import misplaced

_NEAR_UNIT = 75
"""Likeness in percent: "mnths" is months, "seats" is a count of seats and no "secs"."""
_ROUNDED = 0.03
"""How far a figure may be off and still be the rung's: half a year is 180 days."""
_CHANGED = "give that text the new figure in this layer too, or keep the rung's"
_OWN = "say the figure of the rung, or correct the value"
_VALUE = "correct the value, or its label and what is said"
_SAME_SAID = {("years", "months"), ("days", "business days"), ("business days", "days")}
"""A figure in the first unit speaks of a rung that is measured in the second."""


def another_figure(subject: Subject) -> Iterator[Finding]:
    """The screen shows what is said beside the rung: two figures for one offer are argued over."""
    for clause in subject.playbook.clause:
        if clause.metric is None or subject.measures is None:
            continue
        unit = clause.metric.unit
        # Of a value that stands in the wrong order it is said already that it is wrong.
        wrong = {at for pair in misplaced(clause) for at, *_ in pair}
        offers = [offer for offer in _offers(clause) if offer.value_at not in wrong]
        told = [(offer, said) for offer in offers if (said := _other(subject, offer, unit))]
        own = Counter((o.value_at, said) for o, said in told if o.is_own)
        for offer, said in told:
            if subject.apart(offer.value_at, offer.at):
                what = f"it is {offer.value:g}, and {offer.who} still says {said} {unit}"
                yield Finding(offer.value_at, what, _CHANGED)
            elif offer.is_own and own[offer.value_at, said] > 1:
                if offer.at[-1] == "label":  # and not once more where it is said
                    both = f"its label and its words say {said} {unit}"
                    what = f"{offer.rung} is {offer.value:g}, but {both}"
                    yield Finding(offer.value_at, what, _VALUE)
            else:
                what = f"it says {said} {unit}, and {offer.rung} is {offer.value:g}"
                yield Finding(offer.at, what, _OWN if offer.is_own else "")


def _other(subject: Subject, offer: _Offer, unit: str) -> str:
    """The figures in the metric's unit that it says where none is the rung's; empty if one is."""
    named = _named(subject, offer.text, unit)
    near = _ROUNDED * _size(offer, unit)
    if any(abs(abs(each.value) - abs(offer.value)) <= near for each in named):
        return ""
    return " and ".join(f"{each.value:g}" for each in named if each.own)


class _Offer(NamedTuple):
    """A text in which a rung is offered."""

    at: Keys
    text: str
    who: str
    """The text, from where the rung's value stands."""
    rung: str
    """The rung, from where the text stands."""
    value: float
    value_at: Keys
    is_own: bool = False
    """It is the rung's label, or what is said of it."""


def _size(offer: _Offer, unit: str) -> float:
    """What a figure is rounded by: 99.5 and 99.9 percent of uptime are far apart."""
    value = abs(offer.value)
    # A walk-away is never said, and its label may name the first figure that is none.
    exact = unit == "percent" and not offer.rung.endswith("/walk-away")
    return min(value, abs(100 - value)) if exact else value


def _offers(clause: Clause) -> Iterator[_Offer]:
    """What is said of each rung that has a value: its own words, and the counters to it."""
    values: dict[str, tuple[float, Keys]] = {}
    for at, name, position in rungs(clause):
        if position.value is None:
            continue
        value = values[name] = position.value, (*at, "value")
        for field, text in (("label", position.label), ("say", position.say)):
            who = f"its {field}"
            yield _Offer((*at, field), text, who, f"{clause.id}/{name}", *value, True)
    for number, objection in enumerate(clause.objection):
        for step, counter in enumerate(objection.counter):
            # A counter that offers the walk-away is told so by another rule.
            if counter.leads_to in values and counter.leads_to != Rung.WALK_AWAY:
                at = ("clause", clause.id, "objection", number, "counter", step, "say")
                who = f"the counter {objection.id}, step {step + 1}, which leads to it,"
                rung = f"{counter.leads_to} of {clause.id}, to which it leads,"
                yield _Offer(at, counter.say, who, rung, *values[counter.leads_to])


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
