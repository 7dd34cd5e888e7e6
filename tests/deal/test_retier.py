"""What another risk tier changes is told before it is taken, and is what then happens."""

from __future__ import annotations

from uuid import UUID

import pytest

from negotiator.deal import body as b
from negotiator.deal.entry import new_entry
from negotiator.deal.profile import Profile, tailored, weights
from negotiator.deal.retier import consequences
from negotiator.deal.standing import DealState, fold
from negotiator.playbook.model import Playbook, Priority, RiskTier
from tests.deal.test_agenda import TEN
from tests.samples import PINNING, RETENTION, playbook

CUSTOMER = Profile()


def changed(text: dict[str, object]) -> Playbook:
    """The sample with other lists."""
    return Playbook.model_validate({**playbook().model_dump(mode="json"), **text})


def test_a_pilot_has_fewer_must_haves() -> None:
    state = fold([new_entry(b.Raised(), session=UUID(int=1), at=TEN, clause=RETENTION)])
    found = consequences(playbook(), CUSTOMER, RiskTier.PILOT, state)
    assert (found.before, found.after) == (4, 1)
    assert found.lost == (PINNING, RETENTION, "security.breach-notice")
    assert found.gained == ()
    assert found.spoken == {RETENTION}
    assert not found.gone


def test_and_back() -> None:
    pilot = Profile(risk_tier=RiskTier.PILOT)
    found = consequences(playbook(), pilot, RiskTier.REGULATED, DealState())
    assert found.gained == (PINNING, "security.breach-notice")
    assert not found.lost


def test_the_same_tier_changes_nothing() -> None:
    found = consequences(playbook(), CUSTOMER, CUSTOMER.risk_tier, DealState())
    assert found.before == found.after == 4
    assert not any((found.lost, found.gained, found.gone, found.come, found.moved, found.weighed))


def test_clauses_weights_and_floors_that_hang_on_the_tier() -> None:
    clauses = [dict(clause) for clause in playbook().model_dump(mode="json")["clause"]]
    for clause in clauses:
        if clause["id"] == RETENTION:
            clause["when"] = {"risk_tier": ["customer-facing"]}
    heavier = changed(
        {
            "clause": clauses,
            "emphasis": [
                {
                    "id": "pilot",
                    "title": "a pilot",
                    "when": {"risk_tier": ["pilot"]},
                    "weight": {PINNING: 1},
                }
            ],
            "floor": [
                {"id": "one", "statement": "Not in public.", "tiers": ["customer-facing"]},
                {"id": "two", "statement": "Not beyond a pilot.", "tiers": ["pilot"]},
                {"id": "all", "statement": "Never."},
            ],
        }
    )
    found = consequences(heavier, CUSTOMER, RiskTier.PILOT, DealState())
    assert found.gone == (RETENTION,)
    assert RETENTION in found.lost
    assert found.weighed == ((PINNING, 5.0, 1.0),)
    assert found.lifted == ("Not in public.",)
    assert found.laid == ("Not beyond a pilot.",)
    back = consequences(
        heavier, Profile(risk_tier=RiskTier.PILOT), RiskTier.CUSTOMER_FACING, DealState()
    )
    assert back.come == (RETENTION,)
    assert RETENTION in back.gained


@pytest.mark.parametrize("before", RiskTier)
@pytest.mark.parametrize("after", RiskTier)
def test_it_is_what_then_happens(before: RiskTier, after: RiskTier) -> None:
    profile = Profile(risk_tier=before)
    then = profile.model_copy(update={"risk_tier": after})
    found = consequences(playbook(), profile, after, DealState())
    now = tailored(playbook(), profile)
    for clause in found.lost:
        del now[clause]
    must = {c for c, priority in now.items() if priority is Priority.MUST_HAVE} | {*found.gained}
    new = tailored(playbook(), then)
    assert must == {c for c, priority in new.items() if priority is Priority.MUST_HAVE}
    assert found.after == len(must)
    heavy = weights(playbook(), profile) | {c: now for c, _, now in found.weighed}
    assert {c: heavy[c] for c in new if c in heavy} == {
        c: weight for c, weight in weights(playbook(), then).items() if c in heavy
    }
