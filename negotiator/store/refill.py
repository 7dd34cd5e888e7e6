"""A new database of what was found in a damaged one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from negotiator.deal.body import EditionTaken
from negotiator.deal.deal import Deal, Session
from negotiator.store.backup import content_of
from negotiator.store.rows import Values, deal_values, session_values, time_of
from negotiator.store.salvage import Salvaged
from negotiator.store.seal import sealed
from negotiator.store.sqlite_file import connected

_NO_EDITION = "0" * 64
_LOST = "Recovered"


def refill(fresh: Path, found: Salvaged) -> int:
    """Write what was found into a new database, in its order, with standings folded anew.

    Returns how many entries that are.
    """
    from negotiator.store.store import Store

    Store.open(fresh).close()
    with closing(connected(fresh)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        deals, sessions = _referred_to(found)
        of = {row["id"]: row["deal"] for row in sessions}
        # What no longer names its deal and session has no place; its words are in the note.
        entries = [row for row in _in_order(found) if of.get(row["session"]) == row["deal"]]
        named = {deal["edition"] for deal in deals} | set(_taken(entries))
        editions = named - found.editions.keys()
        _insert(connection, "edition", [*found.editions.values(), *map(_no_edition, editions)])
        # What is in force is folded anew.
        as_begun = ({**deal, "profile_now": None, "edition_now": None} for deal in deals)
        _insert(connection, "deal", as_begun)
        _insert(connection, "session", sessions)
        _insert(connection, "entry", entries)
        connection.execute("COMMIT")
    with Store.open(fresh) as store:
        for deal in store.deals():
            store.rebuild(deal.id)
    for end in ("-wal", "-shm"):
        fresh.with_name(fresh.name + end).unlink(missing_ok=True)
    problems = [each for each in content_of(fresh).problems if "checksum" not in each]
    if problems:
        raise OSError(0, f"what was recovered is damaged too: {problems[0]}")
    return len(entries)


def _taken(entries: Iterable[Values]) -> Iterator[str]:
    """The editions that entries took."""
    for row in entries:
        if row["kind"] == EditionTaken.model_fields["kind"].default:
            with suppress(ValidationError):
                yield EditionTaken.model_validate_json(row["body"]).edition


def _in_order(found: Salvaged) -> list[Values]:
    rows = [*found.entries.values(), *found.damaged.values()]
    rows.sort(key=lambda row: row["seq"])
    fitting = []
    for row in rows:
        values = {name: value for name, value in row.items() if name != "seq"}
        if not values.get("seal"):
            values = sealed({name: value for name, value in values.items() if name != "seal"})
        fitting.append(values)
    return fitting


def _referred_to(found: Salvaged) -> tuple[list[Values], list[Values]]:
    """The deals and sessions, with stand-ins for those that entries name and nobody has."""
    deals, sessions = dict(found.deals), dict(found.sessions)
    edition = next(reversed(found.editions.values()), None)
    for row in found.entries.values():
        if known := sessions.get(row["session"]):
            sessions[row["session"]] = {**known, "deal": row["deal"]}  # an entry has its checksum
            continue
        started = time_of(row["at"], row["offset_minutes"])
        session = Session(
            id=UUID(row["session"]), deal=UUID(row["deal"]), started=started, author=row["author"]
        )
        sessions[row["session"]] = session_values(session)
    for row in sessions.values():
        if row["deal"] in deals:
            continue
        deal = Deal(
            id=UUID(row["deal"]),
            vendor=_LOST,
            title=f"deal {row['deal'][:8]}, whose name is lost",
            playbook=edition["playbook"] if edition else "llm-vendor",
            edition=edition["digest"] if edition else _NO_EDITION,
            created=time_of(row["started"], row["started_offset"]),
        )
        deals[row["deal"]] = deal_values(deal)
    return list(deals.values()), list(sessions.values())


def _no_edition(digest: str) -> Values:
    """A place for an edition whose text is lost; the desk says so and takes the one at hand."""
    return {"digest": digest, "playbook": "", "version": "", "text": ""}


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(row)
        places = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", [*row.values()])
