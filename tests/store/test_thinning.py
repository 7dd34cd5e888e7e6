"""Thinning: what is kept, whatever the times are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from negotiator.store.thinning import ALL_FOR, ALWAYS, DAILY_FOR, WEEKLY_FOR, kept

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ages = st.one_of(
    st.timedeltas(timedelta(), timedelta(days=3)),
    st.timedeltas(timedelta(), timedelta(days=70)),
    st.timedeltas(timedelta(), timedelta(days=2_000)),
)
times = st.lists(ages.map(lambda age: NOW - age), max_size=60)


@given(times)
def test_everything_of_two_days_and_always_the_newest(taken: list[datetime]) -> None:
    left = kept(taken, NOW)
    assert left <= set(taken)
    assert {time for time in taken if NOW - time <= ALL_FOR} <= left
    assert set(sorted(taken)[-ALWAYS:]) <= left


@given(times)
def test_no_period_loses_its_last(taken: list[datetime]) -> None:
    left = kept(taken, NOW)
    for time in taken:
        rest = [other for other in left if other >= time]
        age = NOW - time
        if age <= DAILY_FOR:
            assert any(other.date() == time.date() for other in rest)
        elif age <= WEEKLY_FOR:
            week = time.isocalendar()[:2]
            assert any(other.isocalendar()[:2] == week for other in rest) or any(
                (other.year, other.month) == (time.year, time.month) for other in rest
            )
        else:
            assert any((other.year, other.month) == (time.year, time.month) for other in rest)


@given(times)
def test_beyond_two_days_few_are_left(taken: list[datetime]) -> None:
    old = [time for time in kept(taken, NOW) if NOW - time > ALL_FOR]
    months = {(time.year, time.month) for time in old}
    assert len(old) <= len(months) + DAILY_FOR.days + WEEKLY_FOR.days // 7 + 3 + ALWAYS


@given(times, st.lists(ages, max_size=8))
def test_thinning_often_ends_where_thinning_once_does(
    taken: list[datetime], when: list[timedelta]
) -> None:
    """What an earlier thinning threw away is never missed by a later one."""
    left = set(taken)
    for age in sorted(when, reverse=True):
        at = NOW - age
        left = {time for time in left if time > at} | kept(
            [time for time in left if time <= at], at
        )
    first = max((NOW - age for age in when), default=NOW)
    settled = [time for time in taken if time <= first]
    assert kept(left, NOW) >= {
        time for time in kept(taken, NOW) if time in left or time not in settled
    }
    months = {(time.year, time.month) for time in taken}
    assert {(time.year, time.month) for time in kept(left, NOW)} == months


@given(times)
def test_thinning_twice_changes_nothing(taken: list[datetime]) -> None:
    left = kept(taken, NOW)
    assert kept(left, NOW) == left


def test_a_year_of_half_hours() -> None:
    taken = [NOW - timedelta(minutes=30) * number for number in range(365 * 48)]
    left = sorted(kept(taken, NOW))
    assert len(left) < 48 * 2 + 14 + 9 + 13 + ALWAYS
    assert left[-1] == NOW


def test_a_clock_that_was_wrong_costs_no_backup() -> None:
    future = NOW + timedelta(days=400)
    assert kept([NOW, future], NOW) == {NOW, future}


def test_an_afternoon_ten_years_ahead_makes_nothing_old() -> None:
    taken = {NOW - timedelta(minutes=30) * number for number in range(60 * 48)}
    left, future = set(kept(taken, NOW)), NOW + timedelta(days=3_650)
    for _ in range(ALWAYS - 1):
        future += timedelta(minutes=30)
        left = set(kept([*left, future], future))
    assert {time for time in taken if NOW - time <= ALL_FOR} <= left
    assert len({time.date() for time in left if timedelta() <= NOW - time <= DAILY_FOR}) == 15
