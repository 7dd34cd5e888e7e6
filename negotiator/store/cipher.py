"""The one place that chooses the driver: SQLite's own, or SQLCipher once there is a passphrase.

A process never opens one file with both: closing it in one would drop the locks of the other. So
when there is a passphrase, SQLCipher opens plain files too.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from negotiator.store import keys
from negotiator.store.errors import StoreError, driver_errors
from negotiator.store.pages import MAGIC

_LOOKED_AT = 4096
_VARIED = 240
"""Different bytes in so many that are as good as random: all 256, but for one in ten thousand.
A page of ours, however damaged, has half of them."""

FILE = "NEGOTIATOR_PASSPHRASE_FILE"

_passphrase = ""


class LockedError(StoreError):
    """The file is encrypted, and there is no passphrase or not the right one."""


def use(passphrase: str) -> None:
    """Open what is encrypted with this from now on, and encrypt what is new; none with ``.

    Raises:
        StoreError: the extra is not installed.
    """
    global _passphrase
    if passphrase:
        driver()
    else:
        keys.forget()
    _passphrase = passphrase


def in_use() -> str:
    """The passphrase of this process; it is written nowhere."""
    return _passphrase


def driver() -> ModuleType:
    """The driver of this process.

    Raises:
        StoreError: the extra is not installed.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise StoreError(
            "Encryption needs SQLCipher, which is not installed.",
            "Install it beside Negotiator: pip install 'negotiator[encryption]'",
        ) from error
    return dbapi2  # type: ignore[no-any-return]


def module() -> ModuleType:
    """What SQLAlchemy takes for the driver."""
    return driver() if _passphrase else sqlite3


def connect(path: Path, mode: str = "rw", wait_seconds: float = 5.0) -> Any:
    """A connection, begun by nothing, that reads what is there: encrypted, plain or new.

    Raises:
        LockedError: it is encrypted, with another passphrase.
    """
    if not _passphrase:
        return _connection(sqlite3, path, mode, wait_seconds)
    with_key = keyed(path, _passphrase, mode, wait_seconds)
    if with_key is not None:
        return with_key
    plain = keyed(path, "", mode, wait_seconds)
    if plain is not None:
        return plain
    if is_encrypted(path):
        raise LockedError(
            f"{path} does not open with this passphrase, or is damaged.",
            "Try again; nothing was changed.",
        ).of_damage()
    return _connection(driver(), path, mode, wait_seconds)  # damaged, as the next statement says


def keyed(path: Path, passphrase: str, mode: str = "rw", wait_seconds: float = 5.0) -> Any | None:
    """A connection of SQLCipher; None where the passphrase, or `` for plain, is not the file's."""
    connection = _connection(driver(), path, mode, wait_seconds)
    try:
        if passphrase:
            # It would write on the screen what we say in words.
            connection.execute("PRAGMA cipher_log_level = NONE")
            salt = _salt(connection, path, passphrase)
            if salt == MAGIC:
                connection.close()
                return None  # plain: no key has to be made to know it
            connection.execute(f"PRAGMA key = {_quoted(keys.literal(passphrase, salt))}")
            connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if passphrase:
            keys.fits(passphrase, salt)
    except driver_errors() as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB:
            return None
        raise
    return connection


def _salt(connection: Any, path: Path, passphrase: str) -> bytes:
    """What stands first in the file; asked of SQLCipher, as opening it by hand would drop locks."""
    if path.stat().st_size == 0:
        return keys.salt_for(passphrase)
    anything = f"x'{bytes(32).hex()}'"  # before a key is set it tells none
    connection.execute(f"PRAGMA key = {_quoted(anything)}")
    (salt,) = connection.execute("PRAGMA cipher_salt").fetchone()
    return bytes.fromhex(salt)


def _quoted(text: str) -> str:
    """As a literal of SQL: a PRAGMA takes no parameters."""
    return "'" + text.replace("'", "''") + "'"


def is_encrypted(path: Path) -> bool:
    """Whether a file is what SQLCipher makes: bytes like random ones from the first on.

    A damaged one may not look so any more: the mark beside it says what it was. This opens the file
    by hand, which drops this process's locks on it: never ask while it is open.
    """
    try:
        with path.open("rb") as file:
            first = file.read(_LOOKED_AT)
    except OSError:
        return False
    if first.startswith(MAGIC):
        return False
    return is_marked(path) or (len(first) == _LOOKED_AT and len(set(first)) > _VARIED)


def is_marked(path: Path) -> bool:
    """Whether the file was encrypted when it was last opened, whatever has become of it."""
    return _mark(path).exists()


def mark(path: Path) -> None:
    """Remember beside a file that it is encrypted, so that damage never makes a plain one of it."""
    with suppress(OSError):  # the disk is full or not ours: the next start does it
        os.close(os.open(_mark(path), os.O_CREAT | os.O_WRONLY, 0o600))


def unmark(path: Path) -> None:
    """Forget it: the file is about to be plain.

    Raises:
        OSError: the disk refuses.
    """
    _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}.encrypted")


def without_passphrase(path: Path) -> LockedError:
    """What to say about an encrypted file where nobody gave a passphrase."""
    return LockedError(
        f"{path} is encrypted, and there is no passphrase for it.",
        f"Start in a terminal, which asks for it, or name a file that holds it: {FILE}",
    )


def _connection(module: ModuleType, path: Path, mode: str, wait_seconds: float) -> Any:
    uri = f"file:{quote(os.fsencode(path))}?mode={mode}"
    return module.connect(
        uri, uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False
    )


def export(source: Any, fresh: Path, passphrase: str) -> None:
    """Write all of a database into a new file, with a passphrase of its own, or none.

    Args:
        source: a connection of SQLCipher. Where a log was left behind it has to be one that may
            write: that merges it.

    Raises:
        driver's error, OSError: the disk refuses.
    """
    (version,) = source.execute("PRAGMA user_version").fetchone()
    (application,) = source.execute("PRAGMA application_id").fetchone()
    key = keys.literal(passphrase, keys.salt_for(passphrase)) if passphrase else ""
    source.execute("ATTACH DATABASE ? AS fresh KEY ?", [str(fresh), key])
    source.execute("SELECT sqlcipher_export('fresh')").fetchone()
    source.execute(f"PRAGMA fresh.user_version = {version}")
    source.execute(f"PRAGMA fresh.application_id = {application}")
    source.execute("DETACH DATABASE fresh")
