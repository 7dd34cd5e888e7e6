"""What the front ends show of a form: its questions, their choices, and what answers come to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a form's question."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A question of the New-deal form that is answered by picking."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    value: str
    means: str
    """What the answer means, in the playbook's words; empty where it says nothing."""


@dataclass(frozen=True, slots=True)
class YesNoView:
    """A question of the sourcing decision."""

    id: str
    ask: str
    explain: str
    yes: bool


@dataclass(frozen=True, slots=True)
class ReasonView:
    """An emphasis that holds for a deal."""

    title: str
    source: str
    more: tuple[str, ...]
    """The clauses that weigh more by it."""
    less: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeighedClause:
    """A clause of a checklist before anything was negotiated."""

    clause: str
    title: str
    priority: str
    usually: str
    """The priority that the risk tier alone would give it."""
    weight: float


@dataclass(frozen=True, slots=True)
class TailoredView:
    """What a profile makes of a playbook."""

    profile: dict[str, str]
    reasons: tuple[ReasonView, ...]
    clauses: tuple[WeighedClause, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The New-deal form as far as it is answered, and the checklist that this makes."""

    fields: tuple[FieldView, ...]
    """The playbook and the profile, but for how it is sourced."""
    questions: tuple[YesNoView, ...]
    """Those of the sourcing decision that are asked; where there are none, it is picked."""
    sourcing: FieldView
    """How the decision falls."""
    counts: dict[str, Counter[str]]
    """Area -> priority -> clauses; empty when the playbook cannot be used."""
    reasons: tuple[ReasonView, ...]
    """Why some clauses weigh more in such a deal, and others less."""

    @property
    def answers(self) -> dict[str, str]:
        """All answers, by the names of the fields, as a deal is begun with them."""
        return {field.name: field.value for field in (*self.fields, self.sourcing)}

    @property
    def labels(self) -> dict[str, tuple[Choice, ...]]:
        """The answers offered, by the names of the fields."""
        return {field.name: field.choices for field in (*self.fields, self.sourcing)}
