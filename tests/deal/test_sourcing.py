"""The sourcing decision: question by question, to build, buy, partner or invest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal.profile import Sourcing
from negotiator.deal.sourcing import Decision, decide, leading_to
from negotiator.playbook.model import SourcingStep
from negotiator.playbook.tailoring import LONGEST


def steps(**leads: str) -> list[SourcingStep]:
    """Questions from "yes no" pairs by id: core="data speed"."""
    tables = ((name, then.split()) for name, then in leads.items())
    return [SourcingStep(id=name, ask=f"{name}?", yes=yes, no=no) for name, (yes, no) in tables]


# The order of the file says nothing: what no other question leads to comes first.
TREE = steps(speed="buy invest", data="build partner", core="data speed")


def asked(decision: Decision) -> list[str]:
    """The ids of the questions."""
    return [step.id for step in decision.asked]


@pytest.mark.parametrize(
    ("said", "way", "outcome"),
    [
        pytest.param({"core": True, "data": True}, ["core", "data"], Sourcing.BUILD, id="build"),
        pytest.param({"core": True}, ["core", "data"], Sourcing.PARTNER, id="partner"),
        pytest.param({"speed": True}, ["core", "speed"], Sourcing.BUY, id="buy"),
        pytest.param({}, ["core", "speed"], Sourcing.INVEST, id="invest"),
        pytest.param({"data": True}, ["core", "speed"], Sourcing.INVEST, id="an answer unasked"),
    ],
)
def test_the_answers_lead_to_an_outcome(
    said: dict[str, bool], way: list[str], outcome: Sourcing
) -> None:
    decision = decide(TREE, said)
    assert asked(decision) == way
    assert decision.outcome is outcome


@pytest.mark.parametrize("outcome", Sourcing)
def test_the_way_back_from_an_outcome(outcome: Sourcing) -> None:
    assert decide(TREE, leading_to(TREE, outcome)).outcome is outcome


def test_the_shortest_way_is_taken() -> None:
    long = steps(one="two buy", two="three buy", three="buy buy")
    assert leading_to(long, Sourcing.BUY) == {"one": False}


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param([], id="no questions"),
        pytest.param(steps(a="b b", b="a a"), id="a circle without a beginning"),
        pytest.param(steps(a="b b", b="c c", c="b b"), id="a circle"),
        pytest.param(steps(a="nowhere elsewhere"), id="leads nowhere"),
    ],
)
@pytest.mark.parametrize("yes", [True, False])
def test_a_decision_that_cannot_fall(broken: list[SourcingStep], yes: bool) -> None:
    decision = decide(broken, dict.fromkeys(("a", "b", "c"), yes))
    assert decision.outcome is None
    assert len(decision.asked) <= LONGEST
    assert leading_to(broken, Sourcing.BUY) == {}


def test_a_row_of_questions_without_end_is_left_off() -> None:
    many = 5_000
    endless = steps(
        **{f"q{n}": f"q{n + 1} q{n + 1}" for n in range(many)}, **{f"q{many}": "buy buy"}
    )
    assert len(decide(endless, {}).asked) == LONGEST
    assert decide(endless, {}).outcome is None
    assert leading_to(endless, Sourcing.BUY) == {}


names = st.sampled_from(["a", "b", "c", "d", "build", "buy", "elsewhere"])


@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(names, names)), st.sampled_from(Sourcing))
def test_what_leads_to_an_outcome_ends_there(
    leads: dict[str, tuple[str, str]], outcome: Sourcing
) -> None:
    tree = [SourcingStep(id=n, ask="?", yes=yes, no=no) for n, (yes, no) in leads.items()]
    said = leading_to(tree, outcome)
    if said:
        decision = decide(tree, said)
        assert decision.outcome is outcome
        assert asked(decision) == list(said)
