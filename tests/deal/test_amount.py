"""Numbers with their unit, as a sentence says them."""

from __future__ import annotations

import pytest

from negotiator.deal.amount import amount, unit_between


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (1, "minutes", "1 minute"),
        (5, "minutes", "5 minutes"),
        (1, "business days", "1 business day"),
        (0.5, "x fees", "0.5 x fees"),
        (1, "x fees", "1 x fees"),
        (1, "ms", "1 ms"),
        (1, "percentage points", "1 percentage point"),
        (1, "percent", "1 percent"),
    ],
)
def test_one_is_not_said_in_the_plural(number: float, unit: str, said: str) -> None:
    assert amount(number, unit) == said


def test_between_percentages_lie_percentage_points() -> None:
    assert unit_between("percent") == "percentage points"
    assert unit_between("days") == "days"
