"""Backups of the SQLite file: taken by SQLite itself, looked through, and thinned over time."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from negotiator.store.database import file_of
from negotiator.store.errors import StoreError, driver_errors, explained
from negotiator.store.seal import seal_of
from negotiator.store.sqlite_file import PRIVATE, connected, synced
from negotiator.store.thinning import kept

FOLDER = "backups"
_PRIVATE_FOLDER = 0o700
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"-(\d{8}T\d{6}Z)(?:\.\d+)?$")
UNFINISHED = ".part"
_CLOCKS_DIFFER = timedelta(hours=1)
_ABANDONED_SECONDS = 86_400.0
_AT_ONCE = 200
_REST_SECONDS = 0.001
"""Between two handfuls of checksums, so that whoever types never waits for them."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the database as it was at a time."""

    path: Path
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a look through a database found."""

    entries: int
    version: int
    problems: tuple[str, ...] = ()
    """Empty when all of it is as it was written."""


def folder_of(database: Path) -> Path:
    """Where the backups of a database are."""
    return database.parent / FOLDER


def backups_of(database: Path) -> list[Backup]:
    """The backups of a database, the newest first; unfinished ones are none.

    Those dated later than now, by a clock that was wrong, come last: nobody knows how old they are.
    """
    now = datetime.now(UTC) + _CLOCKS_DIFFER
    found = []
    for path in folder_of(database).glob("*.sqlite"):
        stamp = _NAME.search(path.stem)
        if stamp is None or path.stem[: stamp.start()] != database.stem:
            continue
        at = datetime.strptime(stamp[1], _STAMP).replace(tzinfo=UTC)
        with suppress(FileNotFoundError):  # another window has just thinned them
            found.append(Backup(path, at, path.stat().st_size))
    found.sort(
        key=lambda each: (each.at <= now, each.at, len(each.path.name), each.path.name),
        reverse=True,
    )
    return found


def back_up(database: Path, at: datetime) -> Backup:
    """Copy a database as it is at one moment, while programs go on writing to it.

    The copy gets its name only after it was looked through and is on the disk.

    Raises:
        StoreError: it cannot be copied, or what was copied is damaged; then no backup is left.
    """
    folder = folder_of(database)
    with explained(str(database)):
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        folder.chmod(_PRIVATE_FOLDER)
        _clear(folder)
        with _unfinished(folder, database.stem) as part:
            with closing(connected(database, "ro")) as source, closing(connected(part)) as copy:
                before = _entries(source)
                source.backup(copy)
                # One file that needs no log beside it, wherever it is carried.
                copy.execute("PRAGMA journal_mode=DELETE")
            found = content_of(part)
            if found.problems or found.entries < before:
                raise StoreError(
                    f"{database} could not be backed up: {_first(found, before)}",
                    "See what is damaged with: negotiator doctor",
                )
            synced(part)
            path = _named(part, folder, f"{database.stem}-{at.astimezone(UTC):{_STAMP}}")
            synced(folder)
    return Backup(path, at.astimezone(UTC).replace(microsecond=0), path.stat().st_size)


def _first(found: Content, before: int) -> str:
    return found.problems[0] if found.problems else f"{before - found.entries} entries are missing."


def thin(database: Path, now: datetime) -> list[Backup]:
    """Throw away the backups that are no longer wanted; those thrown away."""
    there = backups_of(database)
    wanted = kept([backup.at for backup in there], now)
    gone = [backup for backup in there if backup.at not in wanted]
    for backup in gone:
        backup.path.unlink(missing_ok=True)
    return gone


def content_of(path: Path) -> Content:
    """Look through all of a database that nobody writes to: its pages, its references, its seals.

    Raises:
        sqlite3.Error, OSError: it cannot be read at all.
    """
    with closing(connected(path, "ro")) as connection:
        problems = [
            f"{row[0]}"
            for row in connection.execute("PRAGMA integrity_check(20)")
            if row[0] != "ok"
        ]
        problems += [
            f"A row of {row[0]} refers to a {row[2]} that is not there."
            for row in connection.execute("PRAGMA foreign_key_check")
        ]
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        broken = sum(not whole for _, whole in seals_in(connection))
        if broken:
            problems.append(f"The checksum of {broken} entries does not match.")
        return Content(_entries(connection), version, tuple(problems))


def seals_in(connection: sqlite3.Connection) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each entry, and whether it is as it was written; none where there are no seals yet."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(entry)")}
    if "seal" not in columns:
        return
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM entry ORDER BY seq")
    names = [column[0] for column in cursor.description]
    while rows := cursor.fetchmany(_AT_ONCE):
        for values in rows:
            row = dict(zip(names, values, strict=True))
            yield row, seal_of(row) == row["seal"]
        time.sleep(_REST_SECONDS)


def last_good(database: Path) -> Backup | None:
    """The newest backup in which nothing is damaged."""
    for backup in backups_of(database):
        try:
            if not content_of(backup.path).problems:
                return backup
        except (*driver_errors(), StoreError, OSError):
            continue
    return None


def missing(target: str) -> str:
    """Words about a database that is gone, where there are backups of it; empty where all is well.

    Raises:
        StoreError: the target names nothing of use.
    """
    database = file_of(target)
    if database is None or database.exists():
        return ""
    last = next(iter(backups_of(database)), None)
    if last is None:
        return ""
    return (
        f"{database} was not there, and a new one was begun. There is a backup of "
        f"{last.at:%Y-%m-%d %H:%M} UTC: negotiator restore"
    )


def _entries(connection: sqlite3.Connection) -> int:
    """How many entries there are; a database from before the first migration has no table."""
    (tables,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'entry'"
    ).fetchone()
    return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0]) if tables else 0


@contextmanager
def _unfinished(folder: Path, stem: str) -> Iterator[Path]:
    """A new private file, which is gone afterwards unless it was given its name."""
    for number in count():
        part = folder / f"{stem}-{os.getpid()}-{number}{UNFINISHED}"
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        except FileExistsError:
            continue
        break
    part.chmod(PRIVATE)
    try:
        yield part
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _named(part: Path, folder: Path, stem: str) -> Path:
    """Give the finished copy its name, never that of another."""
    for number in count(1):
        path = folder / (f"{stem}.sqlite" if number == 1 else f"{stem}.{number}.sqlite")
        if not path.exists():
            return part.rename(path)
    raise AssertionError("numbers do not end")


def _clear(folder: Path) -> None:
    """What a program that was killed left unfinished, once nobody can be at it any more."""
    for part in folder.glob(f"*{UNFINISHED}*"):
        if time.time() - part.stat().st_mtime > _ABANDONED_SECONDS:
            part.unlink(missing_ok=True)
