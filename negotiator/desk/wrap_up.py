"""The end of a session: what to read back aloud, and what is left for us to do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.profile import tailored
from negotiator.deal.promise import ledger
from negotiator.deal.standing import Standing, live
from negotiator.desk.views import Said
from negotiator.playbook.model import Priority
from negotiator.report.document import area_title, day
from negotiator.report.record import DealRecord
from negotiator.report.told import Commitment, Point, Told, Where, told


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line of the script."""

    role: Said[Literal["say", "area", "point"]]
    """say: a sentence that leads on; area: a heading, for the eye; point: what is read out."""
    about: Said[str]
    """The title of a point's clause, or whose it is; empty for the others."""
    words: Said[str]


@dataclass(frozen=True, slots=True)
class WrapUpView:
    """The end of a session: what to read back and what is left."""

    script: Said[tuple[ScriptLine, ...]]
    """What to read aloud, in speaking order; made of what both sides know alone."""
    to_confirm: tuple[str, ...]
    """The clauses agreed, now or in an earlier call, that they have not confirmed yet."""
    open: tuple[tuple[str, str], ...]
    """(clause title, standing); internal, as all that follows."""
    deferred: tuple[tuple[str, str], ...]
    promised: tuple[tuple[str, str], ...]
    """Those that stand in no document, and that we do not knowingly sign without."""
    tasks: tuple[tuple[str, str], ...]
    unraised: tuple[str, ...]
    """Must-haves that nobody brought up."""
    unmatched: tuple[str, ...]


def wrap_up(record: DealRecord, session: UUID) -> WrapUpView:
    """What a session settled, what an earlier one left to confirm, and what is left of the deal."""
    shared, state = told(record), record.state
    touched = {entry.clause for entry in live(state.log) if entry.session == session}
    left = [
        (record.playbook.clauses[name], priority, state.clause(name))
        for name, priority in tailored(record.playbook, record.profile).items()
        if not state.clause(name).standing.settled
    ]
    clauses = record.playbook.clauses
    script = tuple(_script(shared, touched, session))
    bodies = [entry.body for entry in (*state.tasks, *state.unmatched)]
    return WrapUpView(
        script=(*script, ScriptLine("say", "", "Did I get anything wrong?")) if script else (),
        to_confirm=tuple(point.clause for point in shared.points if point.where is Where.AGREED),
        open=tuple(
            (clause.title, str(now.standing))
            for clause, _, now in left
            if now.standing not in {Standing.NOT_RAISED, Standing.DEFERRED}
        ),
        deferred=tuple(
            (clause.title, put_off(now.deferred_to, day(now.due), now.deferrals))
            for clause, _, now in left
            if now.standing is Standing.DEFERRED
        ),
        promised=tuple(
            (
                clauses[each.clause].title if each.clause and each.clause in clauses else "",
                each.words,
            )
            for each in ledger(live(state.log))
            if each.loose
        ),
        tasks=tuple((body.words, _who(body)) for body in bodies if isinstance(body, b.Task)),
        unraised=tuple(
            clause.title
            for clause, priority, now in left
            if now.standing is Standing.NOT_RAISED and priority is Priority.MUST_HAVE
        ),
        unmatched=tuple(body.words for body in bodies if isinstance(body, b.Heard)),
    )


def put_off(owner: str, due: str, times: int) -> str:
    """A deferral in a few words."""
    again = f"put off {times} times" if times > 1 else ""
    parts = (owner or "no owner", f"by {due}" if due else "no date", again)
    return ", ".join(filter(None, parts))


def _who(task: b.Task) -> str:
    due = f"by {day(task.due)}" if task.due else ""
    known = "known to both" if task.told else ""
    return ", ".join(filter(None, (task.owner, due, known)))


def _script(shared: Told, touched: Collection[str | None], session: UUID) -> Iterator[ScriptLine]:
    """What to read aloud before hanging up: agreed by area, promised, put off, open."""
    here = [point for point in shared.points if point.clause in touched]
    agreed = [point for point in here if point.where.agreed]
    yield from _agreed("Let me read back what we have agreed.", agreed)
    unread = [point for point in shared.points if point.where is Where.AGREED]
    earlier = [point for point in unread if point.clause not in touched]
    yield from _agreed("This we agreed earlier, and have not read back yet.", earlier)
    for sentence, said in (
        ("You said you would do the following.", shared.promised),
        ("These are the next steps.", shared.steps),
    ):
        fresh = [each for each in said if each.session == session]
        yield from _part(sentence, [(each.title or each.owner, _said(each)) for each in fresh])
    waiting = [point for point in shared.points if point.where is Where.PUT_OFF]
    yield from _part(
        "We are waiting for an answer on these.",
        [(point.title, put_off(point.owner, day(point.due), 0)) for point in waiting],
    )
    open_ = [(point.title, "") for point in here if point.where is Where.OPEN]
    yield from _part("Still open between us.", open_)


def _agreed(sentence: str, points: Sequence[Point]) -> Iterator[ScriptLine]:
    if points:
        yield ScriptLine("say", "", sentence)
    for area, group in groupby(points, key=lambda point: point.area):
        yield ScriptLine("area", "", area_title(area))
        for point in group:
            yield ScriptLine("point", point.title, point.agreed)


def _part(sentence: str, points: Sequence[tuple[str, str]]) -> Iterator[ScriptLine]:
    if points:
        yield ScriptLine("say", "", sentence)
    for about, words in points:
        yield ScriptLine("point", about, words)


def _said(each: Commitment) -> str:
    """What will be done, by whom where that is known, and by when."""
    due = f"by {day(each.due)}" if each.due else ""
    owner = each.owner if each.title else ""
    return ", ".join(filter(None, (each.words, owner, due)))
