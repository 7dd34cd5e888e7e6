"""The renewal brief: what to ask for, and what the record holds to argue it with; ours alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from negotiator.deal.observation import observations
from negotiator.deal.renewal import Ask, LockIn, asks, lock_in, loose_promises
from negotiator.playbook.diff import diff
from negotiator.playbook.model import Playbook
from negotiator.report.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Item,
    Paragraph,
    day,
    table,
)
from negotiator.report.ladders import ladders
from negotiator.report.reached import Deviation, deviations, reached
from negotiator.report.record import DealRecord

_FIRST = 6
"""Asks on the first page."""
_ABOUT_MATCHING = {"phrase", "test", "abbreviation", "synonyms"}
"""Changes of a playbook that help finding, and change nothing that is asked for."""

Precedents = Callable[[str], Sequence[str]]
"""What others agreed to on a clause, a line each."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the deal itself."""

    present: Playbook | None = None
    """The playbook as it is today; None where that is the deal's own edition."""
    dates: tuple[tuple[str, str, str], ...] = ()
    """(what, day and how far off it is, why) of the notice dates."""
    successor: DealRecord | None = None
    """The deal that renews this one."""
    precedents: Precedents | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause in this contract, and in the one that renews it."""

    clause: str
    title: str
    asked: str
    got: str
    next: str
    """What the renewal reached so far; empty while there is none."""


@dataclass(frozen=True, slots=True)
class Said:
    """A promise that no document holds."""

    title: str
    words: str
    state: str
    condition: str
    date: str


@dataclass(frozen=True, slots=True)
class Fact:
    """An observation, as the brief lists it."""

    title: str
    words: str
    breach: str
    date: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All that is brought to a renewal."""

    vendor: str
    title: str
    opening: str
    """The sentence to begin with."""
    asks: tuple[Ask, ...]
    carried: tuple[Beside, ...]
    """At our target or better."""
    conceded: tuple[Deviation, ...]
    promises: tuple[Said, ...]
    observations: tuple[Fact, ...]
    lock_in: tuple[LockIn, ...]
    changes: tuple[str, ...]
    """What the playbook says differently since."""
    dates: tuple[tuple[str, str, str], ...]
    beside: tuple[Beside, ...]
    renewal: str
    """The title of the deal that renews this one; empty while there is none."""
    precedents: dict[str, tuple[str, ...]]

    @property
    def elsewhere(self) -> Iterator[tuple[str, str]]:
        """What others agreed to: the title of a clause, and a line about it."""
        titles = {each.clause: each.title for each in self.asks}
        for clause, lines in self.precedents.items():
            yield from ((titles.get(clause, clause), line) for line in lines)


def brief(record: DealRecord, around: Around) -> Brief:
    """What the record says to whoever renews the contract."""
    order = asks(record.playbook, record.profile, record.state)
    given = tuple(deviations(record))
    below = {each.clause for each in given}
    beside = tuple(_beside(record, around.successor))
    settled = {name for name, now in record.state.clauses.items() if now.standing.agreed} - below
    return Brief(
        vendor=record.deal.vendor,
        title=record.deal.title,
        opening=next((each.say for each in order if each.say), ""),
        asks=order,
        carried=tuple(each for each in beside if each.clause in settled),
        conceded=given,
        promises=tuple(_promises(record)),
        observations=tuple(_facts(record)),
        lock_in=lock_in(record.playbook, record.profile, record.state),
        changes=tuple(_changes(record.playbook, around.present)),
        dates=around.dates,
        beside=beside,
        renewal=around.successor.deal.title if around.successor else "",
        precedents={
            each.clause: tuple(lines)
            for each in order
            if each.clause and around.precedents and (lines := around.precedents(each.clause))
        },
    )


def renewal_document(found: Brief, record: DealRecord) -> Document:
    """A page with what to ask for, and behind it the details."""
    title = f"Renewal brief: {found.vendor}, {found.title}"
    return Document(title, record.at, tuple(_blocks(found, record)), internal=True, wide=True)


