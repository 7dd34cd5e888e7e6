"""A deal, a session and entries to fill a store with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from negotiator.deal.body import AnyBody, Heard
from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry, new_entry
from negotiator.store import Store
from negotiator.store.standings import ClauseStanding, read_standings, standing_of

CLAUSE = "model.version-pinning"
TEN = datetime(2026, 11, 21, 10, tzinfo=UTC)
EDITION = "a" * 64
TEXT = '{"playbook": "as it was"}'


def a_deal(vendor: str = "Acme AI", title: str = "Enterprise API", **facts: object) -> Deal:
    """A deal begun at ten."""
    return Deal.model_validate(
        {
            "id": uuid4(),
            "vendor": vendor,
            "title": title,
            "playbook": "llm-vendor",
            "edition": EDITION,
            "created": TEN,
            **facts,
        }
    )


def a_session(deal: Deal, minutes: int = 0) -> Session:
    """A session that starts so many minutes after ten."""
    return Session(id=uuid4(), deal=deal.id, started=TEN + timedelta(minutes=minutes), author="ana")


def heard(session: Session | UUID, words: str = "no", clause: str | None = CLAUSE) -> Entry:
    """Something the vendor said."""
    return an_entry(session, Heard(words=words), clause)


def an_entry(session: Session | UUID, body: AnyBody, clause: str | None = CLAUSE) -> Entry:
    """An entry at ten."""
    session_id = session.id if isinstance(session, Session) else session
    return new_entry(body, session=session_id, at=TEN, clause=clause, author="ana")


def begin(store: Store, deal: Deal | None = None) -> tuple[Deal, Session]:
    """A deal in the store, and a session on it."""
    deal = deal or a_deal()
    store.add_deal(deal, version="1.0.0", text=TEXT)
    session = a_session(deal)
    store.start_session(session)
    return deal, session


def begun(path: Path) -> tuple[Deal, Session]:
    """The same in a file that is closed again."""
    with Store.open(path) as store:
        return begin(store)


def copied(store: Store, deal: Deal) -> list[ClauseStanding]:
    """The copy of the standings as it is in the file."""
    return store._database.read(partial(read_standings, deal=deal.id))


def folded(store: Store, deal: Deal) -> list[ClauseStanding]:
    """The copy of the standings as the fold of the entries makes it."""
    clauses = store.state(deal.id).clauses
    return [standing_of(clause, clauses[clause]) for clause in sorted(clauses)]
