"""Bringing a database to the present version, after a backup and in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from negotiator.store import search
from negotiator.store.backup import back_up
from negotiator.store.database import Database
from negotiator.store.errors import StoreError, explained
from negotiator.store.migrations import MIGRATIONS, Migration
from negotiator.store.rows import utc_text
from negotiator.store.sqlite_file import APPLICATION_ID, refuse_newer

_LOCK = 0x4E475452
"""PostgreSQL's advisory lock under which one program upgrades and the others wait."""


def upgrade(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> Path | None:
    """Apply the migrations that are missing, all or none, and record them.

    Returns:
        The backup of the SQLite file as it was; None when it was new or up to date. A server's
        database is backed up by whoever runs the server.

    Raises:
        StoreError: a step failed and the database is as it was; or it is newer than this program.
    """
    with database.reading() as connection:
        version = _version(connection)
        stale = version == len(MIGRATIONS) and search.is_stale(connection)
    if stale:  # made by a program whose SQLite can do more, or less
        with database.writing() as connection:
            search.build(connection)
    if version == len(migrations):
        return None
    backup: Path | None = None
    try:
        with database.writing() as connection:
            if database.path is None:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            version = _version(connection)  # another program may just have done it
            refuse_newer(database.place, version, len(migrations))
            if 0 < version < len(migrations) and database.path is not None:
                # Under the write lock, so that nothing can be added after the copy.
                backup = back_up(database.path, datetime.now(UTC)).path
            _apply(connection, migrations[version:], version)
    except BaseException:
        if backup is not None:
            backup.unlink(missing_ok=True)  # of a database that is still there as it was
        raise
    if database.path is not None:
        _merge_write_ahead(database)
    return backup


def _version(connection: Connection) -> int:
    """How many migrations the database has; 0 for a new one."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if connection.exec_driver_sql("SELECT to_regclass('migration')").scalar_one() is None:
        return 0
    return int(connection.exec_driver_sql("SELECT count(*) FROM migration").scalar_one())


def _apply(connection: Connection, migrations: Sequence[Migration], version: int) -> None:
    if version == 0:
        connection.exec_driver_sql(
            "CREATE TABLE migration (name TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL)"
        )
    for migration in migrations:
        name = migration.__name__
        try:
            migration(connection)
        except Exception as error:
            raise StoreError(
                f"The upgrade step {name} failed; the database is as it was.",
                "Go on with the Negotiator you had before, and report this.",
            ) from error
        record: dict[str, Any] = {"name": name, "at": utc_text(datetime.now(UTC))}
        connection.execute(text("INSERT INTO migration (name, at) VALUES (:name, :at)"), record)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={version + len(migrations)}")


def _merge_write_ahead(database: Database) -> None:
    """Put the new version into the file itself, where an older program finds it without us."""
    with explained(database.place), database.connection.begin():
        database.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
