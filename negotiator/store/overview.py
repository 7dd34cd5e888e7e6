"""All deals at a glance, without reading their entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from negotiator.deal.deal import Deal, Session
from negotiator.deal.profile import Profile
from negotiator.deal.standing import Standing
from negotiator.store.rows import deal_of, profile_of, session_of, time_of
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
    last_session: Session | None
    """The one started last."""
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
_DEALS = (
    select(DEAL, _SESSIONS.label("sessions"), ENTRY.c.at, ENTRY.c.offset_minutes)
    .outerjoin_from(DEAL, ENTRY, ENTRY.c.seq == _LAST_ENTRY)
    .order_by(DEAL.c.created, DEAL.c.id)
)
_LAST_SESSION = (
    select(SESSION.c.id)
    .where(SESSION.c.deal == DEAL.c.id)
    .order_by(SESSION.c.started.desc(), SESSION.c.id.desc())
    .limit(1)
    .correlate(DEAL)
    .scalar_subquery()
)
_LAST_SESSIONS = select(SESSION).join_from(DEAL, SESSION, SESSION.c.id == _LAST_SESSION)
_STANDINGS = select(STANDING.c.deal, STANDING.c.clause, STANDING.c.standing)


def read_overview(connection: Connection) -> list[DealOverview]:
    """Every deal, the oldest first."""
    standings: defaultdict[str, dict[str, Standing]] = defaultdict(dict)
    named = {str(each): each for each in Standing}
    for id, clause, standing in connection.execute(_STANDINGS).fetchall():
        standings[id][clause] = named[standing]
    last = {row["deal"]: session_of(row) for row in connection.execute(_LAST_SESSIONS).mappings()}
    overviews: list[DealOverview] = []
    for row in connection.execute(_DEALS).mappings():
        deal, changed, at = deal_of(row), row["profile_now"], row["at"]
        overviews.append(
            DealOverview(
                deal=deal,
                profile=profile_of(changed) if changed else deal.profile,
                edition=row["edition_now"] or deal.edition,
                sessions=row["sessions"],
                last_session=last.get(row["id"]),
                last_entry=None if at is None else time_of(at, row["offset_minutes"]),
                standings=standings.get(row["id"], {}),
            )
        )
    return overviews
