"""Which backups are kept as they grow old."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

ALL_FOR = timedelta(days=2)
DAILY_FOR = timedelta(days=14)
WEEKLY_FOR = timedelta(days=60)
ALWAYS = 24
"""So many of the newest stay whatever the clock says: it may be wrong while fewer are taken."""


def kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """All of the last two days, then the last of each day, of each week, and of each month.

    The last of a month is kept for good, and the newest whatever the clock says. What is thrown
    away later is never what an earlier thinning kept for that time: thinning every day ends where
    thinning once does.

    A clock that is years ahead for an afternoon makes nothing old: time passes here only as far as
    new backups come to stand for it.
    """
    taken = sorted(times)
    if len(taken) <= ALWAYS:
        return frozenset(taken)
    now = min(now, taken[-ALWAYS])
    last: dict[tuple[str, object], datetime] = {}
    for time in taken:
        for rule, _, period in _RULES:
            last[rule, period(time)] = time
    return frozenset(
        time
        for time in taken
        if now - time <= ALL_FOR
        or any(
            last[rule, period(time)] is time and (until is None or now - time <= until)
            for rule, until, period in _RULES
        )
    )


_Rule = tuple[str, timedelta | None, Callable[[datetime], object]]
_RULES: tuple[_Rule, ...] = (
    ("day", DAILY_FOR, lambda time: time.astimezone(UTC).date()),
    ("week", WEEKLY_FOR, lambda time: time.astimezone(UTC).isocalendar()[:2]),
    ("month", None, lambda time: time.astimezone(UTC).timetuple()[:2]),
)
