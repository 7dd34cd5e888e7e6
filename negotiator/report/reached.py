"""How far a deal got on each clause: what was proposed, what we wanted, where it ended, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negotiator.deal import body as b
from negotiator.deal.amount import amount, unit_between
from negotiator.deal.body import Landed
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import ask, gap_to_target, rung_label
from negotiator.deal.profile import tailored
from negotiator.deal.standing import ClauseState, Standing, live
from negotiator.playbook.model import Clause, Playbook, Priority, Rung
from negotiator.report.document import day
from negotiator.report.record import DealRecord

_BETWEEN = " · "
"""Between several texts in one cell."""
_NOT_NEEDED, _UNKNOWN, _NOTHING = "not needed", "not recorded", "nothing recorded"
"""No approver and no get, as a cell tells it."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One clause: their proposal, our objective, the position reached."""

    clause: str
    title: str
    priority: str
    proposed: str
    """What they said first."""
    opening: str
    target: str
    reached: str
    standing: str
    difference: str
    """Between target and what was reached; empty where there is none, or nothing was reached."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A settled clause below its target, or given up: what it rests on."""

    clause: str
    title: str
    reached: str
    difference: str
    approver: str
    """Who allowed it; "not needed" where the playbook asks nobody, "not recorded" where it does."""
    returned: str
    """What came back for it."""
    basis: str
    """Why it was accepted."""
    answered: str
    """The counters that landed before."""

    @property
    def basis_told(self) -> str:
        """Who allowed it and what came back, as the end of a sentence."""
        told = {_NOT_NEEDED: "no approval needed", _UNKNOWN: "no approval recorded"}
        allowed = told.get(self.approver, f"allowed by {self.approver}")
        back = self.returned == _NOTHING
        return f"{allowed}; {'nothing recorded in return' if back else f'for {self.returned}'}"


@dataclass(frozen=True, slots=True)
class Left:
    """A clause that is not settled."""

    clause: str
    title: str
    priority: str
    standing: str
    owner: str
    due: str


def reached(record: DealRecord) -> list[Reached]:
    """Every clause that was touched, in the order of the playbook."""
    return [
        _reached(clause, priority, now)
        for clause, priority, now in _clauses(record)
        if now.standing is not Standing.NOT_RAISED
    ]


def deviations(record: DealRecord) -> list[Deviation]:
    """Every clause that was settled below its target, or waived."""
    entries, playbook = live(record.state.log), record.playbook
    return [
        _deviation(
            clause, now, [entry.body for entry in entries if entry.clause == clause.id], playbook
        )
        for clause, _, now in _clauses(record)
        if now.standing is Standing.WAIVED or (now.standing.agreed and _below_target(clause, now))
    ]


def left(record: DealRecord) -> list[Left]:
    """What is not settled, must-haves first; of the other clauses only those that were touched."""
    order = list(Priority)
    found = [
        (clause, priority, now)
        for clause, priority, now in _clauses(record)
        if not now.standing.settled
        and (now.standing is not Standing.NOT_RAISED or priority is Priority.MUST_HAVE)
    ]
    return [
        Left(
            clause=clause.id,
            title=clause.title,
            priority=str(priority),
            standing=str(now.standing),
            owner=_with(clause, now, record.playbook),
            due=day(now.due),
        )
        for clause, priority, now in sorted(found, key=lambda each: order.index(each[1]))
    ]


def _with(clause: Clause, now: ClauseState, playbook: Playbook) -> str:
    """Who has the next word on a clause."""
    if now.standing is Standing.ESCALATED and now.approver:
        return playbook.name_of(now.approver)
    return now.deferred_to if now.standing is Standing.DEFERRED else str(clause.owner)


def _clauses(record: DealRecord) -> Iterator[tuple[Clause, Priority, ClauseState]]:
    for name, priority in tailored(record.playbook, record.profile).items():
        yield record.playbook.clauses[name], priority, record.state.clause(name)


