"""What both sides know of a deal: the only thing that a document for the vendor is made of.

Documents for the vendor take a `Told` and nothing else, and only this file makes one. Into it come
the titles of clauses that were spoken of, what a rung says if that rung was put on the table or
agreed to, where in the contract a clause or a promise stands or is to stand, the vendor's own
words, and the tasks that were marked as known to both. A kind of entry that is not named here tells
them nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import ask
from negotiator.deal.precedence import Paper
from negotiator.deal.profile import tailored
from negotiator.deal.promise import PromiseState, ledger
from negotiator.deal.standing import ClauseState, Standing, live
from negotiator.playbook.model import Clause, Position, Rung
from negotiator.report.record import DealRecord

Sayable = NewType("Sayable", str)
"""Words that were said between both sides, or that are meant to be said; made here alone."""

_NOTHING = Sayable("")
_BETWEEN_US = (
    *(b.Heard, b.Raised, b.Countered, b.Offered, b.Agreed, b.Refused, b.Deferred),
    *(b.Promised, b.ReadBack, b.Papered, b.EvidenceAsked, b.EvidenceReceived, b.Constraint),
)
"""What happens in front of the vendor. That we park, waive, ask an approver or weigh a trade is
nobody's business."""


class Where(StrEnum):
    """Where a point is, as both sides see it: our own standings say more."""

    OPEN = "open"
    PUT_OFF = "put off"
    AGREED = "agreed in principle"
    READ_BACK = "agreed and read back"
    PAPERED = "agreed and papered"

    @property
    def agreed(self) -> bool:
        """Agreed in principle or firmer."""
        return self not in {Where.OPEN, Where.PUT_OFF}


_WHERE = {
    Standing.DEFERRED: Where.PUT_OFF,
    Standing.AGREED: Where.AGREED,
    Standing.READ_BACK: Where.READ_BACK,
    Standing.PAPERED: Where.PAPERED,
}


@dataclass(frozen=True, slots=True)
class Point:
    """A clause that was spoken of."""

    number: int
    """In the order in which clauses were first spoken of; one that we gave up leaves no gap, which
    would tell that something is missing."""
    clause: str
    area: str
    title: Sayable
    home: Sayable
    """Document and section in which it stands, or is to stand."""
    where: Where
    ours: Sayable
    """What we last put on the table; the ask, while that is nothing."""
    theirs: Sayable
    """What they last said."""
    agreed: Sayable
    """What was agreed, in the words in which it was offered; empty where nothing is."""
    owner: Sayable
    """Who owes the answer to what was put off; else the function that decides on our side."""
    due: date | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something that someone on either side will do."""

    clause: str
    """Empty where it is about none."""
    title: Sayable
    words: Sayable
    owner: Sayable
    due: date | None
    stands: Sayable
    """Document and section in which it is papered; empty while it is only said."""
    session: UUID


@dataclass(frozen=True, slots=True)
class Told:
    """What both sides know."""

    vendor: str
    title: str
    at: datetime
    points: tuple[Point, ...]
    """In the order of the playbook, which tells nothing of what matters more."""
    promised: tuple[Commitment, ...]
    steps: tuple[Commitment, ...]
    """Tasks that both sides know of."""


def told(record: DealRecord) -> Told:
    """What both sides know of a deal."""
    entries = live(record.state.log)
    said = dict(_said(record, entries))
    clauses = tailored(record.playbook, record.profile)
    listed = [
        name
        for name in spoken_of(entries)
        if name in clauses and record.state.clause(name).standing is not Standing.WAIVED
    ]
    numbers = {name: number for number, name in enumerate(listed, start=1)}
    points = [
        _point(numbers[name], record.playbook.clauses[name], record.state.clause(name), said)
        for name in clauses
        if name in numbers
    ]
    return Told(
        vendor=record.deal.vendor,
        title=record.deal.title,
        at=record.at,
        points=tuple(points),
        promised=tuple(_promises(record, entries)),
        steps=tuple(_steps(record)),
    )


def spoken_of(entries: list[Entry]) -> list[str]:
    """The clauses that the vendor knows were spoken of, in the order of that."""
    spoken = (e.clause for e in entries if e.clause and isinstance(e.body, _BETWEEN_US))
    return list(dict.fromkeys(spoken))


def _said(record: DealRecord, entries: list[Entry]) -> Iterator[tuple[tuple[str, str], Sayable]]:
    """What each rung on the table said, by clause and rung, under the edition of that day.

    In a later edition a rung of that name may say something that was never said.
    """
    playbook = record.editions.get(record.deal.edition)
    for entry in entries:
        match entry.body:
            case b.EditionTaken(edition=digest):
                playbook = record.editions.get(digest)
            case b.Offered(rung=rung) | b.Agreed(rung=rung) if playbook:
                clause = playbook.clauses.get(entry.clause or "")
                if clause is not None:
                    yield (clause.id, rung), _say(clause.ladder.get(rung))


def _say(position: Position | None) -> Sayable:
    """What a rung says; the walk-away is a limit, and what stands there was written for us."""
    if position is None or position.rung is Rung.WALK_AWAY:
        return _NOTHING
    return Sayable(position.proposal)


def home(clause: Clause, now: ClauseState) -> Sayable:
    """Document and section in which a clause stands, or is to stand."""
    if now.standing is Standing.PAPERED:
        return Sayable(str(Paper(now.document, now.section)))
    return Sayable(str(Paper(clause.home.document, clause.home.section)) if clause.home else "")


def _point(
    number: int, clause: Clause, now: ClauseState, said: dict[tuple[str, str], Sayable]
) -> Point:
    where = _WHERE.get(now.standing, Where.OPEN)
    last = now.heard[-1].body if now.heard else None
    put_off = where is Where.PUT_OFF
    return Point(
        number=number,
        clause=clause.id,
        area=clause.area,
        title=Sayable(clause.title),
        home=home(clause, now),
        where=where,
        ours=_say(clause.ladder.get(ask(clause) or ""))
        if now.offered is None
        else said.get((clause.id, now.offered), _NOTHING),
        theirs=Sayable(last.words) if isinstance(last, b.Heard) else _NOTHING,
        agreed=said.get((clause.id, now.agreed or ""), _NOTHING) if where.agreed else _NOTHING,
        owner=Sayable(now.deferred_to if put_off else f"our {clause.owner} team"),
        due=now.due if put_off else None,
    )


def _promises(record: DealRecord, entries: list[Entry]) -> Iterator[Commitment]:
    """What they said they will do, but for what we sign without."""
    known = {each.id: each for each in ledger(entries)}
    for entry in record.state.promises:
        promise = known.get(entry.id)
        if promise and promise.state is not PromiseState.WAIVED:
            papered = promise.state is PromiseState.PAPERED
            stands = str(Paper(promise.document, promise.section)) if papered else ""
            yield _commitment(record, entry, promise.words, stands=stands)


def _steps(record: DealRecord) -> Iterator[Commitment]:
    """The tasks that both sides know of."""
    for entry in record.state.tasks:
        if isinstance(entry.body, b.Task) and entry.body.told:
            body = entry.body
            yield _commitment(record, entry, body.words, body.owner, body.due)


def _commitment(
    record: DealRecord,
    entry: Entry,
    words: str,
    owner: str = "",
    due: date | None = None,
    stands: str = "",
) -> Commitment:
    clause = record.playbook.clauses.get(entry.clause or "")
    return Commitment(
        clause=clause.id if clause else "",
        title=Sayable(clause.title) if clause else _NOTHING,
        words=Sayable(words),
        owner=Sayable(owner),
        due=due,
        stands=Sayable(stands),
        session=entry.session,
    )
