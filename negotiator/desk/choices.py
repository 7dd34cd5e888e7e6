"""The answers a form may offer, in words, built from the domain's own lists."""

from __future__ import annotations

from collections.abc import Mapping

from negotiator.deal.profile import Data, Hosting, Layer, Sourcing
from negotiator.desk.views import Choice
from negotiator.playbook.model import RiskTier

DEFAULT = "llm-vendor"
"""The playbook of a deal for which none was named."""

_LABELS = {
    RiskTier.PILOT: "pilot: no production data",
    RiskTier.INTERNAL: "internal: our own people",
    RiskTier.CUSTOMER_FACING: "customer-facing",
    RiskTier.REGULATED: "regulated",
    Hosting.SAAS: "SaaS",
    Hosting.PRIVATE_CLOUD: "our cloud or VPC",
    Hosting.ON_PREMISE: "on our premises",
    Layer.FOUNDATION_MODEL: "foundation model",
    Layer.SPECIALISED: "specialised AI",
    Layer.DATA_ENRICHMENT: "data and labelling",
    Layer.INTEGRATOR: "system integrator",
    Data.PUBLIC: "public",
    Data.INTERNAL: "internal",
    Data.PERSONAL: "personal",
    Data.SPECIAL: "special categories",
}


def _choices(*members: RiskTier | Hosting | Layer | Data) -> tuple[Choice, ...]:
    return tuple(Choice(str(member), _LABELS[member]) for member in members)


TIERS = _choices(*RiskTier)
"""The risk tiers, lightest first."""


PROFILE_FACTS: Mapping[str, tuple[str, ...]] = {
    name: tuple(map(str, members))
    for name, members in {
        "risk_tier": RiskTier,
        "hosting": Hosting,
        "layer": Layer,
        "sourcing": Sourcing,
        "data": Data,
    }.items()
}
"""What a clause's `when` may ask about: the profile's fields and their values."""


def profile_choices() -> Mapping[str, tuple[str, tuple[Choice, ...]]]:
    """The questions of the New-deal form: profile field -> (label, answers), default first."""
    tiers = sorted(TIERS, key=lambda choice: choice.value != RiskTier.CUSTOMER_FACING)
    data = (Data.PERSONAL, Data.SPECIAL, Data.INTERNAL, Data.PUBLIC)
    return {
        "risk_tier": ("Risk tier", tuple(tiers)),
        "hosting": ("Hosting", _choices(*Hosting)),
        "layer": ("Vendor supplies", _choices(*Layer)),
        "data": ("Data passed in", _choices(*data)),
    }
