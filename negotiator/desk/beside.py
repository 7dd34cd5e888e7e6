"""Small files beside the record that may hold words of a deal: encrypted where the record is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from negotiator.desk.atomic import replacing, write_atomically
from negotiator.desk.workspace import Workspace

_NEXT = ".next"


def write(path: Path, body: bytes) -> None:
    """Replace a file's content; readers see the old or the new.

    Raises:
        OSError: the disk refuses; the old file is then untouched.
    """
    _write(path, body, _passphrase())


def read(path: Path, limit: int = -1) -> bytes:
    """The content of a file, which may be plain still, from before the record was encrypted.

    Args:
        limit: bytes beyond these are not read of a plain one.

    Raises:
        OSError: it cannot be read.
    """
    if passphrase := _passphrase():
        from negotiator.store.enclosed import enclosed

        body = enclosed(path, passphrase)
        if body is not None:
            return body
    with path.open("rb") as file:
        return file.read(limit)


def settle(workspace: Workspace) -> None:
    """Once the passphrase is known: finish what a change of it was cut short in.

    Raises:
        OSError: the disk refuses.
    """
    from negotiator.store.enclosed import enclosed

    passphrase = _passphrase()
    for path in _files(workspace):
        following = path.with_name(path.name + _NEXT)
        if following.exists() and enclosed(following, passphrase) is not None:
            following.replace(path)
        following.unlink(missing_ok=True)
        if passphrase and enclosed(path, passphrase) is None:
            _close(path, passphrase)


def prepare(workspace: Workspace, passphrase: str) -> None:
    """Before an encrypted record gets another passphrase, or `` for none: have all ready for it.

    Whether the change then happens or not, and wherever it is cut short, `settle` finds each file
    in a form that opens.

    Raises:
        OSError: the disk refuses.
    """
    for path in _files(workspace):
        body = read(path)
        _write(path.with_name(path.name + _NEXT) if passphrase else path, body, passphrase)


def leftovers(workspace: Workspace) -> list[Path]:
    """What can be made again, or was being written when a program was killed.

    No other window may be at it.
    """
    folders = (workspace.sessions, workspace.in_hand, workspace.unsaved)
    unfinished = (path for folder in folders for path in folder.glob(".*.json.*"))
    return [path for path in (*workspace.cache.glob("*"), *unfinished) if _is_ours(path)]


def _passphrase() -> str:
    """That of this process; none where the store, which is slow to import, was not needed yet."""
    cipher = sys.modules.get("negotiator.store.cipher")
    return str(cipher.in_use()) if cipher else ""


def _files(workspace: Workspace) -> Iterator[Path]:
    there = (*workspace.in_hand.glob("*.json"), *workspace.unsaved.glob("*.json"))
    yield from filter(_is_ours, (*there, workspace.state_file))


def _is_ours(path: Path) -> bool:
    """Whether it is a file, and no link to one that is somebody else's."""
    return path.is_file() and not path.is_symlink()


def _write(path: Path, body: bytes, passphrase: str) -> None:
    if not passphrase:
        write_atomically(path, body)
        return
    from negotiator.store.enclosed import enclose

    with replacing(path) as fresh:
        enclose(fresh, body, passphrase)


def _close(path: Path, passphrase: str) -> None:
    """Encrypt a plain file, and write zeros over what it held."""
    with path.open("r+b") as plain:
        body = plain.read()
        _write(path, body, passphrase)
        plain.seek(0)
        plain.write(bytes(len(body)))
        plain.flush()
        os.fsync(plain.fileno())
