"""Which clauses apply to a deal, how hard, and how the sourcing decision falls."""

from __future__ import annotations

import pytest
from hypothesis import given

from negotiator.deal.profile import Hosting, Profile, Sourcing, applies, sourcing_for, tailored
from negotiator.playbook.model import Playbook, Priority, RiskTier
from tests.strategies import profiles

PLAYBOOK = Playbook.model_validate(
    {
        "playbook": {"id": "vendor", "name": "Vendor"},
        "clause": [
            {
                "id": "data.training",
                "title": "No training",
                "priority": {"pilot": "nice-to-have", "regulated": "must-have"},
                "position": [{"rung": "target"}],
            },
            {
                "id": "security.audit",
                "title": "Audit",
                "when": {"hosting": ["saas", "private-cloud"], "risk_tier": ["regulated"]},
                "position": [{"rung": "target"}],
            },
            {
                "id": "exit.code",
                "title": "Code escrow",
                "when": {"weather": ["fine"]},
                "position": [{"rung": "target"}],
            },
        ],
    }
)
TRAINING, AUDIT, ESCROW = PLAYBOOK.clause


@given(profiles)
def test_a_clause_without_conditions_always_applies(profile: Profile) -> None:
    assert applies(TRAINING, profile)


@given(profiles)
def test_every_condition_must_hold(profile: Profile) -> None:
    expected = profile.hosting in {Hosting.SAAS, Hosting.PRIVATE_CLOUD} and (
        profile.risk_tier is RiskTier.REGULATED
    )
    assert applies(AUDIT, profile) == expected


@given(profiles)
def test_a_condition_on_something_unknown_never_holds(profile: Profile) -> None:
    assert not applies(ESCROW, profile)


@given(profiles)
def test_the_checklist_has_what_applies_in_playbook_order(profile: Profile) -> None:
    checklist = tailored(PLAYBOOK, profile)
    assert list(checklist) == [c.id for c in PLAYBOOK.clause if applies(c, profile)]
    assert all(
        checklist[clause.id] is clause.priority_at(profile.risk_tier)
        for clause in PLAYBOOK.clause
        if clause.id in checklist
    )


def test_the_risk_tier_sets_the_priority() -> None:
    def priority(tier: RiskTier) -> Priority:
        return tailored(PLAYBOOK, Profile(risk_tier=tier))["data.training"]

    assert priority(RiskTier.PILOT) is Priority.NICE_TO_HAVE
    assert priority(RiskTier.REGULATED) is Priority.MUST_HAVE
    assert priority(RiskTier.INTERNAL) is Priority.SHOULD_HAVE


@pytest.mark.parametrize(
    ("differentiator", "second", "outcome"),
    [
        pytest.param(True, True, Sourcing.BUILD, id="sets us apart, and our data is unique"),
        pytest.param(True, False, Sourcing.PARTNER, id="sets us apart, our data is not unique"),
        pytest.param(False, True, Sourcing.BUY, id="sets nobody apart, speed comes first"),
        pytest.param(False, False, Sourcing.INVEST, id="sets nobody apart, speed can wait"),
    ],
)
def test_the_sourcing_tree(differentiator: bool, second: bool, outcome: Sourcing) -> None:
    assert sourcing_for(differentiator, second) is outcome


def test_a_profile_speaks_in_the_words_of_the_playbook() -> None:
    assert Profile().facts() == {
        "risk_tier": "customer-facing",
        "hosting": "saas",
        "layer": "foundation-model",
        "sourcing": "buy",
        "data": "personal",
    }
