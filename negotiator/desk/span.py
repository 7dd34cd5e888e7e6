"""Stretches of time that a team looks back on: one grammar for the screens and the commands."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

BEGINNING = date(1970, 1, 1)
"""Before every record."""
LAST_QUARTER = "the last quarter"
SPANS = ("a year", "a quarter", LAST_QUARTER, "all the time")
"""Those that have names; a quarter is 91 days, the last one the calendar's."""
TYPED = "2026, 2026-Q3, 2026-07, 2026-07-14, 2026-01..2026-03 or 2026-07.."
"""How any other is written."""
_PART = re.compile(
    r"((?:19|20)\d\d)(?:-(?:q([1-4])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?))?", re.IGNORECASE
)


def span(text: str, today: date) -> tuple[date, date]:
    """The first and the last day of a span that is named or typed.

    Raises:
        ValueError: it is none.
    """
    match text := " ".join(text.casefold().split()):
        case "a year":
            return today - timedelta(days=365), today
        case "a quarter":
            return today - timedelta(days=91), today
        case "the last quarter":
            return last_quarter(today)
        case "all the time":
            return BEGINNING, today
    begins, two, ends = text.partition("..")
    if not two:
        return part(text)
    if not (begins or ends):
        raise ValueError(f"{text!r} has neither a beginning nor an end")
    since = part(begins)[0] if begins else BEGINNING
    until = part(ends)[1] if ends else today
    if until < since:
        raise ValueError(f"{text!r} ends before it begins")
    return since, until


def part(text: str) -> tuple[date, date]:
    """The first and the last day of a day, a month, a quarter or a year.

    Raises:
        ValueError: it is none.
    """
    found = _PART.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no day, month, quarter or year")
    year, quarter, month, day = (int(each) if each else 0 for each in found.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    first = month or 3 * quarter - 2 if month or quarter else 1
    last = month or 3 * quarter or 12
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def last_quarter(today: date) -> tuple[date, date]:
    """The quarter of the calendar before this one."""
    end = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
    return date(end.year, end.month - 2, 1), end
