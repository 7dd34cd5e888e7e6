"""What was taken back, over all deals: known from the retractions alone, without folding a deal."""

from __future__ import annotations

from collections.abc import Collection

from pydantic_core import from_json
from sqlalchemy import Connection, select

from negotiator.store.tables import ENTRY

_AT_ONCE = 500
"""Ids that are asked for at once."""


def retracted(connection: Connection) -> set[str]:
    """The entries that were taken back, and whose taking back was not."""
    gone: set[str] = set()
    query = select(ENTRY.c.id, ENTRY.c.body).where(ENTRY.c.kind == "retracted")
    for entry, body in connection.execute(query.order_by(ENTRY.c.seq.desc())):
        if entry not in gone:
            gone.add(from_json(body)["entry"])
    return gone


def numbers_of(connection: Connection, ids: Collection[str]) -> dict[int, tuple[str, str]]:
    """The numbers of entries, each with its kind and its session."""
    found: dict[int, tuple[str, str]] = {}
    every = sorted(ids)
    columns = select(ENTRY.c.seq, ENTRY.c.kind, ENTRY.c.session)
    for start in range(0, len(every), _AT_ONCE):
        some = columns.where(ENTRY.c.id.in_(every[start : start + _AT_ONCE]))
        found.update((seq, (kind, session)) for seq, kind, session in connection.execute(some))
    return found
