"""A deal's entries as far as this program has read them, and how it reads on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from uuid import UUID

from sqlalchemy import Connection, bindparam, insert, select

from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState, fold, step
from negotiator.store import direct
from negotiator.store.deals import read_deals
from negotiator.store.rows import entry_values
from negotiator.store.seal import Damage, entries_in, sealed
from negotiator.store.standings import read_standings, standings_of
from negotiator.store.tables import ENTRY

# From the last known entry on, not after it: if it is no longer there, the database was put back
# to an earlier time, and nothing remembered of it holds.
_SINCE = (
    select(ENTRY)
    .where(ENTRY.c.deal == bindparam("of_deal"), ENTRY.c.seq >= bindparam("since"))
    .order_by(ENTRY.c.seq)
)
_ADD = insert(ENTRY)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The folded entries of a deal, and where in the table they end."""

    deal: UUID
    state: DealState = field(default_factory=DealState)
    seq: int = 0
    last: str = ""
    """The id of the entry at `seq`."""
    damaged: tuple[Damage, ...] = ()
    """Entries that are not as they were written, as far as they were read from the disk."""
    others: int | None = None
    """`Database.others` when it was read."""

    def caught_up(self, connection: Connection, others: int | None = None) -> Ledger:
        """With what other programs have added since, which are not asked for if there is nothing.

        Args:
            others: `Database.others` in this transaction.
        """
        if self.seq and others is not None and others == self.others:
            return self
        known = {"of_deal": str(self.deal), "since": self.seq}
        rows = connection.execute(_SINCE, known).mappings().all()
        if self.seq:
            if not rows or rows[0]["id"] != self.last:
                return Ledger(self.deal).caught_up(connection, others)
            rows = rows[1:]
        if not rows:
            return replace(self, others=others)
        entries, damaged = entries_in(rows)
        state = _extended(self.state, entries)
        last = rows[-1]
        all_damaged = (*self.damaged, *damaged)
        return Ledger(self.deal, state, last["seq"], last["id"], all_damaged, others)

    def added(self, connection: Connection, entries: Sequence[Entry]) -> Ledger:
        """With new entries, which are written; those whose id is known already are passed over."""
        new: dict[UUID, Entry] = {}
        for entry in entries:
            if entry.id not in self.state.ids:
                new.setdefault(entry.id, entry)
        seq, last = self.seq, self.last
        for entry in new.values():
            seq = _add(connection, self.deal, entry)
            last = str(entry.id)
        state = _extended(self.state, list(new.values()))
        return Ledger(self.deal, state, seq, last, self.damaged, self.others)


def _add(connection: Connection, deal: UUID, entry: Entry) -> int:
    """Write an entry; its place in the order."""
    return direct.number(connection, _ADD, sealed(entry_values(deal, entry)))


def _extended(state: DealState, entries: Sequence[Entry]) -> DealState:
    """The state after more entries; beyond a doubling, folding once is cheaper than stepping.

    The record is folded in the order in which things happened, so that two records of a deal come
    to the same whichever was merged into which.
    """
    in_time = sorted(entries, key=_when)
    if state.log and in_time and in_time[0].at < state.log[-1].at:
        return fold(sorted((*state.log, *in_time), key=_when))
    if len(entries) > len(state.log):
        return fold((*state.log, *in_time))
    return reduce(step, in_time, state)


def _when(entry: Entry) -> datetime:
    return entry.at


def astray(connection: Connection) -> list[Deal]:
    """The deals whose copy of the standings is not what their entries say."""
    return [
        deal
        for deal in read_deals(connection)
        if read_standings(connection, deal.id)
        != standings_of(Ledger(deal.id).caught_up(connection).state)
    ]
