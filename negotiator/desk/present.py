"""The state of a deal in the words of the screens: checklist, card, status."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.concession import demands
from negotiator.deal.deferral import advice
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import (
    approver_of,
    is_limit,
    next_step,
    on_table,
    place,
    rung_label,
)
from negotiator.deal.standing import ClauseState, DealState, Standing
from negotiator.desk.views import (
    CardView,
    ChecklistRow,
    CounterView,
    NextView,
    RungView,
    Statement,
    SuggestionView,
)
from negotiator.playbook.model import Clause, Objection, Playbook, Priority, Rung
from negotiator.suggest import Suggestion, next_counter


def checklist(
    playbook: Playbook, priorities: Mapping[str, Priority], state: DealState
) -> list[ChecklistRow]:
    """The clauses that apply, in the playbook's order, with where each is now."""
    rows = []
    for clause_id, priority in priorities.items():
        clause, now = playbook.clauses[clause_id], state.clause(clause_id)
        rows.append(
            ChecklistRow(
                clause=clause.id,
                area=clause.area,
                name=clause.name,
                title=clause.title,
                owner=str(clause.owner),
                priority=str(priority),
                standing=str(now.standing),
                rung=now.agreed or now.offered or "",
                settled=now.standing.settled,
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class Onlooker:
    """For whom a clause is shown: in which session, with what authority, who else has a say."""

    session: UUID | None = None
    authority: Collection[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """The approvers' names by id."""

    def name(self, approver: str | None) -> str:
        """An approver by name; a function stands for itself."""
        return self.names.get(approver or "", approver or "")


NOBODY = Onlooker()


def card(
    clause: Clause, priority: Priority, state: ClauseState, who: Onlooker = NOBODY
) -> CardView:
    """Everything about one clause that a negotiator needs in the next ten seconds."""
    table = on_table(clause, state)
    below = next_step(clause, state, who.authority)
    limit = clause.ladder.get(str(Rung.WALK_AWAY))
    objection = _objection(clause, state)
    say = _counter(clause, objection, state, who.session)
    return CardView(
        clause=clause.id,
        title=clause.title,
        priority=str(priority),
        owner=str(clause.owner),
        standing=str(state.standing),
        ask="" if table is None else clause.ladder[table].proposal or clause.ladder[table].label,
        just_offered=state.last is not None and isinstance(state.last.body, b.Offered),
        question=clause.question,
        why=clause.why,
        ladder=tuple(_ladder(clause, state, table, who)),
        they=tuple(_statement(clause, entry) for entry in state.heard),
        constraint=_constraint(state),
        say=say,
        exhausted=objection.id if objection and say is None else "",
        next=None
        if below is None
        else NextView(
            rung=below.rung,
            label=below.label,
            say=below.position.proposal,
            approver=below.approver or "",
            asks=who.name(below.approver),
            requires_get=demands(clause, below.rung, state).get,
            when=below.position.when,
        ),
        limit=rung_label(str(Rung.WALK_AWAY), limit) if limit else "",
        home=_home(clause, state),
        deferral=_deferral(state),
        evidence=clause.evidence,
        settled=state.standing.settled
        and not (state.last is not None and isinstance(state.last.body, b.Heard)),
    )


def suggestion_view(
    suggestion: Suggestion,
    title: str = "",
    on_screen: str | None = None,
    who: Onlooker = NOBODY,
) -> SuggestionView:
    """A suggestion as a line under what is typed.

    Args:
        title: that of its clause.
        on_screen: the clause that was looked at.
        who: whose authority counts.
    """
    prior = "here" if suggestion.clause == on_screen else "must"
    return SuggestionView(
        clause=suggestion.clause,
        objection=suggestion.objection,
        score=suggestion.score,
        phrase=suggestion.phrase,
        say=suggestion.say,
        rung=suggestion.next.rung if suggestion.next else "",
        next=suggestion.next.label if suggestion.next else "",
        approver=who.name(suggestion.next.approver) if suggestion.next else "",
        place=suggestion.place,
        value=suggestion.value,
        words=suggestion.words,
        why=suggestion.why,
        taught=suggestion.taught,
        title=title,
        marks=suggestion.marks,
        prior=prior if suggestion.prior else "",
    )


def _ladder(
    clause: Clause, state: ClauseState, table: str | None, who: Onlooker
) -> Iterable[RungView]:
    for rung, position in clause.ladder.items():
        yield RungView(
            rung=rung,
            label=rung_label(rung, position),
            say=position.proposal,
            on_table=rung == table,
            agreed=rung == state.agreed,
            walk_away=is_limit(position),
            offered=rung in (state.offered, state.agreed),
            approver=who.name(approver_of(clause, rung, state, who.authority)),
            requires_get=position.requires_get,
        )


def _statement(clause: Clause, entry: Entry) -> Statement:
    body = entry.body
    if not isinstance(body, b.Heard):  # the fold keeps only statements here
        raise TypeError(f"not a statement: {body!r}")
    where = "" if body.value is None else place(clause, body.value)
    return Statement(at=entry.at, words=body.words, place=where)


def _constraint(state: ClauseState) -> str:
    said = state.constraint
    if said is None:
        return ""
    return f"{said.hardness}: “{said.words}”" if said.words else str(said.hardness)


def _objection(clause: Clause, state: ClauseState) -> Objection | None:
    """The objection heard last, if the clause has it and there are counters to it."""
    for entry in reversed(state.heard):
        match = entry.body.match if isinstance(entry.body, b.Heard) else None
        if match is not None and match.objection is not None:
            found = clause.objection_by_id(match.objection)
            return found if found and found.counter else None
    return None


def _counter(
    clause: Clause, objection: Objection | None, state: ClauseState, session: UUID | None
) -> CounterView | None:
    """The next counter to an objection, if one is left."""
    step, counter = next_counter(objection, state, session)
    if objection is None or step is None or counter is None:
        return None
    said = MappingProxyType({**state.said, (objection.id, step): session or UUID(int=0)})
    _, after = next_counter(objection, state._replace(said=said), session)
    led = counter.leads_to or ""
    return CounterView(
        objection=objection.id,
        step=step,
        tier=str(counter.tier),
        say=counter.say,
        following=str(after.tier) if after else "",
        leads_to=rung_label(led, clause.ladder[led]) if led in clause.ladder else "",
    )


def _home(clause: Clause, state: ClauseState) -> str:
    """Document and section: those in which it stands, or in which it should."""
    if state.standing is Standing.PAPERED:
        return ", ".join(filter(None, (state.document, state.section)))
    return f"{clause.home.document}, {clause.home.section}" if clause.home else ""


def _deferral(state: ClauseState) -> str:
    if state.standing is not Standing.DEFERRED:
        return ""
    parts = [state.deferred_to or "no owner", f"by {state.due:%d %b}" if state.due else "no date"]
    if state.deferrals > 1:
        parts.append(advice(state.deferrals) or f"put off {state.deferrals} times")
    return ", ".join(parts)
