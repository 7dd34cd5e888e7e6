"""Is all well with a workspace: its record, its files, its backups, and where it lies."""

from __future__ import annotations

import os
import platform
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator import __version__
from negotiator.desk.backups import backups
from negotiator.desk.errors import DeskError, store_errors_told
from negotiator.desk.leftovers import leftovers
from negotiator.desk.workspace import Workspace

if TYPE_CHECKING:
    from negotiator.store.examine import Examination

GOOD, WARNING, PROBLEM = "good", "warning", "problem"
_OTHERS = 0o077
_BACKUP_AGE = timedelta(days=7)
_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
}
"""How folders are called that a program keeps equal on several machines."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: str
    """`good`, `warning` or `problem`."""
    said: str
    remedy: str = ""


def examine(workspace: Workspace, now: datetime) -> list[Check]:
    """Everything, in the order in which it matters; nothing is changed."""
    return [
        *_record(workspace),
        *_modes(workspace),
        _unfinished(workspace, now),
        *_place(workspace),
        _last_backup(workspace, now),
        _versions(),
    ]


def repair(workspace: Workspace, now: datetime) -> list[str]:
    """Mend what can be mended; what was done, in words.

    Damaged entries come from the last good backup where it has them; the file as it was is kept.

    Raises:
        DeskError: the disk refuses.
    """
    done = []
    for shared in _open_to_others(workspace):
        shared.chmod(0o700 if shared.is_dir() else 0o600)
        done.append(f"Closed to others: {shared}")
    for left in leftovers(workspace, now):
        left.unlink(missing_ok=True)
        done.append(f"Never finished, deleted: {left}")
    from negotiator.store import Store
    from negotiator.store.recover import recover

    path, found = _examined(workspace)
    if path is None or found is None:
        return done
    with store_errors_told():
        if found.damaged:
            recovery = recover(path, now, sound=not found.pages)
            done += [str(recovery)] if recovery else []
        elif found.stale:
            with Store.open(path) as store:
                for deal in found.stale:
                    store.rebuild(deal)
            done.append(f"Standings folded anew: {len(found.stale)} deals.")
    return done


def _examined(workspace: Workspace) -> tuple[Path | None, Examination | None]:
    """The file and what is in it; neither where the record is on a server or not begun.

    Raises:
        DeskError: it is none of ours.
    """
    from negotiator.store.examine import examine

    path = workspace.record_file()
    if path is None or not path.exists():
        return path, None
    with store_errors_told():
        return path, examine(path)


def _record(workspace: Workspace) -> Iterator[Check]:
    try:
        path, found = _examined(workspace)
    except DeskError as error:
        yield Check("record", PROBLEM, error.what, error.remedy)
        return
    if path is None:
        yield Check("record", GOOD, "It is on a server, which its keeper looks after.")
        return
    if found is None:
        state = PROBLEM if backups(workspace) else GOOD
        remedy = "If it was there before: negotiator restore" if state == PROBLEM else ""
        yield Check("record", state, f"{path} is not there.", remedy)
        return
    mend = "negotiator doctor --repair"
    good = {
        "pages": f"{path} is whole, in version {found.version}.",
        "references": "Everything that is named is there.",
        "checksums": f"{found.entries} entries are as they were written.",
        "order": "No entry is missing.",
        "standings": "They are what the entries say.",
    }
    for name, words in good.items():
        problems = getattr(found, name)
        if problems:
            more = f" (and {len(problems) - 8} more)" if len(problems) > 8 else ""
            yield Check(name, PROBLEM, " ".join(problems[:8]) + more, mend)
        else:
            yield Check(name, GOOD, words)
    if not found.pages:
        yield _editions(path)


def _editions(path: Path) -> Check:
    """Whether the playbooks that deals rest on say what they said."""
    from negotiator.playbook.edition import EditionError, digest_of, load_edition
    from negotiator.store.examine import editions

    altered = []
    for digest, text in editions(path):
        try:
            same = digest_of(load_edition(text)) == digest
        except EditionError:
            same = False
        if not same:
            altered.append(digest[:12])
    if altered:
        return Check(
            "playbooks",
            WARNING,
            f"Editions that are not as they were saved: {', '.join(altered)}.",
            "A deal on one takes the current edition with E in its call.",
        )
    return Check("playbooks", GOOD, "The editions that deals rest on are as they were saved.")


def _open_to_others(workspace: Workspace) -> list[Path]:
    """What of the record others may read: folders and files, links not followed."""
    found = []
    for folder, _, files in os.walk(workspace.sessions):
        for path in (Path(folder), *(Path(folder, name) for name in files)):
            tracked = path.name in {"README.md", ".gitignore"}  # of a checkout: nothing of ours
            with suppress(OSError):
                mode = path.lstat().st_mode
                if not tracked and not stat.S_ISLNK(mode) and mode & _OTHERS:
                    found.append(path)
    return found


def _modes(workspace: Workspace) -> Iterator[Check]:
    if os.name != "posix":
        return
    shared = _open_to_others(workspace)
    if shared:
        names = ", ".join(str(path.relative_to(workspace.root)) for path in shared[:8])
        more = f" and {len(shared) - 8} more" if len(shared) > 8 else ""
        said = f"Others may read: {names}{more}."
        yield Check("private", PROBLEM, said, "negotiator doctor --repair")
    else:
        yield Check("private", GOOD, "Only you may read the record and what is kept beside it.")


def _unfinished(workspace: Workspace, now: datetime) -> Check:
    found = leftovers(workspace, now)
    if not found:
        return Check("unfinished", GOOD, "No program was killed in the middle of a file.")
    names = ", ".join(str(path) for path in found[:8])
    said = f"A program was killed in the middle of: {names}."
    return Check("unfinished", WARNING, said, "negotiator doctor --repair deletes them")


def _place(workspace: Workspace) -> Iterator[Check]:
    parts = [part.casefold() for part in workspace.root.resolve().parts]
    for mark, name in _SYNCED.items():
        if any(part == mark or part.startswith((f"{mark} ", f"{mark}-")) for part in parts):
            yield Check(
                "place",
                WARNING,
                f"{workspace.root} is in {name}, which copies it to other machines and may damage "
                "a database that is open.",
                "Move the workspace to a folder that is not synced.",
            )
            return
    if os.name == "posix" and workspace.root.stat().st_mode & 0o007:
        yield Check(
            "place",
            WARNING,
            f"Everyone on this machine may look into {workspace.root}.",
            f"chmod 700 {workspace.root}",
        )
    else:
        yield Check("place", GOOD, f"{workspace.root}")


def _last_backup(workspace: Workspace, now: datetime) -> Check:
    taken = backups(workspace)
    if not taken:
        return Check("backup", WARNING, "There is no backup.", "negotiator backup")
    said = f"{len(taken)}, the last of {taken[0].name}."
    if now - taken[0].at > _BACKUP_AGE:
        return Check("backup", WARNING, said, "If you recorded something since: negotiator backup")
    return Check("backup", GOOD, said)


def _versions() -> Check:
    return Check(
        "versions",
        GOOD,
        f"negotiator {__version__}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, Textual {version('textual')}, {platform.system()}.",
    )
