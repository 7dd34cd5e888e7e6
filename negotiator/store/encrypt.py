"""Putting an encrypted copy of the database in its place, or a plain one again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from negotiator.store import cipher
from negotiator.store.backup import UNFINISHED, back_up, backups_of, content_of, folder_of
from negotiator.store.errors import StoreError, driver_errors, explained
from negotiator.store.recover import locked, put_in_place, set_aside
from negotiator.store.sqlite_file import PRIVATE, connected, synced

_CHUNK = 1 << 20
_WAIT_SECONDS = 2.0
_CUT_SHORT = ("restoring", "recovering")


@dataclass(frozen=True, slots=True)
class Changed:
    """A database that has another passphrase now, or none."""

    entries: int
    left: tuple[Path, ...]
    """What still opens as before: the file that was replaced, damaged ones, its backups."""
    backup: Path | None
    """The first one that opens as the database does now; None where the disk refused."""


def change(path: Path, passphrase: str, now: datetime) -> Changed:
    """Give the database another passphrase, or `` for none; the process goes on with that.

    The new file is looked through before it takes the place of the present one, which is set aside.

    Raises:
        StoreError: it does not open, another program has it open, or the disk refuses; then
            everything is as it was.
    """
    before = cipher.in_use()
    fresh = path.with_name(f".{path.name}.encrypting")
    with explained(str(path)):
        if not before:
            cipher.use(passphrase)  # SQLCipher reads the plain file, too
        try:
            with locked(path), alone(path) as source:
                fresh.unlink(missing_ok=True)
                os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
                (entries,) = source.execute("SELECT count(*) FROM entry").fetchone()
                cipher.export(source, fresh, passphrase)
                if passphrase and not cipher.is_encrypted(fresh):
                    raise StoreError(
                        f"{fresh} was not encrypted.",
                        "The record is as it was. Install the extra again: "
                        "pip install --force-reinstall 'negotiator[encryption]'",
                    )
                cipher.use(passphrase or before)
                found = content_of(fresh)
                if found.problems or found.entries != entries:
                    raise StoreError(
                        f"The copy of {path} is not as the record is.", "See: negotiator doctor"
                    )
                earlier = [*_set_aside_before(path), *(each.path for each in backups_of(path))]
                aside = set_aside(path, "before", now)
                if not passphrase:
                    cipher.unmark(path)
                put_in_place(fresh, path)
        except BaseException:
            cipher.use(before)
            raise
        finally:
            fresh.unlink(missing_ok=True)
    cipher.use(passphrase)
    if passphrase:
        cipher.mark(path)
    log = aside.with_name(f"{aside.name}-wal")
    left = (aside, *([log] if log.exists() else []), *earlier)
    return Changed(found.entries, left, _first_backup(path, now))


@contextmanager
def alone(path: Path) -> Iterator[Any]:
    """A connection to a file that nobody else has open, nor can open until this is left.

    A window would go on with the file that it has, and what it recorded there would be lost.

    Raises:
        StoreError: another program has it open, even if it does nothing with it.
    """
    with closing(connected(path, wait_seconds=_WAIT_SECONDS)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchone()
        try:
            # Refused while another has it open. The next opening goes back to writing ahead.
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # the lock stays
        except driver_errors() as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise StoreError(
                f"{path} is open in another window, or in another program. Nothing was changed.",
                "Close it there, then try again.",
            ) from error
        yield connection


def _set_aside_before(path: Path) -> list[Path]:
    """Copies that were kept when the file was damaged or changed, and what was told of them.

    With them what a program that was killed left of a restore, a recovery or a backup. Nobody is at
    it: the record is ours alone.
    """
    names = (f"{path.name}.*-*", *(f".{path.name}.{cut}*" for cut in _CUT_SHORT))
    unfinished = folder_of(path).glob(f"{path.stem}-*{UNFINISHED}*")
    return [each for each in (*chain(*map(path.parent.glob, names)), *unfinished) if each.is_file()]


def _first_backup(path: Path, now: datetime) -> Path | None:
    """Damage could not be told from a wrong passphrase without one; what was changed stays so."""
    try:
        return back_up(path, now).path
    except StoreError:
        return None


def opens(path: Path, passphrase: str) -> bool:
    """Whether a passphrase is that of an encrypted database, or of the last backup of one.

    Nothing tells a wrong passphrase from a damaged first page, and who has the right one must get
    as far as `restore`.

    Raises:
        StoreError: a file cannot be read.
    """
    backups = (backup.path for backup in backups_of(path) if cipher.is_encrypted(backup.path))
    with explained(str(path)):
        for each in (path, *islice(backups, 1)):
            # An empty file opens with everything.
            connection = cipher.keyed(each, passphrase) if each.stat().st_size else None
            if connection is not None:
                connection.close()
                if each == path:
                    cipher.mark(path)
                return True
    return False


def wipe(path: Path) -> None:
    """Write zeros over a file, then delete it. A disk may keep what was there all the same.

    Raises:
        OSError: the disk refuses.
    """
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK)))
    synced(path)
    path.unlink()
    synced(path.parent)
