"""Rules about layers: what one takes from the playbook below, it takes knowingly."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.playbook.problem import shortened
from negotiator.playbook.rules.finding import Finding, Rule, Subject

_SHOWN = 3
_REMEDY = "write `add = true` in the clause to add to them, or `add = false` where that is meant"
_APART = (
    "move these to a [[clause]] of the same id with `add = true` to add to them, "
    "or write `add = false` in this one where that is meant"
)
_COPY = "copy those too, or write `add = false` in the clause where that is meant"


def replaces_objections(subject: Subject) -> Iterator[Finding]:
    """An objection that is gone takes its answers with it, and its words find another clause."""
    return _replaced(subject, "objection", "objections")


def replaces_phrases(subject: Subject) -> Iterator[Finding]:
    """Phrases that are gone find nothing any more, or another clause."""
    return _replaced(subject, "heard", "phrases")


def _replaced(subject: Subject, key: str, plural: str) -> Iterator[Finding]:
    for clause in subject.playbook.clause:
        replaced = subject.origin.layer.replaced.get((clause.id, key))
        # Who kept some of the phrases has seen them, and chosen; an objection is changed in a copy.
        if not replaced or not replaced.gone or (replaced.kept and key == "heard"):
            continue
        some = ", ".join(shortened(each) for each in replaced.gone[:_SHOWN])
        more = ", …" if replaced.gone[_SHOWN:] else ""
        are = f"{len(replaced.gone)} are" if replaced.gone[1:] else "1 is"
        what = (
            f"the {plural} of {clause.id} replace those of {replaced.below}: "
            f"{are} gone ({some}{more})"
        )
        remedy = _COPY if replaced.kept else "" if replaced.addable else _APART
        yield Finding(("clause", clause.id, key), what, remedy)


RULES = (
    Rule("replaces-objections", "warning", _REMEDY, replaces_objections),
    Rule("replaces-phrases", "warning", _REMEDY, replaces_phrases),
)
