"""From what was heard to what to do: the clause, one counter to say, and the next rung down."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from negotiator.deal.ladder import Step, ask, next_step, place
from negotiator.deal.standing import ClauseState, DealState
from negotiator.playbook.model import Clause, Counter, Objection
from negotiator.suggest.index import Index
from negotiator.suggest.match import NOWHERE, Context, Hit, match
from negotiator.suggest.quantity import quantities

_NOTHING_YET = DealState()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One possible reading of what was heard, and the answer to it."""

    clause: str
    objection: str | None
    score: float
    phrase: str
    """The playbook's phrase that came nearest."""
    marks: tuple[tuple[int, int], ...]
    """Which parts of it were said: from one letter up to another."""
    say: str
    """One thing to say aloud now."""
    step: int | None
    """Which counter of the objection that is; None when it is the clause's own ask."""
    next: Step | None
    """The next rung that may be offered."""
    value: float | None
    """The vendor's number in the clause's metric."""
    place: str
    """Where that number stands on the ladder."""
    words: tuple[str, ...]
    """The typed words that spoke for it."""
    prior: bool
    taught: bool
    """The phrase was heard in this workspace and filed here by hand."""

    @property
    def why(self) -> str:
        """The reason in one line."""
        reasons = [", ".join(self.words)] if self.words else []
        if self.phrase:
            how = "as you filed" if self.taught else "like"
            reasons.append(f"{how} “{self.phrase}”")
        if self.place:
            reasons.append(self.place)
        if self.prior:
            reasons.append("on the agenda")
        return " · ".join(reasons)


def suggest(
    index: Index,
    text: str,
    *,
    context: Context = NOWHERE,
    state: DealState = _NOTHING_YET,
    limit: int = 5,
) -> list[Suggestion]:
    """What the words may mean and what to answer, best first; empty when nothing is claimed."""
    return [
        answer(
            index.clauses[index.numbers[hit.clause]], hit, text, state.clause(hit.clause), context
        )
        for hit in match(index, text, context, limit=limit)
    ]


def answer(
    clause: Clause, hit: Hit, text: str, state: ClauseState, context: Context = NOWHERE
) -> Suggestion:
    """The answer to a text that was found to be about a clause."""
    objection = clause.objection_by_id(hit.objection) if hit.objection else None
    step, counter = next_counter(objection, state, context.session)
    value = stated_value(clause, text)
    return Suggestion(
        clause=clause.id,
        objection=hit.objection,
        score=hit.score,
        phrase=hit.phrase,
        marks=hit.marks,
        say=counter.say if counter else clause.question or _asked(clause),
        step=step,
        next=next_step(clause, state, context.authority),
        value=value,
        place="" if value is None else place(clause, value),
        words=hit.words,
        prior=hit.prior,
        taught=hit.taught,
    )


def _asked(clause: Clause) -> str:
    """What we ask for first, aloud; nothing where the ladder is but the limit."""
    rung = ask(clause)
    return "" if rung is None else clause.ladder[rung].proposal


def next_counter(
    objection: Objection | None, state: ClauseState, session: UUID | None = None
) -> tuple[int | None, Counter | None]:
    """The mildest counter of an objection that was not said yet, with its step.

    When all were said, the mildest that was not said in this session: never the same one twice.
    """
    if objection is not None:
        said = [state.said.get((objection.id, step)) for step in range(len(objection.counter))]
        order = [step for step, at in enumerate(said) if at is None]
        if session is not None:
            order += [step for step, at in enumerate(said) if at not in (None, session)]
        if order:
            return order[0], objection.counter[order[0]]
    return None, None


def stated_value(clause: Clause, text: str) -> float | None:
    """The first number in a text that is, or may be, in the clause's metric."""
    if clause.metric is None:
        return None
    found = quantities(text)
    for quantity in sorted(found, key=lambda quantity: not quantity.unit):
        if (value := quantity.in_unit(clause.metric.unit)) is not None:
            return value
    return None
