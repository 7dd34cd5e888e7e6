"""The copy of the standings that queries read, kept in step with the fold."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, select, text, update

from negotiator.deal.standing import ClauseState, DealState, Standing
from negotiator.store import direct
from negotiator.store.rows import Row, Values, utc_text
from negotiator.store.tables import DEAL, STANDING


class ClauseStanding(NamedTuple):
    """Where one clause of a deal is, without the entries that led there."""

    clause: str
    standing: Standing
    offered: str | None
    """The rung last put on the table."""
    agreed: str | None
    """The rung agreed to."""
    value: float | None
    """The vendor's last number, in the clause's metric."""
    refusals: int
    deferrals: int
    deferred_to: str
    due: date | None
    approver: str
    document: str
    section: str
    last_at: datetime | None
    """When the last entry about the clause happened."""


AGREED = [str(each) for each in Standing if each.agreed]
"""What the copy says of a clause that is agreed in principle or firmer."""
_columns = [column.name for column in STANDING.columns]
_facts = [name for name in _columns if name not in {"deal", "clause"}]
# The one statement that both databases know for "insert, or else update".
_PUT = text(
    f"INSERT INTO standing ({', '.join(_columns)}) VALUES ({', '.join(f':{n}' for n in _columns)})"
    f" ON CONFLICT (deal, clause) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _facts)
)
_DROP = delete(STANDING).where(
    STANDING.c.deal == bindparam("of_deal"), STANDING.c.clause == bindparam("of_clause")
)
_DROP_ALL = delete(STANDING).where(STANDING.c.deal == bindparam("of_deal"))
_OF_DEAL = (
    select(STANDING).where(STANDING.c.deal == bindparam("of_deal")).order_by(STANDING.c.clause)
)
_IN_FORCE = (
    update(DEAL)
    .where(DEAL.c.id == bindparam("of_deal"))
    .values(profile_now=bindparam("of_profile"), edition_now=bindparam("of_edition"))
)


def write_standings(
    connection: Connection, deal: UUID, before: DealState, after: DealState
) -> None:
    """Write what differs between two states of a deal, profile and edition in force included."""
    for clause, new in after.clauses.items():
        if new is not before.clauses.get(clause):
            direct.run(connection, _PUT, _values(deal, standing_of(clause, new)))
    for clause in before.clauses.keys() - after.clauses.keys():
        connection.execute(_DROP, {"of_deal": str(deal), "of_clause": clause})
    if (after.profile, after.edition) != (before.profile, before.edition):
        _put_in_force(connection, deal, after)


def rewrite_standings(connection: Connection, deal: UUID, state: DealState) -> None:
    """Write the whole copy of a deal anew."""
    connection.execute(_DROP_ALL, {"of_deal": str(deal)})
    _put_in_force(connection, deal, state)
    write_standings(connection, deal, DealState(), state)


def _put_in_force(connection: Connection, deal: UUID, state: DealState) -> None:
    profile = None if state.profile is None else state.profile.model_dump_json()
    values = {"of_deal": str(deal), "of_profile": profile, "of_edition": state.edition}
    connection.execute(_IN_FORCE, values)


def read_standings(connection: Connection, deal: UUID) -> list[ClauseStanding]:
    """The copy of a deal, by clause id."""
    rows = connection.execute(_OF_DEAL, {"of_deal": str(deal)}).mappings()
    return [_read(row) for row in rows]


def standings_of(state: DealState) -> list[ClauseStanding]:
    """What the copy says of a deal in a given state, by clause id."""
    return [standing_of(clause, state.clauses[clause]) for clause in sorted(state.clauses)]


def standing_of(clause: str, state: ClauseState) -> ClauseStanding:
    """What the copy says of a clause in a given state."""
    return ClauseStanding(
        clause=clause,
        standing=state.standing,
        offered=state.offered,
        agreed=state.agreed,
        value=state.values[-1] if state.values else None,
        refusals=state.refusals,
        deferrals=state.deferrals,
        deferred_to=state.deferred_to,
        due=state.due,
        approver=state.approver,
        document=state.document,
        section=state.section,
        last_at=None if state.last is None else state.last.at,
    )


def _values(deal: UUID, copy: ClauseStanding) -> Values:
    return {
        **copy._asdict(),
        "deal": str(deal),
        "standing": str(copy.standing),
        "due": None if copy.due is None else copy.due.isoformat(),
        "last_at": None if copy.last_at is None else utc_text(copy.last_at),
    }


def _read(row: Row) -> ClauseStanding:
    facts = {name: row[name] for name in _facts}
    due, last_at = facts["due"], facts["last_at"]
    facts["standing"] = Standing(facts["standing"])
    facts["due"] = None if due is None else date.fromisoformat(due)
    facts["last_at"] = None if last_at is None else datetime.fromisoformat(last_at)
    return ClauseStanding(clause=row["clause"], **facts)
