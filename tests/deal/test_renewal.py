"""The order of what to ask for at a renewal."""

from __future__ import annotations

from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.profile import Profile
from negotiator.deal.renewal import Ask, LockIn, asks, lock_in
from negotiator.deal.standing import fold
from tests.report.records import SESSION, Said
from tests.samples import PINNING, RETENTION, TRAINING, playbook
from tests.store.samples import an_entry
from tests.strategies import histories


def order(*said: Said) -> list[Ask]:
    state = fold(an_entry(SESSION, body, about) for body, about in said)
    return list(asks(playbook(), Profile(), state))


def of(clause: str, found: list[Ask]) -> Ask:
    (ask,) = (each for each in found if each.clause == clause)
    return ask


def test_what_was_broken_comes_before_what_is_below_target() -> None:
    below: Said = (b.Agreed(rung="fallback-1"), RETENTION)
    held: Said = (b.Agreed(rung="target"), PINNING)
    broken: Said = (b.Observation(words="moved", value=6), PINNING)
    found = of(PINNING, order(below, held, broken))
    assert found.reasons == ("broken: 18 months agreed, 6 seen: 12 months short",)
    assert found.rung == "opening"
    assert found.say == playbook().clauses[PINNING].ladder["opening"].say
    assert PINNING not in {each.clause for each in order(below, held)}


def test_a_promise_no_document_holds_is_asked_for_again() -> None:
    promised: Said = (b.Promised(words="we mail first"), TRAINING)
    agreed: Said = (b.Agreed(rung="target"), TRAINING)
    found = of(TRAINING, order(promised, agreed))
    assert found.reasons == ("promised, never papered: “we mail first”",)
    about_nothing = of("", order((b.Promised(words="a roadmap"), None)))
    assert about_nothing.title == "The whole deal"


def test_below_the_target_the_target_is_asked_for() -> None:
    found = of(PINNING, order((b.Agreed(rung="fallback-2"), PINNING)))
    assert found.rung == "target"
    assert found.reasons[0].startswith("below target: ")


@given(histories())
def test_no_history_is_too_strange(entries: list[object]) -> None:
    state = fold(entries)  # type: ignore[arg-type]
    found = asks(playbook(), state.profile or Profile(), state)
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(each.reasons for each in found)
    assert len(lock_in(playbook(), state.profile or Profile(), state)) == 5


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence() -> None:
    forms = [LockIn(form, "", ()).inside for form in ("Proprietary API", "Commitments")]
    assert forms == ["proprietary API", "commitments"]
