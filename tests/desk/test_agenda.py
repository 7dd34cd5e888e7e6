"""The agenda in a call: what comes next and why, and how long is left."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.desk import Call, Desk
from negotiator.desk.agenda import in_days
from tests.desk.conftest import Clock, Sitting, sit
from tests.samples import PINNING, RETENTION, TITLE, TRAINING, VENDOR

BREACH = "security.breach-notice"
MUST = [PINNING, TRAINING, RETENTION, BREACH]


def later(clock: Clock, minutes: float) -> None:
    clock.time += timedelta(minutes=minutes)


def test_the_next_clause_and_why(call: Call) -> None:
    assert call.agenda.next() == (PINNING, "must-have, not raised, 11 min a point left")


def test_asked_again_on_it_the_one_after_comes_and_then_the_first(call: Call) -> None:
    seen = [""]
    for _ in range(9):
        found = call.agenda.next(seen[-1])
        assert found is not None
        seen.append(found[0])
    assert seen[1:5] == MUST
    assert seen[9] == MUST[0]


def test_time_runs_out(call: Call, clock: Clock) -> None:
    later(clock, 42)
    assert call.status().pressing == "3 min left, 4 must-haves not raised"
    found = call.agenda.next()
    assert found is not None
    assert found[1].endswith("under a minute a point left")
    later(clock, 5)
    assert call.status().pressing == "2 min over, 4 must-haves not raised"


def test_while_there_is_time_the_clock_is_silent(call: Call, clock: Clock) -> None:
    assert call.status().pressing == ""
    later(clock, 40)
    for clause in MUST:
        call.raise_(clause)
    assert call.status().pressing == "", "all were raised"


def test_when_everything_is_settled_nothing_comes_next(call: Call) -> None:
    for clause in call.priorities:
        call.waive(clause, "not needed")
    assert call.agenda.next() is None
    assert call.agenda.view().rows == ()


def test_minutes_are_planned_in_mid_call_and_undone(call: Call, clock: Clock) -> None:
    later(clock, 20)
    call.preparation.plan(25)
    assert call.status().planned == 25
    assert call.status().pressing == "5 min left, 4 must-haves not raised"
    call.undo()
    assert call.status().planned == 45


def test_the_next_session_is_planned_as_it_was_prepared(desk: Desk, clock: Clock) -> None:
    deal = asyncio.run(desk.new_deal(VENDOR, TITLE, {}))
    first = sit(desk, deal).call
    first.preparation.plan(30)
    first.save_now()
    first.finish()
    assert sit(desk, deal).call.session.planned_minutes == 30


def test_numbers_move_on_the_card(sitting: Sitting) -> None:
    call = sitting.call
    call.hear_about("nine months", PINNING)
    assert call.card(PINNING).moves == ()
    call.hear_about("we could do 12 months", PINNING)
    call.offer(PINNING, "target")
    assert call.card(PINNING).moves == (
        "9 → 12 months (+3); target 18",
        "ours 18 months",
    )
    assert [row.moves for row in call.agenda.view().rows if row.clause == PINNING] == [
        call.card(PINNING).moves
    ]


def test_the_view_says_what_waits_and_what_we_came_with(call: Call) -> None:
    form = call.preparation.form()
    call.defer(RETENTION, "their legal", date(2026, 11, 20))
    changed = form.__class__(
        deadline="2026-12-31 their quarter ends",
        agenda="training first\nprice last",
        theirs="Dana, sales, must ask\nFarah, legal, may decide",
        minutes="45",
    )
    assert call.preparation.keep(changed)
    view = call.agenda.view()
    assert view.clock == "minute 0 of 45, 11 min a point left"
    assert view.rows[0].clause == RETENTION
    assert view.rows[0].reason == "must-have, the answer of their legal is 1 day late"
    assert view.deadline == "31 Dec 2026, in 40 days: their quarter ends"
    assert view.opening == ("training first", "price last")
    assert view.deciders == ("Farah, legal",)


def test_days_in_words() -> None:
    told = [in_days(days) for days in (-2, -1, 0, 1, 2)]
    assert told == ["2 days ago", "1 day ago", "today", "in 1 day", "in 2 days"]


def test_planning_is_an_entry(call: Call) -> None:
    call.preparation.plan(0)
    entry: Entry = call.mine[-1]
    assert isinstance(entry.body, b.Prepared)
    assert entry.body.preparation.planned_minutes == 1, "no call takes no time"
