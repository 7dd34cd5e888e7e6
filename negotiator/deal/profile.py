"""What decides which clauses apply to a deal and how hard they are pursued."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from negotiator.playbook.model import Clause, Playbook, Priority, RiskTier


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


def sourcing_for(differentiator: bool, second: bool) -> Sourcing:
    """The outcome of the two-question sourcing tree of S4 section 2.

    `second` answers the question that follows: for a differentiator, whether our own data is a
    unique advantage; otherwise, whether speed to value comes first.
    """
    if differentiator:
        return Sourcing.BUILD if second else Sourcing.PARTNER
    return Sourcing.BUY if second else Sourcing.INVEST


def applies(clause: Clause, profile: Profile) -> bool:
    """Whether the clause's `when` admits the profile; an empty `when` admits every one."""
    facts = profile.facts()
    return all(facts.get(name) in allowed for name, allowed in clause.when.items())


def tailored(playbook: Playbook, profile: Profile) -> dict[str, Priority]:
    """The clauses that apply to a profile, in playbook order, with their priority in it."""
    return {
        clause.id: clause.priority_at(profile.risk_tier)
        for clause in playbook.clause
        if applies(clause, profile)
    }
