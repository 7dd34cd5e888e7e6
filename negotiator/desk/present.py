"""The state of a deal in the words of the screens: checklist, card, status, wrap-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negotiator.deal import body as b
from negotiator.deal.deferral import advice
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import next_step, on_table, place, rung_label
from negotiator.deal.promise import ledger
from negotiator.deal.standing import ClauseState, DealState, Standing, live
from negotiator.desk.views import (
    CardView,
    ChecklistRow,
    CounterView,
    NextView,
    RungView,
    Statement,
    SuggestionView,
    WrapUpView,
)
from negotiator.playbook.model import Clause, Playbook, Position, Priority, Rung
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


def card(clause: Clause, priority: Priority, state: ClauseState) -> CardView:
    """Everything about one clause that a negotiator needs in the next ten seconds."""
    table = on_table(clause, state)
    below = next_step(clause, state)
    limit = clause.ladder.get(str(Rung.WALK_AWAY))
    return CardView(
        clause=clause.id,
        title=clause.title,
        priority=str(priority),
        owner=str(clause.owner),
        standing=str(state.standing),
        ask=clause.ladder[table].say or clause.ladder[table].label,
        question=clause.question,
        why=clause.why,
        ladder=tuple(_ladder(clause, state, table)),
        they=tuple(_statement(clause, entry) for entry in state.heard),
        say=_counter(clause, state),
        next=None
        if below is None
        else NextView(
            rung=below.rung,
            label=below.label,
            say=below.position.say,
            approver=below.approver or "",
            requires_get=below.position.requires_get,
            when=below.position.when,
        ),
        limit=rung_label(str(Rung.WALK_AWAY), limit) if limit else "",
        home=f"{clause.home.document}, {clause.home.section}" if clause.home else "",
        deferral=_deferral(state),
        evidence=clause.evidence,
    )


def wrap_up(
    playbook: Playbook,
    priorities: Mapping[str, Priority],
    state: DealState,
    session: Iterable[Entry],
) -> WrapUpView:
    """The end of a session: what was settled in it, and what is left of the whole deal."""
    touched = {entry.clause for entry in session if entry.clause in playbook.clauses}
    agreed, promised, open_, deferred, unraised = [], [], [], [], []
    for clause_id, priority in priorities.items():
        clause, now = playbook.clauses[clause_id], state.clause(clause_id)
        if now.standing.agreed and clause_id in touched:
            agreed.append((clause.title, agreed_words(clause, now)))
        elif now.standing is Standing.DEFERRED:
            deferred.append((clause.title, _deferral(now)))
        elif now.standing is Standing.NOT_RAISED:
            if priority is Priority.MUST_HAVE:
                unraised.append(clause.title)
        elif not now.standing.settled:
            open_.append((clause.title, str(now.standing)))
    for promise in ledger(live(state.log)):
        clause_of = playbook.clauses.get(promise.clause or "")
        if promise.loose:
            promised.append((clause_of.title if clause_of else "", promise.words))
    tasks = [
        (f"{task.owner}" + (f", by {task.due:%d %b %Y}" if task.due else ""), task.words)
        for task in (entry.body for entry in state.tasks)
        if isinstance(task, b.Task)
    ]
    unmatched = [entry.body.words for entry in state.unmatched if isinstance(entry.body, b.Heard)]
    return WrapUpView(
        agreed=tuple(agreed),
        promised=tuple(promised),
        open=tuple(open_),
        deferred=tuple(deferred),
        tasks=tuple(tasks),
        unraised=tuple(unraised),
        unmatched=tuple(unmatched),
        script=tuple(_script(agreed, promised, open_, deferred)),
    )


def suggestion_view(suggestion: Suggestion) -> SuggestionView:
    """A suggestion as a line under what is typed."""
    return SuggestionView(
        clause=suggestion.clause,
        objection=suggestion.objection,
        score=suggestion.score,
        phrase=suggestion.phrase,
        say=suggestion.say,
        rung=suggestion.next.rung if suggestion.next else "",
        next=suggestion.next.label if suggestion.next else "",
        approver=(suggestion.next.approver or "") if suggestion.next else "",
        place=suggestion.place,
        value=suggestion.value,
        words=suggestion.words,
        why=suggestion.why,
        taught=suggestion.taught,
    )


def agreed_words(clause: Clause, state: ClauseState) -> str:
    """What was agreed, in words that have been said aloud."""
    position = clause.ladder.get(state.agreed or "")
    if position is None:
        return clause.title
    return position.say or clause.title


def _ladder(clause: Clause, state: ClauseState, table: str) -> Iterable[RungView]:
    rungs = list(clause.ladder)
    reached = rungs.index(table)
    for number, (rung, position) in enumerate(clause.ladder.items()):
        yield RungView(
            rung=rung,
            label=rung_label(rung, position),
            say=position.say,
            on_table=rung == table,
            agreed=rung == state.agreed,
            walk_away=position.rung is Rung.WALK_AWAY,
            opened=number <= reached and (number == 0 or state.offered is not None),
            approver=_approver(position, rung, state),
            requires_get=position.requires_get,
        )


def _approver(position: Position, rung: str, state: ClauseState) -> str:
    return "" if rung in state.approved else position.approver or ""


def _statement(clause: Clause, entry: Entry) -> Statement:
    body = entry.body
    if not isinstance(body, b.Heard):  # the fold keeps only statements here
        raise TypeError(f"not a statement: {body!r}")
    where = "" if body.value is None else place(clause, body.value)
    return Statement(at=entry.at, words=body.words, place=where)


def _counter(clause: Clause, state: ClauseState) -> CounterView | None:
    """The next counter to the objection heard last, if one is left."""
    for entry in reversed(state.heard):
        match = entry.body.match if isinstance(entry.body, b.Heard) else None
        if match is None or match.objection is None:
            continue
        objection = clause.objection_by_id(match.objection)
        step, counter = next_counter(objection, state)
        if objection is None or step is None or counter is None:
            return None
        rest = objection.counter[step + 1 :]
        return CounterView(
            objection=objection.id,
            step=step,
            tier=str(counter.tier),
            say=counter.say,
            following=str(rest[0].tier) if rest else "",
        )
    return None


def _deferral(state: ClauseState) -> str:
    if state.standing is not Standing.DEFERRED:
        return ""
    parts = [state.deferred_to or "no owner", f"by {state.due:%d %b}" if state.due else "no date"]
    if state.deferrals > 1:
        parts.append(advice(state.deferrals) or f"put off {state.deferrals} times")
    return ", ".join(parts)


def _script(
    agreed: list[tuple[str, str]],
    promised: list[tuple[str, str]],
    open_: list[tuple[str, str]],
    deferred: list[tuple[str, str]],
) -> Iterable[str]:
    """What to read aloud before hanging up: agreed, promised, put off, open."""
    if agreed:
        yield "Let me read back what we have agreed."
        for title, words in agreed:
            yield f"{title}: {words}"
    if promised:
        yield "You said you would do the following."
        for _, words in promised:
            yield words
    if deferred:
        yield "You are coming back to us on these."
        for title, _ in deferred:
            yield title
    if open_:
        yield "Still open between us."
        for title, _ in open_:
            yield title
    if agreed or promised or deferred or open_:
        yield "Did I get anything wrong?"
