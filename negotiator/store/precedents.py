"""What other deals agreed to, from the copy of the standings: no entry of theirs is folded."""

from __future__ import annotations

import json
from datetime import date
from operator import itemgetter
from uuid import UUID

from sqlalchemy import Connection, func, select

from negotiator.deal.precedent import Past, Precedent, same_vendor
from negotiator.store.retractions import retracted
from negotiator.store.rows import rows_of
from negotiator.store.standings import AGREED
from negotiator.store.tables import DEAL, ENTRY, STANDING

_DEALS = select(DEAL.c.id, DEAL.c.vendor, DEAL.c.title)
_MEANT = (
    STANDING.c.standing.in_(AGREED),
    STANDING.c.agreed.is_not(None),
    STANDING.c.last_at.is_not(None),
)
_FOUND = select(STANDING.c.last_at, STANDING.c.deal, STANDING.c.clause, STANDING.c.agreed).where(
    *_MEANT
)
_COUNTED = (
    select(STANDING.c.clause, STANDING.c.agreed, func.count(), func.max(STANDING.c.last_at))
    .where(*_MEANT)
    .group_by(STANDING.c.clause, STANDING.c.agreed)
)
_TRADED = select(ENTRY.c.id, ENTRY.c.deal, ENTRY.c.body).where(ENTRY.c.kind == "traded")


def read_precedents(connection: Connection, beside: UUID) -> list[Precedent]:
    """Every rung agreed to in a deal other than this one, the newest first."""
    # Joined and sorted here: a database would carry the names through its sorting.
    parties = {row[0]: (row[1], row[2]) for row in connection.execute(_DEALS)}
    found = rows_of(connection, _FOUND.where(STANDING.c.deal != str(beside)))
    rows = sorted(found, key=itemgetter(0), reverse=True)
    return [
        Precedent(deal, *parties[deal], clause, rung, date.fromisoformat(at[:10]))
        for at, deal, clause, rung in rows
    ]


def read_counted(connection: Connection, beside: UUID) -> dict[str, Past]:
    """The same counted clause by clause: what the deal's own vendor agreed to, and what others did.

    The database counts: of years of deals a brief wants a few hundred sums.
    """
    vendors = {row[0]: row[1] for row in connection.execute(_DEALS)}
    mine = vendors[str(beside)]
    same = [deal for deal, vendor in vendors.items() if same_vendor(vendor, mine)]
    own: dict[str, tuple[date, str]] = {}
    earlier = _FOUND.where(STANDING.c.deal.in_(same), STANDING.c.deal != str(beside))
    for at, _, clause, rung in sorted(rows_of(connection, earlier), key=itemgetter(0)):
        own[clause] = (date.fromisoformat(at[:10]), rung)
    others: dict[str, dict[str, int]] = {}
    newest: dict[str, str] = {}
    for clause, rung, count, last in connection.execute(
        _COUNTED.where(STANDING.c.deal.not_in(same))
    ):
        others.setdefault(clause, {})[rung] = count
        newest[clause] = max(newest.get(clause, ""), last)
    return {
        clause: Past(
            own.get(clause),
            others.get(clause, {}),
            date.fromisoformat(newest[clause][:10]) if clause in newest else None,
        )
        for clause in own.keys() | others.keys()
    }


def read_given(connection: Connection, clause: str) -> dict[str, list[tuple[str, str]]]:
    """What was given, and what came back, on a clause; by deal, without what was taken back."""
    gone = retracted(connection)
    found: dict[str, list[tuple[str, str]]] = {}
    for entry, deal, body in connection.execute(_TRADED.where(ENTRY.c.clause == clause)):
        if entry not in gone:
            traded = json.loads(body)
            found.setdefault(deal, []).append((traded["give"], traded["get"]))
    return found
