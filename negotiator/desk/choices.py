"""The answers a form may offer, in words, built from the domain's own lists."""

from __future__ import annotations

from collections.abc import Mapping

from negotiator.deal.profile import Data, Hosting, Layer, Profile, Sourcing
from negotiator.desk.form_views import Choice
from negotiator.playbook.model import Fact, RiskTier

_PLAIN = {
    ("risk_tier", "pilot"): "pilot: no production data",
    ("risk_tier", "internal"): "internal: our own people",
    ("hosting", "saas"): "SaaS",
    ("hosting", "private-cloud"): "our cloud or VPC",
    ("hosting", "on-premise"): "on our premises",
    ("layer", "foundation-model"): "foundation model",
    ("layer", "specialised"): "specialised AI",
    ("layer", "data-enrichment"): "data and labelling",
    ("layer", "integrator"): "system integrator",
    ("data", "special-category"): "special categories",
}
"""Labels for playbooks that have none; a value that reads well is its own label."""


TIERS = tuple(
    Choice(str(tier), _PLAIN.get(("risk_tier", str(tier)), str(tier))) for tier in RiskTier
)
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


FIELDS = {
    "risk_tier": "Risk tier",
    "hosting": "Hosting",
    "layer": "Vendor supplies",
    "data": "Data passed in",
    "sourcing": "Sourcing",
}
"""The profile's fields in the order of the form, with their labels."""


def answers_to(field: str, words: Mapping[str, Fact]) -> tuple[Choice, ...]:
    """The answers to a field of the form, the usual one first, in the playbook's words.

    `words` are the playbook's facts by id; where it says nothing, the answer has a plain label.
    """
    usual = str(getattr(Profile(), field))
    choices = []
    for value in sorted(PROFILE_FACTS[field], key=lambda value: value != usual):
        said = words.get(f"{field}.{value}")
        label = said.title if said else _PLAIN.get((field, value), value)
        choices.append(Choice(value, label))
    return tuple(choices)
