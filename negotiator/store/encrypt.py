"""Putting an encrypted copy of the database in its place, or a plain one again."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from negotiator.store import cipher
from negotiator.store.backup import backups_of, content_of
from negotiator.store.errors import StoreError, explained
from negotiator.store.recover import held, locked, put_in_place, set_aside
from negotiator.store.sqlite_file import PRIVATE, connected, synced

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Changed:
    """A database that has another passphrase now, or none."""

    entries: int
    left: tuple[Path, ...]
    """What still opens as before: the file that was replaced, its log, its backups."""


def change(path: Path, passphrase: str, now: datetime) -> Changed:
    """Give the database another passphrase, or `` for none; the process goes on with that.

    The new file is looked through before it takes the place of the present one, which is set aside.

    Raises:
        StoreError: it does not open, another program holds it, or the disk refuses; then
            everything is as it was.
    """
    before = cipher.in_use()
    fresh = path.with_name(f".{path.name}.encrypting")
    with explained(str(path)):
        if not before:
            cipher.use(passphrase)  # SQLCipher reads the plain file, too
        try:
            with locked(path), held(path):
                fresh.unlink(missing_ok=True)
                os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
                with closing(connected(path, "ro")) as source:
                    (entries,) = source.execute("SELECT count(*) FROM entry").fetchone()
                cipher.export(path, fresh, passphrase)
                if passphrase and not cipher.is_encrypted(fresh):
                    raise StoreError(f"{fresh} was not encrypted.", "Nothing was changed.")
                cipher.use(passphrase or before)
                found = content_of(fresh)
                if found.problems or found.entries != entries:
                    raise StoreError(
                        f"The copy of {path} is not as the record is.", "See: negotiator doctor"
                    )
                backups = [backup.path for backup in backups_of(path)]
                aside = set_aside(path, "before", now)
                put_in_place(fresh, path)
        except BaseException:
            cipher.use(before)
            raise
        finally:
            fresh.unlink(missing_ok=True)
    cipher.use(passphrase)
    log = aside.with_name(f"{aside.name}-wal")
    return Changed(found.entries, (aside, *([log] if log.exists() else []), *backups))


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
