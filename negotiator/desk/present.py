"""The state of a deal in the words of the screens: checklist, card, status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import next_step, on_table, place, rung_label
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


def suggestion_view(
    suggestion: Suggestion, title: str = "", on_screen: str | None = None
) -> SuggestionView:
    """A suggestion as a line under what is typed.

    Args:
        title: that of its clause.
        on_screen: the clause that was looked at.
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
        approver=(suggestion.next.approver or "") if suggestion.next else "",
        place=suggestion.place,
        value=suggestion.value,
        words=suggestion.words,
        why=suggestion.why,
        taught=suggestion.taught,
        title=title,
        marks=suggestion.marks,
        prior=prior if suggestion.prior else "",
    )


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
            offered=rung in (state.offered, state.agreed),
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
        parts.append(f"put off {state.deferrals} times")
    return ", ".join(parts)
