"""Bringing in another record of a deal: what is new is added, what is there stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState
from negotiator.store import deals
from negotiator.store.seal import entries_in
from negotiator.store.tables import ENTRY

EditionText = tuple[str, str, str, str]
"""Digest, playbook id, version, text."""
_BATCH = 500
"""Ids that are asked for at once: SQLite takes some thousands of values."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What was new, and what another record has otherwise."""

    sessions: int
    entries: int
    differing: tuple[UUID, ...]
    state: DealState


def add_sessions(
    connection: Connection, deal: Deal, editions: Iterable[EditionText], sessions: Sequence[Session]
) -> int:
    """Add the deal, its editions and its sessions as far as they are missing; how many sessions.

    Raises:
        StoreError: another deal has the id of this one or of one of its sessions.
    """
    for digest, playbook, version, text in editions:
        deals.add_edition(connection, digest, playbook, version, text)
    deals.add_deal(connection, deal, "", "")
    known = {session.id: session for session in deals.read_sessions(connection, deal.id)}
    new = 0
    for session in sessions:
        deals.start_session(connection, session)
        new += session.id not in known
        ended = session.ended
        if session.id in known and ended is not None and known[session.id].ended is None:
            deals.end_session(connection, session.id, ended)
    return new


def split(connection: Connection, entries: Sequence[Entry]) -> tuple[list[Entry], tuple[UUID, ...]]:
    """The entries that are new, and the ids of those that are there with other content."""
    there: dict[UUID, Entry] = {}
    for start in range(0, len(entries), _BATCH):
        ids = [str(entry.id) for entry in entries[start : start + _BATCH]]
        rows = connection.execute(select(ENTRY).where(ENTRY.c.id.in_(ids))).mappings()
        there.update((entry.id, entry) for entry in entries_in(rows)[0])
    new = [entry for entry in entries if entry.id not in there]
    differing = tuple(
        entry.id for entry in entries if entry.id in there and there[entry.id] != entry
    )
    return new, differing
