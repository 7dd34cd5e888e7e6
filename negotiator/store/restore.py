"""Putting a backup in the place of the database, which is never the only copy of anything then."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from negotiator.store.backup import back_up, content_of
from negotiator.store.cipher import export, in_use
from negotiator.store.errors import StoreError, explained
from negotiator.store.migrations import MIGRATIONS
from negotiator.store.recover import held, locked, put_in_place, set_aside
from negotiator.store.sqlite_file import (
    APPLICATION_ID,
    PRIVATE,
    connected,
    is_sound,
    refuse_newer,
)


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that is the database now."""

    entries: int
    before: Path | None
    """Where the database that was there is now; None where there was none."""


def restore(database: Path, backup: Path, now: datetime) -> Restored:
    """Make a backup the database; the present one becomes a backup itself, or is set aside.

    Raises:
        StoreError: the backup is damaged or none of ours, or another program holds the database;
            then everything is as it was.
    """
    with explained(str(backup)):
        content = content_of(backup)
        with closing(connected(backup, "ro")) as source:
            (ours,) = source.execute("PRAGMA application_id").fetchone()
    if ours != APPLICATION_ID:
        raise StoreError(
            f"{backup} is no backup of ours.", "See them with: negotiator backup --list"
        )
    if content.problems:
        raise StoreError(
            f"{backup} is damaged: {content.problems[0]}",
            "Name another one of: negotiator backup --list",
        )
    refuse_newer(str(backup), content.version, len(MIGRATIONS))
    with explained(str(database)), locked(database):
        fresh = database.with_name(f".{database.name}.restoring")
        try:
            _copy(backup, fresh)
            with _kept(database, now) as before:
                put_in_place(fresh, database)
        finally:
            fresh.unlink(missing_ok=True)
    return Restored(content.entries, before)


@contextmanager
def _kept(database: Path, now: datetime) -> Iterator[Path | None]:
    """Keep the present database: as a backup where it is whole, else as it is.

    Nobody writes to a whole one inside the block: what came after its backup would be lost.
    """
    if not database.exists():
        yield None
        return
    if not is_sound(database):
        yield set_aside(database, "damaged", now)
        return
    with closing(connected(database, wait_seconds=1.0)) as present:
        # All of it in the file itself, so that the log can go; nobody may be in the middle of it.
        (busy, _, _) = present.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(f"{database} is in use.", "Close the other windows, then try again.")
    with held(database):
        try:
            before = back_up(database, now).path
        except StoreError:  # some of it is damaged
            before = set_aside(database, "damaged", now)
        yield before


def _copy(backup: Path, fresh: Path) -> None:
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    if in_use():  # an old backup may be plain, and becomes as the rest is
        with closing(connected(backup)) as source:
            export(source, fresh, in_use())
        return
    with closing(connected(backup, "ro")) as source, closing(connected(fresh)) as copy:
        source.backup(copy)
