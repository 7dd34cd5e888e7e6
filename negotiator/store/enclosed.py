"""A few words in an encrypted file of their own, which opens with the record's passphrase."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

from negotiator.store import cipher
from negotiator.store.errors import driver_errors


def enclose(path: Path, body: bytes, passphrase: str) -> None:
    """Put words into a file that is there and empty.

    Raises:
        OSError: the disk refuses.
    """
    try:
        connection = cipher.keyed(path, passphrase)
        assert connection is not None  # an empty file opens with everything
        with closing(connection):
            connection.execute("PRAGMA journal_mode=OFF").fetchone()  # it is new: all or nothing
            connection.execute("CREATE TABLE enclosed (body BLOB)")
            connection.execute("INSERT INTO enclosed VALUES (?)", [body])
    except driver_errors() as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


def enclosed(path: Path, passphrase: str) -> bytes | None:
    """The words in a file; None where it is plain, damaged, or has another passphrase."""
    try:
        connection = cipher.keyed(path, passphrase, "ro")
        if connection is None:
            return None
        with closing(connection):
            (body,) = connection.execute("SELECT body FROM enclosed").fetchone()
    except (*driver_errors(), TypeError):
        return None
    return body if isinstance(body, bytes) else None
