"""What is due on a deal, and how near it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from negotiator.deal.business_days import BusinessDays
from negotiator.deal.notice import notice
from negotiator.deal.term import Renewal, Term


class Band(StrEnum):
    """How near a deadline is; each with the days that are left."""

    MISSED = "missed"
    NOW = "0-13 days"
    SOON = "14-44 days"
    AHEAD = "45-89 days"
    LATER = "later"


def band(day: date, today: date) -> Band:
    """The band of a day."""
    left = (day - today).days
    for limit, name in ((0, Band.MISSED), (14, Band.NOW), (45, Band.SOON), (90, Band.AHEAD)):
        if left < limit:
            return name
    return Band.LATER


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that has to have happened by a day."""

    day: date
    what: str
    why: str
    """Where the day comes from."""
    owner: str = ""
    clause: str | None = None


def of_term(
    term: Term, rolls: int, given: date | None, today: date, days: BusinessDays
) -> Iterator[Deadline]:
    """What the contract's term demands.

    Args:
        rolls: how often it was confirmed as renewed.
        given: when notice was given for the present term; then only its end is left.
    """
    dates = notice(term, rolls, days)
    if given is None and dates.cancel_by is not None and dates.send_by is not None:
        yield Deadline(dates.send_by.day, "send notice", dates.send_by.why, term.owner)
        yield Deadline(dates.cancel_by.day, "notice must be there", dates.cancel_by.why, term.owner)
    if given is not None or term.renewal is not Renewal.AUTOMATIC:
        yield Deadline(dates.ends.day, "the contract ends", dates.ends.why, term.owner)
    elif dates.ends.day < today:
        yield Deadline(dates.ends.day, "confirm whether it renewed", dates.ends.why, term.owner)
    else:
        yield Deadline(dates.ends.day, "the contract renews", dates.ends.why, term.owner)
