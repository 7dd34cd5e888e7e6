"""May this be signed: the gate over must-haves, floors, promises, sign-offs and the questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import rung_label
from negotiator.deal.minimum import Sheet, minimum_contract
from negotiator.deal.precedence import Paper, read_papers
from negotiator.deal.promise import Promise, PromiseState, ledger
from negotiator.deal.sign_off import signed_off
from negotiator.deal.standing import ClauseState, DealState, Standing, live
from negotiator.playbook.model import Clause, Playbook, Priority, Question, RiskTier, Rung

FLOOR_QUESTION = "floor:"
"""Before the id of a floor that is about no clause, where it is answered like a question."""


class Part(StrEnum):
    """A part of the gate, in the order in which it is read."""

    MUST_HAVE = "must-have"
    AGREED = "agreed"
    """Agreed on a clause that is no must-have, and not (safely) in a document."""
    FLOOR = "floor"
    WAIVED = "waived"
    PROMISE = "promise"
    PRECEDENCE = "precedence"
    SIGN_OFF = "sign-off"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of signing."""

    part: Part
    id: str
    """The clause, the floor, the promise, the function or the question."""
    title: str
    ok: bool
    said: str
    """Why it holds, or what is missing."""
    holds: bool = True
    """Nothing is signed while this is not ok; otherwise it is only good to know."""
    clause: str | None = None
    """The clause it is about, where it is about one alone."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The answer, with every reason for it."""

    checks: tuple[Check, ...]
    contract: tuple[Sheet, ...]
    """The minimum viable contract, document by document."""

    @property
    def missing(self) -> tuple[Check, ...]:
        """What stands between the deal and its signature."""
        return tuple(check for check in self.checks if check.holds and not check.ok)

    @property
    def may_be_signed(self) -> bool:
        """Whether nothing does."""
        return not self.missing


def readiness(
    playbook: Playbook, priorities: Mapping[str, Priority], tier: RiskTier, state: DealState
) -> Readiness:
    """Whether a deal may be signed as its record stands.

    Args:
        priorities: the clauses that apply, as `tailored` gives them for the profile in force.

    Sources: the five questions and the minimum viable contract S1 section 11; the sign-off by
    function and "what is not papered is not real" S0 sections 6 and 8.
    """
    return _Gate(playbook, priorities, tier, state).readiness()


def answers(entries: Iterable[Entry]) -> Mapping[str, str]:
    """What persons answered, by question, from the entries that count; the last answer each."""
    return {
        entry.body.question: entry.body.words
        for entry in entries
        if isinstance(entry.body, b.Answered)
    }


