"""Which days business is done on, in the country whose calendar counts."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

_DAY = timedelta(days=1)


class BusinessDays(Protocol):
    """A calendar that can say why a day is none of its business days."""

    def closed(self, day: date) -> str:
        """Why no business is done on a day: "Saturday", "Good Friday"; empty where it is."""


class Weekdays:
    """Monday to Friday, where no country is known."""

    def closed(self, day: date) -> str:
        """The name of a day of the weekend."""
        return f"{day:%A}" if day.weekday() > 4 else ""


class CountryDays:
    """The business days of a country or a part of it, from the `holidays` package."""

    def __init__(self, place: str) -> None:
        """`place` is an ISO 3166 code: `US`, `DE-BY`.

        Raises:
            ValueError: the package knows no such place.
        """
        from holidays import country_holidays

        country, _, part = place.upper().partition("-")
        try:
            self._holidays = country_holidays(country, subdiv=part or None, language="en_US")
        except NotImplementedError as error:
            raise ValueError(f"no calendar of public holidays for {place!r}") from error

    def closed(self, day: date) -> str:
        """The holiday, or the day of the weekend, as that country has it."""
        if name := self._holidays.get(day):
            return str(name)
        return "" if self._holidays.is_working_day(day) else f"{day:%A}"


@lru_cache(maxsize=32)
def business_days(place: str) -> BusinessDays:
    """The calendar of a place; weekdays where none is named.

    Raises:
        ValueError: there is no calendar for that place.
    """
    return CountryDays(place) if place else Weekdays()


def back_to_business(day: date, days: BusinessDays) -> tuple[date, str]:
    """The day itself or the nearest business day before it, and why the days between are none."""
    passed: list[str] = []
    while reason := days.closed(day):
        if reason not in passed:
            passed.append(reason)
        day -= _DAY
    return day, ", ".join(passed)


def business_days_before(day: date, count: int, days: BusinessDays) -> date:
    """The business day that lies `count` business days before a day."""
    for _ in range(count):
        day, _ = back_to_business(day - _DAY, days)
    return day
