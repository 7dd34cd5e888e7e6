"""A damaged file is set aside as it is, and what can be read of it becomes a new database."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from negotiator.deal.deal import Deal, Session
from negotiator.store.backup import Backup, content_of, last_good
from negotiator.store.errors import explained
from negotiator.store.pages import MAGIC
from negotiator.store.rows import Values, deal_values, session_values, time_of
from negotiator.store.salvage import Columns, Salvaged, salvage
from negotiator.store.seal import damage_of, sealed
from negotiator.store.sqlite_file import APPLICATION_ID, PRIVATE, connected, is_sound, synced

_BESIDE = ("-wal", "-shm")
_TABLES = ("edition", "deal", "session", "entry")
_NO_EDITION = "0" * 64
_LOST = "Recovered"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged database."""

    aside: Path
    """The damaged file, untouched, under another name."""
    backup: Backup | None
    """The last good backup, which gave what could not be read."""
    entries: int
    """In the database that is there now."""
    from_backup: int
    """Of them, those that only the backup still had."""
    damaged: tuple[str, ...] = ()
    """Entries that are not, or not wholly, as they were recorded, in words."""
    missing: int = 0
    """Entries that must have been there, by their numbers, and were found nowhere."""

    def __str__(self) -> str:
        told = [
            "The database was damaged. What could be read was recovered: "
            f"{_counted(self.entries)}, {self.from_backup} of them from the backup of "
            f"{self.backup.at:%Y-%m-%d %H:%M} UTC."
            if self.backup and self.from_backup
            else "The database was damaged. What could be read was recovered: "
            f"{_counted(self.entries)}.",
        ]
        if self.missing:
            told.append(f"{_counted(self.missing)} could not be found any more.")
        elif not self.damaged:
            told.append("None is known to be missing.")
        told += self.damaged
        told.append(f"The damaged file is kept, untouched: {self.aside}")
        if self.backup:
            told.append(f"The last good backup: {self.backup.path}")
        else:
            told.append("There is no good backup.")
        return "\n".join(told)


