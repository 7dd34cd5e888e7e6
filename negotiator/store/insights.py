"""What is recorded over all deals, streamed and counted: no deal is folded, no entry kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Row, case, func, select

from negotiator.deal.insight import Ended, Given, Signed, Tally
from negotiator.deal.standing import Standing
from negotiator.store.rows import time_of, utc_text
from negotiator.store.tables import DEAL, ENTRY, STANDING

_BATCH = 2_000
_COUNTED = ("heard", "countered", "traded", "deferred", "raised", "agreed")
_AGREED = [str(each) for each in Standing if each.agreed]
# Most entries are of these kinds: reading them as they lie is faster than by kind, then sorted.
_ENTRIES = (
    select(
        ENTRY.c.seq, ENTRY.c.id, ENTRY.c.deal, ENTRY.c.clause, ENTRY.c.kind, ENTRY.c.at,
        ENTRY.c.offset_minutes, ENTRY.c.session,
        case((ENTRY.c.kind.in_(("heard", "countered", "traded")), ENTRY.c.body)),
    )
    .where((ENTRY.c.kind + "").in_(_COUNTED))
    .order_by(ENTRY.c.seq)
)  # fmt: skip
_SIGNED = select(
    STANDING.c.deal, STANDING.c.clause, STANDING.c.standing, STANDING.c.agreed, STANDING.c.last_at
).where(STANDING.c.standing.in_([*_AGREED, str(Standing.WAIVED)]), STANDING.c.last_at.is_not(None))
_STANDING = select(STANDING.c.deal, STANDING.c.clause, STANDING.c.standing)
Point = tuple[str, str]
"""A deal and a clause of it."""


@dataclass(slots=True)
class Knowledge:
    """The counts; `objections` and `counters` are known by clause, objection, and step."""

    signed: list[Signed] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    objections: dict[tuple[str, str], Ended] = field(default_factory=dict)
    counters: dict[tuple[str, str, int], Tally] = field(default_factory=dict)
    standings: dict[Point, str] = field(default_factory=dict)
    deferred: dict[str, int] = field(default_factory=dict)
    """How often each clause was put off."""
    waits: dict[str, list[int]] = field(default_factory=dict)
    """Days from putting a clause off to the agreement, by clause."""
    days: dict[str, list[int]] = field(default_factory=dict)
    """Days from bringing a clause up to the agreement, by clause."""
    unknown: list[tuple[date, str, str]] = field(default_factory=list)
    """(day, vendor, words) of statements that no playbook knew."""


def read_knowledge(
    connection: Connection,
    since: datetime,
    until: datetime,
    vendor: str,
    goes_on: Callable[[float], bool],
) -> Knowledge:
    """Everything from one moment up to another.

    Args:
        goes_on: told now and then which part of the entries is read, from 0 to 1; whether to go on.
    """
    deals = {
        row[0]: (row[1], row[2])
        for row in connection.execute(select(DEAL.c.id, DEAL.c.vendor, DEAL.c.title))
        if vendor.casefold() in row[1].casefold()
    }
    between = utc_text(since), utc_text(until)
    known = Knowledge()
    for deal, clause, standing, agreed, at in connection.execute(
        _SIGNED.where(STANDING.c.last_at.between(*between))
    ):
        if deal in deals:
            rung = "waived" if standing == Standing.WAIVED else agreed
            if rung:
                day = datetime.fromisoformat(at).date()
                known.signed.append(Signed(deal, deals[deal][0], clause, rung, day))
    known.standings = {(row[0], row[1]): row[2] for row in connection.execute(_STANDING)}
    gone, answered = retracted(connection), set[str]()
    begun: dict[tuple[str, Point], date] = {}
    gives: list[tuple[str, Given]] = []
    found = connection.execution_options(yield_per=_BATCH).execute(
        _ENTRIES.where(ENTRY.c.at.between(*between))
    )
    first, last = 0, _newest(connection)
    for rows in found.partitions():
        first = first or rows[0][0]
        if not goes_on((rows[0][0] - first) / max(last - first, 1)):
            return Knowledge()
        for row in rows:
            if row[2] in deals and row[1] not in gone:
                _count(known, row, deals[row[2]], begun, gives, answered)
    known.given = [give for entry, give in gives if give.free or entry not in answered]
    return known


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(ENTRY.c.seq))).scalar() or 0


def retracted(connection: Connection) -> set[str]:
    """The entries that were taken back, and whose taking back was not."""
    gone: set[str] = set()
    query = select(ENTRY.c.id, ENTRY.c.body).where(ENTRY.c.kind == "retracted")
    for entry, body in connection.execute(query.order_by(ENTRY.c.seq.desc())):
        if entry not in gone:
            gone.add(from_json(body)["entry"])
    return gone


def _count(
    known: Knowledge,
    row: Row[*tuple[Any, ...]],
    parties: tuple[str, str],
    begun: dict[tuple[str, Point], date],
    gives: list[tuple[str, Given]],
    answered: set[str],
) -> None:
    _, entry, deal, clause, kind, at, minutes, session, text = row
    clause = clause or ""
    point = deal, clause
    match kind:
        case "heard" if not clause:
            known.unknown.append((_day(at[:16], minutes), parties[0], from_json(text)["words"]))
        case "heard":
            if ("raised", point) not in begun:
                begun["raised", point] = _day(at[:16], minutes)
            if objection := (from_json(text).get("match") or {}).get("objection"):
                ended = known.objections.setdefault((clause, objection), Ended())
                ended.heard += 1
                ended.deals.add(deal)
        case "raised":
            if ("raised", point) not in begun:
                begun["raised", point] = _day(at[:16], minutes)
        case "countered":
            body = from_json(text)
            key = clause, body["objection"], body.get("step", 0)
            tally = known.counters.setdefault(key, Tally())
            landed = body.get("landed", "unknown")
            tally.uses += landed == "unknown"
            tally.yes += landed == "yes"
            tally.no += landed == "no"
        case "deferred":
            known.deferred[clause] = known.deferred.get(clause, 0) + 1
            begun.setdefault(("deferred", point), _day(at[:16], minutes))
        case "agreed":
            for what, into in (("raised", known.days), ("deferred", known.waits)):
                if (first := begun.pop((what, point), None)) is not None:
                    into.setdefault(clause, []).append((_day(at[:16], minutes) - first).days)
        case _:
            body = from_json(text)
            if body.get("answers") and (body["get"].strip() or body.get("free")):
                answered.add(body["answers"])
            if body["give"].strip() and not body["get"].strip():
                free = bool(body.get("free"))
                give = Given(
                    deal, *parties, clause, body["give"], time_of(at, minutes), free, session
                )
                gives.append((entry, give))


@lru_cache(maxsize=4096)
def _day(at: str, minutes: int) -> date:
    """The local day of a time to the minute."""
    return (datetime.fromisoformat(at) + timedelta(minutes=minutes)).date()
