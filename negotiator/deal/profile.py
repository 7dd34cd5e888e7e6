"""What decides which clauses apply to a deal and how hard they are pursued."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from negotiator.playbook.model import Clause, Emphasis, Playbook, Priority, RiskTier

_PRIORITIES = list(Priority)


class Hosting(StrEnum):
    """Where the model runs (S3 section 1)."""

    SAAS = "saas"
    PRIVATE_CLOUD = "private-cloud"
    ON_PREMISE = "on-premise"


class Layer(StrEnum):
    """Which part of the AI supply chain the vendor is (S4 section 1)."""

    FOUNDATION_MODEL = "foundation-model"
    SPECIALISED = "specialised"
    DATA_ENRICHMENT = "data-enrichment"
    INTEGRATOR = "integrator"


class Sourcing(StrEnum):
    """How the capability is obtained (S4 section 2)."""

    BUILD = "build"
    BUY = "buy"
    PARTNER = "partner"
    INVEST = "invest"


class Data(StrEnum):
    """The most sensitive data that will pass through the service."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIAL = "special-category"


class Profile(BaseModel):
    """The facts about a deal that tailor its checklist."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    risk_tier: RiskTier = RiskTier.CUSTOMER_FACING
    hosting: Hosting = Hosting.SAAS
    layer: Layer = Layer.FOUNDATION_MODEL
    sourcing: Sourcing = Sourcing.BUY
    data: Data = Data.PERSONAL

    def facts(self) -> Mapping[str, str]:
        """The profile as the names and values a clause's `when` refers to."""
        return {name: str(value) for name, value in self.model_dump(mode="json").items()}


def applies(clause: Clause, profile: Profile) -> bool:
    """Whether the clause's `when` admits the profile; an empty `when` admits every one."""
    return _admits(clause.when, profile.facts())


def emphases(playbook: Playbook, profile: Profile) -> tuple[Emphasis, ...]:
    """Those that hold for a profile, in the playbook's order."""
    facts = profile.facts()
    return tuple(each for each in playbook.emphasis if _admits(each.when, facts))


def tailored(playbook: Playbook, profile: Profile) -> dict[str, Priority]:
    """The clauses that apply to a profile, in playbook order, with their priority in it.

    The risk tier sets the priority; the emphases that hold move it by one step at most, and what
    one raises and another lowers stays where it is.
    """
    holding = emphases(playbook, profile)
    raised = {clause for each in holding for clause in each.raises}
    lowered = {clause for each in holding for clause in each.lowers}
    facts = profile.facts()
    return {
        clause.id: _moved(
            clause.priority_at(profile.risk_tier),
            (clause.id in lowered) - (clause.id in raised),
        )
        for clause in playbook.clause
        if _admits(clause.when, facts)
    }


def weights(playbook: Playbook, profile: Profile) -> dict[str, float]:
    """What each clause that applies is worth beside the others: its own weight, or an emphasis's.

    Where several emphases that hold weigh one clause, the highest counts: a deal that is delicate
    for two reasons is not half as delicate.
    """
    said: dict[str, float] = {}
    for each in emphases(playbook, profile):
        for clause, weight in each.weight.items():
            said[clause] = max(weight, said.get(clause, 0))
    facts = profile.facts()
    return {
        clause.id: said.get(clause.id, clause.weight)
        for clause in playbook.clause
        if _admits(clause.when, facts)
    }


def _admits(when: Mapping[str, Collection[str]], facts: Mapping[str, str]) -> bool:
    return all(facts.get(name) in allowed for name, allowed in when.items())


def _moved(priority: Priority, steps_down: int) -> Priority:
    place = _PRIORITIES.index(priority) + steps_down
    return _PRIORITIES[min(max(place, 0), len(_PRIORITIES) - 1)]
