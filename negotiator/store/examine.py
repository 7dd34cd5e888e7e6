"""Looking through all of a database, without changing anything of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from negotiator.store.backup import seals_in
from negotiator.store.errors import StoreError, explained
from negotiator.store.migrations import MIGRATIONS
from negotiator.store.seal import damage_of
from negotiator.store.sqlite_file import APPLICATION_ID, connected, refuse_newer
from negotiator.store.store import Store

KNOWN = len(MIGRATIONS)
"""The version of databases that this program writes."""


@dataclass(slots=True)
class Examination:
    """What was found, each point in words; an empty list is good."""

    entries: int = 0
    version: int = 0
    pages: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    checksums: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    standings: list[str] = field(default_factory=list)
    stale: list[UUID] = field(default_factory=list)
    """The deals whose copy of the standings is not what their entries say."""

    @property
    def damaged(self) -> bool:
        """Something is wrong that only a recovery mends."""
        return bool(self.pages or self.references or self.checksums or self.order)


def examine(path: Path) -> Examination:
    """Look through the pages, the references, the checksums, the order and the standings.

    Raises:
        StoreError: it is no database of ours, or a newer program wrote it.
    """
    found = Examination()
    try:
        with explained(str(path)), closing(connected(path, "ro")) as connection:
            (ours,) = connection.execute("PRAGMA application_id").fetchone()
            (found.version,) = connection.execute("PRAGMA user_version").fetchone()
            if ours != APPLICATION_ID:
                raise StoreError(
                    f"{path} is not a database of ours.", "Restore one: negotiator restore"
                )
            refuse_newer(str(path), found.version, KNOWN)
            connection.execute("BEGIN")  # one moment, while other windows write
            _look(connection, found)
        if not found.pages and found.version == KNOWN:
            with closing(Store.open_to_read(path)) as store:
                _fold(store, found)
    except StoreError as error:
        if not error.damage:
            raise
        found.pages.append(error.what)
    return found


def _look(connection: sqlite3.Connection, found: Examination) -> None:
    for (said,) in connection.execute("PRAGMA integrity_check(20)"):
        if said != "ok":
            found.pages.append(" ".join(str(said).replace("*", " ").split()))
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        found.references.append(f"A row of {table} names a {parent} that is not there.")
    (found.entries,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    for row, whole in seals_in(connection):
        if not whole:
            found.checksums.append(str(damage_of(dict(row), readable=True)))
    # Numbers are given one after the other and never again, and no entry is ever taken out.
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entry'").fetchone()
    if row is not None and row[0] != found.entries:
        found.order.append(f"{row[0]} entries were recorded, and {found.entries} are there.")


def _fold(store: Store, found: Examination) -> None:
    for deal in store.astray():
        found.stale.append(deal.id)
        found.standings.append(f"{deal.vendor} · {deal.title}: not what its entries say.")


def editions(path: Path) -> Iterator[tuple[str, str]]:
    """The digest and the text of each playbook edition that a deal rests on."""
    with explained(str(path)), closing(connected(path, "ro")) as connection:
        yield from connection.execute("SELECT digest, text FROM edition")
