"""The dates of a contract's end, as careful counsel computes them, each with its derivation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from negotiator.deal.business_days import BusinessDays, back_to_business, business_days_before
from negotiator.deal.term import Renewal, Term, Unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date and how it was reckoned."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the present term leads to."""

    ends: Reckoned
    """The last day of the present term."""
    cancel_by: Reckoned | None
    """The last business day on which notice may arrive; None where no notice is needed."""
    send_by: Reckoned | None
    """The last business day on which it may be sent."""


def term_end(term: Term, rolls: int) -> date:
    """The last day of the term after so many renewals.

    Counted from the day after the initial term, so that a term to the end of a month stays at the
    end of a month, and a short February shortens no later term.
    """
    after = term.ends + _DAY
    return after + relativedelta(months=rolls * term.renews_for) - _DAY


def term_begin(term: Term, rolls: int) -> date:
    """The first day of the term after so many renewals; the first of all days where unknown."""
    return term_end(term, rolls - 1) + _DAY if rolls else term.starts or date.min


def renews_from(term: Term, rolls: int, days: BusinessDays) -> date:
    """The first day on which the present term can be confirmed as renewed.

    An automatic renewal is certain once no notice can arrive any more: after the last day for it,
    or after the term where no notice period is known. What is agreed on can be agreed on at any
    time, but for no later term before the present one has begun.
    """
    begin = term_begin(term, rolls)
    if term.renewal is not Renewal.AUTOMATIC:
        return begin
    dates = notice(term, rolls, days)
    return max(begin, (dates.cancel_by or dates.ends).day + _DAY)


def notice_from(term: Term, rolls: int, days: BusinessDays) -> date:
    """The first day on which notice can have been given for the present term.

    For a later term that is the day from which it was sure to come, often before it began.
    """
    return renews_from(term, rolls - 1, days) if rolls else term_begin(term, 0)


def notice(term: Term, rolls: int, days: BusinessDays) -> Notice:
    """The dates of the present term.

    A term rolls only when somebody has confirmed it: until then the dates are those of the term
    that is known, missed or not. The day by which notice must have arrived is rolled back, never
    forward, to a business day, and the time that the way of giving it takes comes off that.

    Args:
        rolls: how often the term was confirmed as renewed.
        days: the calendar of the place whose business days count.
    """
    end = term_end(term, rolls)
    ends = Reckoned(end, _end_reason(term, rolls))
    if term.renewal is not Renewal.AUTOMATIC or not term.notice:
        return Notice(ends, None, None)
    arrive, why = _period_before(term, end, days)
    business, passed = back_to_business(arrive, days)
    if passed:
        why += f", back from {spelled(arrive)} ({passed})"
    cancel_by = Reckoned(business, why)
    send = business_days_before(business, term.method.transit, days)
    return Notice(ends, cancel_by, Reckoned(send, _send_reason(term, business)))


def _end_reason(term: Term, rolls: int) -> str:
    if not rolls:
        return "the last day of the initial term"
    months = "1 month" if term.renews_for == 1 else f"{term.renews_for} months"
    each = " each" if rolls > 1 else ""
    return f"{spelled(term.ends)} and {months}{each}, renewed {times(rolls)}"


def times(count: int) -> str:
    """How often, in words."""
    return "once" if count == 1 else f"{count} times"


def _period_before(term: Term, end: date, days: BusinessDays) -> tuple[date, str]:
    """The last day on which notice may arrive, business day or not."""
    count, unit = term.notice, term.unit
    match unit:
        case Unit.DAYS:
            day = end - timedelta(days=count)
        case Unit.MONTHS:
            day = end - relativedelta(months=count)
        case Unit.BUSINESS_DAYS:
            day = business_days_before(end, count, days)
    period = f"{count} {unit}" if count != 1 else f"1 {str(unit)[:-1]}"
    if term.clear:
        return day - _DAY, f"{period} clear before {spelled(end)}"
    return day, f"{period} before {spelled(end)}"


def _send_reason(term: Term, arrive: date) -> str:
    transit = term.method.transit
    if not transit:
        return f"it arrives at once by {term.method}"
    unit = "business day" if transit == 1 else "business days"
    return f"{transit} {unit} by {term.method} before {spelled(arrive)}"


def spelled(day: date) -> str:
    """A day with its weekday, as it is said: "Fri 8 Jan 2027"."""
    return f"{day:%a} {day.day} {day:%b %Y}"
