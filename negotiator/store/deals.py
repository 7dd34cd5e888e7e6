"""Deals, the playbook editions they were begun with, and their sessions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Connection,
    RowMapping,
    Select,
    bindparam,
    insert,
    select,
    update,
)

from negotiator.deal.body import EditionTaken
from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry
from negotiator.store.errors import StoreError
from negotiator.store.rows import (
    deal_of,
    deal_values,
    ended_values,
    session_of,
    session_values,
)
from negotiator.store.tables import DEAL, EDITION, SESSION

_KEY: BindParameter[str] = bindparam("key")
_DEALS = select(DEAL).order_by(DEAL.c.created, DEAL.c.id)
_DEAL = select(DEAL).where(DEAL.c.id == _KEY)
_LOCKED_DEAL = select(DEAL.c.id).where(DEAL.c.id == _KEY).with_for_update()
_EDITION = select(EDITION).where(EDITION.c.digest == _KEY)
_RENEWAL = _DEALS.where(DEAL.c.follows == _KEY).limit(1)
_SESSION = select(SESSION).where(SESSION.c.id == _KEY)
_SESSIONS = select(SESSION).where(SESSION.c.deal == _KEY).order_by(SESSION.c.started, SESSION.c.id)


def add_deal(connection: Connection, deal: Deal, version: str, text: str) -> None:
    """Add a deal and its edition, unless they are there.

    Raises:
        StoreError: another deal has the id.
    """
    there = _one(connection, _DEAL, str(deal.id))
    if there is not None:
        if deal_of(there) != deal:
            raise StoreError(
                f"Another deal has the id {deal.id} already.",
                "Record further entries on it instead of adding it again.",
            )
        return
    add_edition(connection, deal.edition, deal.playbook, version, text)
    connection.execute(insert(DEAL), deal_values(deal))


def add_edition(
    connection: Connection, digest: str, playbook: str, version: str, text: str
) -> None:
    """Add a playbook edition, unless it is there."""
    if _one(connection, _EDITION, digest) is None:
        row = {"digest": digest, "playbook": playbook, "version": version, "text": text}
        connection.execute(insert(EDITION), row)


def read_deals(connection: Connection, only: Collection[UUID] | None = None) -> list[Deal]:
    """All deals, the oldest first; or only these and those that renew them."""
    query = _DEALS
    if only is not None:
        ids = [str(each) for each in only]
        query = query.where(DEAL.c.id.in_(ids) | DEAL.c.follows.in_(ids))
    return [deal_of(row) for row in connection.execute(query).mappings()]


def read_deal(connection: Connection, deal_id: UUID) -> Deal:
    """A deal as it began.

    Raises:
        StoreError: there is no such deal.
    """
    row = _one(connection, _DEAL, str(deal_id))
    if row is None:
        raise StoreError(f"There is no deal {deal_id}.", "Choose one from the list of deals.")
    return deal_of(row)


def read_renewal(connection: Connection, deal_id: UUID) -> Deal | None:
    """The deal that renews one; of several, the oldest."""
    row = _one(connection, _RENEWAL, str(deal_id))
    return None if row is None else deal_of(row)


def lock_deal(connection: Connection, deal_id: UUID) -> None:
    """Keep other programs from adding to a deal until the transaction ends.

    SQLite has one writer anyway. On a server, two at once could take numbers in one order and
    commit in the other, and a reader in between would never see the lower one.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(_LOCKED_DEAL, {"key": str(deal_id)})


def read_edition(connection: Connection, digest: str) -> str:
    """The text of a playbook edition.

    Raises:
        StoreError: no deal was begun with it.
    """
    return read_edition_row(connection, digest)[2]


def read_edition_row(connection: Connection, digest: str) -> tuple[str, str, str]:
    """The playbook, version and text of an edition.

    Raises:
        StoreError: no deal was begun with it.
    """
    row = _one(connection, _EDITION, digest)
    if row is None:
        raise StoreError(
            f"There is no playbook edition {digest[:12]}.",
            "Restore it from a backup, or give the deal the current edition.",
        )
    return str(row["playbook"]), str(row["version"]), str(row["text"])


def start_session(connection: Connection, session: Session) -> None:
    """Add a session, unless it is there.

    Raises:
        StoreError: its deal is not there, or its id is that of another deal's session.
    """
    read_deal(connection, session.deal)
    there = _one(connection, _SESSION, str(session.id))
    if there is None:
        connection.execute(insert(SESSION), session_values(session))
    elif there["deal"] != str(session.deal):
        raise StoreError(
            f"The session {session.id} belongs to another deal.", "Start a new session."
        )


def end_session(connection: Connection, session_id: UUID, at: datetime) -> None:
    """Record when a session ended.

    Raises:
        StoreError: there is no such session.
    """
    ended = update(SESSION).where(SESSION.c.id == str(session_id)).values(ended_values(at))
    if connection.execute(ended).rowcount != 1:
        raise StoreError(
            f"There is no session {session_id}.", "Start the session before ending it."
        )


def read_sessions(connection: Connection, deal_id: UUID) -> list[Session]:
    """The sessions of a deal, the oldest first.

    Raises:
        StoreError: there is no such deal.
    """
    read_deal(connection, deal_id)
    rows = connection.execute(_SESSIONS, {"key": str(deal_id)}).mappings()
    return [session_of(row) for row in rows]


def _one(connection: Connection, query: Select[Any], key: str) -> RowMapping | None:
    return connection.execute(query, {"key": key}).mappings().one_or_none()


def why_refused(connection: Connection, deal_id: UUID, entries: Sequence[Entry]) -> StoreError:
    """Which rule of the tables new entries broke.

    Raises:
        StoreError: one of them takes an edition that is not there.
    """
    started = {session.id for session in read_sessions(connection, deal_id)}
    strange = {str(entry.session) for entry in entries if entry.session not in started}
    if strange:
        return StoreError(
            f"The deal {deal_id} has no session {', '.join(sorted(strange))}.",
            "Start the session before recording in it.",
        )
    for entry in entries:
        if isinstance(entry.body, EditionTaken):
            read_edition(connection, entry.body.edition)
    return StoreError(
        f"An entry for the deal {deal_id} has the id of an entry of another deal.",
        "Give the entries of a copied deal new ids.",
    )
