"""The statements of every entry: on SQLite past SQLAlchemy, whose way to one takes longer than it.

Somebody is waiting for the word "saved" meanwhile.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, TextClause
from sqlalchemy.dialects import sqlite

from negotiator.store.rows import Values

_SQLITE = sqlite.dialect(paramstyle="named")


def run(connection: Connection, statement: Insert | TextClause, values: Values) -> None:
    """Run a statement with its values by name."""
    _result(connection, statement, values)


def number(connection: Connection, statement: Insert, values: Values) -> int:
    """Add a row with its values by name; the number it was given."""
    result = _result(connection, statement, values)
    if connection.dialect.name == "sqlite":
        return int(result.lastrowid)
    return int(result.inserted_primary_key[0])


def _result(connection: Connection, statement: Insert | TextClause, values: Values) -> Any:
    if connection.dialect.name != "sqlite":
        return connection.execute(statement, values)
    driver: Any = connection.connection.dbapi_connection
    return driver.execute(_sql(statement, tuple(values)), values)


@cache
def _sql(statement: Insert | TextClause, columns: tuple[str, ...]) -> str:
    return str(statement.compile(dialect=_SQLITE, column_keys=columns))
