"""What is due over all deals: notice dates, answers that were put off, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.business_days import business_days
from negotiator.deal.deadline import Deadline, band, of_term
from negotiator.deal.term import Term
from negotiator.desk.deal_views import DueRow

if TYPE_CHECKING:
    from negotiator.store import DatedDeal, Store

TASK = "a task"
"""Why a task is due: nobody reckoned its day."""


@dataclass(frozen=True, slots=True)
class DueView:
    """What is due within so many days, the nearest first, and what was looked at."""

    rows: tuple[DueRow, ...]
    within: int
    deals: int
    termless: tuple[str, ...]
    """The papered deals whose term nobody has recorded: nothing is known to be due on them."""

    @property
    def warning(self) -> str:
        """That days have passed; empty where none has."""
        count = sum(row.left < 0 for row in self.rows)
        return (
            f"Missed: {count} of these days {'has' if count == 1 else 'have'} passed."
            if count
            else ""
        )

    @property
    def all_clear(self) -> str:
        """What may be said where nothing is due, and of what it may be said; empty otherwise."""
        if self.rows:
            return ""
        deals = "1 deal" if self.deals == 1 else f"{self.deals} deals"
        return f"All clear: nothing is due within {self.within} days on {deals}."


def read_due(store: Store, today: date, within: int, deal: str = "") -> DueView:
    """What is due on all deals, or on the one that a person names."""
    deals = store.dated()
    if deal:
        meant = store.find_deal(deal)
        deals = [each for each in deals if each.deal.id == meant.id]
    return due(deals, today, within)


def due(deals: Iterable[DatedDeal], today: date, within: int) -> DueView:
    """Everything due up to `within` days from today, whatever was missed included."""
    deals = list(deals)
    rows = [
        _row(deal, deadline, today)
        for deal in deals
        for deadline in deadlines(deal, today)
        if deadline.day <= today + timedelta(days=within)
    ]
    rows.sort(key=lambda row: (row.day, row.vendor))
    termless = [
        f"{each.deal.vendor}, {each.deal.title}"
        for each in deals
        if each.papered and each.state.term is None
    ]
    return DueView(tuple(rows), within, len(deals), tuple(termless))


def deadlines(deal: DatedDeal, today: date) -> Iterator[Deadline]:
    """What is due on one deal, in no order."""
    state = deal.state
    if state.term is not None and not deal.succeeded:
        yield from _of_term(state.term, state.rolls, state.notice_given, today)
    for wait in deal.put_off:
        what = f"answer on {wait.clause}"
        yield Deadline(wait.due, what, "put off until then", wait.owner, wait.clause)
    for entry in state.tasks:
        if isinstance(entry.body, b.Task) and entry.body.due is not None:
            yield Deadline(entry.body.due, entry.body.words, TASK, entry.body.owner, entry.clause)


def next_of_terms(deals: Iterable[DatedDeal], today: date) -> dict[str, DueRow]:
    """What each contract's term asks for next, missed or not, by the id of its deal."""
    found: dict[str, DueRow] = {}
    for deal in deals:
        rows = [_row(deal, each, today) for each in deadlines(deal, today)]
        if rows := [row for row in rows if of_contract(row)]:
            found[rows[0].deal] = min(rows, key=lambda row: row.day)
    return found


def _of_term(term: Term, rolls: int, given: date | None, today: date) -> Iterator[Deadline]:
    try:
        yield from of_term(term, rolls, given, today, business_days(term.place))
    except ValueError:  # of an imported deal, perhaps: dates without holidays are better than none
        yield from of_term(term, rolls, given, today, business_days(""))


def _row(deal: DatedDeal, deadline: Deadline, today: date) -> DueRow:
    return DueRow(
        deal=str(deal.deal.id),
        vendor=deal.deal.vendor,
        title=deal.deal.title,
        day=deadline.day,
        left=(deadline.day - today).days,
        band=str(band(deadline.day, today)),
        what=deadline.what,
        why=deadline.why,
        owner=deadline.owner,
        clause=deadline.clause or "",
    )


def of_contract(row: DueRow) -> bool:
    """Whether it comes from the contract's term, and not from what was said in a session."""
    return not row.clause and row.why != TASK
