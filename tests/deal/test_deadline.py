"""What is due on a deal, and how near it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from negotiator.deal.business_days import business_days
from negotiator.deal.deadline import Band, band, of_term
from negotiator.deal.term import Method, Renewal, Term

TODAY = date(2026, 11, 26)
TERM = Term(ends=date(2027, 3, 31), notice=90, method=Method.PORTAL, owner="Priya")


def due(term: Term, rolls: int = 0, given: date | None = None, today: date = TODAY) -> list[str]:
    found = of_term(term, rolls, given, today, business_days(""))
    return [f"{each.day} {each.what}" for each in found]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (-400, Band.MISSED),
        (-1, Band.MISSED),
        (0, Band.NOW),
        (13, Band.NOW),
        (14, Band.SOON),
        (44, Band.SOON),
        (45, Band.AHEAD),
        (89, Band.AHEAD),
        (90, Band.LATER),
    ],
)
def test_bands(left: int, expected: Band) -> None:
    assert band(TODAY + timedelta(days=left), TODAY) is expected


def test_an_automatic_renewal_asks_for_notice() -> None:
    assert due(TERM) == [
        "2026-12-31 send notice",
        "2026-12-31 notice must be there",
        "2027-03-31 the contract renews",
    ]
    owners = {each.owner for each in of_term(TERM, 0, None, TODAY, business_days(""))}
    assert owners == {"Priya"}


def test_notice_given_leaves_the_end() -> None:
    assert due(TERM, given=date(2026, 12, 1)) == ["2027-03-31 the contract ends"]


def test_a_contract_that_does_not_renew_ends() -> None:
    for renewal in (Renewal.NONE, Renewal.AGREEMENT):
        term = TERM.model_copy(update={"renewal": renewal})
        assert due(term) == ["2027-03-31 the contract ends"]


def test_a_term_that_is_over_stays_until_somebody_says_what_became_of_it() -> None:
    later = date(2027, 6, 1)
    assert due(TERM, today=later) == [
        "2026-12-31 send notice",
        "2026-12-31 notice must be there",
        "2027-03-31 confirm whether it renewed",
    ]
    assert due(TERM, rolls=1, today=later)[-1] == "2028-03-31 the contract renews"


def test_no_notice_is_asked_for_where_none_is_needed() -> None:
    assert due(TERM.model_copy(update={"notice": 0})) == ["2027-03-31 the contract renews"]
