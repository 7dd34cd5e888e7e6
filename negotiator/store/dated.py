"""What carries a date, over all deals, without reading the rest of their entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, Table, select

from negotiator.deal.body import Contracted, NoticeGiven, Retracted, Rolled, Task, TaskDone
from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState, Standing, fold
from negotiator.store.deals import read_deals
from negotiator.store.seal import entries_in
from negotiator.store.tables import ENTRY, STANDING

_KINDS = [
    each.model_fields["kind"].default
    for each in (Contracted, Rolled, NoticeGiven, Task, TaskDone, Retracted)
]
_DATED = select(ENTRY).where(ENTRY.c.kind.in_(_KINDS)).order_by(ENTRY.c.seq)
_PUT_OFF = (
    select(STANDING.c.deal, STANDING.c.clause, STANDING.c.deferred_to, STANDING.c.due)
    .where(STANDING.c.due.is_not(None))
    .order_by(STANDING.c.due, STANDING.c.clause)
)
_PAPERED = select(STANDING.c.deal).where(STANDING.c.standing == str(Standing.PAPERED)).distinct()


@dataclass(frozen=True, slots=True)
class PutOff:
    """A clause that waits for somebody's answer."""

    clause: str
    owner: str
    due: date


@dataclass(frozen=True, slots=True)
class DatedDeal:
    """A deal with its dates."""

    deal: Deal
    state: DealState
    """Folded from the term, what became of it, and the tasks alone."""
    put_off: tuple[PutOff, ...]
    papered: bool
    """Something of it stands in a document."""
    succeeded: bool
    """A renewal with a term of its own has taken its place."""


def read_dated(connection: Connection, only: Collection[UUID] | None = None) -> list[DatedDeal]:
    """Every deal, the oldest first, with or without dates.

    Args:
        only: these deals, and those that renew them, without which nobody knows what they are due.
    """
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    deals = read_deals(connection, only)
    ids = [str(deal.id) for deal in deals]

    def meant(query: Select[Any], table: Table) -> Select[Any]:
        return query if only is None else query.where(table.c.deal.in_(ids))

    rows = connection.execute(meant(_DATED, ENTRY)).mappings().all()
    of = {row["id"]: row["deal"] for row in rows}
    for entry in entries_in(rows)[0]:
        entries[of[str(entry.id)]].append(entry)
    put_off: defaultdict[str, list[PutOff]] = defaultdict(list)
    for deal, clause, owner, due in connection.execute(meant(_PUT_OFF, STANDING)):
        put_off[deal].append(PutOff(clause, owner, date.fromisoformat(due)))
    papered = set(connection.execute(meant(_PAPERED, STANDING)).scalars())
    states = {deal.id: fold(entries[str(deal.id)]) for deal in deals}
    followed = {deal.follows for deal in deals if states[deal.id].term is not None}
    return [
        DatedDeal(
            deal,
            states[deal.id],
            tuple(put_off[str(deal.id)]),
            papered=str(deal.id) in papered,
            succeeded=deal.id in followed,
        )
        for deal in deals
    ]
