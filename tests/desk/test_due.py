"""What is due over all deals: of terms, of answers put off, of tasks."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial

import icalendar
import pytest

from negotiator.desk import Desk, DeskError
from negotiator.desk.calendar_file import clause_titles, due_calendar
from negotiator.desk.contract import change_term, give_notice, preview, read_contract, renew
from negotiator.desk.deal_views import DueRow
from negotiator.desk.due import DueView, of_contract, read_due
from tests.desk.conftest import Clock, Sitting
from tests.samples import PINNING, RETENTION, TITLE, VENDOR

TERM = {"ends": "2027-03-31", "notice": "90d", "method": "portal", "place": "US", "owner": "Priya"}
TODAY = date(2026, 11, 21)


def look(desk: Desk, within: int = 90, deal: str = "") -> DueView:
    today = desk.clock().date()
    return desk.ask_now(partial(read_due, today=today, within=within, deal=deal))


def change(desk: Desk, deal: str, **answers: str) -> None:
    at = desk.clock()
    desk.ask_now(partial(change_term, deal=deal, answers=answers, at=at, author="ana"))


def lines(view: DueView) -> list[str]:
    return [f"{row.day} {row.what}" for row in view.rows]


def test_nothing_due_is_said_of_what_was_looked_at(desk: Desk, deal: str) -> None:
    view = look(desk)
    assert view.all_clear == "All clear: nothing is due within 90 days on 1 deal."
    assert (view.rows, view.warning, view.termless) == ((), "", ())


def test_a_term_brings_its_notice_dates(desk: Desk, deal: str) -> None:
    change(desk, deal, **TERM)
    view = look(desk)
    assert lines(view) == ["2026-12-31 send notice", "2026-12-31 notice must be there"]
    assert (view.rows[0].band, view.rows[0].left, view.rows[0].owner) == ("14-44 days", 40, "Priya")
    assert all(map(of_contract, view.rows))
    assert lines(look(desk, within=30)) == []
    assert lines(look(desk, within=180))[-1] == "2027-03-31 the contract renews"


def test_a_field_is_changed_and_the_rest_stays(desk: Desk, deal: str) -> None:
    change(desk, deal, **TERM)
    change(desk, deal, notice="3m")
    view = desk.ask_now(partial(read_contract, deal=deal, today=desk.clock().date()))
    assert view.answers["notice"] == "3m"
    assert view.answers["place"] == "US"
    change(desk, deal, place="")
    assert "place" not in dict(
        desk.ask_now(partial(read_contract, deal=deal, today=desk.clock().date())).facts
    )


def test_a_missed_day_stays_until_it_is_answered(desk: Desk, deal: str, clock: Clock) -> None:
    change(desk, deal, **TERM)
    clock.time = datetime(2027, 4, 2, 9, tzinfo=UTC)
    view = look(desk)
    assert view.warning == "Missed: 3 of these days have passed."
    assert [row.when for row in view.rows] == ["92 days ago", "92 days ago", "2 days ago"]
    desk.ask_now(partial(renew, deal=deal, words="invoice came", at=clock(), author="ana"))
    assert look(desk).warning == ""
    contract = desk.ask_now(partial(read_contract, deal=deal, today=desk.clock().date()))
    assert ("initial term ends", "31 Mar 2027") in contract.facts
    assert ("renewed", "once") in contract.facts
    assert contract.dates[-1].day == date(2028, 3, 31)


def test_notice_given_ends_the_reminders(desk: Desk, deal: str, clock: Clock) -> None:
    change(desk, deal, **TERM)
    on = date(2026, 11, 20)
    desk.ask_now(partial(give_notice, deal=deal, on=on, words="", at=clock(), author="ana"))
    assert lines(look(desk, within=180)) == ["2027-03-31 the contract ends"]


def test_today_is_the_day_where_one_is(desk: Desk, deal: str, clock: Clock) -> None:
    change(desk, deal, **TERM)
    clock.time = datetime(2026, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    assert look(desk).rows[0].when == "today"
    clock.time = clock.time.astimezone(UTC)
    assert look(desk).rows[0].when == "yesterday"


def test_answers_and_tasks_are_due_too(desk: Desk, deal: str, sitting: Sitting) -> None:
    call = sitting.call
    call.defer(RETENTION, "Luis", date(2026, 11, 24))
    call.task(None, "ask legal", "Nora", date(2026, 11, 20))
    sitting.settled()
    view = look(desk)
    assert lines(view) == ["2026-11-20 ask legal", f"2026-11-24 answer on {RETENTION}"]
    assert [row.owner for row in view.rows] == ["Nora", "Luis"]
    assert not any(map(of_contract, view.rows))
    call.undo()
    sitting.settled()
    assert lines(look(desk)) == [f"2026-11-24 answer on {RETENTION}"]


def test_a_contract_that_was_succeeded_asks_for_nothing(desk: Desk, deal: str) -> None:
    change(desk, deal, **TERM)
    asyncio.run(desk.new_deal("Other", "API", {}))
    assert len(look(desk, deal="Other").rows) == 0
    assert len(look(desk, deal="Acme").rows) == 2


def read_calendar(desk: Desk) -> dict[str, icalendar.Component]:
    """The events of what is due, by their summaries."""
    view = look(desk)
    titles = desk.ask_now(partial(clause_titles, view=view))
    calendar = icalendar.Calendar.from_ical(due_calendar(view, desk.clock(), titles))
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_says_when_and_no_words_of_a_session(
    desk: Desk, deal: str, sitting: Sitting
) -> None:
    change(desk, deal, **TERM)
    sitting.call.task(None, "find out about their other bidder", "Nora", date(2026, 11, 30))
    sitting.settled()
    events = read_calendar(desk)
    assert set(events) == {
        "Acme AI: a task",
        "Acme AI: send notice",
        "Acme AI: notice must be there",
    }
    assert events["Acme AI: send notice"].decoded("dtstart") == date(2026, 12, 31)
    description = str(events["Acme AI: a task"]["description"])
    assert description.endswith("whose words negotiator due shows")
    again = read_calendar(desk)
    assert [str(event["uid"]) for event in again.values()] == [
        str(event["uid"]) for event in events.values()
    ]


def test_the_calendar_tells_tasks_and_answers_apart_without_their_words(
    desk: Desk, deal: str, sitting: Sitting
) -> None:
    call = sitting.call
    call.defer(RETENTION, "Luis", date(2026, 11, 24))
    for words, clause, day in (
        ("ask legal", None, 25),
        ("find their other bidder", None, 26),
        ("measure it", PINNING, 27),
    ):
        call.task(clause, words, "Nora", date(2026, 11, day))
    sitting.settled()
    assert list(read_calendar(desk)) == [
        "Acme AI: answer on Retention of prompts",
        "Acme AI: a task, 1 of 2",
        "Acme AI: a task, 2 of 2",
        "Acme AI: a task on Version pinning",
    ]


def test_without_its_edition_a_clause_is_named_by_its_id(desk: Desk, deal: str) -> None:
    row = DueRow(deal, VENDOR, TITLE, date(2026, 11, 24), 3, "0-13 days", "x", "y", "", RETENTION)
    text = due_calendar(DueView((row,), 90, 1, ()), desk.clock(), {}).decode()
    assert f"SUMMARY:Acme AI: answer on {RETENTION}" in text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"ends": ""}, "needs its last day"),
        ({"ends": "31.3.2027"}, "ends “31.3.2027” is no day"),
        ({"starts": "2028-01-01"}, "The term ends before it starts"),
        ({"notice": "3 weeks"}, "“3 weeks” is no notice period"),
        ({"place": "XX"}, "no calendar of public holidays for 'XX'"),
        ({"ends": "9999-12-31"}, "Ends “9999-12-31” is out of range"),
        ({"starts": "0001-01-01"}, "Starts “0001-01-01” is out of range"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_recorded(
    desk: Desk, deal: str, answers: dict[str, str], said: str
) -> None:
    with pytest.raises(DeskError) as raised:
        change(desk, deal, **{**TERM, **answers})
    assert said in raised.value.what
    assert raised.value.remedy
    assert desk.ask_now(partial(read_contract, deal=deal, today=desk.clock().date())).facts == ()


@pytest.mark.parametrize(
    ("name", "text", "what", "remedy"),
    [
        (
            "uplift_cap",
            "five",
            "Uplift cap “five” is no number.",
            "percentage from 0 to 1000, as 5.",
        ),
        (
            "uplift_cap",
            "-5",
            "Uplift cap “-5” is out of range.",
            "percentage from 0 to 1000, as 5.",
        ),
        ("uplift_cap", "inf", "Uplift cap “inf” is out of range.", "percentage from 0 to 1000"),
        ("renews_for", "0", "Renews for “0” is out of range.", "months from 1 to 120, as 12."),
        ("renews_for", "121", "Renews for “121” is out of range.", "months from 1 to 120, as 12."),
        ("renews_for", "1.5", "Renews for “1.5” is no whole number.", "whole months from 1 to 120"),
        ("renews_for", "a year", "Renews for “a year” is no whole number.", "whole months"),
        ("notice", "9999d", "Notice “9999d” is out of range.", "3650 at most, as 90d."),
        ("renewal", "perhaps", "Renewal “perhaps” is not known.", "automatic, by agreement or"),
        ("method", "pigeon", "Method “pigeon” is not known.", "portal, e-mail, courier or"),
        ("owner", "x" * 201, f"Owner “{'x' * 40}…” is too long.", "200 characters at most"),
        ("price", "x" * 2001, f"Price “{'x' * 40}…” is too long.", "2000 characters at most"),
    ],
)
def test_a_wrong_field_is_told_with_what_may_be_written(
    desk: Desk, deal: str, name: str, text: str, what: str, remedy: str
) -> None:
    with pytest.raises(DeskError) as raised:
        change(desk, deal, **{**TERM, name: text})
    assert raised.value.what == what
    assert remedy in raised.value.remedy


def test_a_renewal_needs_a_term(desk: Desk, deal: str, clock: Clock) -> None:
    with pytest.raises(DeskError, match="No term"):
        desk.ask_now(partial(renew, deal=deal, words="", at=clock(), author=""))


def test_dates_are_shown_while_the_term_is_typed(desk: Desk, deal: str) -> None:
    known = desk.ask_now(partial(read_contract, deal=deal, today=desk.clock().date()))
    dates, wrong = preview({"ends": "2027-03-31", "notice": "60"}, known, TODAY)
    assert [date.what for date in dates] == [
        "send notice by",
        "notice must be there by",
        "the present term ends",
    ]
    assert wrong == ""
    assert preview({"ends": "2027"}, known, TODAY)[0] == ()
