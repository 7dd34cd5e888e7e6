"""Notice dates, against the worked examples of the documentation."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from negotiator.deal.business_days import business_days
from negotiator.deal.notice import notice, notice_from, renews_from
from negotiator.deal.term import Method, Renewal, Term, Unit

PAGE = Path(__file__).parents[2] / "docs" / "notice-dates.md"
ROW = re.compile(r"^\| (?P<case>[^|]+?) \| (?P<cells>\d{4}-.*) \|$", re.M)
EXAMPLES = {match["case"]: match["cells"].split(" | ") for match in ROW.finditer(PAGE.read_text())}


def the_term(ends: str, period: str, by: str, place: str) -> Term:
    count, _, unit = period.partition(" ")
    return Term(
        ends=date.fromisoformat(ends),
        notice=int(count),
        unit=Unit(unit.removeprefix("clear ")),
        clear=unit.startswith("clear"),
        method=Method(by),
        place="" if place == "-" else place,
    )


@pytest.mark.parametrize("case", EXAMPLES)
def test_worked_example(case: str) -> None:
    ends, rolls, period, by, place, *expected = EXAMPLES[case]
    term = the_term(ends, period, by, place)
    dates = notice(term, int(rolls), business_days(term.place))
    assert dates.cancel_by is not None
    assert dates.send_by is not None
    found = [dates.ends.day, dates.cancel_by.day, dates.send_by.day]
    assert [str(day) for day in found] == expected


def test_all_examples_of_the_page_are_read() -> None:
    assert len(EXAMPLES) == sum(line.count("|") == 10 for line in PAGE.read_text().split("\n")) - 2


def test_every_date_says_where_it_comes_from() -> None:
    term = Term(ends=date(2027, 3, 4), notice=60, method=Method.EMAIL, place="US")
    dates = notice(term, 0, business_days("US"))
    assert dates.ends.why == "the last day of the initial term"
    assert dates.cancel_by is not None
    assert dates.cancel_by.why == (
        "60 days before Thu 4 Mar 2027, back from Sun 3 Jan 2027 (Sunday, Saturday, New Year's Day)"
    )
    assert dates.send_by is not None
    assert dates.send_by.why == "1 business day by e-mail before Thu 31 Dec 2026"
    again = notice(term, 2, business_days("US"))
    assert again.ends.why == "Thu 4 Mar 2027 and 12 months each, renewed 2 times"


def test_nothing_has_to_be_sent_where_nothing_renews_by_itself() -> None:
    for renewal in (Renewal.NONE, Renewal.AGREEMENT):
        term = Term(ends=date(2027, 3, 31), notice=90, renewal=renewal)
        dates = notice(term, 0, business_days(""))
        assert (dates.cancel_by, dates.send_by) == (None, None)


def test_a_place_without_a_calendar_is_told() -> None:
    with pytest.raises(ValueError, match="'XX-9'"):
        business_days("XX-9")
    with pytest.raises(ValueError, match="'US-XYZ'"):
        business_days("US-XYZ")


START = date(2026, 4, 1)
SIGNED = Term(starts=START, ends=date(2027, 3, 31), notice=90, method=Method.PORTAL)


@pytest.mark.parametrize(
    ("changes", "rolls", "expected"),
    [
        ({}, 0, date(2027, 1, 1)),
        ({}, 1, date(2028, 1, 1)),
        ({"notice": 0}, 0, date(2027, 4, 1)),
        ({"notice": 400}, 1, date(2027, 4, 1)),
        ({"renewal": Renewal.AGREEMENT}, 0, START),
        ({"renewal": Renewal.NONE}, 0, START),
        ({"renewal": Renewal.AGREEMENT, "starts": None}, 0, date.min),
        ({"renewal": Renewal.AGREEMENT}, 1, date(2027, 4, 1)),
    ],
)
def test_a_term_has_renewed_once_notice_can_arrive_no_more(
    changes: dict[str, object], rolls: int, expected: date
) -> None:
    term = SIGNED.model_copy(update=changes)
    assert renews_from(term, rolls, business_days("")) == expected


def test_notice_is_for_a_term_that_is_sure_to_come() -> None:
    assert notice_from(SIGNED, 0, business_days("")) == START
    assert notice_from(SIGNED, 1, business_days("")) == date(2027, 1, 1)
