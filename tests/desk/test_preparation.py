"""Before the call: a form of plain texts, kept as one entry, apart from any call."""

from __future__ import annotations

from datetime import date

import pytest

from negotiator.deal import body as b
from negotiator.deal.preparation import Authority, Participant, Preparation, Side
from negotiator.desk import Call, Desk
from negotiator.desk.preparation import PreparationForm, deadline_of
from negotiator.store import Store
from tests.desk.conftest import sit

FORM = PreparationForm(
    batna="stay with the present vendor",
    deadline="2026-12-31 their quarter ends",
    competing="Corvid, 8 percent below",
    pilot="six weeks, two outages",
    commitment="two years",
    minutes="30",
    agenda="training first\nretention",
    ours="Nora Lind, procurement, may decide\nPriya, security",
    theirs="Dana Ruiz, sales, enterprise, must ask",
)


def last(call: Call) -> Preparation:
    body = call.mine[-1].body
    assert isinstance(body, b.Prepared)
    return body.preparation


def test_what_is_typed_is_kept_and_comes_back_as_it_was(call: Call) -> None:
    assert call.preparation.form() == PreparationForm(minutes="45")
    assert call.preparation.keep(FORM)
    assert last(call) == Preparation(
        batna="stay with the present vendor",
        deadline=date(2026, 12, 31),
        deadline_why="their quarter ends",
        competing="Corvid, 8 percent below",
        pilot="six weeks, two outages",
        commitment="two years",
        participants=(
            Participant(
                side=Side.OURS, name="Nora Lind", role="procurement", authority=Authority.DECIDES
            ),
            Participant(side=Side.OURS, name="Priya", role="security"),
            Participant(
                side=Side.THEIRS,
                name="Dana Ruiz",
                role="sales, enterprise",
                authority=Authority.ASKS,
            ),
        ),
        agenda=("training first", "retention"),
        planned_minutes=30,
    )
    assert call.preparation.form() == FORM
    assert not call.preparation.keep(FORM), "nothing new is no entry"
    assert len(call.mine) == 1


def test_undo_gives_the_one_before_back(call: Call) -> None:
    call.preparation.keep(FORM)
    call.preparation.keep(PreparationForm(batna="leave"))
    call.undo()
    assert call.preparation.form() == FORM


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", (None, "")),
        ("2026-12-31", (date(2026, 12, 31), "")),
        (" 2026-12-31:  ours,  launch ", (date(2026, 12, 31), "ours, launch")),
        ("2026-02-30 theirs", (None, "2026-02-30 theirs")),
        ("2026-12-312", (None, "2026-12-312")),
        ("before Christmas", (None, "before Christmas")),
    ],
)
def test_a_deadline_begins_with_a_day(typed: str, read: tuple[date | None, str]) -> None:
    assert deadline_of(typed) == read


def test_how_far_the_deadline_is(call: Call) -> None:
    assert call.preparation.away("2026-11-22 ours") == "22 Nov 2026, in 1 day"
    assert call.preparation.away("soon") == ""


@pytest.mark.parametrize(
    ("minutes", "kept"), [("", None), ("0", None), ("90", 90), ("9999", 1440), ("x", None)]
)
def test_minutes_are_a_number_of_a_day(call: Call, minutes: str, kept: int | None) -> None:
    call.preparation.keep(PreparationForm(batna="leave", minutes=minutes))
    assert last(call).planned_minutes == kept


def test_people_as_they_are_typed(call: Call) -> None:
    call.preparation.keep(
        PreparationForm(theirs="\n , ,\n Dana \x1b[31m,, Decides \n" + "n" * 500 + "\n")
    )
    dana, endless = last(call).participants
    assert (dana.name, dana.role, dana.authority) == ("Dana \\x1b[31m", "", Authority.DECIDES)
    assert len(endless.name) == 200


def test_it_is_prepared_in_a_session_of_its_own(desk: Desk, deal: str) -> None:
    call = sit(desk, deal).call
    call.preparation.begin_apart()
    call.preparation.keep(FORM)
    call.save_now()
    call.preparation.end_apart()
    meeting = sit(desk, deal).call
    assert meeting.session.id != call.session.id, "the clock of the call begins with the call"
    assert meeting.session.planned_minutes == 30
    desk.close()
    with Store.open(desk.workspace.database) as store:
        (session,) = store.sessions(call.deal.id)
    assert session.kind == "review"
    assert session.ended is not None


def test_a_call_that_was_interrupted_is_not_ended_by_preparing(desk: Desk, deal: str) -> None:
    meeting = sit(desk, deal).call
    meeting.hear("hello")
    meeting.save_now()
    call = sit(desk, deal).call
    call.preparation.begin_apart()
    call.preparation.keep(FORM)
    call.save_now()
    call.preparation.end_apart()
    assert sit(desk, deal).call.session.id == meeting.session.id


def test_where_nothing_is_typed_no_session_is_left(desk: Desk, deal: str) -> None:
    call = sit(desk, deal).call
    call.preparation.begin_apart()
    assert not call.preparation.keep(call.preparation.form())
    call.preparation.end_apart()
    desk.close()
    with Store.open(desk.workspace.database) as store:
        assert not store.sessions(call.deal.id)
