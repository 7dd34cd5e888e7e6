"""How counts are told, and which clauses are due for a decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from negotiator.deal.insight import Signed, deviating, told

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "no case"),
        (2, 2, "2 of 2"),
        (2, 3, "2 of 3, often"),
        (1, 3, "1 of 3, sometimes"),
        (1, 4, "1 of 4, rare"),
        (9, 9, "9 of 9, often"),
        (5, 10, "5 of 10 (50%)"),
    ],
)
def test_a_share_is_told_as_surely_as_it_is_known(part: int, whole: int, words: str) -> None:
    assert told(part, whole) == words


def test_five_deviations_within_the_span_are_due_for_a_decision() -> None:
    def signed(clause: str, rung: str, days: int) -> Signed:
        return Signed("deal", "Acme AI", clause, rung, TODAY - timedelta(days=days))

    many = [signed("a.often", "fallback-1", days) for days in range(5)]
    old = [signed("a.old", "waived", 100 * days) for days in range(5)]
    held = [signed("a.held", "target", days) for days in range(9)]
    assert deviating([*many, *old, *held], TODAY - timedelta(days=365)) == {"a.often": 5}
