"""The index of the words that were said (SQLite's FTS5), from which they can be found at once.

A trigger keeps it: whatever adds an entry adds its words, in the same transaction. It holds no
more than the entries do, rests on nothing else and can be made anew from them at any time. Where
SQLite has no FTS5, and on a server, there is none, and the entries themselves are searched.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from negotiator.store.database import Database
from negotiator.store.errors import StoreError

T = TypeVar("T")

SAID = (
    *("heard", "note", "promised", "refused", "constraint", "observation", "task", "waived"),
    *("deferred", "raised", "evidence-asked", "evidence-received", "escalated", "approved"),
)
"""Kinds of entries whose words are searched: those that somebody said or typed."""
_KINDS = ", ".join(f"'{kind}'" for kind in SAID)
# A damaged body that was recovered need not be JSON, and is kept all the same.
_VIEW = f"""
CREATE VIEW saying AS SELECT seq, json_extract(body, '$.words') AS words FROM entry
WHERE kind IN ({_KINDS}) AND json_valid(body)
"""
_TABLE = """
CREATE VIRTUAL TABLE said USING fts5(
    words, content='saying', content_rowid='seq', columnsize=0,
    tokenize='unicode61 remove_diacritics 2'
)
"""
_TRIGGER = f"""
CREATE TRIGGER entry_said AFTER INSERT ON entry
WHEN new.kind IN ({_KINDS}) AND json_valid(new.body)
BEGIN
    INSERT INTO said (rowid, words) VALUES (new.seq, json_extract(new.body, '$.words'));
END
""".strip()
_FILL = "INSERT INTO said (said) VALUES ('rebuild')"
# A table whose own notes are damaged cannot be dropped; with those of an empty one it can.
_GONE = (
    "CREATE VIRTUAL TABLE temp.blank USING fts5(words)",
    "DELETE FROM said_idx",
    "DELETE FROM said_data",
    "INSERT INTO said_data SELECT * FROM temp.blank_data",
    "DELETE FROM said_config",
    "INSERT INTO said_config SELECT * FROM temp.blank_config",
    "DROP TABLE temp.blank",
    "DROP TABLE said",
    "DROP VIEW saying",
)
ANEW = (*_GONE, _VIEW, _TABLE, _FILL)
"""After which an index that was there holds the words of the entries that are, and no others."""
TABLE_THERE = "SELECT 1 FROM sqlite_master WHERE name = 'said'"
LOOK_UP = """
SELECT entry.seq, entry.session FROM said CROSS JOIN entry ON entry.seq = said.rowid
WHERE said MATCH ? ORDER BY said.rowid
"""
"""The entries that `query_of` describes, in order."""
_THERE = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'entry_said'"
_HAS_FTS5 = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
_WORD = re.compile(r"[^\W_]")


def build(connection: Connection) -> None:
    """Make the index anew from the entries, inside the transaction of the connection."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("DROP TRIGGER IF EXISTS entry_said")
    if _wanted(connection):
        there = connection.exec_driver_sql(TABLE_THERE).first()
        for statement in (*(ANEW if there else ANEW[len(_GONE) :]), _TRIGGER):
            connection.exec_driver_sql(statement)


def is_stale(connection: Connection) -> bool:
    """Whether the index is to be made anew: this program would keep another one, or none.

    A SQLite without FTS5 could add no entry while the trigger stands.
    """
    return connection.dialect.name == "sqlite" and _kept(connection) != _wanted(connection)


def is_there(connection: Connection) -> bool:
    """Whether what was said can be looked up."""
    return connection.dialect.name == "sqlite" and _kept(connection) == _wanted(connection) != ""


def _kept(connection: Connection) -> str:
    """The trigger that is there; empty where none is."""
    return str(connection.exec_driver_sql(_THERE).scalar() or "")


def _wanted(connection: Connection) -> str:
    """The trigger that this program makes; empty where its SQLite cannot."""
    return _TRIGGER if connection.exec_driver_sql(_HAS_FTS5).first() else ""


def is_broken(error: BaseException | None) -> bool:
    """Whether a statement failed because the index is damaged, and not the tables."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    notes = isinstance(cause, sqlite3.Error) and "invalid fts5 file format" in str(cause)
    return notes or getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB


def kept(database: Database, work: Callable[[Connection], T]) -> T:
    """What adds entries, done in a transaction; with a new index where the one there is damaged.

    Raises:
        StoreError: nothing was written.
    """
    try:
        with database.writing() as connection:
            return work(connection)
    except StoreError as error:
        if not is_broken(error.__cause__):
            raise
    with database.writing() as connection:
        build(connection)
        return work(connection)


def query_of(terms: Sequence[str]) -> str:
    """What is looked for in FTS5's own language, in which no word of it means anything else.

    All of the words must stand; the last one may go on, because it may still be typed. Empty where
    there is nothing in them that is a word.
    """
    words = [term.replace("\0", "").replace('"', '""') for term in terms if _WORD.search(term)]
    return " AND ".join(f'"{word}"' for word in words) + ("*" if words else "")
