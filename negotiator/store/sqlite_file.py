"""The SQLite file: refused untouched when it is not ours to open, private when it is."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from negotiator.store import cipher
from negotiator.store.errors import StoreError, driver_errors

APPLICATION_ID = 0x4E475452
"""`NGTR` in the file's header: how a database of ours is known, whatever its name."""

LONG = 32 * 2**20
"""Bytes of a file from which looking through it takes longer than a frame or two."""
PRIVATE = 0o600
_REACHED_AND_RECORDED = """
    SELECT
        (SELECT count(*) FROM entry INDEXED BY entry_by_deal WHERE deal IN (SELECT id FROM deal)),
        (SELECT seq FROM sqlite_sequence WHERE name = 'entry')
"""
"""One statement, so that both are of one moment while other programs write."""
_PAUSE_SECONDS = 0.01


def prepare(
    path: Path, place: str, version: int, wait_seconds: float, *, behind: bool = False
) -> bool:
    """Leave a file that may be opened: one of ours, not newer than `version`, or a new one.

    Args:
        behind: a long file that was closed properly is not looked through.

    Returns:
        Whether the pages of the file were looked through.

    The folder is never made nor changed. Opening and closing the file by hand would drop the locks
    that this process holds on it, so an existing file is only ever read through SQLite.

    Raises:
        StoreError: anything else is there, or nothing may be put there.
        sqlite3.Error, OSError: the file cannot be read or made private.
    """
    if not path.parent.is_dir():
        raise StoreError(
            f"{place} has no folder to be in: {path.parent} is missing or is no folder.",
            "Make the folder, or name another file.",
        )
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise StoreError(
            f"{place} cannot be used: its folder may not be written to.",
            "Give yourself permission to write the folder, or name another file.",
        )
    seen = True
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
    except FileExistsError:
        _refuse_what_is_no_file(path, place)
        seen = not (behind and path.stat().st_size >= LONG)
        seen = _refuse_what_is_not_ours(path, place, version, wait_seconds, look=seen)
    _make_private(path, place)
    _write_ahead(path, wait_seconds)
    return seen


def _refuse_what_is_no_file(path: Path, place: str) -> None:
    if not stat.S_ISREG(path.stat().st_mode):
        what = "a folder" if path.is_dir() else "not an ordinary file"
        raise StoreError(f"{place} is {what}.", "Name a file for the database.")
    if not os.access(path, os.R_OK | os.W_OK):
        raise StoreError(
            f"{place} may not be read and written.",
            "Give yourself permission to read and write the file, or name another one.",
        )
    size = path.stat().st_size
    if size == 1:  # which SQLite takes for an empty one, and would write over
        raise StoreError(
            f"{place} is not a database.", "Name another file; this one is left as it is."
        ).of_damage()
    if size == 0 and is_emptied(path):
        raise StoreError(
            f"{place} is empty and was not.", "Restore the last backup: negotiator restore"
        ).of_damage()


def is_emptied(path: Path) -> bool:
    """Whether an empty file has what only a database that held something has beside it.

    SQLite takes it for new, and throws away the log, in which all of it may still stand.
    """
    log = path.with_name(f"{path.name}-wal")
    return (
        (log.exists() and log.stat().st_size > 0)
        or any((path.parent / "backups").glob(f"{path.stem}-*.sqlite"))
        or cipher.is_marked(path)
    )


