"""Numbers of both sides over time, with the size of each step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import new_entry
from negotiator.deal.movement import Movement, movement
from tests.samples import PINNING, RETENTION, TRAINING, clause

TEN = datetime(2026, 11, 21, 10, tzinfo=UTC)


def moved(*happened: AnyBody, about: str = PINNING) -> Movement | None:
    entries = [
        new_entry(body, session=UUID(int=1), at=TEN + timedelta(minutes=n), clause=about)
        for n, body in enumerate(happened)
    ]
    return movement(clause(about), entries)


def said(value: float | None) -> b.Heard:
    return b.Heard(words="so many", value=value)


def test_their_numbers_with_steps_and_our_target() -> None:
    found = moved(said(3), said(6), said(None), said(9.5))
    assert found is not None
    assert found.told == "3 → 6 → 9.5 months (+3, +3.5); target 18"
    assert found.answered == ""


def test_our_own_steps_stand_beside() -> None:
    found = moved(
        said(72), b.Offered(rung="opening"), said(60), b.Offered(rung="fallback-1"), said(48)
    )
    assert found is not None
    assert found.told == "72 → 60 → 48 months (−12, −12); target 18"
    assert found.answered == "ours 24 → 12 months (−12)"
    one = moved(said(3), said(6), b.Offered(rung="target"))
    assert one is not None
    assert one.answered == "ours 18 months"


def test_one_number_is_no_movement() -> None:
    assert moved(said(3)) is None
    assert moved(said(3), said(3), said(None)) is None


def test_a_number_said_again_is_no_step_and_agreeing_names_it_once() -> None:
    found = moved(said(3), said(3), said(6), b.Agreed(rung="fallback-1", value=6))
    assert found is not None
    assert found.theirs == (3, 6)


def test_only_what_was_said_about_the_clause_counts() -> None:
    entries = [
        new_entry(said(value), session=UUID(int=1), at=TEN, clause=about)
        for about, value in ((RETENTION, 30), (PINNING, 3), (RETENTION, 14), (None, 5))
    ]
    assert movement(clause(PINNING), entries) is None
    found = movement(clause(RETENTION), entries)
    assert found is not None
    assert found.theirs == (30, 14)


def test_a_clause_without_a_metric_does_not_move() -> None:
    assert moved(said(3), said(6), about=TRAINING) is None


def test_a_rung_that_a_new_edition_dropped_is_left_out() -> None:
    found = moved(said(3), b.Offered(rung="fallback-9"), said(6))
    assert found is not None
    assert found.ours == ()


def test_of_many_numbers_the_last_are_told() -> None:
    found = moved(*(said(number) for number in range(1, 40)))
    assert found is not None
    assert found.told.startswith("… → 34 → 35 → 36 → 37 → 38 → 39 months (+1, +1, +1, +1, +1)")
