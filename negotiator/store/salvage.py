"""What can be read of a damaged database: its rows by kind, each judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from negotiator.store.pages import Value, pages_in, rows_in
from negotiator.store.rows import Values, deal_of, entry_of, session_of
from negotiator.store.seal import intact

Columns = Mapping[str, Sequence[str]]
"""The columns of each table, in the order in which they stand on the disk."""
_DIGEST = 64


@dataclass(slots=True)
class Salvaged:
    """Rows by id; of a row that is there several times the whole one, else the last."""

    editions: dict[str, Values] = field(default_factory=dict)
    deals: dict[str, Values] = field(default_factory=dict)
    sessions: dict[str, Values] = field(default_factory=dict)
    entries: dict[str, Values] = field(default_factory=dict)
    """Those that are as they were written."""
    damaged: dict[str, Values] = field(default_factory=dict)
    """Entries that are not."""
    highest: int = 0
    """The highest number that an entry was given."""

    def __bool__(self) -> bool:
        return bool(self.deals or self.entries)

    def with_those_of(self, other: Salvaged) -> Salvaged:
        """Together with what a copy has that is known to be whole.

        Only entries have a checksum, so of anything else it is the copy's row that counts; but a
        session may have ended since.
        """
        entries = {**other.entries, **self.entries}
        sessions = {**self.sessions, **other.sessions}
        for id, row in sessions.items():
            if row["ended"] is None and id in self.sessions:
                ended = ("ended", "ended_offset")
                sessions[id] = {**row, **{name: self.sessions[id][name] for name in ended}}
        return Salvaged(
            editions={**self.editions, **other.editions},
            deals={**self.deals, **other.deals},
            sessions=sessions,
            entries=entries,
            damaged={id: row for id, row in self.damaged.items() if id not in entries},
            highest=max(self.highest, other.highest),
        )


def salvage(main: bytes, log: bytes, columns: Columns) -> Salvaged:
    """Read what stands in the bytes of a database and of its write-ahead log.

    An entry of a database from before there were seals counts as whole when it can be read.
    """
    found = Salvaged()
    for number, values in rows_in(pages_in(main, log)):
        if len(values) == 2 and values[0] == "entry" and isinstance(values[1], int):
            found.highest = max(found.highest, values[1])  # SQLite's own count
        if len(values) == 4 and _take_edition(found, columns["edition"], values):
            continue
        for table in ("entry", "session", "deal"):
            row = _named(columns[table], number, values)
            if row is not None and _TAKE[table](found, row):
                break
    found.damaged = {id: row for id, row in found.damaged.items() if id not in found.entries}
    return found


def _named(names: Sequence[str], number: int, values: Sequence[Value]) -> dict[str, Any] | None:
    """A row by column; one that is older than the last columns has their defaults."""
    if not len(names) - 3 <= len(values) <= len(names):
        return None
    row: dict[str, Any] = dict.fromkeys(names)
    row.update(zip(names, values, strict=False))
    if names[0] == "seq":
        row["seq"] = number
    return row


def _take_edition(found: Salvaged, names: Sequence[str], values: Sequence[Value]) -> bool:
    if not all(isinstance(value, str) for value in values):
        return False
    row = dict(zip(names, values, strict=True))
    digest = str(row["digest"])
    if len(digest) != _DIGEST or not set(digest) <= set("0123456789abcdef"):
        return False
    found.editions[digest] = row
    return True


def _take_entry(found: Salvaged, row: Values) -> bool:
    if not isinstance(row["body"], str) or not isinstance(row["session"], str):
        return False
    if row.get("seal") and intact(row):
        found.entries[row["id"]] = row
        return True
    readable = _reads(entry_of, row)
    if readable and not row.get("seal"):
        found.entries.setdefault(row["id"], row)
        return True
    if readable or _looks_like_an_entry(row):
        found.damaged[row["id"]] = row
        return True
    return False


def _looks_like_an_entry(row: Values) -> bool:
    """Most of its columns are what they are in an entry, though not all."""
    texts = ("id", "deal", "session", "kind", "at", "body", "seal")
    if not all(isinstance(row[name], str) for name in texts):
        return False
    shape = [len(row[name]) == 36 for name in ("id", "deal", "session")]
    return sum(shape) >= 2 and len(row["at"]) == 32


def _take_session(found: Salvaged, row: Values) -> bool:
    if not _reads(session_of, row):
        return False
    known = found.sessions.get(row["id"])
    if known is None or known["ended"] is None:  # one that has ended is the later version
        found.sessions[row["id"]] = row
    return True


def _take_deal(found: Salvaged, row: Values) -> bool:
    if not _reads(deal_of, row):
        return False
    found.deals[row["id"]] = row
    return True


_TAKE: dict[str, Callable[[Salvaged, Values], bool]] = {
    "entry": _take_entry,
    "session": _take_session,
    "deal": _take_deal,
}


def _reads(read: Callable[[Values], object], row: Values) -> bool:
    try:
        read(row)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return False
    return True
