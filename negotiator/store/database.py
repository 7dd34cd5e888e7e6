"""One open database, and the only two ways into it: a transaction that reads, one that writes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from negotiator.collector import at_rest
from negotiator.store import cipher, sqlite_file
from negotiator.store.errors import StoreError, explained
from negotiator.store.looking import Looking

T = TypeVar("T")
Told = Callable[[], None]
"""Called when something has been found."""
_NO_FILE = {None, "", ":memory:"}


class Database:
    """A SQLite file or a PostgreSQL database.

    One connection is kept open: taking one from a pool would cost a fifth of an append. It is
    therefore for one thread at a time.

    Attributes:
        place: the database as messages name it, without any password.
        path: the SQLite file; None for PostgreSQL.
        waiting: it is being asked for the write lock of the file, which another program may hold.
    """

    def __init__(self, engine: Engine, place: str, path: Path | None, version: int) -> None:
        self._engine = engine
        self._connection = engine.connect()
        self.place = place
        self.path = path
        self.waiting = False
        self.looking: Looking | None = None
        """While the file is still being looked through, and nothing is written to it."""
        self._version = version
        self._file = None if path is None else _identity(path)

    @classmethod
    def open(
        cls,
        target: str | Path,
        version: int,
        wait_seconds: float,
        damaged: Told | None = None,
    ) -> Database:
        """Open a SQLite file, made if missing, or the database a URL names.

        Args:
            version: the newest schema this program knows.
            wait_seconds: how long a locked database is waited for.
            damaged: where given, a long file is read before all of it was looked through; called
                on another thread where it turns out to be damaged.

        Raises:
            StoreError: it cannot be opened, or is not ours; then it is left as it was.
        """
        url = _url(target)
        place = _shown(url, target)
        with explained(place):
            match url.get_backend_name():
                case "sqlite":
                    path = _sqlite_path(url, place)
                    behind = damaged is not None
                    seen = sqlite_file.prepare(path, place, version, wait_seconds, behind=behind)
                    database = cls(_sqlite(path, wait_seconds), place, path, version)
                    if damaged is not None and not seen:
                        database.looking = Looking(path, place, wait_seconds, damaged)
                    return database
                case "postgresql":
                    return cls(_postgresql(url, place, wait_seconds), place, None, version)
        raise StoreError(
            f"{place} is neither SQLite nor PostgreSQL.",
            "Name a file, or a URL that starts with postgresql://",
        )

    @classmethod
    def reading_only(cls, path: Path, wait_seconds: float) -> Database:
        """Open a SQLite file that is there, in a way that can change nothing of it.

        Raises:
            StoreError: it cannot be opened.
        """
        with explained(str(path)):
            engine = create_engine(
                "sqlite://",
                creator=lambda: sqlite_file.connected(path, "ro", wait_seconds),
                module=cipher.module(),
                hide_parameters=True,
            )
            return cls(engine, str(path), path, 0)

    @property
    def connection(self) -> Connection:
        """For statements inside `reading` or `writing`."""
        return self._connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the database.

        Raises:
            StoreError: it cannot be read.
        """
        with explained(self.place), self._connection.begin():
            if self.path is not None:
                self._execute("BEGIN")
            yield self._connection

    def read(self, job: Callable[[Connection], T]) -> T:
        """What a job that reads many rows comes to, in a transaction as of `reading`.

        Text is taken for whole, which saves a third of the time; where some is not, all is read
        again as `reading` reads it.

        Raises:
            StoreError: it cannot be read.
        """
        if self.path is not None:
            with explained(self.place):
                driver: Any = self._connection.connection.dbapi_connection
            driver.text_factory = str
            try:
                with at_rest(), self.reading() as connection:
                    return job(connection)
            except StoreError as error:
                if "Could not decode" not in str(error.__cause__):
                    raise
            finally:
                driver.text_factory = sqlite_file.readable
        with self.reading() as connection:
            return job(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start; durable when the block is left.

        Raises:
            StoreError: nothing of it was written.
        """
        if self.looking is not None:
            self.looking.passed()
            self.looking = None
        with explained(self.place), self._connection.begin():
            if self.path is not None:
                # A plain BEGIN that writes later fails at once, however long it was told to wait,
                # when another program has written in between.
                self.waiting = True
                try:
                    self._execute("BEGIN IMMEDIATE")
                finally:
                    self.waiting = False
                self._refuse_what_has_changed()
            yield self._connection

    def others(self) -> int | None:
        """In a transaction, a number that changes when another connection has written.

        None on a server. It is SQLite's `data_version`: asking for it costs next to nothing.
        """
        if self.path is None:
            return None
        (version,) = self._execute("PRAGMA data_version").fetchone()
        return int(version)

    def close(self) -> None:
        """Let go of the database; closing twice does no harm."""
        if self.looking is not None:
            self.looking.stop()
        with explained(self.place):
            self._connection.close()
            self._engine.dispose()

    def _execute(self, statement: str) -> Any:
        """Past SQLAlchemy, which has begun already as far as it knows, and for half the time."""
        driver: Any = self._connection.connection.dbapi_connection
        return driver.execute(statement)

    def refuse_replaced(self) -> None:
        """Look whether the file that was opened is still where it was.

        Raises:
            StoreError: it is gone, or another one is there.
        """
        if self.path is not None and _identity(self.path) != self._file:
            # SQLite writes on into a file that was deleted, and nobody would find it.
            raise StoreError(
                f"{self.place} was moved, deleted or replaced while it was open.",
                "Put it back, or start again with the file that is there now.",
            )

    def _refuse_what_has_changed(self) -> None:
        """Look under the lock whether this is still the file, and the version, that was opened."""
        self.refuse_replaced()
        (theirs,) = self._execute("PRAGMA user_version").fetchone()
        sqlite_file.refuse_newer(self.place, theirs, self._version)


def file_of(target: str | Path) -> Path | None:
    """The SQLite file that a path or a URL names; None for a server.

    Raises:
        StoreError: it names nothing of use.
    """
    url = _url(target)
    sqlite = url.get_backend_name() == "sqlite"
    return _sqlite_path(url, _shown(url, target)) if sqlite else None


def _url(target: str | Path) -> URL:
    """What a path or a URL names; a SQLite path is made absolute and has its links followed."""
    text = str(target)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        return make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            f"The database URL {text.partition('://')[0]}://… cannot be read.",
            "Write it as postgresql://user@host/database, or name a file.",
        ) from error


def _sqlite_path(url: URL, place: str) -> Path:
    """The file of a SQLite URL, absolute and with links followed."""
    if url.database in _NO_FILE or url.query:
        raise StoreError(
            f"{place} names no file that would keep what is recorded.", "Name a file, without '?'."
        )
    try:
        return Path(url.database or "").resolve()
    except RuntimeError as error:  # Python below 3.13: a link that leads to itself
        raise StoreError(f"{place} is a link that leads to itself.", "Name a file.") from error


def _sqlite(path: Path, wait_seconds: float) -> Engine:
    """SQLAlchemy's recipe for SQLite: the driver begins nothing by itself, we say BEGIN."""
    # Parameters are what a negotiator typed: they have no place in an error.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: sqlite_file.connected(path, "rw", wait_seconds),
        module=cipher.module(),
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def set_up(driver: sqlite3.Connection, _record: object) -> None:
        driver.execute("PRAGMA synchronous=FULL")  # NORMAL lost rows in simulated power cuts
        driver.execute("PRAGMA foreign_keys=ON")

    return engine


def _postgresql(url: URL, place: str, wait_seconds: float) -> Engine:
    seconds = max(1, round(wait_seconds))
    options = f"-c lock_timeout={seconds}s"
    if "+" not in url.drivername:  # which SQLAlchemy 2.0 takes for an older driver
        url = url.set(drivername="postgresql+psycopg")
    try:
        return create_engine(
            url,
            hide_parameters=True,
            connect_args={"connect_timeout": seconds, "options": options},
        )
    except ImportError as error:
        raise StoreError(
            f"{place} needs a driver that is not installed: {error.name}.",
            "Install it beside Negotiator: pip install 'psycopg[binary]'",
        ) from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - Path.stat costs three times as much
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _shown(url: URL, target: str | Path) -> str:
    """The target as a message may name it: printable anywhere, and without a password."""
    text = url.render_as_string(hide_password=True) if "://" in str(target) else str(target)
    return text.encode("utf-8", "backslashreplace").decode()
