"""Precedents in a call: a line on the card, and the list behind it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from negotiator.deal.precedent import Precedent, ago, is_of, label, past

if TYPE_CHECKING:
    from negotiator.desk.call import Call
    from negotiator.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class PrecedentRow:
    """What one deal agreed to on a clause; all of it is internal."""

    vendor: str
    title: str
    day: date
    ago: str
    rung: str
    agreed: str
    """The rung as a number or in a few words."""
    same_vendor: bool
    conditions: tuple[str, ...]
    """What was given there for what."""


class Precedents:
    """Those known when the call began."""

    def __init__(self, call: Call) -> None:
        self._call = call

    @cached_property
    def _by_clause(self) -> dict[str, list[Precedent]]:
        found: defaultdict[str, list[Precedent]] = defaultdict(list)
        for each in self._call.past:
            found[each.clause].append(each)
        return dict(found)

    def parts(self, clause: str) -> tuple[str, ...]:
        """What this vendor agreed to last and what others did; what helps most comes first."""
        call = self._call
        known = self._by_clause.get(clause, ())
        if not known:
            return ()
        return past(call.playbook.clauses[clause], call.deal.vendor, known, call.clock().date())

    def market(self, clause: str) -> str:
        """The market line with its source, while it may be said and is not stale."""
        playbook = self._call.playbook
        market = playbook.clauses[clause].market
        if market is None or not market.sayable:
            return ""
        fresh = market.as_of + timedelta(days=playbook.playbook.review_every_days)
        if fresh < self._call.clock().date():
            return ""
        return f"{market.say} ({market.source}, {market.as_of:%b %Y})"

    async def rows(self, desk: Desk, clause: str) -> list[PrecedentRow]:
        """All of a clause, this vendor's first, then the newest; reads the trades made for them.

        Raises:
            DeskError: the record cannot be read.
        """
        call = self._call
        known = self._by_clause.get(clause, [])
        given = await desk.ask(lambda store: store.given(clause)) if known else {}
        ladder, today = call.playbook.clauses[clause], call.clock().date()
        rows = [
            PrecedentRow(
                vendor=each.vendor,
                title=each.title,
                day=each.at,
                ago=ago(each.at, today),
                rung=each.rung,
                agreed=label(ladder, each.rung),
                same_vendor=is_of(each, call.deal.vendor),
                conditions=tuple(
                    f"gave {give or 'nothing'}, got {get or 'nothing'}"
                    for give, get in given.get(each.deal, ())
                ),
            )
            for each in known
        ]
        return sorted(rows, key=lambda row: not row.same_vendor)
