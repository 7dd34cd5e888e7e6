"""What may be recorded of a signed contract, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest

from negotiator.desk import Desk, DeskError
from negotiator.desk.contract import (
    ContractView,
    change_term,
    give_notice,
    may_renew,
    preview,
    read_contract,
    renew,
    take_back,
)
from negotiator.desk.due import read_due
from negotiator.desk.renewals import read_renewal
from tests.desk.conftest import Clock

TERM = {"starts": "2026-04-01", "ends": "2027-03-31", "notice": "90d", "method": "portal"}
"""Notice has to be there by 31 Dec 2026."""


@pytest.fixture(autouse=True)
def _signed(desk: Desk, deal: str, clock: Clock) -> None:
    change(desk, deal, clock, **TERM)


def change(desk: Desk, deal: str, clock: Clock, **answers: str) -> None:
    desk.ask_now(partial(change_term, deal=deal, answers=answers, at=clock(), author="ana"))


def roll(desk: Desk, deal: str, clock: Clock, **more: object) -> ContractView:
    verb: partial[ContractView] = partial(renew, deal=deal, words="", at=clock(), author="ana")
    return desk.ask_now(partial(verb, **more))


def give(desk: Desk, deal: str, clock: Clock, on: date, **more: object) -> ContractView:
    verb: partial[ContractView] = partial(give_notice, deal=deal, words="", at=clock(), author="a")
    return desk.ask_now(partial(verb, on=on, **more))


def read(desk: Desk, deal: str) -> ContractView:
    return desk.ask_now(partial(read_contract, deal=deal, today=desk.clock().date()))


def test_a_term_renews_once_and_not_while_notice_can_arrive(
    desk: Desk, deal: str, clock: Clock
) -> None:
    before = read(desk, deal)
    with pytest.raises(DeskError, match=r"has not renewed yet: .*until Wed 31 Mar 2027") as raised:
        roll(desk, deal, clock)
    assert "notice can arrive until Thu 31 Dec 2026" in raised.value.what
    assert raised.value.remedy == "Confirm the renewal from Fri 1 Jan 2027 on."
    with pytest.raises(DeskError, match="has not renewed yet"):
        desk.ask_now(partial(may_renew, deal=deal, today=date(2026, 12, 31)))
    assert read(desk, deal) == before
    clock.time = datetime(2027, 1, 1, 9, tzinfo=UTC)
    assert roll(desk, deal, clock).renewed == 1
    with pytest.raises(DeskError, match="has not renewed yet"):
        roll(desk, deal, clock)
    assert read(desk, deal).renewed == 1


def test_what_is_agreed_on_renews_at_any_time_but_one_term_at_a_time(
    desk: Desk, deal: str, clock: Clock
) -> None:
    change(desk, deal, clock, renewal="by agreement")
    assert roll(desk, deal, clock).renewed == 1
    with pytest.raises(DeskError, match="begins on Thu 1 Apr 2027 only"):
        roll(desk, deal, clock)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2019, 1, 1), "On Tue 1 Jan 2019 no notice could be given"),
        (date(2026, 3, 31), "no notice could be given"),
        (date(2026, 11, 22), "Sun 22 Nov 2026 is still to come"),
        (date(2099, 1, 1), "is still to come"),
    ],
)
def test_notice_is_given_in_the_term_and_not_ahead(
    desk: Desk, deal: str, clock: Clock, on: date, said: str
) -> None:
    before = read(desk, deal)
    with pytest.raises(DeskError, match=said) as raised:
        give(desk, deal, clock, on)
    assert raised.value.remedy
    assert read(desk, deal) == before


def test_notice_for_a_term_that_is_over_is_too_late(desk: Desk, deal: str, clock: Clock) -> None:
    clock.time = datetime(2027, 4, 2, 9, tzinfo=UTC)
    with pytest.raises(DeskError, match="was over on Wed 31 Mar 2027"):
        give(desk, deal, clock, date(2027, 4, 1))
    roll(desk, deal, clock)
    with pytest.raises(DeskError, match="no notice could be given"):
        give(desk, deal, clock, date(2026, 12, 1))
    assert "notice given" in dict(give(desk, deal, clock, date(2027, 4, 1)).facts)


def test_after_notice_a_renewal_says_that_it_was_withdrawn(
    desk: Desk, deal: str, clock: Clock
) -> None:
    with pytest.raises(DeskError, match=r"No notice .* could be withdrawn"):
        roll(desk, deal, clock, withdrawn="them")
    give(desk, deal, clock, date(2026, 11, 20))
    clock.time = datetime(2027, 4, 2, 9, tzinfo=UTC)
    with pytest.raises(DeskError, match=r"Notice was given to Acme AI on Fri 20 Nov 2026"):
        roll(desk, deal, clock)
    view = roll(desk, deal, clock, withdrawn="Luis, by mail")
    assert (view.renewed, "notice given" in dict(view.facts)) == (1, False)
    last = desk.ask_now(lambda store: store.state(store.find_deal(deal).id).log[-1])
    assert getattr(last.body, "words", "") == "notice withdrawn: Luis, by mail"


def test_a_term_and_what_became_of_it_are_recorded_both_or_neither(
    desk: Desk, deal: str, clock: Clock
) -> None:
    before = read(desk, deal)
    with pytest.raises(DeskError, match="has not renewed yet"):
        roll(desk, deal, clock, answers={"ends": "2027-04-30"})
    assert read(desk, deal) == before
    view = give(desk, deal, clock, date(2026, 11, 20), answers={"owner": "Priya"})
    assert {"owner", "notice given"} <= set(dict(view.facts))


def dates(view: ContractView) -> list[tuple[str, str, str]]:
    return [(each.what, str(each.day), each.when) for each in view.dates]


def test_a_day_ahead_is_told_with_what_is_left(desk: Desk, deal: str) -> None:
    assert dates(read(desk, deal)) == [
        ("send notice by", "2026-12-31", "in 40 days"),
        ("notice must be there by", "2026-12-31", "in 40 days"),
        ("the present term ends", "2027-03-31", "in 130 days"),
    ]


def test_a_day_that_has_passed_is_no_instruction_any_more(
    desk: Desk, deal: str, clock: Clock
) -> None:
    clock.time = datetime(2027, 4, 2, 9, tzinfo=UTC)
    view = read(desk, deal)
    assert dates(view) == [
        ("notice had to be sent by", "2026-12-31", "missed 92 days ago"),
        ("notice had to be there by", "2026-12-31", "missed 92 days ago"),
        ("the present term ended", "2027-03-31", "2 days ago"),
    ]
    assert [each.missed for each in view.dates] == [True, True, False]
    assert view.dates[-1].why == "the last day of the initial term; confirm whether it renewed"
    brief = read_renewal(desk, deal)
    assert brief.dates[0][:2] == (
        "notice had to be sent by",
        "Thu 31 Dec 2026, missed 92 days ago",
    )


def test_after_notice_its_day_stands_in_the_place_of_those_for_it(
    desk: Desk, deal: str, clock: Clock
) -> None:
    view = give(desk, deal, clock, date(2026, 11, 20))
    assert dates(view) == [
        ("notice was given on", "2026-11-20", "yesterday"),
        ("the contract ends", "2027-03-31", "in 130 days"),
    ]
    assert view.dates[0].why == "for the term to Wed 31 Mar 2027"
    assert preview(TERM, view, date(2027, 4, 1))[0][-1].what == "the contract ended"
    clock.time = datetime(2027, 1, 5, 9, tzinfo=UTC)
    late = give(desk, deal, clock, date(2027, 1, 4))
    assert late.dates[0].why == "too late: it had to be there by Thu 31 Dec 2026"


def test_what_was_recorded_of_a_term_is_taken_back_the_last_first(
    desk: Desk, deal: str, clock: Clock
) -> None:
    def undo() -> str:
        return desk.ask_now(partial(take_back, deal=deal, at=clock(), author="ana")).what

    signed = read(desk, deal)
    change(desk, deal, clock, owner="Priya", renews_for="24")
    give(desk, deal, clock, date(2026, 11, 20))
    clock.time = datetime(2027, 1, 2, 9, tzinfo=UTC)
    roll(desk, deal, clock, withdrawn="Luis")
    change(desk, deal, clock, owner="Priya")
    assert undo() == "the term, which was so before"
    assert undo() == "the renewal: notice withdrawn: Luis"
    assert read(desk, deal).dates[0].what == "notice was given on"
    assert undo() == "the notice of Fri 20 Nov 2026"
    assert read(desk, deal).dates[0].what == "notice had to be sent by"
    assert undo() == "the change of renewal, owner"
    assert read(desk, deal).facts == signed.facts
    assert undo() == "the term"
    assert read(desk, deal).facts == ()
    with pytest.raises(DeskError, match="Nothing of the term of Acme AI"):
        undo()


def test_what_was_taken_back_is_due_again(desk: Desk, deal: str, clock: Clock) -> None:
    before = read_rows(desk)
    give(desk, deal, clock, date(2026, 11, 20))
    assert read_rows(desk) != before
    desk.ask_now(partial(take_back, deal=deal, at=clock(), author="ana"))
    assert read_rows(desk) == before


def read_rows(desk: Desk) -> list[str]:
    view = desk.ask_now(partial(read_due, today=date(2026, 11, 21), within=200))
    return [row.what for row in view.rows]
