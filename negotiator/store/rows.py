"""Between the domain and the tables: a deal, a session, an entry as a row, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select

from negotiator.deal.body import BODIES
from negotiator.deal.deal import Deal, Session, SessionKind
from negotiator.deal.entry import Entry
from negotiator.deal.profile import Profile

Row = RowMapping | Mapping[str, Any]
Values = dict[str, Any]
_MINUTE = timedelta(minutes=1)
_BATCH = 1_000


def rows_of(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a query as the driver has them: SQLAlchemy's own take as long as reading them."""
    with closing(connection.execute(query)) as result:
        assert result.cursor is not None, "a SELECT has rows"
        while rows := result.cursor.fetchmany(_BATCH):
            yield from rows


def utc_text(at: datetime) -> str:
    """A time as text of fixed width that sorts by time: `2026-11-21T13:02:11.000000+00:00`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def offset_minutes(at: datetime) -> int:
    """How far local time was ahead of UTC, in whole minutes."""
    return (at.utcoffset() or timedelta()) // _MINUTE


def time_of(text: str, minutes: int) -> datetime:
    """The time again, in the offset it was recorded with."""
    return datetime.fromisoformat(text).astimezone(timezone(minutes * _MINUTE))


def deal_values(deal: Deal) -> Values:
    """A deal as a new row."""
    return {
        "id": str(deal.id),
        "vendor": deal.vendor,
        "title": deal.title,
        "profile": deal.profile.model_dump_json(),
        "playbook": deal.playbook,
        "edition": deal.edition,
        "created": utc_text(deal.created),
        "created_offset": offset_minutes(deal.created),
        "follows": None if deal.follows is None else str(deal.follows),
    }


@lru_cache(maxsize=1024)
def profile_of(text: str) -> Profile:
    """The profile in a column; most deals have one in common."""
    return Profile.model_validate_json(text)


def deal_of(row: Row) -> Deal:
    """The deal in a row."""
    return Deal(
        id=UUID(row["id"]),
        vendor=row["vendor"],
        title=row["title"],
        profile=profile_of(row["profile"]),
        playbook=row["playbook"],
        edition=row["edition"],
        created=time_of(row["created"], row["created_offset"]),
        follows=None if row["follows"] is None else UUID(row["follows"]),
    )


def session_values(session: Session) -> Values:
    """A session as a new row."""
    return {
        "id": str(session.id),
        "deal": str(session.deal),
        "kind": str(session.kind),
        "started": utc_text(session.started),
        "started_offset": offset_minutes(session.started),
        "planned_minutes": session.planned_minutes,
        "author": session.author,
        **ended_values(session.ended),
    }


def ended_values(ended: datetime | None) -> Values:
    """The columns that say when a session ended."""
    return {
        "ended": None if ended is None else utc_text(ended),
        "ended_offset": None if ended is None else offset_minutes(ended),
    }


def session_of(row: Row) -> Session:
    """The session in a row."""
    ended = row["ended"]
    return Session(
        id=UUID(row["id"]),
        deal=UUID(row["deal"]),
        kind=SessionKind(row["kind"]),
        started=time_of(row["started"], row["started_offset"]),
        ended=None if ended is None else time_of(ended, row["ended_offset"]),
        planned_minutes=row["planned_minutes"],
        author=row["author"],
    )


def entry_values(deal: UUID, entry: Entry) -> Values:
    """An entry of a deal as a new row."""
    return {
        "id": str(entry.id),
        "deal": str(deal),
        "session": str(entry.session),
        "clause": entry.clause,
        "kind": entry.body.kind,
        "author": entry.author,
        "at": utc_text(entry.at),
        "offset_minutes": offset_minutes(entry.at),
        "body": entry.body.model_dump_json(),
    }


def entry_of(row: Row) -> Entry:
    """The entry in a row."""
    return Entry(
        id=UUID(row["id"]),
        session=UUID(row["session"]),
        clause=row["clause"],
        author=row["author"],
        at=time_of(row["at"], row["offset_minutes"]),
        body=BODIES.validate_json(row["body"]),
    )
