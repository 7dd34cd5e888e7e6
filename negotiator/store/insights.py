"""What is recorded over all deals, streamed and counted: no deal is folded, no entry kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, case, func, select

from negotiator.deal.insight import Ended, Given, Signed, Tally
from negotiator.deal.standing import Standing
from negotiator.store.retractions import numbers_of, retracted
from negotiator.store.rows import rows_of, time_of, utc_text
from negotiator.store.standings import AGREED
from negotiator.store.tables import DEAL, ENTRY, KIND_IN_PASSING, SESSION, STANDING

_WINDOW = 30_000
"""Entries that are read before anyone is told; few enough to name each of them in a statement."""
_UNKNOWN = 200
"""Statements that no playbook knew; the newest."""
_COUNTED = ("heard", "deferred", "raised", "agreed")
_CLAUSE = func.coalesce(ENTRY.c.clause, "")
_MOMENTS = (
    select(
        ENTRY.c.deal, _CLAUSE, ENTRY.c.kind, func.substr(ENTRY.c.at, 1, 16),
        ENTRY.c.offset_minutes, case((ENTRY.c.kind == "heard", ENTRY.c.body)),
    )
    .where(
        KIND_IN_PASSING.in_(_COUNTED),
        (ENTRY.c.kind != "heard") | ENTRY.c.clause.is_not(None),  # those are `_NOT_KNOWN`
    )
    .order_by(ENTRY.c.seq)
)  # fmt: skip
# What is said again and again is in the playbook's words: there are few different ones.
_COUNTERS = (
    select(_CLAUSE, ENTRY.c.body, func.count())
    .where(ENTRY.c.kind == "countered")
    .group_by(ENTRY.c.clause, ENTRY.c.body)
)
_NOT_KNOWN = (
    select(ENTRY.c.seq, ENTRY.c.deal, ENTRY.c.at, ENTRY.c.offset_minutes, ENTRY.c.body)
    .where(ENTRY.c.kind == "heard", ENTRY.c.clause.is_(None))
    .order_by(ENTRY.c.seq.desc())
)
_TRADES = (
    select(
        ENTRY.c.id, ENTRY.c.deal, ENTRY.c.clause, ENTRY.c.at, ENTRY.c.offset_minutes,
        ENTRY.c.session, ENTRY.c.body,
    )
    .where(ENTRY.c.kind == "traded")
    .order_by(ENTRY.c.seq)
)  # fmt: skip
_STANDING = select(STANDING.c.deal, STANDING.c.clause, STANDING.c.standing, STANDING.c.agreed)
_SETTLING = select(
    ENTRY.c.seq, ENTRY.c.deal, ENTRY.c.clause, ENTRY.c.at, ENTRY.c.offset_minutes
).where(
    ENTRY.c.kind.in_(("agreed", "waived")),
    ENTRY.c.clause.is_not(None),
    (ENTRY.c.kind == "agreed") | ~ENTRY.c.body.contains('"promise":"'),  # a promise, not a clause
)
Point = tuple[str, str]
"""A deal and a clause of it."""
Moment = tuple[str, int]
"""A time in UTC, for counting to the minute, and how many minutes ahead of it local time was."""


@dataclass(slots=True)
class Knowledge:
    """The counts; `objections` and `counters` are known by clause, objection, and step."""

    signed: list[Signed] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    objections: dict[tuple[str, str], Ended] = field(default_factory=dict)
    counters: dict[tuple[str, str, int], Tally] = field(default_factory=dict)
    standings: dict[Point, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    """The deals on which a session was begun."""
    deferred: dict[str, int] = field(default_factory=dict)
    """How often each clause was put off."""
    waits: dict[str, list[int]] = field(default_factory=dict)
    """Days from putting a clause off to the agreement, by clause."""
    days: dict[str, list[int]] = field(default_factory=dict)
    """Days from bringing a clause up to the agreement, by clause."""
    unknown: list[tuple[date, str, str]] = field(default_factory=list)
    """(day, vendor, words) of the last statements that no playbook knew, the newest first."""


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
    theirs = []
    if vendor:
        names = {name for name, _ in deals.values()}
        theirs.append(ENTRY.c.deal.in_(select(DEAL.c.id).where(DEAL.c.vendor.in_(names))))
    meant = [ENTRY.c.at.between(*between), *theirs]
    gone = retracted(connection)
    taken_back = frozenset(numbers_of(connection, gone))
    if not _counted(connection, known, meant, taken_back, goes_on):
        return Knowledge()
    met = select(SESSION.c.deal).where(SESSION.c.started.between(*between)).distinct()
    known.met = set(connection.execute(met).scalars())
    settled = _settled(connection, [ENTRY.c.at >= between[0], *theirs], taken_back)
    for deal, clause, standing, agreed in rows_of(connection, _STANDING):
        known.standings[deal, clause] = standing
        rung = agreed if standing in AGREED else None
        rung = "waived" if standing == Standing.WAIVED else rung
        at, minutes = settled.get((deal, clause), ("", 0))
        if rung and at and at <= between[1] and deal in deals:
            day = _day(at[:16], minutes)
            known.signed.append(Signed(deal, deals[deal][0], clause, rung, day))
    found = connection.execute(_NOT_KNOWN.where(*meant))
    known.unknown = [
        (_day(at[:16], minutes), deals[deal][0], from_json(body)["words"])
        for deal, at, minutes, body in islice(
            (row[1:] for row in found if row[0] not in taken_back and row[1] in deals), _UNKNOWN
        )
    ]
    trades = rows_of(connection, _TRADES.where(*meant))
    known.given = _given([row for row in trades if row[0] not in gone], deals)
    return known


def _counted(
    connection: Connection,
    known: Knowledge,
    meant: Sequence[ColumnElement[bool]],
    taken_back: Collection[int],
    goes_on: Callable[[float], bool],
) -> bool:
    """Count what is meant, some entries at a time; whether it came to the end."""
    undone: defaultdict[int, list[int]] = defaultdict(list)
    for number in taken_back:
        undone[number // _WINDOW].append(number)
    newest = connection.execute(select(func.max(ENTRY.c.seq))).scalar() or 0
    raised: dict[Point, Moment] = {}
    deferred: dict[Point, Moment] = {}
    for window in range(newest // _WINDOW + 1):
        first = window * _WINDOW
        if not goes_on(first / max(newest, 1)):
            return False
        here = ENTRY.c.seq.between(first, first + _WINDOW - 1), ENTRY.c.seq.not_in(undone[window])
        _count_moments(known, rows_of(connection, _MOMENTS.where(*meant, *here)), raised, deferred)
        _count_counters(known, rows_of(connection, _COUNTERS.where(*meant, *here)))
    return True


def _settled(
    connection: Connection, meant: Sequence[ColumnElement[bool]], taken_back: Collection[int]
) -> dict[Point, Moment]:
    """When each point was last agreed or given up: what is noted or papered since moves nothing."""
    last: dict[Point, Moment] = {}
    for seq, deal, clause, at, minutes in rows_of(connection, _SETTLING.where(*meant)):
        if seq not in taken_back:
            point = deal, clause
            last[point] = max(last.get(point, ("", 0)), (at, minutes))  # as a fold: by time
    return last


def _given(rows: Iterable[tuple[Any, ...]], deals: Mapping[str, tuple[str, str]]) -> list[Given]:
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


def _count_moments(
    known: Knowledge,
    rows: Iterable[tuple[Any, ...]],
    raised: dict[Point, Moment],
    deferred: dict[Point, Moment],
) -> None:
    """Count what was heard and put off, and the days until it was agreed.

    Args:
        raised: when each point came up that has not been agreed since.
        deferred: when each was put off, likewise.
    """
    for deal, clause, kind, at, minutes, text in rows:
        point = deal, clause
        if kind == "raised":
            raised.setdefault(point, (at, minutes))
        elif kind == "heard":
            raised.setdefault(point, (at, minutes))
            if objection := (from_json(text).get("match") or {}).get("objection"):
                ended = known.objections.setdefault((clause, objection), Ended())
                ended.heard += 1
                ended.deals.add(deal)
        elif kind == "deferred":
            known.deferred[clause] = known.deferred.get(clause, 0) + 1
            deferred.setdefault(point, (at, minutes))
        else:
            day = _day(at, minutes)
            for begun, into in ((raised, known.days), (deferred, known.waits)):
                if (first := begun.pop(point, None)) is not None:
                    into.setdefault(clause, []).append((day - _day(*first)).days)


def _count_counters(known: Knowledge, rows: Iterable[tuple[Any, ...]]) -> None:
    for clause, text, times in rows:
        body = from_json(text)
        key = clause, body["objection"], body.get("step", 0)
        tally = known.counters.setdefault(key, Tally())
        match body.get("landed", "unknown"):
            case "yes":
                tally.yes += times
            case "no":
                tally.no += times
            case _:
                tally.uses += times


@lru_cache(maxsize=4096)
def _day(at: str, minutes: int) -> date:
    """The local day of a time to the minute."""
    return (datetime.fromisoformat(at) + timedelta(minutes=minutes)).date()
