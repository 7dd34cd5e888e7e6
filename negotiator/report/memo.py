"""The negotiation memo: for our own file, what was wanted, what was reached, on what basis.

Its parts are those of a price negotiation memorandum as buyers in public service keep it: purpose,
participants, their proposal, our objective, the position reached, and the reasons for every
difference between the last two. It is internal by nature, and says so on every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negotiator.deal import body as b
from negotiator.deal.body import Landed
from negotiator.deal.entry import Entry
from negotiator.deal.preparation import Authority, Preparation, Side
from negotiator.deal.profile import tailored
from negotiator.deal.promise import PromiseState, ledger
from negotiator.deal.standing import live
from negotiator.playbook.model import Priority
from negotiator.report.document import day
from negotiator.report.reached import Deviation, Left, Reached, deviations, label_of, left, reached
from negotiator.report.record import DealRecord

NOT_RECORDED = "not recorded"
_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Trade:
    """What was given and what came back."""

    date: str
    title: str
    give: str
    get: str
    standing: str
    """Of the clause, where a rung was given: what is only on the table is not given yet."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A counter that landed."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Someone was asked, or allowed something."""

    date: str
    title: str
    rung: str
    approver: str
    outcome: str
    words: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What they said they will do."""

    date: str
    title: str
    words: str
    stands: str
    """In which document; or that it was said only."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session that was held."""

    number: int
    date: str
    kind: str
    minutes: str
    author: str
    entries: int


@dataclass(frozen=True, slots=True)
class Memo:
    """All parts of the memo."""

    purpose: tuple[str, ...]
    participants: dict[str, str]
    result: tuple[str, ...]
    reached: tuple[Reached, ...]
    deviations: tuple[Deviation, ...]
    trades: tuple[Trade, ...]
    answers: tuple[Answer, ...]
    approvals: tuple[Approval, ...]
    promises: tuple[Promise, ...]
    left: tuple[Left, ...]
    sessions: tuple[Sitting, ...]


_AUTHORITY = {Authority.DECIDES: str(Authority.DECIDES), Authority.ASKS: str(Authority.ASKS)}


def memo(record: DealRecord) -> Memo:
    """What the record says of a deal, for whoever has to account for it."""
    entries = live(record.state.log)
    return Memo(
        purpose=tuple(_purpose(record)),
        participants=_participants(record, entries),
        result=tuple(_result(record)),
        reached=tuple(reached(record)),
        deviations=tuple(deviations(record)),
        trades=tuple(_trades(record)),
        answers=tuple(_answers(record, entries)),
        approvals=tuple(_approvals(record, entries)),
        promises=tuple(_promises(record, entries)),
        left=tuple(left(record)),
        sessions=tuple(_sessions(record, entries)),
    )


def _purpose(record: DealRecord) -> Iterator[str]:
    deal, header = record.deal, record.playbook.playbook
    what = "Renewal" if deal.follows else "Agreement"
    yield f"{what} with {deal.vendor}: {deal.title}. Begun on {day(deal.created)}."
    named = {name: fact.title for name, fact in record.playbook.facts.items()}
    facts = "; ".join(
        f"{name.replace('_', ' ')}: {named.get(f'{name}.{value}', value)}"
        for name, value in record.profile.facts().items()
    )
    yield f"Profile of the deal: {facts}."
    yield f"Negotiated on the playbook {header.name}, version {header.version}."


def _participants(record: DealRecord, entries: list[Entry]) -> dict[str, str]:
    """Who took part, and what we would do without this deal, as it was prepared.

    Where nobody prepared it, the record still knows who kept it.
    """
    prepared = record.state.prepared
    ready = (
        prepared.body.preparation if prepared and isinstance(prepared.body, b.Prepared) else None
    )
    kept = [session.author for session in record.sessions] + [entry.author for entry in entries]
    ours, theirs = (_people(ready, side) for side in (Side.OURS, Side.THEIRS))
    known = {
        "Our side": ours or ", ".join(dict.fromkeys(filter(None, kept))) or NOT_RECORDED,
        "Their side": theirs or NOT_RECORDED,
        "Our best alternative to this deal": (ready.batna if ready else "") or NOT_RECORDED,
    }
    if ready is not None:
        known["The deadline"] = " ".join(filter(None, (day(ready.deadline), ready.deadline_why)))
        leverage = (ready.competing, ready.pilot, ready.commitment)
        known["Our leverage"] = "; ".join(filter(None, leverage))
    return {name: what for name, what in known.items() if what}


