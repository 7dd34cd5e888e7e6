"""What a durable entry costs: `Store.append` beside a plain sqlite3 INSERT of the same row.

Both write to the same disk, in turns, with the same pragmas; one entry is one transaction.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

from benchmarks.figures import line, timed
from negotiator.deal.body import Agreed, Countered, Heard, Match, Offered
from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry, new_entry
from negotiator.store import Store
from negotiator.store.rows import entry_values

CLAUSES = 60
BEFORE = 300
"""Entries that the deal has already: a standing is then a fold of some, not of none."""
WORDS = "We roll every customer forward to the current model, can't keep an old checkpoint alive."
INSERT = """
    INSERT INTO entry (id, deal, session, clause, kind, author, at, offset_minutes, body)
    VALUES (:id, :deal, :session, :clause, :kind, :author, :at, :offset_minutes, :body)
"""


def spoken(session: UUID) -> Iterator[Entry]:
    """A call without an end: heard, countered, offered, agreed, clause after clause."""
    number = 0
    while True:
        match = Match(objection="one-fleet", phrase=WORDS, score=0.87)
        body = (
            Heard(words=WORDS, match=match, value=6.0),
            Countered(objection="one-fleet", step=0, words=WORDS),
            Offered(rung="fallback-1", words=WORDS),
            Agreed(rung="fallback-1", value=12.0),
        )[number % 4]
        clause = f"model.clause-{number // 4 % CLAUSES}"
        yield new_entry(
            body, session=session, at=datetime.now(UTC), clause=clause, author="negotiator"
        )
        number += 1


def plain(path: Path) -> sqlite3.Connection:
    """What the store is measured against: a table, an index, and the same care for the disk."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,"
        " deal TEXT NOT NULL, session TEXT NOT NULL, clause TEXT, kind TEXT NOT NULL,"
        " author TEXT NOT NULL, at TEXT NOT NULL, offset_minutes INTEGER NOT NULL,"
        " body TEXT NOT NULL)"
    )
    connection.execute("CREATE INDEX entry_by_deal ON entry (deal, seq)")
    return connection


def run(entries: int) -> None:
    """Print what an entry costs each way; the target is 2.5 times, with a p99 under 2 ms."""
    ours: list[float] = []
    theirs: list[float] = []
    now = datetime.now(UTC)
    deal = Deal(id=uuid4(), vendor="Acme", title="API", playbook="p", edition="0" * 64, created=now)
    session = Session(id=uuid4(), deal=deal.id, started=now)
    with tempfile.TemporaryDirectory() as folder:
        connection = plain(Path(folder, "plain.sqlite"))

        def insert(row: dict[str, object]) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(INSERT, row)
            connection.execute("COMMIT")

        with Store.open(Path(folder, "ours.sqlite")) as store:
            store.add_deal(deal, version="1", text="{}")
            store.start_session(session)
            call = spoken(session.id)
            store.append(deal.id, list(islice(call, BEFORE)))
            for entry in islice(call, entries):
                theirs.append(timed(partial(insert, entry_values(deal.id, entry)))[1])
                ours.append(timed(partial(store.append, deal.id, [entry]))[1])
        connection.close()
    print(f"one durable entry, {entries} of them in turns with plain sqlite3")
    print(line("  sqlite3, one INSERT a transaction", theirs, "ms"))
    print(line("  Store.append (2.5 x, p99 under 2 ms)", ours, "ms", theirs))


if __name__ == "__main__":
    run(entries=2_000)
