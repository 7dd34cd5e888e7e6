"""What is recorded over all deals, streamed and counted: no deal is folded, no entry kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
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
_AT_ONCE = 500
"""Ids that are asked for at once."""
_COUNTED = ("heard", "countered", "deferred", "raised", "agreed")
_AGREED = [str(each) for each in Standing if each.agreed]
# Most entries are of these kinds: reading them as they lie is faster than by kind, then sorted.
_ENTRIES = (
    select(
        ENTRY.c.seq, ENTRY.c.deal, ENTRY.c.clause, ENTRY.c.kind, func.substr(ENTRY.c.at, 1, 16),
        ENTRY.c.offset_minutes, case((ENTRY.c.kind.in_(("heard", "countered")), ENTRY.c.body)),
    )
    .where((ENTRY.c.kind + "").in_(_COUNTED))
    .order_by(ENTRY.c.seq)
)  # fmt: skip
_TRADES = (
    select(
        ENTRY.c.id, ENTRY.c.deal, ENTRY.c.clause, ENTRY.c.at, ENTRY.c.offset_minutes,
        ENTRY.c.session, ENTRY.c.body,
    )
    .where(ENTRY.c.kind == "traded")
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
    gone = retracted(connection)
    taken_back = set(numbers_of(connection, gone))
    begun: dict[tuple[str, Point], date] = {}
    found = connection.execution_options(yield_per=_BATCH).execute(
        _ENTRIES.where(ENTRY.c.at.between(*between))
    )
    first, last = 0, _newest(connection)
    for rows in found.partitions():
        first = first or rows[0][0]
        if not goes_on((rows[0][0] - first) / max(last - first, 1)):
            return Knowledge()
        for row in rows:
            if row[1] in deals and row[0] not in taken_back:
                _count(known, row, deals[row[1]], begun)
    trades = connection.execute(_TRADES.where(ENTRY.c.at.between(*between)))
    known.given = _given([row for row in trades if row[0] not in gone], deals)
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


def numbers_of(connection: Connection, ids: Collection[str]) -> dict[int, tuple[str, str]]:
    """The numbers of entries, each with its kind and its session."""
    found: dict[int, tuple[str, str]] = {}
    every = sorted(ids)
    columns = select(ENTRY.c.seq, ENTRY.c.kind, ENTRY.c.session)
    for start in range(0, len(every), _AT_ONCE):
        some = columns.where(ENTRY.c.id.in_(every[start : start + _AT_ONCE]))
        found.update((seq, (kind, session)) for seq, kind, session in connection.execute(some))
    return found


def _given(
    rows: Iterable[Row[*tuple[Any, ...]]], deals: Mapping[str, tuple[str, str]]
) -> list[Given]:
    """What was given and nothing came back for, in order."""
    answered: set[str] = set()
    gives: list[tuple[str, Given]] = []
    for entry, deal, clause, at, minutes, session, text in rows:
        if deal not in deals:
            continue
        body = from_json(text)
        if body.get("answers") and (body["get"].strip() or body.get("free")):
            answered.add(body["answers"])
        if body["give"].strip() and not body["get"].strip():
            when, free = time_of(at, minutes), bool(body.get("free"))
            give = Given(deal, *deals[deal], clause or "", body["give"], when, free, session)
            gives.append((entry, give))
    return [give for entry, give in gives if give.free or entry not in answered]


def _count(
    known: Knowledge,
    row: Row[*tuple[Any, ...]],
    parties: tuple[str, str],
    begun: dict[tuple[str, Point], date],
) -> None:
    _, deal, clause, kind, at, minutes, text = row
    clause = clause or ""
    point = deal, clause
    match kind:
        case "heard" if not clause:
            known.unknown.append((_day(at, minutes), parties[0], from_json(text)["words"]))
        case "heard":
            if ("raised", point) not in begun:
                begun["raised", point] = _day(at, minutes)
            if objection := (from_json(text).get("match") or {}).get("objection"):
                ended = known.objections.setdefault((clause, objection), Ended())
                ended.heard += 1
                ended.deals.add(deal)
        case "raised":
            if ("raised", point) not in begun:
                begun["raised", point] = _day(at, minutes)
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
            begun.setdefault(("deferred", point), _day(at, minutes))
        case _:
            for what, into in (("raised", known.days), ("deferred", known.waits)):
                if (first := begun.pop((what, point), None)) is not None:
                    into.setdefault(clause, []).append((_day(at, minutes) - first).days)


@lru_cache(maxsize=4096)
def _day(at: str, minutes: int) -> date:
    """The local day of a time to the minute."""
    return (datetime.fromisoformat(at) + timedelta(minutes=minutes)).date()
