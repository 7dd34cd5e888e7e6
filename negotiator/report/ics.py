"""What is due, as a calendar file: all-day events that say no more than what is due and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from negotiator.plain import one_line

_WARNING = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Event:
    """One day in the calendar."""

    id: str
    """The same in every export, so that a calendar updates it instead of doubling it."""
    day: date
    summary: str
    description: str


def calendar(events: Iterable[Event], at: datetime) -> bytes:
    """An iCalendar file (RFC 5545) of the events, each with a reminder a week before."""
    from icalendar import Alarm, Calendar
    from icalendar import Event as Entry

    file = Calendar()
    file.add("prodid", "-//Negotiator//due//EN")
    file.add("version", "2.0")
    for event in events:
        entry = Entry()
        entry.add("uid", event.id)
        entry.add("dtstamp", at)
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        entry.add("summary", one_line(event.summary))
        entry.add("description", one_line(event.description))
        entry.add("transp", "TRANSPARENT")
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", one_line(event.summary))
        reminder.add("trigger", -_WARNING)
        entry.add_component(reminder)
        file.add_component(entry)
    return bytes(file.to_ical())
