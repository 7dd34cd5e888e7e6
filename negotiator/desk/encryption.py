"""The record's passphrase: found or asked before it is opened, set, changed, taken away."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.desk import beside, keyring
from negotiator.desk.errors import DeskError, store_errors_told
from negotiator.desk.workspace import Workspace

if TYPE_CHECKING:
    from negotiator.store.encrypt import Changed

FILE = "NEGOTIATOR_PASSPHRASE_FILE"
SHORTEST = 8
_OTHERS = 0o077
_PLAIN = b"SQLite format 3\0"


def is_encrypted(workspace: Workspace) -> bool:
    """Whether the record is encrypted; asked before anything of it is open."""
    if _looks_plain(workspace.database):
        return False
    path = workspace.record_file()
    if path is None or not path.is_file():
        return False
    from negotiator.store import cipher

    return cipher.is_encrypted(path)


def _looks_plain(database: str) -> bool:
    """Whether there is no file yet, or it begins as SQLite's do.

    Asked first, and without the store: that takes longer to import than a start may.
    """
    if "://" in database:
        return False
    try:
        with Path(database).open("rb") as file:
            return file.read(len(_PLAIN)) == _PLAIN
    except FileNotFoundError:
        return True
    except OSError:
        return False


def needs_passphrase(workspace: Workspace) -> bool:
    """Whether there is something to be asked before the record is opened.

    Raises:
        DeskError: it is encrypted, and SQLCipher is not installed.
    """
    if not is_encrypted(workspace):
        return False
    from negotiator.store import StoreError, cipher

    try:
        cipher.driver()
    except StoreError as error:
        raise DeskError(f"The record is encrypted. {error.what}", error.remedy) from error
    return True


def given() -> str:
    """The passphrase in the file that the environment names; empty where it names none.

    Raises:
        DeskError: it cannot be read, or others may read it.
    """
    name = os.environ.get(FILE)
    if not name:
        return ""
    try:
        with Path(name).open(encoding="utf-8") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & _OTHERS:
                raise DeskError(f"{name} may be read by others.", f"Run: chmod 600 {name}")
            passphrase = file.readline(4096).rstrip("\r\n")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise DeskError(
            f"The passphrase cannot be read from {name}: {why}.", f"Correct {FILE}."
        ) from error
    if not passphrase:
        raise DeskError(f"The first line of {name} is empty.", "Write the passphrase there.")
    return passphrase


def unlock(workspace: Workspace, passphrase: str) -> bool:
    """Whether the passphrase is the record's; it is that of the process then.

    Raises:
        DeskError: SQLCipher is not installed, or the file cannot be read.
    """
    from negotiator.store import cipher
    from negotiator.store.encrypt import opens

    path = _sure(workspace)
    with store_errors_told():
        cipher.driver()
        if not opens(path, passphrase):
            return False
    cipher.use(passphrase)
    with suppress(OSError):  # the disk is full or not ours: the next start does it
        beside.settle(workspace)
    return True


def change(workspace: Workspace, passphrase: str, now: datetime) -> Changed:
    """Encrypt the record, change its passphrase, or make it plain again with ``.

    Raises:
        DeskError: it cannot be done; then nothing was changed.
    """
    from negotiator.store import cipher
    from negotiator.store.encrypt import change

    path = _sure(workspace)
    if passphrase and len(passphrase) < SHORTEST:
        raise DeskError(
            f"A passphrase of fewer than {SHORTEST} characters is guessed in no time.",
            "Take some words that nobody would put together.",
        )
    with store_errors_told():
        cipher.driver()
        if cipher.in_use():
            beside.prepare(workspace, passphrase)
        try:
            done = change(path, passphrase, now)
        finally:
            beside.settle(workspace)
        wipe(beside.leftovers(workspace), lambda path, _: path.unlink(missing_ok=True))
    return done


def in_keyring(workspace: Workspace) -> str:
    """The passphrase that the system's keyring has; empty where none was put there.

    Raises:
        DeskError: it was, and the keyring does not tell it.
    """
    record = _sure(workspace)
    return keyring.kept(record) if keyring.is_asked_for(record) else ""


def into_keyring(workspace: Workspace, *, wanted: bool | None) -> bool:
    """Put the passphrase of the process into the system's keyring, or take it out.

    Args:
        wanted: None leaves it as it was: a passphrase that is kept there is renewed.

    Returns:
        Whether it is there now.

    Raises:
        DeskError: the keyring refuses.
    """
    from negotiator.store import cipher

    record = _sure(workspace)
    stays = keyring.is_asked_for(record) if wanted is None else wanted
    if stays and cipher.in_use():
        keyring.keep(record, cipher.in_use())
        return True
    keyring.drop(record)
    return False


def wipe(paths: Iterable[Path], failed: Callable[[Path, str], None]) -> None:
    """Overwrite and delete files; `failed` is told of those that stay."""
    from negotiator.store.encrypt import wipe

    for path in paths:
        try:
            wipe(path)
        except OSError as error:
            failed(path, error.strerror or str(error))


def _sure(workspace: Workspace) -> Path:
    path = workspace.record_file()
    if path is None:
        raise DeskError(
            "The record is on a database server.", "Whoever runs the server encrypts its disk."
        )
    if not path.is_file():
        raise DeskError(f"There is no record at {path} yet.", "Start once with: negotiator")
    return path
