"""Backups of the record: taken while the program runs, listed, and put back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from negotiator.desk.errors import DeskError, store_errors_told
from negotiator.desk.workspace import Workspace

if TYPE_CHECKING:
    from negotiator.store.backup import Backup

EVERY = timedelta(minutes=30)
"""At most this much is only in the database, and not in a backup of it too."""
_LOOK_SECONDS = 60.0
_AGAIN_AFTER = timedelta(minutes=30)
"""After one that failed."""


@dataclass(frozen=True, slots=True)
class BackupView:
    """A backup as lists show it."""

    name: str
    path: Path
    at: datetime
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class RestoredView:
    """What is there after a backup was put back."""

    backup: BackupView
    entries: int
    before: Path | None
    """Where what was there is now."""


class Backups:
    """Looks every minute, from a thread of its own, whether a backup is due, and takes it.

    The store's thread goes on writing meanwhile: SQLite copies one moment of the database.
    """

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._clock = clock
        self._over = Event()
        self._thread: Thread | None = None

    def start(self, tell: Callable[[str], object]) -> None:
        """Begin; `tell` is called on the thread, in words, when one could not be taken."""
        if self._thread is None and self._workspace.record_file() is not None:
            thread = Thread(target=self._run, args=[tell], name="backups", daemon=True)
            thread.start()
            self._thread = thread  # begun: closing may come from another thread meanwhile

    def close(self) -> None:
        """Take no more; one that is being taken is finished first."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self, tell: Callable[[str], object]) -> None:
        failed: datetime | None = None
        while not self._over.wait(_LOOK_SECONDS):
            now = self._clock()
            if failed is not None and timedelta() <= now - failed < _AGAIN_AFTER:
                continue
            try:
                back_up_if_due(self._workspace, now)
                failed = None
            except Exception as error:  # whatever it was, it must not be the end of all backups
                failed = now
                known = isinstance(error, DeskError | OSError)
                tell(f"No backup could be taken. {error if known else type(error).__name__}")


def back_up_if_due(workspace: Workspace, now: datetime) -> BackupView | None:
    """Take a backup where something changed after the last one and that is old enough.

    Raises:
        DeskError: it cannot be taken.
    """
    from negotiator.store.backup import backups_of

    database = workspace.record_file()
    if database is None or not database.exists():
        return None
    # What is dated later than now, by a clock that was wrong, says nothing about what is due.
    last = next((each for each in backups_of(database) if each.at <= now), None)
    if last is not None and (now - last.at < EVERY or _changed(database) <= last.at.timestamp()):
        return None
    return back_up(workspace, now)


def back_up(workspace: Workspace, now: datetime) -> BackupView:
    """Take a backup, and throw away those that are no longer wanted.

    Raises:
        DeskError: it cannot be taken.
    """
    from negotiator.store.backup import back_up, thin

    database = _present(workspace)
    with store_errors_told():
        taken = back_up(database, now)
    with suppress(OSError):  # of one that stays too long nothing is lost
        thin(database, now)
    return _view(taken)


def backups(workspace: Workspace) -> list[BackupView]:
    """The backups of a workspace, the newest first."""
    from negotiator.store.backup import backups_of

    database = workspace.record_file()
    return [] if database is None else [_view(backup) for backup in backups_of(database)]


def restore(workspace: Workspace, name: str | None, now: datetime) -> RestoredView:
    """Put a backup back: the last good one, or the one of a name, the beginning of it, or a path.

    Raises:
        DeskError: there is none, it is damaged, or another program holds the record.
    """
    from negotiator.store.backup import folder_of, last_good
    from negotiator.store.restore import restore

    database = workspace.record_file()
    if database is None:
        raise _of_a_server()
    if name is None:
        good = last_good(database)
        if good is None:
            raise DeskError(
                "There is no good backup.",
                f"They would be in {folder_of(database)}. Of one kept elsewhere, name the file.",
            )
        chosen = _view(good)
    else:
        chosen = _named(name, backups(workspace))
    with store_errors_told():
        done = restore(database, chosen.path, now)
    return RestoredView(chosen, done.entries, done.before)


def _named(name: str, there: list[BackupView]) -> BackupView:
    found = [each for each in there if name in (each.name, each.path.name)]
    found = found or [each for each in there if each.name.startswith(name)]
    if len(found) == 1:
        return found[0]
    path = Path(name).expanduser()
    if not found and path.is_file():
        status = path.stat()
        at = datetime.fromtimestamp(status.st_mtime).astimezone()
        return BackupView(path.stem, path, at, status.st_size)
    which = ", ".join(each.name for each in (found or there)[:8]) or "none"
    what = "may be several backups" if found else "is no backup"
    raise DeskError(f"{name!r} {what}.", f"There are: {which}.")


def _present(workspace: Workspace) -> Path:
    database = workspace.record_file()
    if database is None:
        raise _of_a_server()
    if not database.exists():
        raise DeskError(f"There is no record at {database} yet.", "Start once with: negotiator")
    return database


def _of_a_server() -> DeskError:
    return DeskError(
        "The record is on a server.", "It is backed up and restored by whoever runs the server."
    )


def _changed(database: Path) -> float:
    """When the database or its log was last written to; seconds since the epoch."""
    log = database.with_name(f"{database.name}-wal")
    times = [database.stat().st_mtime]
    with suppress(FileNotFoundError):
        status = log.stat()
        times += [status.st_mtime] if status.st_size else []
    return max(times)


def _view(backup: Backup) -> BackupView:
    stamp = f"{backup.at.astimezone():%Y-%m-%d %H:%M:%S}"
    number = backup.path.stem.rpartition(".")[2] if "." in backup.path.stem else ""
    name = f"{stamp} ({number})" if number else stamp
    return BackupView(name, backup.path, backup.at.astimezone(), backup.size)
