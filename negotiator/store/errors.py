"""The one error of the store, and the words for everything that can go wrong below it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic_core import PydanticSerializationError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

_PRIMARY = 0xFF
"""SQLite's extended result codes carry the primary one in the low byte."""

_SQLITE: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "is locked by another program.",
        "Close what holds it (another window, a backup, a folder being synced), then try again.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "is locked by another program.",
        "Close what holds it (another window, a backup, a folder being synced), then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "may not be written to.",
        "Give yourself permission to write the file and its folder.",
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk reports an error.",
        "Check the disk; what was saved before is not touched.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged.",
        "Keep a copy of the file as it is, then restore the last backup.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "is not a database.",
        "Name another file; this one is left as it is.",
    ),
    sqlite3.SQLITE_FULL: (
        "cannot grow: the disk is full.",
        "Make room, then try again; what was saved before is safe.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened.",
        "Check that you may read and write the file and its folder.",
    ),
}


_CONSTRAINT = sqlite3.SQLITE_CONSTRAINT
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class StoreError(Exception):
    """`what` names the thing and the reason, `remedy` the next step; both are shown as they are."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy
        self.damage = False
        """The file itself is damaged, or no database."""
        self.refused = False
        """It would break a rule of the tables, as that an entry has a session."""
        self.newer = False
        """A newer program wrote it."""

    def of_damage(self) -> StoreError:
        """The same, known to be about a damaged file."""
        self.damage = True
        return self


def driver_errors() -> tuple[type[Exception], type[Exception]]:
    """What a driver raises: SQLite's own, and SQLCipher's once it was loaded."""
    other = sys.modules.get("sqlcipher3.dbapi2")
    theirs: type[Exception] = sqlite3.Error if other is None else other.Error
    return sqlite3.Error, theirs


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn whatever a database, a disk or a row can raise into a StoreError about `place`."""
    try:
        yield
    except (*driver_errors(), SQLAlchemyError, OSError, ValueError, OverflowError) as error:
        told = StoreError(*_words(place, error))
        told.damage = _code(error) in _DAMAGE
        told.refused = isinstance(error, IntegrityError) or _code(error) == _CONSTRAINT
        raise told from error


def _cause(error: BaseException) -> BaseException:
    """What the database's driver said, where it did."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _code(error: BaseException) -> int:
    """SQLite's primary result code; 0 where the error is none of SQLite's."""
    cause = _cause(error)
    if not isinstance(cause, driver_errors()):
        return 0
    return int(getattr(cause, "sqlite_errorcode", 0)) & _PRIMARY


def _words(place: str, error: Exception) -> tuple[str, str]:
    """What happened and what to do about it."""
    cause = _cause(error)
    code = _code(error)
    if code in _SQLITE:
        what, remedy = _SQLITE[code]
        return f"{place} {what}", remedy
    if isinstance(cause, UnicodeError | PydanticSerializationError | OverflowError):
        return (
            f"{place} cannot keep a text or a time that has no encoding.",
            "Take out the unusual characters, or correct the date, and record it again.",
        )
    if isinstance(cause, ValueError):
        return (
            f"{place} holds something that this version of Negotiator does not know.",
            "Update Negotiator; if it is up to date, the file is damaged: negotiator doctor. "
            "Nothing was changed.",
        )
    if isinstance(cause, OSError):
        return (
            f"{place} cannot be used: {cause.strerror or cause}.",
            "Check the path and your permissions.",
        )
    return (
        f"{place} reports: {str(cause).strip() or type(cause).__name__}.",
        "Try again; if it stays, keep a copy of the database and restore the last backup.",
    )
