"""Deferrals of a call: what is proposed, and what is due at the next one until it is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from negotiator.deal import body as b
from negotiator.deal.standing import live
from negotiator.desk import Call, Desk
from tests.desk.conftest import Clock, Open, Sitting, sit
from tests.samples import PINNING, TRAINING, VENDOR

MONDAY_A_WEEK_ON = date(2026, 11, 30)
"""The call is on Saturday the 21st; a week on is a Saturday too."""


def test_nothing_heard_proposes_the_day_alone(call: Call) -> None:
    proposal = call.deferrals.propose(PINNING)
    assert (proposal.owner, proposal.words, proposal.times) == ("", "", 1)
    assert proposal.due == MONDAY_A_WEEK_ON


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("let me check with legal", "their legal"),
        ("I'll get back to you", VENDOR),
        ("we only offer the latest version", ""),
    ],
)
def test_the_words_name_the_owner(call: Call, words: str, owner: str) -> None:
    assert call.deferrals.propose(PINNING, words).owner == owner
    assert call.deferrals.propose(PINNING, words).words == (words if owner else "")
    assert bool(call.deferrals.hint(PINNING, words)) == bool(owner)
    call.hear_about(words, PINNING)
    assert call.deferrals.propose(PINNING).owner == owner
    assert call.deferrals.propose(TRAINING).owner == "", "it was about another clause"


def test_a_bare_deferral_is_about_the_clause_on_screen(call: Call) -> None:
    call.hear("let me run it by our CISO")
    assert call.deferrals.propose(PINNING).owner == "their security"


def test_what_is_typed_comes_before_what_was_heard(call: Call) -> None:
    call.hear_about("let me check with legal", PINNING)
    proposal = call.deferrals.propose(PINNING, "no, I have to ask finance")
    assert proposal.owner == "their finance"


def test_the_third_time_says_so(call: Call) -> None:
    for number in (1, 2):
        assert call.deferrals.propose(PINNING).times == number
        assert call.deferrals.propose(PINNING).advice == ""
        call.defer(PINNING, "they", None, "again")
    assert "third time" in call.deferrals.propose(PINNING).advice
    call.defer(PINNING, "they", None)
    assert "third time" in call.card(PINNING).deferral
    assert live(call.state.log)[0].body == b.Deferred(owner="they", words="again")


def test_the_next_session_finds_what_is_due(desk: Desk, sitting: Sitting, clock: Clock) -> None:
    call, today = sitting.call, clock.time.date()
    call.defer(PINNING, "their legal", today + timedelta(days=7), "let me check")
    call.task(None, "send the list", "ana", today + timedelta(days=9))
    call.task(TRAINING, "much later", "ana", today + timedelta(days=30))
    assert call.deferrals.due() == ()
    call.save_now()
    call.finish()
    clock.time += timedelta(days=9)
    later = sit(desk, str(call.deal.id)).call
    first, second = later.deferrals.due()
    assert (first.clause, first.owner, first.late) == (PINNING, "their legal", "2 days late")
    assert (first.words, first.times, first.task) == ("let me check", 1, "")
    assert (second.words, second.late) == ("send the list", "due today")

    later.deferrals.done(second.task)
    later.agree(PINNING, "target")
    assert later.deferrals.due() == ()
    assert len(later.wrap_up().tasks) == 1
    later.undo()
    later.undo()
    assert later.deferrals.due() == (first, second)


def test_another_window_sees_that_a_task_is_done(open_desk: Open, sitting: Sitting) -> None:
    call = sitting.call
    call.task(None, "send it", "ana", date(2026, 11, 20))
    call.deferrals.done(call.deferrals.due()[0].task)
    call.save_now()
    assert sit(open_desk(), str(call.deal.id)).call.deferrals.due() == ()
