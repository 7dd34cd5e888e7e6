"""The New-deal form: a playbook's questions, what was answered, and the checklist this makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from negotiator.deal.profile import Profile, emphases, tailored, weights
from negotiator.deal.sourcing import decide, leading_to
from negotiator.desk.choices import FIELDS, PROFILE_FACTS, answers_to
from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import (
    Choice,
    FieldView,
    FormView,
    ReasonView,
    TailoredView,
    WeighedClause,
    YesNoView,
)
from negotiator.plain import one_line
from negotiator.playbook.model import Playbook
from negotiator.playbook.tailoring import LONGEST

if TYPE_CHECKING:
    from negotiator.store import Store

__all__ = ["LONGEST", "Answers", "checklist_for", "form", "same_names", "usual"]


@dataclass(frozen=True)
class Answers:
    """What a person has answered so far; the rest is as the playbook says, or as it usually is."""

    playbook: str = ""
    """Empty for the default one."""
    picked: Mapping[str, str] = field(default_factory=dict)
    """By the names of the profile's fields."""
    said: Mapping[str, bool] = field(default_factory=dict)
    """Yes or no, by the ids of the questions of the sourcing decision."""


def usual(playbook: Playbook) -> dict[str, str]:
    """What a playbook says its deals usually are, as far as a profile can be that."""
    return _known(playbook.playbook.profile)


def form(name: str, playbook: Playbook | None, names: Sequence[str], answers: Answers) -> FormView:
    """The form on the playbook of that name, one of `names`.

    Without a playbook that can be used, it has plain labels and makes no checklist.
    """
    profile = Profile.model_validate(usual(playbook) if playbook else {})
    steps = playbook.sourcing if playbook else ()
    said = {**leading_to(steps, profile.sourcing), **answers.said}
    decision = decide(steps, said)
    picked = _known(answers.picked)
    if decision.outcome is not None:
        picked["sourcing"] = str(decision.outcome)
    profile = Profile.model_validate({**profile.facts(), **picked})
    facts = profile.facts()
    *fields, sourcing = (_field(each, facts[each], playbook) for each in FIELDS)
    choices = tuple(Choice(each, each) for each in names)
    about = playbook.playbook.description if playbook else ""
    first, stop, _ = about.partition(". ")
    return FormView(
        fields=(FieldView("playbook", "Playbook", choices, name, first + stop.strip()), *fields),
        questions=tuple(
            YesNoView(step.id, step.ask, step.explain, said.get(step.id, False))
            for step in decision.asked
            if decision.outcome is not None
        ),
        sourcing=sourcing,
        counts=_counts(playbook, profile) if playbook else {},
        reasons=tuple(_reasons(playbook, profile)) if playbook else (),
    )


def same_names(vendor: str, title: str) -> Callable[[Store], bool]:
    """Whether a deal has these names already, however they are written."""
    names = one_line(vendor).casefold(), one_line(title).casefold()

    def look(store: Store) -> bool:
        return any(
            (each.vendor.casefold(), each.title.casefold()) == names for each in store.deals()
        )

    return look


def checklist_for(playbook: Playbook, facts: Mapping[str, str]) -> TailoredView:
    """The checklist of a deal of which some facts are known, the others being the usual ones.

    Raises:
        DeskError: no profile has such a field, or such a value; names those there are.
    """
    for name, value in facts.items():
        known = PROFILE_FACTS.get(name)
        if known is None:
            fields = ", ".join(PROFILE_FACTS)
            raise DeskError(f"A profile has no {name}.", f"It has: {fields}.")
        if value not in known:
            raise DeskError(f"{name} is never {value}.", f"It is one of: {', '.join(known)}.")
    profile = Profile.model_validate({**usual(playbook), **facts})
    worth = weights(playbook, profile)
    return TailoredView(
        profile=dict(profile.facts()),
        reasons=tuple(_reasons(playbook, profile)),
        clauses=tuple(
            WeighedClause(
                clause=clause,
                title=playbook.clauses[clause].title,
                priority=str(priority),
                usually=str(playbook.clauses[clause].priority_at(profile.risk_tier)),
                weight=worth[clause],
            )
            for clause, priority in tailored(playbook, profile).items()
        ),
    )


def _known(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if value in PROFILE_FACTS.get(name, ())}


def _field(name: str, value: str, playbook: Playbook | None) -> FieldView:
    words = playbook.facts if playbook else {}
    said = words.get(f"{name}.{value}")
    means = said.explain if said else ""
    return FieldView(name, FIELDS[name], answers_to(name, words), value, means)


def _counts(playbook: Playbook, profile: Profile) -> dict[str, Counter[str]]:
    """Area -> priority -> clauses."""
    counts: dict[str, Counter[str]] = {}
    for clause, priority in tailored(playbook, profile).items():
        counts.setdefault(playbook.clauses[clause].area, Counter())[str(priority)] += 1
    return counts


def _reasons(playbook: Playbook, profile: Profile) -> Iterator[ReasonView]:
    """The emphases that hold, and say something about a clause that applies."""
    applying = tailored(playbook, profile)
    for each in emphases(playbook, profile):
        lowered = tuple(clause for clause in applying if clause in each.lowers)
        named = {*each.raises, *each.weight} - {*lowered}
        more = tuple(clause for clause in applying if clause in named)
        if more or lowered:
            yield ReasonView(each.title, each.source, more, lowered)
