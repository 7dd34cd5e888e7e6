"""A deal taken out of a workspace for good: the record, its backups, and what was made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.desk import beside
from negotiator.desk.documents import file_names
from negotiator.desk.errors import DeskError, store_errors_told
from negotiator.desk.memory import recall, remember
from negotiator.desk.workspace import Workspace

if TYPE_CHECKING:
    from negotiator.store import Store

_BESIDE = ("-wal", "-shm", "-journal")
_TELLING = 12
"""Characters of what was heard from which on it is looked for: fewer stand in any text."""
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Doomed:
    """A deal that is to be purged, as far as it must be known to find all of it."""

    id: str
    vendor: str
    title: str
    sessions: int
    entries: int
    words: tuple[str, ...]
    """By which it is known in other files."""
    shared: bool
    """Another deal has documents of the same names."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was taken away, and what a person has to look at."""

    files: tuple[Path, ...]
    """Those that were rewritten without the deal, or deleted."""
    left: tuple[tuple[Path, str], ...]
    """Those that may still hold something of it, and why."""


def doomed(store: Store, deal: str) -> Doomed:
    """The deal that a person means by a text.

    Raises:
        StoreError: no deal is meant, or more than one.
    """
    found = store.find_deal(deal)
    others = [each for each in store.deals() if each.id != found.id]
    entries = store.entries(found.id)
    heard = {e.body.words for e in entries if isinstance(e.body, b.Heard | b.Promised)}
    taken = {name for each in others for name in (each.vendor, each.title)}
    names = {found.vendor, found.title} - taken
    return Doomed(
        id=str(found.id),
        vendor=found.vendor,
        title=found.title,
        sessions=len(store.sessions(found.id)),
        entries=len(entries),
        words=tuple(sorted({*names, *(each for each in heard if len(each) >= _TELLING)})),
        shared=any(file_names(each.vendor) == file_names(found.vendor) for each in others),
    )


def purge(workspace: Workspace, deal: Doomed) -> Purged:
    """Take a deal out of a workspace that nobody has open.

    The record is the last to lose it. A purge that was cut short finds it there, and is repeated.

    Raises:
        DeskError: the record cannot be rewritten; the deal is in it still.
    """
    from negotiator.store.purge import purged_after

    record = workspace.record_file()
    if record is None:
        raise DeskError(
            "The record is on a server, where no file can be rewritten.",
            f"Delete the rows of the deal {deal.id} there, and its backups, with its tools.",
        )
    with store_errors_told(), purged_after(record, deal.id):
        gone, left = _elsewhere(workspace, record, deal)
        _forget(workspace, deal)
    told = {path for path, _ in left}
    left += [(path, why) for path, why in _remnants(workspace, deal) if path not in told]
    return Purged((record, *gone), tuple(left))


def _elsewhere(
    workspace: Workspace, record: Path, deal: Doomed
) -> tuple[list[Path], list[tuple[Path, str]]]:
    """Take it out of all but the record: what was rewritten or deleted, and what could not be."""
    from negotiator.store.errors import StoreError
    from negotiator.store.purge import is_database
    from negotiator.store.purge import purge as take_out

    gone: list[Path] = []
    left: list[tuple[Path, str]] = []
    for path in _files(workspace.sessions, record):
        try:
            if is_database(path) and path != record and take_out(path, deal.id):
                gone.append(path)
        except (StoreError, OSError) as error:
            left.append((path, f"it cannot be rewritten ({error}); delete it yourself"))
    for path in _made_of_it(workspace, deal):
        with suppress(OSError):
            path.unlink()
            gone.append(path)
    return gone, left


def _files(folder: Path, record: Path) -> list[Path]:
    """Whatever may be a copy of the record, in the workspace or beside the record."""
    names = (f"{record.name}*", f".{record.name}*", "backups/*")  # `.`: killed in the middle of it
    beside = [path for name in names for path in record.parent.glob(name)]
    found = dict.fromkeys([*folder.rglob("*"), *beside])
    ordinary = (path for path in found if path.is_file() and not path.is_symlink())
    return [path for path in ordinary if not path.name.endswith(_BESIDE)]


def _made_of_it(workspace: Workspace, deal: Doomed) -> Iterator[Path]:
    """Documents, what was in hand, and what can be made again of what is left."""
    sessions = workspace.sessions
    if not deal.shared:
        names = re.compile(file_names(deal.vendor))
        yield from (path for path in sessions.iterdir() if names.fullmatch(path.name))
    yield from sessions.rglob(f"*{deal.id}*")
    yield from sessions.glob("due-*.ics")
    yield from workspace.cache.glob("*")


def _forget(workspace: Workspace, deal: Doomed) -> None:
    """The last deal and what was searched for."""
    memory = recall(workspace.state_file)
    if memory.deal == deal.id or memory.filter:
        memory.filter = ""
        memory.deal = "" if memory.deal == deal.id else memory.deal
        remember(workspace.state_file, memory)


def _remnants(workspace: Workspace, deal: Doomed) -> Iterator[tuple[Path, str]]:
    """Files in which words of the deal stand, and documents that may be of another one."""
    names = re.compile(file_names(deal.vendor))
    for path in sorted(workspace.root.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        if deal.shared and path.parent == workspace.sessions and names.fullmatch(path.name):
            yield path, "it may be of this deal, or of another with this vendor"
        elif path.stat().st_size <= _MOST_BYTES:
            ours = path.parent == workspace.unsaved
            content = beside.read(path) if ours else path.read_bytes()
            if any(word.encode("utf-8", "replace") in content for word in deal.words):
                yield path, "words of the deal stand in it too"
