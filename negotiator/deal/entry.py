"""One thing that happened in a session: a body with its place and time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from pydantic import AwareDatetime, BaseModel, ConfigDict

from negotiator.deal.body import AnyBody
from negotiator.deal.fields import Name


class Entry(BaseModel):
    """A body with its place and time; entries are only ever added."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: UUID
    session: UUID
    clause: Name | None = None
    author: Name = ""
    at: AwareDatetime
    """When it happened, with the local offset of whoever recorded it."""
    body: AnyBody


def new_entry(
    body: AnyBody,
    *,
    session: UUID,
    at: datetime,
    clause: str | None = None,
    author: str = "",
) -> Entry:
    """An entry of now, with an id that survives export and import."""
    return Entry(id=uuid4(), session=session, clause=clause, author=author, at=at, body=body)
