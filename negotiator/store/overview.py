"""All deals at a glance, without reading their entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from negotiator.deal.deal import Deal
from negotiator.deal.profile import Profile
from negotiator.deal.standing import Standing
from negotiator.store.rows import deal_of, profile_of, rows_of, time_of
from negotiator.store.tables import DEAL, ENTRY, SESSION, STANDING


@dataclass(frozen=True, slots=True)
class DealOverview:
    """A deal with what a list of deals shows of it."""

    deal: Deal
    profile: Profile
    """The profile in force: the deal's own, or as an entry changed it."""
    edition: str
    """The playbook edition in force, likewise."""
    sessions: int
    last_entry: datetime | None
    """When the entry recorded last happened, with its local offset."""
    standings: Mapping[str, Standing]
    """Where each clause is; not raised where a clause is missing."""


# A subquery per deal walks one step into an index; a GROUP BY would read every entry there is.
_SESSIONS = (
    select(func.count()).where(SESSION.c.deal == DEAL.c.id).correlate(DEAL).scalar_subquery()
)
_LAST_ENTRY = (
    select(func.max(ENTRY.c.seq)).where(ENTRY.c.deal == DEAL.c.id).correlate(DEAL).scalar_subquery()
)
_EVERY = select(
    DEAL, _SESSIONS.label("sessions"), ENTRY.c.at, ENTRY.c.offset_minutes
).outerjoin_from(DEAL, ENTRY, ENTRY.c.seq == _LAST_ENTRY)
_DEALS = _EVERY.order_by(DEAL.c.created, DEAL.c.id)
_TOUCHED = func.coalesce(ENTRY.c.at, DEAL.c.created)
_NEWEST = _EVERY.order_by(_TOUCHED.desc(), DEAL.c.created, DEAL.c.id)
_STANDINGS = select(STANDING.c.deal, STANDING.c.clause, STANDING.c.standing)


def read_overview(connection: Connection, most: int | None = None) -> list[DealOverview]:
    """Every deal, the oldest first; or those touched last, the last of them first.

    A deal without an entry was touched when it was begun.

    Args:
        most: so many at most.
    """
    query = _DEALS if most is None else _NEWEST.limit(most)
    rows = connection.execute(query).mappings().all()
    query = _STANDINGS
    if most is not None:
        query = query.where(STANDING.c.deal.in_([row["id"] for row in rows]))
    standings: defaultdict[str, dict[str, Standing]] = defaultdict(dict)
    named = {str(each): each for each in Standing}
    clauses: dict[str, str] = {}  # each name once, and not once a deal
    for id, clause, standing in rows_of(connection, query):
        standings[id][clauses.setdefault(clause, clause)] = named[standing]
    overviews: list[DealOverview] = []
    for row in rows:
        deal, changed, at = deal_of(row), row["profile_now"], row["at"]
        overviews.append(
            DealOverview(
                deal=deal,
                profile=profile_of(changed) if changed else deal.profile,
                edition=row["edition_now"] or deal.edition,
                sessions=row["sessions"],
                last_entry=None if at is None else time_of(at, row["offset_minutes"]),
                standings=standings.get(row["id"], {}),
            )
        )
    return overviews
