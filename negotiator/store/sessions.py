"""Past sessions over all deals: how each went, and where words that are looked for were said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pydantic_core import from_json
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from negotiator.store import search
from negotiator.store.retractions import numbers_of, retracted
from negotiator.store.rows import rows_of, time_of, utc_text
from negotiator.store.tables import DEAL, ENTRY, KIND_IN_PASSING, SESSION

_BATCH = 500
_WINDOW = 20_000
"""Entries that are searched before anyone is told."""
_COUNTED_AT_ONCE = 200_000
"""Entries that are counted before anyone is told: a tenth of a second's worth."""
_SHARE = 0.7
"""How much of the time counting takes where words are searched too."""
_ESCAPED = {'"', "\\"}
"""What JSON writes in another way."""
_COUNTED = ("agreed", "papered", "refused", "deferred", "escalated", "observation", "traded")
_SESSIONS = (
    select(
        SESSION.c.id, SESSION.c.deal, SESSION.c.kind, SESSION.c.author, SESSION.c.started,
        SESSION.c.started_offset, SESSION.c.ended, DEAL.c.vendor, DEAL.c.title, DEAL.c.playbook,
    )
    .join_from(SESSION, DEAL, SESSION.c.deal == DEAL.c.id)
    .order_by(SESSION.c.started.desc())
)  # fmt: skip
_KINDS = (
    select(ENTRY.c.session, ENTRY.c.kind, func.count())
    .where(KIND_IN_PASSING.in_(_COUNTED))
    .group_by(ENTRY.c.session, ENTRY.c.kind)
)
_TRADES = select(ENTRY.c.id, ENTRY.c.session, ENTRY.c.body).where(
    ENTRY.c.kind == "traded",
    ENTRY.c.body.contains('"get":""') | ENTRY.c.body.contains('"answers":"'),
)
_WORDS = (
    select(ENTRY.c.seq, ENTRY.c.session, ENTRY.c.body)
    .where(ENTRY.c.kind.in_(search.SAID))
    .order_by(ENTRY.c.seq)
)
_FOUND = select(
    ENTRY.c.seq, ENTRY.c.kind, ENTRY.c.clause, ENTRY.c.at, ENTRY.c.offset_minutes, ENTRY.c.body
)
Place = tuple[int, str]
"""The number and the session of an entry."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which sessions: begun between two moments, and in which all the words stand, if any."""

    since: datetime
    until: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry in which all the words stand."""

    kind: str
    clause: str
    at: datetime
    words: str


@dataclass(slots=True)
class PastSession:
    """A session, what was recorded in it by kind, and what was given in it for nothing."""

    id: str
    deal: str
    vendor: str
    title: str
    kind: str
    author: str
    playbook: str
    times: tuple[str, int, str | None]
    """When it began, with its offset, and ended, as the row has them: few are ever shown."""
    kinds: dict[str, int] = field(default_factory=dict)
    free: int = 0
    found: list[int] = field(default_factory=list)
    """The numbers of the entries in which all the words stand, in order (`read_found`)."""

    @property
    def started(self) -> datetime:
        """When it began, in the offset it was recorded with."""
        return time_of(*self.times[:2])

    @property
    def minutes(self) -> int:
        """How long it took; 0 while it is not over."""
        ended = self.times[2]
        if not ended:
            return 0
        return int((datetime.fromisoformat(ended) - self.started).total_seconds() // 60)


def read_past(
    connection: Connection, sought: Sought, goes_on: Callable[[float], bool]
) -> list[PastSession]:
    """The sessions that are looked for, the newest first; none where it was stopped.

    Args:
        goes_on: told now and then which part is read, from 0 to 1; whether to go on.
    """
    sessions = {each.id: each for each in _sessions(connection, sought)}
    gone = retracted(connection)
    newest = connection.execute(select(func.max(ENTRY.c.seq))).scalar() or 0
    terms = sought.words.split()
    counting = _SHARE if terms else 1.0
    for start in range(0, newest, _COUNTED_AT_ONCE):
        if not goes_on(counting * start / newest):
            return []
        here = ENTRY.c.seq.between(start + 1, start + _COUNTED_AT_ONCE)
        for session, kind, count in rows_of(connection, _KINDS.where(here)):
            if session in sessions:
                kinds = sessions[session].kinds
                kinds[kind] = kinds.get(kind, 0) + count
    taken_back = numbers_of(connection, gone)
    for kind, session in taken_back.values():
        if session in sessions and kind in sessions[session].kinds:
            sessions[session].kinds[kind] -= 1
    for session in _free(connection, gone):
        if session in sessions:
            sessions[session].free += 1
    if terms:

        def searched(part: float) -> bool:
            return goes_on(_SHARE + part * (1 - _SHARE))

        for places in _search(connection, terms, searched):
            if places is None:
                return []
            for seq, session in places:
                if session in sessions and seq not in taken_back:
                    sessions[session].found.append(seq)
        return [each for each in sessions.values() if each.found]
    return list(sessions.values())


def read_authors(connection: Connection) -> list[str]:
    """Who has held a session."""
    return list(connection.execute(select(SESSION.c.author).distinct()).scalars())


def read_found(connection: Connection, seqs: Sequence[int]) -> dict[int, Found]:
    """Entries by their numbers."""
    found = {}
    for start in range(0, len(seqs), _BATCH):
        some = _FOUND.where(ENTRY.c.seq.in_(seqs[start : start + _BATCH]))
        for seq, kind, clause, at, minutes, body in connection.execute(some):
            words = from_json(body).get("words", "")
            found[seq] = Found(kind, clause or "", time_of(at, minutes), words)
    return found


def _sessions(connection: Connection, sought: Sought) -> Iterator[PastSession]:
    query = _SESSIONS.where(
        SESSION.c.started.between(utc_text(sought.since), utc_text(sought.until))
    )
    for row in rows_of(connection, query):
        id, deal, kind, author, started, offset, ended, vendor, title, playbook = row
        times = started, offset, ended
        yield PastSession(id, deal, vendor, title, kind, author, playbook, times)


def _free(connection: Connection, gone: set[str]) -> list[str]:
    """The session of each give for which nothing came back."""
    gives: dict[str, str] = {}
    answered: set[str] = set()
    for entry, session, text in rows_of(connection, _TRADES):
        body = from_json(text)
        if entry in gone:
            continue
        if body.get("answers"):
            answered |= {body["answers"]} if body["get"].strip() else set()
        elif body["give"].strip() and not body["get"].strip():
            gives[entry] = session
    return [session for entry, session in gives.items() if entry not in answered]


def _search(
    connection: Connection, terms: Sequence[str], goes_on: Callable[[float], bool]
) -> Iterator[Sequence[Place] | None]:
    """The entries in which all the words stand, in order, many at a time; None once it stops."""
    newest = connection.execute(select(func.max(ENTRY.c.seq))).scalar() or 0
    seq = 0
    if (wanted := search.query_of(terms)) and search.is_there(connection):
        try:
            found = connection.exec_driver_sql(search.LOOK_UP, (wanted,))
            for places in found.partitions(_WINDOW):
                seq = places[-1][0]
                yield places if goes_on(seq / newest) else None
        except DatabaseError as error:
            if not search.is_broken(error):
                raise
        else:
            return
    yield from _search_entries(
        connection, [term.casefold() for term in terms], seq, newest, goes_on
    )


def _search_entries(
    connection: Connection,
    terms: Sequence[str],
    after: int,
    newest: int,
    goes_on: Callable[[float], bool],
) -> Iterator[Sequence[Place] | None]:
    """The same without an index, wherever in a word it is, after the entry of a number."""
    query = _WORDS
    for term in terms:
        if term.isascii() and not _ESCAPED & {*term}:  # as it stands in the JSON
            query = query.where(func.lower(ENTRY.c.body).contains(term, autoescape=True))
    for start in range(after, newest, _WINDOW):
        if not goes_on(start / newest):
            yield None
            return
        some = query.where(ENTRY.c.seq.between(start + 1, start + _WINDOW))
        places = []
        for seq, session, body in rows_of(connection, some):
            words = from_json(body).get("words", "").casefold()
            if all(term in words for term in terms):
                places.append((seq, session))
        yield places
