"""What is recorded over all deals, streamed and counted: no deal is folded, no entry kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from negotiator.deal.insight import Ended, Given, Signed, Tally
from negotiator.deal.standing import Standing
from negotiator.store.rows import time_of, utc_text
from negotiator.store.tables import DEAL, ENTRY, STANDING

_BATCH = 2_000
_COUNTED = ("heard", "countered", "traded", "deferred", "raised", "agreed")
_AGREED = [str(each) for each in Standing if each.agreed]
_ENTRIES = select(
    ENTRY.c.seq, ENTRY.c.id, ENTRY.c.deal, ENTRY.c.clause, ENTRY.c.kind, ENTRY.c.at,
    ENTRY.c.offset_minutes, ENTRY.c.body, ENTRY.c.session,
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
        _ENTRIES.where(ENTRY.c.kind.in_(_COUNTED), ENTRY.c.at.between(*between)).order_by(
            ENTRY.c.seq
        )
    )
    first, last = 0, _newest(connection)
    for number, row in enumerate(found):
        if number % _BATCH == 0:
            first = first or row.seq
            if not goes_on((row.seq - first) / max(last - first, 1)):
                return Knowledge()
        if row.deal in deals and row.id not in gone:
            _count(known, row, deals[row.deal], begun, gives, answered)
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
            gone.add(json.loads(body)["entry"])
    return gone


def _count(
    known: Knowledge,
    row: Row[*tuple[Any, ...]],
    deal: tuple[str, str],
    begun: dict[tuple[str, Point], date],
    gives: list[tuple[str, Given]],
    answered: set[str],
) -> None:
    body, clause = json.loads(row.body), row.clause or ""
    day = time_of(row.at, row.offset_minutes).date()
    point = row.deal, clause
    match row.kind:
        case "heard" if not clause:
            known.unknown.append((day, deal[0], body["words"]))
        case "heard":
            begun.setdefault(("raised", point), day)
            if objection := (body.get("match") or {}).get("objection"):
                ended = known.objections.setdefault((clause, objection), Ended())
                ended.heard += 1
                ended.deals.add(row.deal)
        case "raised":
            begun.setdefault(("raised", point), day)
        case "countered":
            key = clause, body["objection"], body.get("step", 0)
            tally = known.counters.setdefault(key, Tally())
            landed = body.get("landed", "unknown")
            tally.uses += landed == "unknown"
            tally.yes += landed == "yes"
            tally.no += landed == "no"
        case "deferred":
            known.deferred[clause] = known.deferred.get(clause, 0) + 1
            begun.setdefault(("deferred", point), day)
        case "agreed":
            for what, into in (("raised", known.days), ("deferred", known.waits)):
                if (first := begun.pop((what, point), None)) is not None:
                    into.setdefault(clause, []).append((day - first).days)
        case _:
            if body.get("answers") and (body["get"].strip() or body.get("free")):
                answered.add(body["answers"])
            if body["give"].strip() and not body["get"].strip():
                free = bool(body.get("free"))
                at = time_of(row.at, row.offset_minutes)
                give = Given(row.deal, *deal, clause, body["give"], at, free, row.session)
                gives.append((row.id, give))
