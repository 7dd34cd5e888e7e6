"""A day as it is said in a call: a number of days, a weekday, or a date."""

from __future__ import annotations

import re
from datetime import date, timedelta

TYPED = "Days from today, a weekday, or a date as 2026-12-31"
"""How a day is written."""
_NEAR = {"today": 0, "tomorrow": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"(?:on |by |this )?(next )?([a-z]{3,9})\.?")


def day(text: str, today: date) -> date:
    """The day that a text names; a weekday is the next one to come, "next" one of next week.

    Raises:
        ValueError: it names none.
    """
    text = " ".join(text.casefold().split())
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    if text.isdecimal():
        try:
            return today + timedelta(days=int(text))
        except OverflowError as error:
            raise ValueError(f"{text} days from today is no day") from error
    found = _WEEKDAY.fullmatch(text)
    if found is None:
        return date.fromisoformat(text)
    named = [n for n, each in enumerate(_WEEKDAYS) if each.startswith(found[2])]
    if not named:
        raise ValueError(f"{text!r} is no weekday")
    if found[1]:
        return today + timedelta(days=7 - today.weekday() + named[0])
    return today + timedelta(days=(named[0] - today.weekday() - 1) % 7 + 1)
