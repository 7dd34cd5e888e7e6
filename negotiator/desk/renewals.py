"""The renewal of a contract: what to ask for, the deal that follows, what was observed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from negotiator.deal import body as b
from negotiator.deal.deal import Deal, Session, SessionKind
from negotiator.deal.entry import Entry, new_entry
from negotiator.deal.observation import TOPICS, watched
from negotiator.deal.precedent import Past, told
from negotiator.deal.profile import tailored
from negotiator.deal.renewal import Ask
from negotiator.deal.standing import DealState, Standing
from negotiator.desk.contract import contract_view
from negotiator.desk.errors import DeskError
from negotiator.plain import one_line
from negotiator.playbook.edition import dump_edition
from negotiator.playbook.model import Playbook
from negotiator.report.record import DealRecord
from negotiator.report.renewal import Around, Brief, brief

if TYPE_CHECKING:
    from negotiator.desk.desk import Desk
    from negotiator.store import Store


__all__ = ["Ask", "Brief", "Renewals", "ReviewForm", "present_deal", "read_renewal"]

_TITLE_LIMIT = 200
"""Characters of a deal's title."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A line of the quarterly review: an agreed number, or a question that a few words answer."""

    key: str
    """The clause of a number; the title of a question."""
    title: str
    agreed: str
    """What was agreed, or what is asked."""
    seen: str
    """What was seen last; empty where nothing was."""
    number: bool


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The quarterly review of one contract."""

    vendor: str
    title: str
    lines: tuple[ReviewLine, ...]


class Renewals:
    """The verbs of the time after the signature, on any deal of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, deal: str, store: Store) -> Brief:
        """The renewal brief; on the store's thread.

        Raises:
            DeskError: there is no such deal, or an edition cannot be read.
        """
        record = self._desk.documents.read(str(present_deal(store, deal).id), store)
        return brief(record, self.around(record, store))

    def around(self, record: DealRecord, store: Store) -> Around:
        """What a brief draws on beside the deal's own record."""
        today = self._desk.clock().date()
        dates = contract_view(record.deal, record.state, today).dates
        follows = store.renewal(record.deal.id)
        known = store.counted_precedents(beside=record.deal.id)
        return Around(
            present=self._present(record),
            dates=tuple(
                (each.what, f"{each.day:%a %d %b %Y}, {each.when}", each.why) for each in dates
            ),
            successor=self._desk.documents.read(str(follows.id), store) if follows else None,
            precedents=partial(_elsewhere, record, known),
        )

    def start(self, deal: str, store: Store) -> Deal:
        """Begin the deal that renews one: the same profile, the playbook as it is today.

        Nothing is copied into its record: what was agreed before is read from the deal it follows.

        Raises:
            DeskError: there is no such deal, or it is being renewed already.
        """
        before = present_deal(store, deal)
        if (renewal := store.renewal(before.id)) is not None:
            raise DeskError(
                f"{before.vendor}, {before.title} is being renewed already: {renewal.title}.",
                "Go on with that deal.",
            )
        playbook, digest = self._desk.library.playbook(before.playbook)
        renewal = Deal(
            id=uuid4(),
            vendor=before.vendor,
            title=f"{before.title[: _TITLE_LIMIT - 9]}, renewal",
            profile=store.state(before.id).profile or before.profile,
            playbook=playbook.id,
            edition=digest,
            created=self._desk.clock(),
            follows=before.id,
        )
        text = dump_edition(playbook)
        store.add_deal(renewal, version=playbook.playbook.version, text=text)
        return renewal

    def form(self, deal: str, store: Store) -> ReviewForm:
        """The quarterly review: the agreed numbers of the deal, then what no number tells."""
        record = self._desk.documents.read(str(present_deal(store, deal).id), store)
        clauses = tailored(record.playbook, record.profile)
        numbers = [
            ReviewLine(
                key=each.clause,
                title=each.title,
                agreed=f"{each.agreed:g} {each.metric.unit}",
                seen="" if each.seen is None else f"{each.seen:g}{' ✗' if each.breach else ''}",
                number=True,
            )
            for each in watched(record.playbook, clauses, record.state)
        ]
        asked = [ReviewLine(each.title, each.title, each.ask, "", False) for each in TOPICS]
        return ReviewForm(record.deal.vendor, record.deal.title, (*numbers, *asked))

    def review(self, deal: str, answers: Mapping[str, str], store: Store) -> int:
        """Record a quarterly review as a session of its own; how many observations it made.

        Args:
            answers: what was typed, by the keys of the form's lines; empty lines are passed over.

        Raises:
            DeskError: a number is none; then nothing was recorded.
        """
        found = present_deal(store, deal)
        playbook = self._desk.documents.read(str(found.id), store).playbook
        seen = [
            _observed(playbook, key, one_line(text))
            for key, text in answers.items()
            if text.strip()
        ]
        if seen:
            self._record(store, found, seen)
        return len(seen)

    def contract(self, deal: str, store: Store) -> str:
        """The contract that is meant by the name of a deal, in words.

        Raises:
            DeskError: there is no such deal.
        """
        found = present_deal(store, deal)
        return f"{found.vendor}, {found.title}"

    def observe(
        self, deal: str, clause: str | None, words: str, value: float | None, store: Store
    ) -> str:
        """Record one fact; the breach that it is, in words, or nothing.

        Raises:
            DeskError: the playbook has no such clause.
        """
        found = present_deal(store, deal)
        playbook = self._desk.documents.read(str(found.id), store).playbook
        if clause is not None and clause not in playbook.clauses:
            raise DeskError(f"There is no clause {clause}.", "negotiator show DEAL lists them.")
        self._record(store, found, [(clause, b.Observation(words=one_line(words), value=value))])
        facts = self.read(str(found.id), store).observations
        return facts[-1].breach if facts else ""

    def _record(
        self, store: Store, deal: Deal, seen: list[tuple[str | None, b.Observation]]
    ) -> None:
        at, author = self._desk.clock(), self._desk.author
        session = _review(deal, at, author)
        store.start_session(session)
        entries: list[Entry] = [
            new_entry(body, session=session.id, at=at, clause=clause, author=author)
            for clause, body in seen
        ]
        store.append(deal.id, entries)

    def _present(self, record: DealRecord) -> Playbook | None:
        """Today's playbook; None where it is the deal's own, or is not at hand any more."""
        edition, library = record.state.edition or record.deal.edition, self._desk.library
        try:
            if library.digest(record.deal.playbook) == edition:
                return None
            playbook, _ = library.playbook(record.deal.playbook)
        except DeskError:
            return None
        return playbook


