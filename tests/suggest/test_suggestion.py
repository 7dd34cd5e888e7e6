"""From what was heard to what to do: one counter, the next rung, the number on the ladder."""

from __future__ import annotations

from uuid import UUID

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.standing import DealState, fold
from negotiator.playbook.model import Clause
from negotiator.suggest import Context, Suggestion, next_counter, stated_value, suggest
from tests.samples import PINNING, RETENTION, TRAINING, clause, index
from tests.store.samples import a_deal, a_session, an_entry

FLEET = "we run one version for everyone"
SESSION = a_session(a_deal())


def after(*bodies: AnyBody, about: str = PINNING) -> DealState:
    return fold(an_entry(SESSION, body, about) for body in bodies)


def best(text: str, state: DealState | None = None, context: Context | None = None) -> Suggestion:
    return suggest(index(), text, state=state or DealState(), context=context or Context())[0]


def test_an_objection_gets_its_first_counter() -> None:
    found = best(FLEET)
    objection = clause().objection_by_id("one-fleet")
    assert objection is not None
    assert (found.clause, found.objection, found.step) == (PINNING, "one-fleet", 0)
    assert found.say == objection.counter[0].say


def test_what_was_said_is_not_said_again() -> None:
    objection = clause().objection_by_id("one-fleet")
    assert objection is not None
    once = after(b.Countered(objection="one-fleet", step=0))
    assert best(FLEET, once).say == objection.counter[1].say
    twice = after(*(b.Countered(objection="one-fleet", step=step) for step in (0, 1)))
    found = best(FLEET, twice)
    assert (found.step, found.say) == (None, clause().question)
    assert next_counter(objection, once.clause(PINNING))[0] == 1
    assert next_counter(None, once.clause(PINNING)) == (None, None)


def test_another_session_may_say_what_an_earlier_one_said() -> None:
    objection = clause().objection_by_id("one-fleet")
    assert objection is not None
    once = after(b.Countered(objection="one-fleet", step=0)).clause(PINNING)
    ours, later = once.said["one-fleet", 0], UUID(int=99)
    assert next_counter(objection, once, later)[0] == 1, "first what was never said"
    both = once._replace(said={("one-fleet", step): ours for step in (0, 1)})
    assert next_counter(objection, both, later)[0] == 0
    assert next_counter(objection, both, ours) == (None, None), "never twice in one"
    mixed = once._replace(said={("one-fleet", 0): later, ("one-fleet", 1): ours})
    assert next_counter(objection, mixed, later)[0] == 1


def test_who_decides_alone_has_no_approver_to_name() -> None:
    offered = after(b.Offered(rung="fallback-1"))
    for authority, approver in (((), "counsel"), (("counsel",), None)):
        step = best(FLEET, offered, Context(authority=authority)).next
        assert step is not None
        assert step.approver == approver


def test_without_an_objection_the_question_is_asked_else_the_ask_is_said() -> None:
    assert best("we only offer the latest version").say == clause().question
    bare = "sla.availability"
    found = best("maintenance windows do not count as outages")
    assert (found.clause, found.say) == (bare, clause(bare).position[0].say)


def test_the_next_rung_follows_the_deal() -> None:
    assert [
        step.rung if (step := best(FLEET, after(*bodies)).next) else None
        for bodies in (
            [],
            [b.Offered(rung="target")],
            [b.Offered(rung="fallback-1")],
            [b.Offered(rung="fallback-2")],
        )
    ] == ["target", "fallback-1", "fallback-2", None]
    below = best(FLEET, after(b.Offered(rung="fallback-1"))).next
    assert below is not None
    assert below.approver == "counsel"
    allowed = b.Approved(approver="counsel", rung="fallback-2")
    below = best(FLEET, after(b.Offered(rung="fallback-1"), allowed)).next
    assert below is not None
    assert below.approver is None


@pytest.mark.parametrize(
    ("text", "about", "value", "place"),
    [
        ("old checkpoints stay alive 10 months", PINNING, 10, "between fallback-1 and fallback-2"),
        ("old checkpoints for one year", PINNING, 12, "at fallback-1"),
        ("old checkpoints for 2 years", PINNING, 24, "meets the opening"),
        ("old checkpoints for 3 mo", PINNING, 3, "beyond the walk-away"),
        ("prompts stored 30 days", RETENTION, 30, "between fallback-1 and the walk-away"),
        ("prompts stored two weeks for abuse", RETENTION, 14, "at fallback-1"),
        ("uptime is three nines", "sla.availability", 99.9, "meets the target"),
        ("uptime is a target, 99.5", "sla.availability", 99.5, "at fallback-1"),
        ("liability capped at 2x fees", "liability.caps", 2, "at fallback-1"),
        ("liability capped at twelve months fees", "liability.caps", 1, "at the walk-away"),
        ("breach notice in 2 business days", "security.breach-notice", 67.2, "between fallback-1"),
        ("list prices rise 5 percent", "commercial.price", 5, "between fallback-1"),
    ],
)
def test_a_number_is_placed_on_the_ladder(text: str, about: str, value: float, place: str) -> None:
    found = best(text)
    assert found.clause == about
    assert found.value == pytest.approx(value)
    assert found.place.startswith(place)
    assert found.place in found.why


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("since 2019, 12 months", 12),  # the one with a unit
        ("12 or so", 12),
        ("99.9 percent", None),
        ("3 days, so 6 months", 3 * 12 / 365.25),
        ("none", None),
    ],
)
def test_the_number_that_is_meant(text: str, value: float | None) -> None:
    assert stated_value(clause(), text) == (value if value is None else pytest.approx(value))


def test_without_a_metric_no_number_is_one() -> None:
    assert stated_value(clause(TRAINING), "30 days") is None
    bare = Clause.model_validate({"id": "a.b", "title": "B", "position": [{"rung": "target"}]})
    assert stated_value(bare, "30 days") is None


def test_every_suggestion_says_why() -> None:
    found = best("old checkpoints alive for 10 months", context=Context(clause=PINNING))
    reasons = found.why.split(" · ")
    assert "checkpoints" in reasons[0]
    assert reasons[1].startswith("like “can't keep old")
    assert reasons[2:] == ["between fallback-1 and fallback-2", "on the agenda"]


def test_no_more_than_asked_for() -> None:
    text = "breach notice late, liability capped at fees, list prices rise, prompts stored"
    assert len(suggest(index(), text, limit=1)) == 1
    assert len(suggest(index(), text, limit=3)) == 3
    assert suggest(index(), "see you on thursday") == []
