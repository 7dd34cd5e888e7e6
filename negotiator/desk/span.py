"""Stretches of time that a team looks back on, by the words that screens and commands have."""

from __future__ import annotations

from datetime import date, timedelta

BEGINNING = date(1970, 1, 1)
"""Before every record."""
SPANS = ("a year", "a quarter", "the last quarter", "all the time")
"""In the order in which they are looked at; a quarter is 91 days, the last one the calendar's."""


def span(name: str, today: date) -> tuple[date, date]:
    """Its first and its last day.

    Raises:
        ValueError: there is none of that name.
    """
    match name:
        case "a year":
            return today - timedelta(days=365), today
        case "a quarter":
            return today - timedelta(days=91), today
        case "the last quarter":
            return last_quarter(today)
        case "all the time":
            return BEGINNING, today
        case _:
            raise ValueError(f"no span {name!r}")


def last_quarter(today: date) -> tuple[date, date]:
    """The quarter of the calendar before this one."""
    end = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
    return date(end.year, end.month - 2, 1), end
