"""A damaged file is set aside as it is, and what can be read of it becomes a new database."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

from negotiator.store.backup import Backup, last_good
from negotiator.store.cipher import is_encrypted
from negotiator.store.errors import StoreError, explained
from negotiator.store.pages import MAGIC
from negotiator.store.refill import refill
from negotiator.store.rows import Values
from negotiator.store.salvage import Columns, Salvaged, salvage
from negotiator.store.seal import damage_of
from negotiator.store.sqlite_file import APPLICATION_ID, PRIVATE, connected, is_sound, synced

_BESIDE = ("-wal", "-shm")
_TABLES = ("edition", "deal", "session", "entry")


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
        StoreError: the disk refuses, or the file is encrypted; then, too, it is where it was.
    """
    if is_encrypted(path):
        raise _unreadable(path)
    with explained(str(path)):
        source = _aside_already(path) or path
        main, log = there = _both(source)
        columns = _columns()
        found = salvage(main, log, columns)
        if _is_anothers(main) and not found:
            return None
        backup = last_good(path)
        saved = _salvaged(backup, columns)
        whole = found.with_those_of(saved)
        if not whole:
            return None
        with locked(path), held(path) if sound else nullcontext():
            if not sound and is_sound(path):
                return None  # another window has just done it
            aside = source if source != path else set_aside(path, "damaged", now)
            fresh = path.with_name(f".{path.name}.recovering")
            _remove(fresh)
            entries = refill(fresh, whole)
            while (latest := _both(source)) != there:  # another window goes on writing to it
                there = latest
                found = salvage(*there, columns)
                whole = found.with_those_of(saved)
                _remove(fresh)
                entries = refill(fresh, whole)
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


def _unreadable(path: Path) -> StoreError:
    """What to say where no row can be read: a page of an encrypted file is whole or nothing."""
    backup = last_good(path)
    return StoreError(
        f"{path} is encrypted and damaged: nothing of it can be read. It is left as it is.",
        f"Put the last good backup, {backup.path}, in its place with: negotiator restore"
        if backup
        else "No good backup of it opens with this passphrase. See: negotiator backup --list",
    ).of_damage()


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


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep other windows from writing to a file whose pages are whole."""
    with closing(connected(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
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


def _both(path: Path) -> tuple[bytes, bytes]:
    """The bytes of a database and of its log."""
    return _bytes(path), _bytes(path.with_name(f"{path.name}-wal"))


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
