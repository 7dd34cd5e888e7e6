"""Rules about ladders: complete, in order, and measurable."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from negotiator.playbook.clause import Clause
from negotiator.playbook.model import Rung
from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject, rungs

_ORDER = list(Rung)
_Value = tuple[Keys, str, float]
"""Where the value of a rung stands, the rung's name, and the value."""


def no_walk_away(subject: Subject) -> Iterator[Finding]:
    """Every ladder ends somewhere."""
    return _without(subject, Rung.WALK_AWAY)


def no_target(subject: Subject) -> Iterator[Finding]:
    """A deviation is measured from the target."""
    return _without(subject, Rung.TARGET)


def out_of_order(subject: Subject) -> Iterator[Finding]:
    """Rungs descend, and only fallbacks repeat: the screen offers them in the order of the file."""
    for clause in subject.playbook.clause:
        for (_, _, above), (at, name, below) in pairwise(rungs(clause)):
            step = _ORDER.index(below.rung) - _ORDER.index(above.rung)
            if step < 0:
                yield Finding(at, f"{clause.id}: {name} stands below {above.rung}")
            elif step == 0 and below.rung is not Rung.FALLBACK:
                yield Finding(at, f"{clause.id} has two rungs named {name}")


def values_out_of_order(subject: Subject) -> Iterator[Finding]:
    """Each rung is worse for us than the one above it, or as good under another condition."""
    for clause in subject.playbook.clause:
        wrong, metric = misplaced(clause), clause.metric
        if metric is None or not wrong:
            continue
        if 1 < len(wrong) == len(_measured(clause)) - 1:
            other = "lower" if metric.better == "higher" else "higher"
            what = f"{clause.id}: every rung is better for us than the one above it"
            remedy = f'write better = "{other}", or order the positions best first'
            yield Finding(("clause", clause.id, "metric", "better"), what, remedy)
            continue
        for (_, above, was), (at, below, now) in wrong:
            what = (
                f"{clause.id}: {below} ({now:g} {metric.unit}) is better for us "
                f"than {above} ({was:g} {metric.unit})"
            )
            yield Finding(at, what)


def misplaced(clause: Clause) -> list[tuple[_Value, _Value]]:
    """The rungs that are better for us than the one above, each with that one."""
    order = [_ORDER.index(position.rung) for position in clause.position]
    if clause.metric is None or order != sorted(order):
        return []  # where the rungs stand in the wrong order, that is what is wrong
    sign = 1 if clause.metric.better == "higher" else -1
    pairs = pairwise(_measured(clause))
    return [(above, below) for above, below in pairs if sign * below[2] > sign * above[2]]


def _measured(clause: Clause) -> list[_Value]:
    return [
        ((*at, "value"), name, position.value)
        for at, name, position in rungs(clause)
        if position.value is not None
    ]


def value_without_metric(subject: Subject) -> Iterator[Finding]:
    """A bare number cannot be compared with what the vendor says."""
    for clause in subject.playbook.clause:
        for at, name, position in rungs(clause):
            if clause.metric is None and position.value is not None:
                what = f"{clause.id}/{name} has a value, but the clause has no metric"
                yield Finding((*at, "value"), what)


def value_missing(subject: Subject) -> Iterator[Finding]:
    """A gap in a numeric ladder is a rung on which no vendor's number can be placed."""
    for clause in subject.playbook.clause:
        for at, name, position in rungs(clause):
            if clause.metric is not None and position.value is None:
                yield Finding(at, f"{clause.id}/{name} has no value in {clause.metric.unit}")


def no_label(subject: Subject) -> Iterator[Finding]:
    """The ladder line shows labels; without one it has to cut the sentence."""
    for clause in subject.playbook.clause:
        for at, name, position in rungs(clause):
            if not position.label:
                yield Finding(at, f"{clause.id}/{name} has no label")


def _without(subject: Subject, rung: Rung) -> Iterator[Finding]:
    for clause in subject.playbook.clause:
        if all(position.rung is not rung for position in clause.position):
            at: Keys = ("clause", clause.id)
            # Where a layer replaced the ladder, that is where the rung is missing.
            if subject.apart(at, (*at, "position")):
                at = (*at, "position")
            yield Finding(at, f"{clause.id} has no {rung}")


RULES = (
    Rule(
        "no-walk-away",
        "warning",
        'add a [[clause.position]] with rung = "walk-away" as the last',
        no_walk_away,
    ),
    Rule("no-target", "warning", 'add a [[clause.position]] with rung = "target"', no_target),
    Rule(
        "rungs-out-of-order",
        "error",
        "order the positions opening, target, fallbacks, walk-away",
        out_of_order,
    ),
    Rule(
        "values-out-of-order",
        "error",
        "order the positions best first, or correct `better` of the metric",
        values_out_of_order,
    ),
    Rule(
        "value-without-metric",
        "error",
        'add metric = { name = "...", unit = "...", better = "higher" } to the clause',
        value_without_metric,
    ),
    Rule(
        "value-missing",
        "warning",
        "add the value, or take the metric away if nothing is measured",
        value_missing,
    ),
    Rule("no-label", "note", 'add label = "..." of a few words', no_label),
)
