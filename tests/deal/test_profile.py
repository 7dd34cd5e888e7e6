"""Which clauses apply to a deal, how hard, and what they weigh."""

from __future__ import annotations

from hypothesis import given

from negotiator.deal.profile import Hosting, Profile, Sourcing, applies, emphases, tailored, weights
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


def test_a_profile_speaks_in_the_words_of_the_playbook() -> None:
    assert Profile().facts() == {
        "risk_tier": "customer-facing",
        "hosting": "saas",
        "layer": "foundation-model",
        "sourcing": "buy",
        "data": "personal",
    }


# ── emphases ─────────────────────────────────────────────────────────────────────────────────


def emphasised(*tables: dict[str, object]) -> Playbook:
    """The playbook with emphases, of which only what matters has to be said."""
    named = [{"id": f"e{number}", "title": "E"} | table for number, table in enumerate(tables)]
    return Playbook.model_validate(PLAYBOOK.model_dump(mode="json") | {"emphasis": named})


def training(playbook: Playbook, **facts: str) -> tuple[Priority, float]:
    """How hard data.training is pursued, and what it weighs."""
    profile = Profile.model_validate(facts)
    return tailored(playbook, profile)["data.training"], weights(playbook, profile)["data.training"]


def test_an_emphasis_moves_a_clause_one_step_and_sets_its_weight() -> None:
    raised = emphasised({"raises": ["data.training"], "weight": {"data.training": 9}})
    assert training(raised, risk_tier="pilot") == (Priority.SHOULD_HAVE, 9)
    assert training(raised, risk_tier="internal") == (Priority.MUST_HAVE, 9)
    lowered = emphasised({"lowers": ["data.training"]})
    assert training(lowered, risk_tier="regulated") == (Priority.SHOULD_HAVE, 5)
    assert training(lowered, risk_tier="internal") == (Priority.NICE_TO_HAVE, 5)


def test_there_is_nothing_above_a_must_have_and_nothing_below_a_nice_to_have() -> None:
    raised = emphasised({"raises": ["data.training"]})
    assert training(raised, risk_tier="regulated")[0] is Priority.MUST_HAVE
    lowered = emphasised({"lowers": ["data.training"]})
    assert training(lowered, risk_tier="pilot")[0] is Priority.NICE_TO_HAVE


def test_an_emphasis_holds_for_the_deals_it_names() -> None:
    partner = emphasised({"when": {"sourcing": ["partner"]}, "raises": ["data.training"]})
    assert training(partner, risk_tier="internal")[0] is Priority.SHOULD_HAVE
    assert training(partner, risk_tier="internal", sourcing="partner")[0] is Priority.MUST_HAVE
    both = {"sourcing": ["partner", "build"], "hosting": ["saas"]}
    narrow = emphasised({"when": both, "raises": ["data.training"]})
    assert emphases(narrow, Profile(sourcing=Sourcing.BUILD))
    assert not emphases(narrow, Profile(sourcing=Sourcing.BUILD, hosting=Hosting.ON_PREMISE))


def test_several_emphases_move_a_clause_one_step_together() -> None:
    twice = emphasised({"raises": ["data.training"]}, {"raises": ["data.training"]})
    assert training(twice, risk_tier="pilot")[0] is Priority.SHOULD_HAVE


def test_what_one_raises_and_another_lowers_stays() -> None:
    torn = emphasised(
        {"raises": ["data.training"]}, {"raises": ["data.training"]}, {"lowers": ["data.training"]}
    )
    assert training(torn, risk_tier="internal")[0] is Priority.SHOULD_HAVE


def test_the_highest_weight_that_is_said_counts_even_below_the_clauses_own() -> None:
    said = emphasised({"weight": {"data.training": 3}}, {"weight": {"data.training": 4}})
    assert training(said)[1] == 4


@given(profiles)
def test_what_does_not_apply_weighs_nothing(profile: Profile) -> None:
    weighed = emphasised({"raises": ["security.audit"], "weight": {"security.audit": 9}})
    assert list(weights(weighed, profile)) == list(tailored(weighed, profile))
    assert ("security.audit" in weights(weighed, profile)) == applies(AUDIT, profile)
