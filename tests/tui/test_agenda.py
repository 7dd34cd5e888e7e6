"""The clock in a call: the status line, the next clause, the agenda, numbers that move."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from negotiator.deal import body as b
from negotiator.desk.preparation import PreparationForm
from negotiator.desk.views import StatusView
from negotiator.desk.workspace import Workspace
from negotiator.tui.widgets.status_bar import status_line
from tests.tui.support import Person, in_call

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"


def minutes_pass(person: Person, minutes: int) -> None:
    """It is so much later; what is shown follows."""
    started = person.call.session.started
    person.call.clock = lambda: started + timedelta(minutes=minutes, seconds=1)
    person.live.show_state()


async def test_next_leads_to_what_is_not_raised_and_says_why(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("j")
        await person.sees("Next: must-have, not raised, 15 min a point left")
        assert person.card.clause == TRAINING
        await person.press("j")
        assert person.card.clause == RETENTION
        await person.press("r")
        assert person.row(RETENTION).standing == "open"
        await person.go(PINNING)
        await person.press("j")
        assert person.card.clause == TRAINING, "what was left for another begins anew"


async def test_nothing_is_next_when_all_is_settled(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for clause in person.call.priorities:
            person.call.waive(clause, "not needed")
        await person.press("j")
        await person.sees("Nothing is left for us to raise.")
        assert person.card.clause == PINNING
        await person.press("A")
        await person.sees("Everything is settled.")
        await person.press("enter", "escape")
        await person.on("LiveScreen")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80", "120"])
async def test_the_clock_speaks_when_it_matters(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with in_call(workspace, size, at=PINNING) as person:
        person.call.raise_(PINNING)
        await person.saved()
        minutes_pass(person, 20)
        person.blind_to("not raised   saved")
        minutes_pass(person, 33)
        await person.sees("12 min left, 2 must-haves not raised", "saved ")
        minutes_pass(person, 48)
        await person.sees("3 min over, 2 must-haves not raised", "saved ")


@pytest.mark.parametrize("width", [58, 78, 98, 118, 198])
@pytest.mark.parametrize("news", ["", "changed"])
def test_the_clock_pushes_nothing_out(width: int, news: str) -> None:
    status = StatusView(
        vendor="A vendor of many words and names",
        title="Enterprise API",
        tier="customer-facing",
        session=12,
        minute=133,
        planned=145,
        must_haves=31,
        settled=22,
        unanswered=0,
        gives=12,
        gets=13,
        saved_at=datetime(2026, 11, 21, 10),
        unsaved=0,
        trouble="",
        playbook=news,
        pressing="12 min left, 14 must-haves not raised",
    )
    line = status_line(status, width)
    assert line.cell_length <= width
    assert line.plain.endswith("saved 10:00:00")
    if width >= 78:
        assert "12 min left, 14 must-haves not raised" in line.plain
        assert bool(news) == ("playbook" in line.plain)
        assert line.plain.startswith("A v")


async def test_the_agenda_is_in_order_and_leads_to_a_clause(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        person.call.park(TRAINING)
        person.call.preparation.keep(
            PreparationForm(
                agenda="retention first",
                deadline="2030-12-31 their year ends",
                theirs="Farah, legal, may decide",
            )
        )
        await person.press("A")
        await person.on("AgendaScreen")
        await person.sees(
            "Acme AI · agenda · minute 0 of 45, 15 min a point left",
            "must-have, not raised",
            "must-have, parked",
            "retention first",
            "their year ends",
            "Farah, legal",
        )
        places = [person.screen.index(each) for each in ("How long", "Version", "No training")]
        assert places == sorted(places)
        await person.press("down", "down", "enter")
        await person.on("LiveScreen")
        assert person.card.clause == TRAINING


async def test_the_minutes_are_changed_in_mid_call(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("A", "m")
        await person.asked("For how many minutes is this call planned?")
        await person.press("end", "backspace", "backspace")
        await person.paste("30")
        await person.press("enter")
        await person.sees("of 30,")
        await person.press("m")
        await person.asked("For how many minutes is this call planned?")
        await person.press("end", "backspace", "backspace")
        await person.paste("half an hour")
        await person.press("enter")
        await person.told("“half an hour” is no number of minutes.")
        await person.press("m", "escape", "escape")
        await person.sees("/30 min")
        assert (await person.recorded(b.Prepared)).preparation.planned_minutes == 30
        await person.undo()
        await person.sees("/45 min")


async def test_the_preparation_is_at_hand_from_the_agenda(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("A", "P")
        await person.on("PreparationScreen")
        await person.press("tab")
        await person.paste("2030-12-31 ours")
        await person.press("escape")
        await person.on("AgendaScreen")
        await person.sees("31 Dec 2030", "ours")


async def test_numbers_that_move_stand_on_the_card(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=RETENTION) as person:
        person.call.hear_about("90 days", RETENTION)
        person.live.show_state()
        person.blind_to("MOVES")
        person.call.hear_about("we can do 60 days", RETENTION)
        person.call.offer(RETENTION, "fallback-1", got="a year more")
        person.live.show_state()
        await person.sees("MOVES   90 → 60 days (−30); target 0", "ours 14 days")


async def test_one_line_of_them_where_there_is_little_room(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        person.call.hear_about("90 days", RETENTION)
        person.call.hear_about("60 days", RETENTION)
        person.call.offer(RETENTION, "fallback-1", free=True)
        person.live.show_state()
        await person.sees("MOVES   90 → 60 days (−30); target 0")
        person.blind_to("ours 14 days")
