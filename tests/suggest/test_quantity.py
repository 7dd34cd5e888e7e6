"""Numbers with units, as people say and type them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.suggest.quantity import Quantity, quantities
from negotiator.suggest.spoken import digits


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("seventy-two hours", "72 hours"),
        ("twenty four hours", "24 hours"),
        ("a hundred days", "100 days"),
        ("two hundred and fifty users", "250 users"),
        ("one thousand two hundred", "1200"),
        ("five million", "5000000"),
        ("twenty four seven", "24 7"),
        ("one two three", "1 2 3"),
        ("nineteen to twenty", "19 to 20"),
        ("three nines", "99.9%"),
        ("four nines five", "99.995%"),
        ("two 9s", "99%"),
        ("ninety nine point five", "99.5%"),
        ("ninety-nine nine nine", "99.99%"),
        ("everyone else", "everyone else"),
        ("often, a tent, someone", "often, a tent, someone"),
        ("a hundredfold", "a hundredfold"),
    ],
)
def test_spoken_numbers_in_digits(text: str, written: str) -> None:
    assert digits(text) == written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("within 72 hours", [(72, "hours")]),
        ("72h, 72 hrs, 72-hour", [(72, "hours")] * 3),
        ("30 days or 30d", [(30, "days")] * 2),
        ("5 business days", [(5, "business days")]),
        ("five working days", [(5, "business days")]),
        ("5bd", [(5, "business days")]),
        ("2 weeks, 6 mo, 3 yrs", [(2, "weeks"), (6, "months"), (3, "years")]),
        ("p95 at 800ms", [(800, "ms")]),
        ("99.5", [(99.5, "percent")]),
        ("99.5 % uptime", [(99.5, "percent")]),
        ("7 percent uplift", [(7, "percent")]),
        ("three nines", [(99.9, "percent")]),
        ("ninety-nine point eight", [(99.8, "percent")]),
        ("ninety nine point nine five", [(99.95, "percent")]),
        ("two point five days", [(2.5, "days")]),
        ("2x fees", [(2, "x fees")]),
        ("two times annual fees", [(2, "x fees")]),
        ("12 months of fees", [(12, "months of fees")]),
        ("twelve months fees", [(12, "months of fees")]),
        ("24 months", [(24, "months")]),
        ("$500k", [(500_000, "USD")]),
        ("$1.5m", [(1_500_000, "USD")]),
        ("€2 million", [(2_000_000, "USD")]),
        ("$ 1,250,000", [(1_250_000, "USD")]),
        ("24 to 72 hours", [(24, "hours"), (72, "hours")]),
        ("30-60 days", [(30, "days"), (60, "days")]),
        ("30 or 60 days", [(30, "days"), (60, "days")]),
        ("30 and then 60 days", [(30, ""), (60, "days")]),
        ("in 2026", [(2026, "")]),
        ("24/7 support", []),
        ("24x7 in 4 hours", [(4, "hours")]),
        ("SOC2 and v3", []),
        ("no number", []),
        ("", []),
    ],
)
def test_numbers_in_a_text(text: str, found: list[tuple[float, str]]) -> None:
    assert [(each.value, each.unit) for each in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one and a half percent", [(1.5, "percent")]),
        ("two and a half days", [(2.5, "days")]),
        ("one and a half times annual fees", [(1.5, "x fees")]),
        ("a year and a half", [(1.5, "years")]),
        ("one month and a half", [(1.5, "months")]),
        ("2\u00bd percent, 2 1/2 percent", [(2.5, "percent")] * 2),
        ("half a percent, half of one percent", [(0.5, "percent")] * 2),
        ("a quarter of a percent", [(0.25, "percent")]),
        ("three quarters of a percent", [(0.75, "percent")]),
        ("half a business day", [(0.5, "business days")]),
        ("half a million dollars", [(500_000, "USD")]),
        ("a million euros", [(1_000_000, "USD")]),
        ("a couple of working days", [(2, "business days")]),
        ("a fortnight", [(2, "weeks")]),
        ("within an hour", [(1, "hours")]),
        ("six months to a year", [(6, "months"), (1, "years")]),
        ("a week's notice", [(1, "weeks")]),
        ("give us a month\u2019s warning", [(1, "months")]),
        ("30 days a year", [(30, "days")]),
        ("twice a year, once in a month", []),
        ("just a second, for a minute", []),
        ("at the end of the day", []),
        ("for a month-to-month term", []),
        ("half the fees, a couple of customers, the first half-year", []),
    ],
)
def test_amounts_without_a_number(text: str, found: list[tuple[float, str]]) -> None:
    assert [(each.value, each.unit) for each in quantities(text)] == found


@pytest.mark.parametrize(
    ("value", "unit", "asked", "converted"),
    [
        (3, "days", "hours", 72),
        (48, "hours", "days", 2),
        (2, "weeks", "days", 14),
        (1, "years", "months", 12),
        (5, "business days", "days", 7),
        (1, "seconds", "ms", 1_000),
        (90, "minutes", "Hours", 1.5),
        (24, "months of fees", "x fees", 2),
        (24, "months", "x fees", 2),
        (2, "x fees", "months of fees", 24),
        (60, "", "days", 60),
        (99.9, "percent", "%", 99.9),
        (5, "USD", "usd", 5),
        (3, "days", "percent", None),
        (3, "USD", "x fees", None),
        (3, "percent", "days", None),
        (3, "days", "bananas", None),
        (3, "", "bananas", 3),
    ],
)
def test_in_another_unit(value: float, unit: str, asked: str, converted: float | None) -> None:
    found = Quantity(value, unit).in_unit(asked)
    assert found == (converted if converted is None else pytest.approx(converted))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30", 30),
        ("we said 30, not more", 30),
        ("30 max", 30),
        ("30 is what we can do", 30),
        ("30 calendar days", 30),
        ("one day", 1),
        ("twenty one days", 21),
        ("no one gets that", None),
        ("for one customer", None),
        ("not this one", None),
        ("two auditors are on site", None),
        ("from 3 offices", None),
        ("not before 2027", None),
    ],
)
def test_a_bare_number_that_counts_something_else_is_no_figure(
    text: str, days: float | None
) -> None:
    found = [each.in_unit("days") for each in quantities(text)]
    assert found == ([] if days is None and not found else [days])


numbers = st.text(
    st.sampled_from("0123456789 .,-/$%kmxhd\u0663²") | st.characters(), max_size=60
) | st.lists(
    st.sampled_from(
        "one twenty hundred and a nines 9s of fees 24/7 to million point half couple day".split()
    )
).map(" ".join)


@given(numbers)
def test_any_text(text: str) -> None:
    for each in quantities(text):
        assert each.value >= 0
        assert each.in_unit("days") is None or each.in_unit("days") >= 0  # type: ignore[operator]


@pytest.mark.parametrize(
    "word",
    [
        "1 ",
        "one ",
        "9",
        "1,000,",
        "1 of the fees ",
        "nine nines ",
        "$",
        "a hundred and ",
        ".",
        "a half ",
        "1 1/2 ",
        "a day and ",
    ],
)
def test_a_long_text_is_no_trap(word: str) -> None:
    began = time.perf_counter()
    quantities((word * 20_000)[:20_000])
    assert time.perf_counter() - began < 10  # not that of a pattern that runs away