def _blocks(found: Brief, record: DealRecord) -> Iterator[Block]:
    if found.opening:
        yield Paragraph(f"To open: “{found.opening}”")
    for what, when, why in found.dates:
        yield Paragraph(f"{what[:1].upper()}{what[1:]}: {when} ({why}).")
    yield Heading("What to ask for, in this order")
    first = [
        Item(_asked(each), "; ".join((*each.reasons, *found.precedents.get(each.clause, ()))))
        for each in found.asks[:_FIRST]
    ]
    none = Paragraph("Nothing: the contract holds our targets.")
    yield Bullets(tuple(first), numbered=True) if first else none
    broken = sum(bool(each.breach) for each in found.observations)
    yield Paragraph(
        f"Terms carried: {len(found.carried)}. Below target or given up: {len(found.conceded)}. "
        f"Promised in no document: {len(found.promises)}. Found broken: {broken}. "
        f"Changes of the playbook since: {len(found.changes)}."
    )
    beside = f"Beside the renewal {found.renewal}" if found.renewal else "Asked and got"
    yield Heading("Details", new_page=True)
    for heading, rows, columns in (
        ("All asks", _said(found.asks), _ASKS),
        ("Below target, or given up", found.conceded, _CONCEDED),
        ("Promised, never papered", found.promises, _PROMISES),
        ("Observed since the signature", found.observations, _OBSERVED),
        ("The five forms of lock-in", found.lock_in, _LOCK_IN),
        (beside, found.beside, _BESIDE if found.renewal else _BESIDE[:-1]),
    ):
        yield Heading(heading, 3)
        yield table(columns, rows) if rows else Paragraph("None.")
    yield from ladders(record)
    if found.precedents:
        yield Heading("Agreed elsewhere", 3)
        yield Bullets(tuple(Item(title, line) for title, line in found.elsewhere))
    yield Heading("What the playbook says differently since", 3)
    changes = tuple(Item("", change) for change in found.changes)
    yield Bullets(changes) if changes else Paragraph("Nothing.")


@dataclass(frozen=True, slots=True)
class _Said:
    title: str
    reasons: str
    aim: str
    say: str


def _asked(ask: Ask) -> str:
    return f"{ask.title} → {ask.aim}" if ask.aim else ask.title


def _said(order: Sequence[Ask]) -> list[_Said]:
    return [_Said(each.title, "; ".join(each.reasons), each.aim, each.say) for each in order]


_TITLE = Column("title", "Clause")
_ASKS = (
    _TITLE,
    Column("reasons", "Why", 5),
    Column("aim", "Ask for", 4),
    Column("say", "To say", 5),
)
_CONCEDED = (
    _TITLE,
    Column("reached", "Reached"),
    Column("difference", "Difference"),
    Column("approver", "Allowed by"),
    Column("returned", "What came back", 5),
    Column("basis", "Basis", 5),
)
_PROMISES = (
    Column("date", "Date", 2),
    _TITLE,
    Column("words", "They said", 5),
    Column("condition", "Hangs on"),
    Column("state", "State", 2),
)
_OBSERVED = (
    Column("date", "Date", 2),
    _TITLE,
    Column("words", "Seen", 5),
    Column("breach", "Broken"),
)
_LOCK_IN = (Column("form", "Form"), Column("said", "What the contract has against it", 5))
_BESIDE = (
    _TITLE,
    Column("asked", "Asked"),
    Column("got", "Got"),
    Column("next", "At the renewal"),
)


def _promises(record: DealRecord) -> Iterator[Said]:
    for each in loose_promises(record.state):
        clause = record.playbook.clauses.get(each.clause or "")
        title = clause.title if clause else "The whole deal"
        yield Said(title, each.words, str(each.state), each.condition, day(each.at))


def _facts(record: DealRecord) -> Iterator[Fact]:
    for each in observations(record.playbook, record.state):
        yield Fact(each.title, each.words, each.breach, day(each.at))


def _changes(was: Playbook, now: Playbook | None) -> Iterator[str]:
    for change in diff(was, now) if now is not None else ():
        if change.what not in _ABOUT_MATCHING:
            yield f"{change.where}: {change}"


def _beside(record: DealRecord, successor: DealRecord | None) -> Iterator[Beside]:
    then = {each.clause: each.reached for each in reached(successor)} if successor else {}
    for each in reached(record):
        following = then.get(each.clause, "not raised") if successor else ""
        asked = each.opening or each.target
        yield Beside(each.clause, each.title, asked, each.reached, following)
