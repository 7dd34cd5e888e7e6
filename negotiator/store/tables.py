"""The tables as queries see them; what creates and changes them is in `migrations`.

Table models do not validate: what goes in was validated as a domain object, and what comes out
is validated into one again (`rows`). Only types that SQLite and PostgreSQL share are used: ids are
UUID text, times are UTC ISO text of fixed width (so that they sort) with the local offset in
minutes beside them, and nested values are JSON text.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    func,
    inspect,
)
from sqlmodel import Field, SQLModel


class EditionRow(SQLModel, table=True):
    """A playbook edition, kept as long as a deal refers to it."""

    __tablename__ = "edition"

    digest: str = Field(primary_key=True)
    playbook: str
    version: str
    text: str


class DealRow(SQLModel, table=True):
    """A deal as it began."""

    __tablename__ = "deal"

    id: str = Field(primary_key=True)
    vendor: str
    title: str
    profile: str
    """JSON."""
    profile_now: str | None = None
    """JSON; a copy of the profile that entries changed, for queries."""
    playbook: str
    edition: str = Field(foreign_key="edition.digest")
    edition_now: str | None = Field(default=None, foreign_key="edition.digest")
    """A copy of the edition that an entry took, for queries."""
    created: str
    created_offset: int
    follows: str | None = None
    """No foreign key: a renewal may be imported before the deal it follows, or without it."""


class SessionRow(SQLModel, table=True):
    """A session of a deal."""

    __tablename__ = "session"
    __table_args__ = (
        UniqueConstraint("id", "deal"),
        Index("session_by_deal", "deal", "started"),
    )

    id: str = Field(primary_key=True)
    deal: str = Field(foreign_key="deal.id")
    kind: str
    started: str
    started_offset: int
    ended: str | None = None
    ended_offset: int | None = None
    planned_minutes: int
    author: str


class EntryRow(SQLModel, table=True):
    """An entry; rows are only ever added."""

    __tablename__ = "entry"
    __table_args__ = (
        # The pair, so that an entry cannot land in a session of another deal.
        ForeignKeyConstraint(["session", "deal"], ["session.id", "session.deal"]),
        Index("entry_by_deal", "deal", "seq"),
        Index("entry_by_kind", "kind", "seq"),
    )

    seq: int | None = Field(
        default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True)
    )
    """The order of the entries, never used twice."""
    id: str = Field(unique=True)
    deal: str
    session: str
    clause: str | None = None
    kind: str
    author: str
    at: str
    offset_minutes: int
    body: str
    """JSON."""
    seal: str = ""
    """The checksum of what the row says (`seal`)."""


class StandingRow(SQLModel, table=True):
    """Where a clause is; a copy of the fold for queries, written with the entries it rests on."""

    __tablename__ = "standing"

    deal: str = Field(primary_key=True, foreign_key="deal.id")
    clause: str = Field(primary_key=True)
    standing: str
    offered: str | None = None
    agreed: str | None = None
    value: float | None = None
    refusals: int
    deferrals: int
    deferred_to: str
    due: str | None = None
    approver: str
    document: str
    section: str
    last_at: str | None = None


_tables = SQLModel.metadata.tables
EDITION: Table = _tables["edition"]
DEAL: Table = _tables["deal"]
SESSION: Table = _tables["session"]
ENTRY: Table = _tables["entry"]
STANDING: Table = _tables["standing"]

KIND_IN_PASSING = func.coalesce(ENTRY.c.kind, "")
"""The kind, where many kinds are wanted: without their index the table is gone through once, as it
lies, and not once for each of them."""


def lacks(connection: Connection) -> str:
    """The first column that a database does not have, as `table.column`; empty when it has all."""
    there = inspect(connection)
    for table in (EDITION, DEAL, SESSION, ENTRY, STANDING):
        names = {column["name"] for column in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in names:
                return f"{table.name}.{column.name}"
    return ""