def recover(path: Path, now: datetime, *, sound: bool = False) -> Recovery | None:
    """Put a readable database in the place of a damaged one.

    Args:
        sound: do it too where SQLite finds nothing wrong, because checksums do not match.

    Returns:
        None when nothing of ours can be read, neither in the file nor in a backup; then the file is
        left where it is, as it is.

    Raises:
        StoreError: the disk refuses; then, too, the file is where it was.
    """
    with explained(str(path)):
        source = _aside_already(path) or path
        main, log = _bytes(source), _bytes(source.with_name(f"{source.name}-wal"))
        columns = _columns()
        found = salvage(main, log, columns)
        if _is_anothers(main) and not found:
            return None
        backup = last_good(path)
        saved = _salvaged(backup, columns)
        whole = found.with_those_of(saved)
        if not whole:
            return None
        with locked(path):
            if not sound and is_sound(path):
                return None  # another window has just done it
            aside = source if source != path else set_aside(path, "damaged", now)
            fresh = path.with_name(f".{path.name}.recovering")
            _remove(fresh)
            entries = _fill(fresh, whole)
            put_in_place(fresh, path)
        recovery = Recovery(
            aside=aside,
            backup=backup,
            entries=entries,
            from_backup=len(saved.entries.keys() - found.entries.keys()),
            damaged=tuple(_in_words(whole.damaged.values())),
            missing=_missing(whole),
        )
        _tell(aside, recovery, whole.damaged.values())
        return recovery


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one program at a time put another file in the place of a database.

    SQLite's own lock on a file of its own: it ends with the program, however that ends.
    """
    lock = path.with_name(f".{path.name}.lock")
    os.close(os.open(lock, os.O_CREAT | os.O_RDWR, PRIVATE))
    with closing(sqlite3.connect(lock, timeout=30, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def set_aside(path: Path, why: str, now: datetime) -> Path:
    """Give a database and its log a second name, so that no end of the program loses them.

    The first name goes only when `put_in_place` takes it.
    """
    stem = f"{path.name}.{why}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = chain([stem], (f"{stem}.{number}" for number in count(2)))
    aside = next(each for each in map(path.with_name, names) if not each.exists())
    for end in _BESIDE[:1]:
        beside = path.with_name(path.name + end)
        if beside.exists():
            _second_name(beside, aside.with_name(aside.name + end))
    _second_name(path, aside)
    synced(path.parent)
    return aside


def put_in_place(fresh: Path, path: Path) -> None:
    """Put a finished database where another one is, which has a second name already.

    The old log goes first: SQLite would take it for that of the new file.
    """
    synced(fresh)
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)
    synced(path.parent)
    fresh.replace(path)
    synced(path.parent)


def _second_name(path: Path, name: Path) -> None:
    try:
        name.hardlink_to(path)
    except OSError:  # a disk without links
        shutil.copy2(path, name)
        synced(name)
    name.chmod(PRIVATE)


def _aside_already(path: Path) -> Path | None:
    """The second name of a damaged file whose recovery was cut short: its log may be gone here."""
    for aside in path.parent.glob(f"{path.name}.damaged-*"):
        if aside.suffix not in {".txt"} and not aside.name.endswith(_BESIDE):
            with suppress(OSError):
                if aside.samefile(path):
                    return aside
    return None


def _is_anothers(main: bytes) -> bool:
    """Whether the file says that it is a database, and not one of ours."""
    return main.startswith(MAGIC) and int.from_bytes(main[68:72]) != APPLICATION_ID


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _columns() -> Columns:
    """The columns as the present version lays them out."""
    with TemporaryDirectory(prefix="negotiator-") as folder:
        path = Path(folder, "empty.sqlite")
        _make(path)
        with closing(connected(path, "ro")) as connection:
            return {
                table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                for table in _TABLES
            }


def _make(path: Path) -> None:
    """A new database of the present version, with nothing in it."""
    from negotiator.store.store import Store

    Store.open(path).close()


def _salvaged(backup: Backup | None, columns: Columns) -> Salvaged:
    """What a backup holds, read the same way."""
    return Salvaged() if backup is None else salvage(_bytes(backup.path), b"", columns)


def _missing(whole: Salvaged) -> int:
    """How many numbers up to the highest no entry has: none is ever left out."""
    rows = (*whole.entries.values(), *whole.damaged.values())
    numbers: set[int] = {row["seq"] for row in rows}
    last: int = max((row["seq"] for row in whole.entries.values()), default=0)
    highest = max(whole.highest if whole.highest < 2 * last + 1_000 else 0, last)
    return highest - sum(0 < number <= highest for number in numbers)


def _fill(fresh: Path, found: Salvaged) -> int:
    """Write what was found into a new database, in its order, with standings folded anew.

    Returns how many entries that are.
    """
    from negotiator.store.store import Store

    _make(fresh)
    with closing(connected(fresh)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        deals, sessions = _referred_to(found)
        of = {row["id"]: row["deal"] for row in sessions}
        # What no longer names its deal and session has no place; its words are in the note.
        entries = [row for row in _in_order(found) if of.get(row["session"]) == row["deal"]]
        editions = {deal["edition"] for deal in deals} - found.editions.keys()
        _insert(connection, "edition", [*found.editions.values(), *map(_no_edition, editions)])
        _insert(
            connection, "deal", [{**row, "profile_now": None, "edition_now": None} for row in deals]
        )
        _insert(connection, "session", sessions)
        _insert(connection, "entry", entries)
        connection.execute("COMMIT")
    with Store.open(fresh) as store:
        for deal in store.deals():
            store.rebuild(deal.id)
    _remove_beside(fresh)
    problems = [each for each in content_of(fresh).problems if "checksum" not in each]
    if problems:
        raise OSError(0, f"what was recovered is damaged too: {problems[0]}")
    return len(entries)


def _in_order(found: Salvaged) -> list[Values]:
    rows = [*found.entries.values(), *found.damaged.values()]
    rows.sort(key=lambda row: row["seq"])
    fitting = []
    for row in rows:
        values = {name: value for name, value in row.items() if name != "seq"}
        if not values.get("seal"):
            values = sealed({name: value for name, value in values.items() if name != "seal"})
        fitting.append(values)
    return fitting


def _referred_to(found: Salvaged) -> tuple[list[Values], list[Values]]:
    """The deals and sessions, with stand-ins for those that entries name and nobody has."""
    deals, sessions = dict(found.deals), dict(found.sessions)
    edition = next(reversed(found.editions.values()), None)
    for row in found.entries.values():
        if known := sessions.get(row["session"]):
            sessions[row["session"]] = {**known, "deal": row["deal"]}  # an entry has its checksum
            continue
        started = time_of(row["at"], row["offset_minutes"])
        session = Session(
            id=UUID(row["session"]), deal=UUID(row["deal"]), started=started, author=row["author"]
        )
        sessions[row["session"]] = session_values(session)
    for row in sessions.values():
        if row["deal"] in deals:
            continue
        deal = Deal(
            id=UUID(row["deal"]),
            vendor=_LOST,
            title=f"deal {row['deal'][:8]}, whose name is lost",
            playbook=edition["playbook"] if edition else "llm-vendor",
            edition=edition["digest"] if edition else _NO_EDITION,
            created=time_of(row["started"], row["started_offset"]),
        )
        deals[row["deal"]] = deal_values(deal)
    return list(deals.values()), list(sessions.values())


def _no_edition(digest: str) -> Values:
    """A place for an edition whose text is lost; the desk says so and takes the one at hand."""
    return {"digest": digest, "playbook": "", "version": "", "text": ""}


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(row)
        places = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", [*row.values()])


def _in_words(damaged: Iterable[Values]) -> Iterator[str]:
    for row in damaged:
        yield str(damage_of(row, readable=False)).replace("can no longer be read", "is damaged")


def _tell(aside: Path, recovery: Recovery, damaged: Iterable[Values]) -> None:
    """Leave the story beside the damaged file, with what still stands in damaged entries."""
    note = aside.with_name(f"{aside.name}.txt")
    lines = [str(recovery), ""]
    lines += [f"{row['at']} {row['clause']} {row['kind']}: {row['body']}" for row in damaged]
    with suppress(OSError):
        descriptor = os.open(note, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join(lines) + "\n")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _remove_beside(path)


def _remove_beside(path: Path) -> None:
    for end in _BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)


def _counted(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries} entries"
