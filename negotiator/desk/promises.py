"""The promise ledger of a call: what is only said, what is on paper, and which paper wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.fields import NAME_LIMIT
from negotiator.deal.hedge import condition_in, hedge_spans
from negotiator.deal.precedence import Paper, Papers, read_order, read_papers
from negotiator.deal.promise import Promise, ledger
from negotiator.deal.standing import Standing, live
from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.plain import one_line, visible

if TYPE_CHECKING:
    from negotiator.desk.call import Call


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise as a line of the ledger; or a clause whose paper may not hold."""

    id: str
    """That of the promise; empty for a clause."""
    clause: str
    title: str
    """The clause's title; empty for a promise about none."""
    words: str
    """The vendor's promise; for a clause what was agreed."""
    state: str
    """oral, read back, papered or waived."""
    verbatim: bool
    hedges: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Where the hedges stand in the words."""
    condition: str
    where: str
    """Document and section; empty while it stands in none."""
    doubt: str
    """Why that paper may not hold, in words."""
    home: str
    """Where it should be papered, as the playbook says."""
    basis: str
    """Why we sign without it, and who allowed that."""
    at: datetime | None

    @property
    def loose(self) -> bool:
        """Nothing but a word so far."""
        return self.state in {"oral", "read back"}


@dataclass(frozen=True, slots=True)
class LedgerView:
    """All of it, the loose ones first."""

    rows: tuple[PromiseView, ...]
    order: str
    """The order of precedence in a line; empty while it is not on record."""
    loose: int
    doubtful: int

    @property
    def rule(self) -> str:
        """What the order does, in words."""
        if not self.order:
            return "not on record yet"
        return f"{self.order} (any other ranks below)"


class Promises:
    """The promises of a call.

    Every verb about a promise takes its id; one that is not in the ledger (any more) is an error.
    """

    def __init__(self, call: Call) -> None:
        self._call = call

    # ── views ────────────────────────────────────────────────────────────────────────────────

    def view(self) -> LedgerView:
        """The ledger as it stands."""
        entries = live(self._call.state.log)
        papers = read_papers(entries)
        promises = [self._row(promise, papers) for promise in ledger(entries)]
        rows = [*promises, *self._clauses(papers)]
        rows.sort(key=lambda row: (not row.loose, not row.doubt))
        return LedgerView(
            rows=tuple(rows),
            order=" > ".join(papers.order),
            loose=sum(row.loose for row in rows),
            doubtful=sum(bool(row.doubt) for row in rows),
        )

    def heard(self, clause: str) -> tuple[Choice, ...]:
        """The vendor's own words that may be the promise: those heard last on the clause."""
        words = [
            entry.body.words
            for entry in self._call.state.clause(clause).heard
            if isinstance(entry.body, b.Heard)
        ]
        return tuple(Choice(each, f"“{each}”") for each in dict.fromkeys(reversed(words[-3:])))

    def documents(self) -> str:
        """A first guess at an order of precedence: the playbook's documents, most special first."""
        homes = [clause.home.document for clause in self._call.playbook.clause if clause.home]
        named = dict.fromkeys(homes)
        return " > ".join(
            sorted(named, key=lambda name: (name.upper() == "MSA", homes.index(name)))
        )

    # ── verbs ────────────────────────────────────────────────────────────────────────────────

    def make(self, clause: str | None, words: str) -> PromiseView:
        """The vendor said they will do something; verbatim where it was filed in these words.

        What it hangs on is taken from the words and can be amended.
        """
        words = visible(words).strip()
        said = {
            entry.body.words
            for entry in live(self._call.state.log)
            if isinstance(entry.body, b.Heard)
        }
        body = b.Promised(words=words, verbatim=words in said, condition=condition_in(words))
        self._call.record(body, clause)
        entries = live(self._call.state.log)
        return self._row(ledger(entries)[-1], read_papers(entries))

    def read_back(self, promise: str) -> None:
        """We read it back, and the vendor confirmed it."""
        found = self._find(promise)
        self._call.record(b.ReadBack(promise=found.id), self._about(found))

    def paper(self, promise: str, document: str, section: str) -> None:
        """It stands in a document."""
        found = self._find(promise)
        body = b.Papered(
            document=one_line(document, limit=NAME_LIMIT),
            section=one_line(section, limit=NAME_LIMIT),
            promise=found.id,
        )
        self._call.record(body, self._about(found))

    def waive(self, promise: str, words: str, approver: str) -> None:
        """We sign without it, knowing so."""
        found = self._find(promise)
        body = b.Waived(
            words=visible(words).strip(),
            approver=one_line(approver, limit=NAME_LIMIT),
            promise=found.id,
        )
        self._call.record(body, self._about(found))

    def hang_on(self, promise: str, condition: str) -> None:
        """What it hangs on; an empty condition means that it hangs on nothing."""
        found = self._find(promise)
        body = b.PromiseAmended(promise=found.id, condition=visible(condition).strip())
        self._call.record(body, self._about(found))

    def turn_verbatim(self, promise: str) -> bool:
        """Say that the words are the vendor's own, or that they are ours after all."""
        found = self._find(promise)
        body = b.PromiseAmended(promise=found.id, verbatim=not found.verbatim)
        self._call.record(body, self._about(found))
        return not found.verbatim

    def rank(self, order: str) -> tuple[str, ...]:
        """Record the order of precedence from one line; an empty one means that it is unknown.

        Raises:
            DeskError: a name is too long to be one; nothing was recorded.
        """
        documents = read_order(visible(order))
        if any(len(document) > NAME_LIMIT for document in documents):
            raise DeskError(
                f"A document's name is longer than {NAME_LIMIT} characters.",
                "Write the order as: order form > DPA > MSA.",
            )
        self._call.record(b.Precedence(documents=documents))
        return documents

    # ── parts ────────────────────────────────────────────────────────────────────────────────

    def _find(self, promise: str) -> Promise:
        for each in ledger(live(self._call.state.log)):
            if str(each.id) == promise:
                return each
        raise DeskError("There is no such promise any more.", "It was taken back; look again.")

    def _about(self, promise: Promise) -> str | None:
        """Its clause, where the edition in force still has it."""
        clause = promise.clause
        return clause if clause is not None and self._call.has(clause) else None

    def _row(self, promise: Promise, papers: Papers) -> PromiseView:
        clause = self._call.playbook.clauses.get(promise.clause or "")
        who = self._call.who.name(promise.approver)
        allowed = f" (allowed by {who})" if who else ""
        return PromiseView(
            id=str(promise.id),
            clause=promise.clause or "",
            title=clause.title if clause else "",
            words=promise.words,
            state=str(promise.state),
            verbatim=promise.verbatim,
            hedges=promise.hedges,
            spans=hedge_spans(promise.words),
            condition=promise.condition,
            where=_place(promise.document, promise.section),
            doubt=papers.doubt_of(promise, clause),
            home=_place(clause.home.document, clause.home.section)
            if clause and clause.home
            else "",
            basis=f"{promise.basis}{allowed}",
            at=promise.at,
        )

    def _clauses(self, papers: Papers) -> Iterator[PromiseView]:
        """The papered clauses whose paper may not hold."""
        for clause_id in self._call.priorities:
            clause, now = self._call.playbook.clauses[clause_id], self._call.state.clause(clause_id)
            doubt = papers.doubt(clause, now)
            if now.standing is not Standing.PAPERED or not doubt:
                continue
            home = clause.home
            yield PromiseView(
                id="",
                clause=clause_id,
                title=clause.title,
                words=clause.title,
                state="papered",
                verbatim=False,
                hedges=(),
                spans=(),
                condition="",
                where=_place(now.document, now.section),
                doubt=doubt,
                home=_place(home.document, home.section) if home else "",
                basis="",
                at=now.last.at if now.last else None,
            )


def _place(document: str, section: str) -> str:
    return str(Paper(document, section)) if document else ""