def _refuse_what_is_not_ours(
    path: Path, place: str, version: int, wait_seconds: float, *, look: bool
) -> bool:
    """Refuse another's file, a newer one, and what is damaged; whether all of it was looked at.

    A file with a log beside it, which a killed program leaves, or of an older version, which is
    about to be written to, is looked through in any case.
    """
    # Closing the last connection that may write merges what a killed program left in the WAL into
    # the file; reading only leaves it be. Without a WAL, reading only would leave an empty one. A
    # journal, left from the making of the file, has to be undone before anything can be read.
    beside = {end: path.with_name(f"{path.name}{end}").exists() for end in ("-wal", "-journal")}
    leftover = beside["-wal"] and not beside["-journal"]
    with closing(connected(path, "ro" if leftover else "rw", wait_seconds)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (theirs,) = connection.execute("PRAGMA user_version").fetchone()
        (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        look = look or any(beside.values()) or theirs < version or journal != "wal"
        if look and application == APPLICATION_ID and theirs <= version:
            refuse_damaged(connection, place)
    if application != APPLICATION_ID and (application or theirs or objects):
        raise StoreError(
            f"{place} is a database of another program.",
            "Name another file; this one is left as it is.",
        ).of_damage()  # or it was ours, until that was damaged by which ours are known
    refuse_newer(place, theirs, version)
    return look


def refuse_damaged(connection: sqlite3.Connection, place: str) -> None:
    """Look through all pages of a database of ours, which takes time with its length.

    Raises:
        StoreError: something is wrong with it.
    """
    if found := _look_through(connection):
        raise StoreError(
            f"{place} is damaged: {found}.", "Restore the last backup: negotiator restore"
        ).of_damage()


def _look_through(connection: sqlite3.Connection) -> str:
    """The first thing that is wrong with a database of ours, in words; or nothing.

    SQLite's quick check looks at pages, not at whether an index names every row: an entry that its
    deal's index has lost would be there and never seen. They were numbered one after the other and
    none is ever taken out, so counting those that can be reached tells.
    """
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        return " ".join(str(found).replace("*", " ").split())
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone() is None:
        return ""
    reached, recorded = connection.execute(_REACHED_AND_RECORDED).fetchone()
    if recorded is None or recorded == reached:
        return ""
    return f"of {recorded} entries that were recorded {reached} can be reached"


def refuse_newer(place: str, theirs: int, version: int) -> None:
    """Refuse a database that a newer program has upgraded.

    Raises:
        StoreError: `theirs` is above `version`.
    """
    if theirs > version:
        error = StoreError(
            f"{place} was written by a newer Negotiator (its version is {theirs}, this one knows "
            f"{version}).",
            "Update Negotiator; the file is left as it is.",
        )
        error.newer = True
        raise error


def connected(path: Path, mode: str = "rw", wait_seconds: float = 5.0) -> sqlite3.Connection:
    """A plain connection to a file that is there: `rw`, or `ro`, which changes nothing of it."""
    connection: sqlite3.Connection = cipher.connect(path, mode, wait_seconds)
    connection.text_factory = readable
    return connection


def is_sound(path: Path) -> bool:
    """Whether there is a database of ours with whole pages."""
    if path.stat().st_size == 0:
        return False
    log = path.with_name(f"{path.name}-wal")
    try:
        with closing(connected(path, "ro" if log.exists() else "rw")) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            return application == APPLICATION_ID and not _look_through(connection)
    except (*driver_errors(), StoreError):
        return False


readable = partial(str, encoding="utf-8", errors="replace")
"""Makes text of what a row holds. A bit that has turned may leave bytes that are none; then the
checksum says so, where an error would hide all the other rows."""


def synced(path: Path) -> None:
    """See a file, or the names in a folder, onto the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_private(path: Path, place: str) -> None:
    """0600 whatever the umask; SQLite gives `-wal` and `-shm` the mode of the database."""
    for file in (path, *(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))):
        try:
            if stat.S_IMODE(file.stat().st_mode) != PRIVATE:
                file.chmod(PRIVATE)
        except FileNotFoundError:
            continue
        except PermissionError as error:
            raise StoreError(
                f"{place} belongs to someone else and others may read it.",
                "Ask its owner to give it to you, or name another file.",
            ) from error


def _write_ahead(path: Path, wait_seconds: float) -> None:
    """Switch to WAL, which stays with the file.

    SQLite does not wait when two programs switch at once, so this does. A disk that cannot share
    memory (some network folders) keeps its old journal, which is slower and just as safe.
    """
    deadline = time.monotonic() + wait_seconds
    with closing(connected(path, wait_seconds=wait_seconds)) as connection:
        connection.execute("PRAGMA synchronous=EXTRA")  # the end of the old journal is synced too
        while True:
            try:
                if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                    connection.execute("PRAGMA journal_mode=WAL")
            except driver_errors() as error:
                busy = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE_SECONDS)
            else:
                return
