"""What is read over all deals of the record at once: lists, precedents, counts, past sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.deal.precedent import Past, Precedent
from negotiator.store.database import Database
from negotiator.store.dated import DatedDeal, read_dated
from negotiator.store.heard import read_corrections, read_heard
from negotiator.store.insights import Knowledge, read_knowledge
from negotiator.store.ledger import astray
from negotiator.store.overview import DealOverview, read_overview
from negotiator.store.precedents import read_counted, read_given, read_precedents
from negotiator.store.sessions import (
    Found,
    PastSession,
    Sought,
    read_authors,
    read_found,
    read_past,
)


class AllDeals:
    """The part of a store that needs no single deal; nothing of it writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def overview(self, most: int | None = None) -> list[DealOverview]:
        """Every deal with what a list of deals shows of it; or so many, those touched last."""
        return self._database.read(partial(read_overview, most=most))

    def heard(self) -> list[tuple[Deal, Entry]]:
        """What vendors said over all deals, in the order of filing, without what was retracted."""
        return self._database.read(read_heard)

    def corrections(self, beside: UUID) -> list[tuple[Deal, Entry]]:
        """What was filed otherwise than was suggested in other deals, and what was unlearned."""
        return self._database.read(partial(read_corrections, beside=beside))

    def precedents(self, beside: UUID) -> list[Precedent]:
        """What was agreed to in the other deals, the newest first."""
        return self._database.read(partial(read_precedents, beside=beside))

    def counted_precedents(self, beside: UUID) -> dict[str, Past]:
        """The same, counted clause by clause for the vendor of a deal and for all others."""
        return self._database.read(partial(read_counted, beside=beside))

    def given(self, clause: str) -> dict[str, list[tuple[str, str]]]:
        """What was given on a clause and what came back, by deal."""
        return self._database.read(partial(read_given, clause=clause))

    def knowledge(
        self, since: datetime, until: datetime, vendor: str, goes_on: Callable[[float], bool]
    ) -> Knowledge:
        """What is recorded over all deals, or a vendor's, counted; empty where it was stopped."""
        asked = partial(read_knowledge, since=since, until=until, vendor=vendor, goes_on=goes_on)
        return self._database.read(asked)

    def past_sessions(self, sought: Sought, goes_on: Callable[[float], bool]) -> list[PastSession]:
        """The sessions that are looked for, the newest first; none where it was stopped."""
        return self._database.read(partial(read_past, sought=sought, goes_on=goes_on))

    def authors(self) -> list[str]:
        """Who has held a session."""
        return self._database.read(read_authors)

    def found(self, seqs: Sequence[int]) -> dict[int, Found]:
        """The entries at which past sessions were found, by their numbers."""
        return self._database.read(partial(read_found, seqs=seqs))

    def dated(self, only: Sequence[UUID] | None = None) -> list[DatedDeal]:
        """Every deal with its term and whatever else carries a date, or only some."""
        return self._database.read(partial(read_dated, only=only))

    def astray(self) -> list[Deal]:
        """The deals whose copy of the standings is not what their entries say, at one moment."""
        return self._database.read(astray)