class _Gate:
    """The record of one deal, looked at once, and what is asked of it."""

    def __init__(
        self,
        playbook: Playbook,
        priorities: Mapping[str, Priority],
        tier: RiskTier,
        state: DealState,
    ) -> None:
        self.playbook = playbook
        self.priorities = priorities
        self.tier = tier
        self.state = state
        self.entries: Sequence[Entry] = live(state.log)
        self.papers = read_papers(self.entries)
        self.answers = answers(self.entries)

    @cached_property
    def must(self) -> tuple[Clause, ...]:
        """The must-haves, in the playbook's order."""
        return tuple(
            self.playbook.clauses[clause]
            for clause, priority in self.priorities.items()
            if priority is Priority.MUST_HAVE
        )

    def readiness(self) -> Readiness:
        checks = (
            *self._must_haves(),
            *self._agreed(),
            *self._floors(),
            *self._waived(),
            *self._promises(),
            *self._precedence(),
            *self._sign_offs(),
            *self._questions(),
        )
        contract = minimum_contract(self.playbook, self.priorities, self.state, self.papers)
        return Readiness(checks, contract)

    def _must_haves(self) -> Iterator[Check]:
        for clause in self.must:
            now = self.state.clause(clause.id)
            doubt = self.doubt(clause)
            ok = now.standing in _DONE and not doubt
            said = doubt or _where(now) or str(now.standing)
            yield Check(Part.MUST_HAVE, clause.id, clause.title, ok, said, clause=clause.id)

    def _agreed(self) -> Iterator[Check]:
        """What was won beyond the must-haves is lost too where it stands in no document."""
        for clause_id, priority in self.priorities.items():
            clause = self.playbook.clauses[clause_id]
            if priority is not Priority.MUST_HAVE and (doubt := self.doubt(clause)):
                yield Check(Part.AGREED, clause_id, clause.title, False, doubt, clause=clause_id)

    def doubt(self, clause: Clause) -> str:
        """Why a clause is not settled on paper, in words; empty where it is, or is left out."""
        return self.papers.doubt(clause, self.state.clause(clause.id))

    def _floors(self) -> Iterator[Check]:
        for floor in self.playbook.floor:
            if self.tier not in floor.tiers:
                continue
            if floor.clause is None:
                words = self.answers.get(f"{FLOOR_QUESTION}{floor.id}", "")
                said = words or "no clause shows it: say why it holds"
                yield Check(Part.FLOOR, floor.id, floor.statement, bool(words), said)
            elif floor.clause in self.priorities:
                against = self._against(self.playbook.clauses[floor.clause])
                said = against or f"{floor.clause} stands above its walk-away"
                yield Check(
                    Part.FLOOR, floor.id, floor.statement, not against, said, clause=floor.clause
                )

    def _against(self, clause: Clause) -> str:
        """What speaks against a floor having been kept, in words.

        The record cannot read a contract against a statement. It can see that the clause stands in
        a document, at a rung that we knew and that is above the walk-away; a floor is never waived.
        """
        now = self.state.clause(clause.id)
        if now.standing is Standing.WAIVED:
            return f"{clause.id} was waived, and a floor is not"
        if now.standing is not Standing.PAPERED:
            return f"{clause.id} is {now.standing}, not papered"
        position = clause.ladder.get(now.agreed or "")
        if position is None:
            return f"{clause.id} is papered, but on record at no rung of its ladder"
        if position.rung is Rung.WALK_AWAY:
            return f"{clause.id} stands at its walk-away"
        return self.doubt(clause)

    def _waived(self) -> Iterator[Check]:
        for clause_id, priority in self.priorities.items():
            now, clause = self.state.clause(clause_id), self.playbook.clauses[clause_id]
            if now.standing is Standing.WAIVED:
                who = self.playbook.name_of(now.approver)
                said = f"allowed by {who}" if who else "nobody has allowed it"
                must = priority is Priority.MUST_HAVE
                yield Check(
                    Part.WAIVED, clause_id, clause.title, bool(now.approver), said, must, clause_id
                )

    def _promises(self) -> Iterator[Check]:
        for promise in ledger(self.entries):
            ok, said = self._promise(promise)
            yield Check(
                Part.PROMISE, str(promise.id), promise.words, ok, said, clause=promise.clause
            )

    def _promise(self, promise: Promise) -> tuple[bool, str]:
        """Whether a promise is out of the way, and how far it is in words."""
        if promise.state is PromiseState.PAPERED:
            clause = self.playbook.clauses.get(promise.clause or "")
            doubt = self.papers.doubt_of(promise, clause)
            return not doubt, doubt or str(Paper(promise.document, promise.section))
        if promise.state is PromiseState.WAIVED:
            allowed = f"allowed by {self.playbook.name_of(promise.approver) or 'nobody'}"
            return bool(promise.approver), f"signed without it, {allowed}: {promise.basis}"
        return False, f"{promise.state}, in no document" + (", hedged" if promise.hedges else "")

    def _precedence(self) -> Iterator[Check]:
        """Asked as soon as two documents could differ."""
        order = self.papers.order
        if order or len(self.papers.documents) > 1:
            said = " > ".join(order) or "not on record: which document wins?"
            title = "Order of precedence of the documents"
            yield Check(Part.PRECEDENCE, "precedence", title, bool(order), said)

    def _sign_offs(self) -> Iterator[Check]:
        functions = dict.fromkeys(str(clause.owner) for clause in self.must)
        signed = signed_off(self.entries, self.playbook)
        for function in functions:
            ok, said = signed.get(function, (False, "has not signed off"))
            yield Check(Part.SIGN_OFF, function, function, ok, said)

    def _questions(self) -> Iterator[Check]:
        for question in self.playbook.question:
            if not question.clauses or not self.priorities.keys().isdisjoint(question.clauses):
                ok, said = self._answer(question)
                yield Check(Part.QUESTION, question.id, question.ask, ok, said)

    def _answer(self, question: Question) -> tuple[bool, str]:
        """Whether a question is answered, and by what.

        A person's answer counts. Without one the record answers, where the clauses that weigh most
        among the question's (its must-haves, else its should-haves) all stand in a document or
        were waived; what is nice to have answers nothing.
        """
        if words := self.answers.get(question.id):
            return True, words
        about = [each for each in question.clauses if each in self.priorities]
        heavy = min((self.priorities[each] for each in about), key=_WEIGHT.index, default=None)
        if heavy is None or heavy is Priority.NICE_TO_HAVE:
            return False, "the record cannot say"
        asked = [self.playbook.clauses[each] for each in about if self.priorities[each] is heavy]
        lacking = [
            clause.title
            for clause in asked
            if self.state.clause(clause.id).standing not in _DONE or self.doubt(clause)
        ]
        if lacking:
            return False, f"the record does not say: {', '.join(lacking)}"
        return True, "; ".join(self._fact(clause) for clause in asked)

    def _fact(self, clause: Clause) -> str:
        """What was settled about a clause, as the answer to a question."""
        now = self.state.clause(clause.id)
        if now.standing is Standing.WAIVED:
            return f"{clause.title}: waived"
        position = clause.ladder.get(now.agreed or "")
        rung = rung_label(now.agreed or "", position) if position else "agreed"
        return f"{clause.title}: {rung} ({_where(now)})"


_WEIGHT = list(Priority)
_DONE = frozenset({Standing.PAPERED, Standing.WAIVED, Standing.NOT_APPLICABLE})


def _where(now: ClauseState) -> str:
    """Where a clause stands on paper; empty where it does not."""
    on_paper = now.standing is Standing.PAPERED
    return str(Paper(now.document, now.section)) if on_paper else ""
