"""A day as it is said in a call."""

from __future__ import annotations

from datetime import date

import pytest

from negotiator.desk.day import day

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("0", FRIDAY),
        (" 10 ", date(2026, 12, 7)),
        ("today", FRIDAY),
        ("Tomorrow", date(2026, 11, 28)),
        ("2027-01-31", date(2027, 1, 31)),
        ("friday", date(2026, 12, 4)),  # today is one: they mean the one to come
        ("saturday", date(2026, 11, 28)),
        ("thu", date(2026, 12, 3)),
        ("Tues.", date(2026, 12, 1)),
        ("by monday", date(2026, 11, 30)),
        ("on  Wed", date(2026, 12, 2)),
        ("this sunday", date(2026, 11, 29)),
        ("next tue", date(2026, 12, 1)),
        ("next friday", date(2026, 12, 4)),
        ("next sunday", date(2026, 12, 6)),
    ],
)
def test_a_day_is_named(text: str, named: date) -> None:
    assert day(text, FRIDAY) == named


def test_next_is_next_week_even_where_the_day_is_still_to_come_in_this_one() -> None:
    monday = date(2026, 11, 30)
    assert day("friday", monday) == date(2026, 12, 4)
    assert day("next friday", monday) == date(2026, 12, 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "next",
        "fr",
        "tuesdays",
        "31.12.2026",
        "2026-02-30",
        "-3",
        "²",
        "9" * 12,
        "9" * 5000,
    ],
)
def test_what_names_no_day(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        day(text, FRIDAY)