def _reached(clause: Clause, priority: Priority, now: ClauseState) -> Reached:
    return Reached(
        clause=clause.id,
        title=clause.title,
        priority=str(priority),
        proposed=_words(now.heard[0]) if now.heard else "",
        opening=label_of(clause, ask(clause) or ""),
        target=label_of(clause, str(Rung.TARGET)),
        reached=_position(clause, now),
        standing=str(now.standing),
        difference=_difference(clause, now) if now.standing.agreed else "",
    )


def _position(clause: Clause, now: ClauseState) -> str:
    if now.standing is Standing.WAIVED:
        return "waived"
    if now.standing.agreed:
        return label_of(clause, now.agreed or "") or "in other words"
    offered = label_of(clause, now.offered or "")
    return f"not agreed; on the table: {offered}" if offered else "not agreed"


def _deviation(
    clause: Clause, now: ClauseState, bodies: list[b.AnyBody], playbook: Playbook
) -> Deviation:
    waivers = [body for body in bodies if isinstance(body, b.Waived) and body.promise is None]
    waived = waivers[-1] if waivers and now.standing is Standing.WAIVED else None
    allowed = [body for body in bodies if isinstance(body, b.Approved) and body.rung == now.agreed]
    position = clause.ladder.get(now.agreed or "")
    if waived:
        approver = waived.approver or _UNKNOWN
    elif allowed:
        approver = allowed[-1].approver
    else:
        asked = position is None or position.approver
        approver = _UNKNOWN if asked else _NOT_NEEDED
    gets = [
        body.get
        for body in bodies
        if isinstance(body, b.Traded) and body.get and (not body.asked or body.rung == now.agreed)
    ]
    basis = [waived.words] if waived else [body.words for body in allowed]
    landed = [
        body.words for body in bodies if isinstance(body, b.Countered) and body.landed is Landed.YES
    ]
    return Deviation(
        clause=clause.id,
        title=clause.title,
        reached=_position(clause, now),
        difference=_difference(clause, now),
        approver=playbook.name_of(approver),
        returned=_BETWEEN.join(dict.fromkeys(gets)) or _NOTHING,
        basis=_BETWEEN.join(filter(None, basis)) or _last_heard(now),
        answered=_BETWEEN.join(dict.fromkeys(landed)),
    )


def _last_heard(now: ClauseState) -> str:
    """Where no reason is recorded: what they last said."""
    return f"they said: “{_words(now.heard[-1])}”" if now.heard else "not recorded"


def _below_target(clause: Clause, now: ClauseState) -> bool:
    """Whether what was agreed stands lower on the ladder than the target, or is not on it."""
    rungs = list(clause.ladder)
    if now.agreed not in rungs:
        return now.agreed is not None
    target = str(Rung.TARGET)
    return target in rungs and rungs.index(now.agreed) > rungs.index(target)


def _difference(clause: Clause, now: ClauseState) -> str:
    """How far below the target, in the metric's unit where it has one."""
    if not _below_target(clause, now):
        return "none" if now.standing.agreed else "the whole clause"
    position = clause.ladder.get(now.agreed or "")
    if position is not None and position.value is not None and clause.metric is not None:
        gap = gap_to_target(clause, position.value)
        if gap:
            side = "short of" if clause.metric.better == "higher" else "over"
            return f"{amount(gap, unit_between(clause.metric.unit))} {side} the target"
    target = clause.ladder.get(str(Rung.TARGET))
    return f"instead of: {rung_label(str(Rung.TARGET), target)}" if target else "below the target"


def label_of(clause: Clause, rung: str) -> str:
    """A rung in a few words; empty where the ladder has none of that name."""
    position = clause.ladder.get(rung)
    return rung_label(rung, position) if position else ""


def _words(entry: Entry) -> str:
    return entry.body.words if isinstance(entry.body, b.Heard) else ""
