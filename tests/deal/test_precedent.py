"""Precedents as the card tells them."""

from __future__ import annotations

from datetime import date

from negotiator.deal.precedent import Precedent, past
from tests.samples import PINNING, clause

TODAY = date(2026, 11, 21)


def agreed(vendor: str, rung: str, at: date) -> Precedent:
    return Precedent(vendor, vendor, "API", PINNING, rung, at)


def test_this_vendor_first_then_the_others_with_median_and_best() -> None:
    known = [
        agreed("acme ai ", "fallback-1", date(2025, 3, 1)),
        agreed("Corvid", "target", date(2026, 4, 21)),
        agreed("Lumen", "fallback-1", date(2024, 1, 1)),
    ]
    own, best, middle, newest = past(clause(), "Acme AI", known, TODAY)
    assert own == "they 2025: 12 months"
    assert best.startswith("others (2): best ")
    assert best.endswith(" months")
    assert middle.startswith("median ")
    assert newest == "last 7 months ago"


def test_rungs_that_the_ladder_has_no_number_for_are_counted() -> None:
    known = [agreed("Corvid", "gone", TODAY), agreed("Lumen", "target", TODAY)]
    assert past(clause(), "Acme AI", known, TODAY) == (
        *("others: 1 target", "1 gone", "last today"),
    )


def test_one_deal_is_told_without_best_and_median() -> None:
    known = [agreed("Corvid", "target", date(2026, 4, 21))]
    assert past(clause(), "Acme AI", known, TODAY) == ("others (1): 18 months", "last 7 months ago")


def test_without_precedents_nothing_is_said() -> None:
    assert past(clause(), "Acme AI", [], TODAY) == ()