def _people(ready: Preparation | None, side: Side) -> str:
    people = ready.side(side) if ready else ()
    return "; ".join(
        ", ".join(filter(None, (each.name, each.role, _AUTHORITY.get(each.authority, ""))))
        for each in people
    )


def _result(record: DealRecord) -> Iterator[str]:
    state = record.state
    for priority in Priority:
        names = [
            name
            for name, each in tailored(record.playbook, record.profile).items()
            if each is priority
        ]
        settled = sum(state.clause(name).standing.settled for name in names)
        if names:
            yield f"{str(priority).capitalize()}: {settled} of {len(names)} settled."
    free = sum(trade.get == _NOTHING for trade in _trades(record))
    lost = f"; nothing came back for {free} of what was given" if free else ""
    yield f"Given {state.gives}, got {state.gets}{lost}."


def _trades(record: DealRecord) -> Iterator[Trade]:
    """Each give once, with what came back for it then or later."""
    bodies = [(entry, entry.body) for entry in record.state.trades]
    traded = [(entry, body) for entry, body in bodies if isinstance(body, b.Traded)]
    given = {entry.id for entry, body in traded if body.give}
    later = {body.answers: body.get for _, body in traded if body.answers in given}
    for entry, body in traded:
        if body.answers in given:
            continue
        get = later.get(entry.id, body.get) or _NOTHING
        give = body.give or _NOTHING
        if not record.state.holds(entry) and entry.id not in later:
            give, get = f"offered: {give}", f"asked: {get}"
        now = str(record.state.clause(entry.clause or "").standing) if body.rung else ""
        yield Trade(day(entry.at), _title(record, entry), give, get, now)


def _answers(record: DealRecord, entries: list[Entry]) -> Iterator[Answer]:
    for entry in entries:
        if isinstance(entry.body, b.Countered) and entry.body.landed is Landed.YES:
            yield Answer(_title(record, entry), entry.body.words)


def _approvals(record: DealRecord, entries: list[Entry]) -> Iterator[Approval]:
    for entry in entries:
        match entry.body:
            case b.Escalated(approver=approver, rung=rung, words=words):
                outcome = "asked"
            case b.Approved(approver=approver, rung=rung, words=words):
                outcome = "agreed"
            case b.Waived(approver=approver, words=words) if approver:
                outcome, rung = (
                    "agreed",
                    "signing without it" if entry.body.promise else "waiving it",
                )
            case _:
                continue
        clause = record.playbook.clauses.get(entry.clause or "")
        what = (label_of(clause, rung or "") if clause else "") or rung or "the clause"
        title = _title(record, entry)
        who = record.playbook.name_of(approver)
        yield Approval(day(entry.at), title, what, who, outcome, words)


def _promises(record: DealRecord, entries: list[Entry]) -> Iterator[Promise]:
    for each in ledger(entries):
        clause = record.playbook.clauses.get(each.clause or "")
        place = ", ".join(filter(None, (each.document, each.section)))
        stands = {
            PromiseState.PAPERED: f"stands in {place}",
            PromiseState.READ_BACK: "read back, in no document",
            PromiseState.WAIVED: f"we sign without it: {each.basis}",
        }.get(each.state, "said aloud only")
        words = f"{each.words} ({each.condition})" if each.condition else each.words
        yield Promise(day(each.at), clause.title if clause else "", words, stands)


def _sessions(record: DealRecord, entries: list[Entry]) -> Iterator[Sitting]:
    for number, session in enumerate(record.sessions, start=1):
        length = (session.ended - session.started).total_seconds() if session.ended else None
        yield Sitting(
            number=number,
            date=f"{session.started:%d %b %Y %H:%M}",
            kind=str(session.kind),
            minutes="not ended" if length is None else f"{length / 60:.0f}",
            author=session.author,
            entries=sum(entry.session == session.id for entry in entries),
        )


def _title(record: DealRecord, entry: Entry) -> str:
    known = record.playbook.clauses.get(entry.clause or "")
    return known.title if known else entry.clause or "the whole deal"