def present_deal(store: Store, text: str) -> Deal:
    """The contract that a person means; of one and its renewals, by the vendor's name, the last.

    What is observed and asked for is about a contract that was signed: a renewal that is still
    being negotiated stands for the one that it is to renew.

    Raises:
        DeskError: no deal is meant, or several are.
    """
    from negotiator.store import StoreError
    from negotiator.store.find import find

    try:
        meant = store.find_deal(text)
    except StoreError as error:
        deals = store.deals()
        followed = {each.follows for each in deals}
        try:
            meant = find(text, [each for each in deals if each.id not in followed])
        except StoreError:
            raise DeskError(error.what, error.remedy) from error
    return _signed(store, meant)


def _signed(store: Store, deal: Deal) -> Deal:
    """The deal, or the contract that it is to renew while nothing of it is signed."""
    if deal.follows is None:
        return deal
    before = {each.id: each for each in store.deals()}
    # Each is followed once only: deals that were imported may follow each other in a circle.
    while deal.follows in before and not _is_signed(store.state(deal.id)):
        deal = before.pop(deal.follows)
    return deal


def _is_signed(state: DealState) -> bool:
    """Whether something of it stands in a document, or its term is recorded."""
    papered = any(now.standing is Standing.PAPERED for now in state.clauses.values())
    return papered or state.term is not None


def read_renewal(desk: Desk, deal: str) -> Brief:
    """The renewal brief, for a program without an event loop."""
    return desk.ask_now(partial(desk.renewals.read, deal))


def _review(deal: Deal, at: datetime, author: str) -> Session:
    return Session(
        id=uuid4(), deal=deal.id, kind=SessionKind.REVIEW, started=at, ended=at, author=author
    )


def _observed(playbook: Playbook, key: str, text: str) -> tuple[str | None, b.Observation]:
    """A line of the form as an entry; a number may have words after it, as "99.62 in May"."""
    topic = next((each for each in TOPICS if each.title == key), None)
    if topic is not None:
        about = topic.clause if topic.clause in playbook.clauses else None
        return about, b.Observation(words=f"{topic.title}: {text}")
    clause = playbook.clauses.get(key)
    first, _, rest = text.partition(" ")
    value = read_value(first)
    if value is None or clause is None or clause.metric is None:
        title = clause.title if clause else key
        raise DeskError(
            f"{title}: “{text[:30]}” does not begin with a number.", "Write it as 99.62."
        )
    words = rest.strip() or f"{clause.metric.name}: {first} {clause.metric.unit}"
    return key, b.Observation(words=words, value=value)


def read_value(text: str) -> float | None:
    """A number as it is typed; None where it is none."""
    try:
        value = float(text.replace(",", ".").rstrip("%"))
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def _elsewhere(record: DealRecord, known: Mapping[str, Past], clause: str) -> tuple[str, ...]:
    """What other deals agreed to on a clause, in a line; none where none did."""
    if clause not in known or clause not in record.playbook.clauses:
        return ()
    parts = told(record.playbook.clauses[clause], known[clause], record.at.date())
    return (" · ".join(parts),)
