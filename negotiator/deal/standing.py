"""Where each clause of a deal is now: a pure, total fold of the deal's entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.profile import Profile
from negotiator.deal.term import Term


class Standing(StrEnum):
    """Where a clause is; the words are those of the design's vocabulary."""

    NOT_RAISED = "not raised"
    OPEN = "open"
    COUNTERED = "countered"
    AGREED = "agreed in principle"
    READ_BACK = "read back"
    PAPERED = "papered"
    PARKED = "parked"
    DEFERRED = "deferred"
    ESCALATED = "escalated"
    DEADLOCKED = "deadlocked"
    WAIVED = "waived"
    NOT_APPLICABLE = "not applicable"

    @property
    def settled(self) -> bool:
        """Nothing is left to negotiate: agreed or beyond, waived, or not applicable."""
        return self in _SETTLED

    @property
    def agreed(self) -> bool:
        """Agreed in principle or firmer."""
        return self in _AGREED


_AGREED = frozenset({Standing.AGREED, Standing.READ_BACK, Standing.PAPERED})
_SETTLED = _AGREED | {Standing.WAIVED, Standing.NOT_APPLICABLE}


class ClauseState(NamedTuple):
    """What the entries say about one clause.

    A named tuple, as the whole state is: a fold replaces fields by the million, which takes a data
    class five times as long.
    """

    standing: Standing = Standing.NOT_RAISED
    offered: str | None = None
    """The rung last put on the table."""
    agreed: str | None = None
    """The rung agreed to."""
    approved: frozenset[str] = frozenset()
    """Rungs an approver has allowed."""
    asked: str | None = None
    """The rung an approver was last asked for, if one was named."""
    paid: frozenset[str] = frozenset()
    """Rungs for which something came back, or which were said to be given free."""
    tied: frozenset[str] = frozenset()
    """Rungs that were offered for something which was asked and has not come back."""
    refusals: int = 0
    """Refusals since we last moved."""
    deferrals: int = 0
    deferred_to: str = ""
    due: date | None = None
    approver: str = ""
    """Whom we asked, while escalated; who allowed it, when waived."""
    document: str = ""
    section: str = ""
    values: tuple[float, ...] = ()
    """The vendor's numbers in the clause's metric, oldest first."""
    heard: tuple[Entry, ...] = ()
    said: Mapping[tuple[str, int], UUID] = MappingProxyType({})
    """Counters already used, by objection id and step, with the session of the last time."""
    countered: tuple[str, int] | None = None
    """The counter said last, until a rung is put on the table."""
    constraint: b.Constraint | None = None
    """What keeps the vendor: impossible or merely inconvenient, in their words."""
    last: Entry | None = None


class DealState(NamedTuple):
    """What the entries say about a whole deal."""

    profile: Profile | None = None
    """The profile as last changed by an entry; None while it is the deal's own."""
    edition: str | None = None
    """The playbook edition last taken; None while it is the one the deal began with."""
    prepared: Entry | None = None
    """The preparation in force."""
    clauses: Mapping[str, ClauseState] = MappingProxyType({})
    trades: tuple[Entry, ...] = ()
    promises: tuple[Entry, ...] = ()
    tasks: tuple[Entry, ...] = ()
    """What is still to be done."""
    term: Term | None = None
    """The contract's term, once it is recorded."""
    rolls: int = 0
    """How often the term was confirmed as renewed."""
    notice_given: date | None = None
    """When notice was given for the present term."""
    unmatched: tuple[Entry, ...] = ()
    """Statements that no playbook knew."""
    log: tuple[Entry, ...] = ()
    """Every entry folded so far, in order, retracted ones and retractions included."""
    ids: frozenset[UUID] = frozenset()
    """The ids in the log, so that one more entry need not be compared with every other."""

    def clause(self, clause_id: str) -> ClauseState:
        """The state of a clause; not raised where no entry speaks of it."""
        return self.clauses.get(clause_id, _UNTOUCHED)

    @property
    def gives(self) -> int:
        """How many things we gave; what is only offered for something is not given yet."""
        bodies = [each.body for each in self.trades if self.holds(each) or self._is_answered(each)]
        return sum(isinstance(body, b.Traded) and bool(body.give) for body in bodies)

    @property
    def gets(self) -> int:
        """How many things came back; what was only asked has not."""
        bodies = [
            each.body
            for each in self.trades
            if self.holds(each) and not (_is_asked(each) and self._is_answered(each))
        ]
        return sum(isinstance(body, b.Traded) and bool(body.get) for body in bodies)

    def holds(self, trade: Entry) -> bool:
        """Whether a trade was struck: an offer is once its clause is agreed at its rung."""
        clause = self.clause(trade.clause or "")
        rung = getattr(trade.body, "rung", None)
        return not _is_asked(trade) or (clause.standing.agreed and clause.agreed == rung)

    def asked(self) -> tuple[Entry, ...]:
        """What is on the table for something asked in return, not agreed yet; oldest first."""
        return tuple(
            each
            for each in self.trades
            if _is_asked(each)
            and self.clause(each.clause or "").offered == getattr(each.body, "rung", None)
            and not self.clause(each.clause or "").standing.settled
            and not self._is_answered(each)
        )

    def _is_answered(self, trade: Entry) -> bool:
        """Whether a later entry says what came back for it, or that nothing did."""
        bodies = (each.body for each in self.trades)
        return any(isinstance(body, b.Traded) and body.answers == trade.id for body in bodies)


_UNTOUCHED = ClauseState()


def _is_asked(trade: Entry) -> bool:
    return isinstance(trade.body, b.Traded) and trade.body.asked


def live(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that count: each id once, without the retracted ones and the retractions.

    A retraction reaches only entries before it, and can itself be retracted (redo); read from the
    end, whether a retraction holds is known before its target is met.
    """
    retracted: set[UUID] = set()
    kept: list[Entry] = []
    for entry in reversed(_unique(entries)):
        if entry.id in retracted:
            continue
        if isinstance(entry.body, b.Retracted):
            retracted.add(entry.body.entry)
        else:
            kept.append(entry)
    kept.reverse()
    return kept


def _unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each id once, as it first came: an entry that was merged in twice counts once."""
    first: dict[UUID, Entry] = {}
    for entry in entries:
        first.setdefault(entry.id, entry)
    return tuple(first.values())


def fold(entries: Iterable[Entry]) -> DealState:
    """The state of a deal after all its entries, oldest first."""
    log = _unique(entries)
    state = DealState()
    for entry in live(log):
        state = apply(state, entry)
    return state._replace(log=log, ids=frozenset(entry.id for entry in log))


def step(state: DealState, entry: Entry) -> DealState:
    """The state after one more entry; the same as folding everything again."""
    if entry.id in state.ids:
        return state
    if isinstance(entry.body, b.Retracted):
        return fold((*state.log, entry))
    return apply(state, entry)._replace(log=(*state.log, entry), ids=state.ids | {entry.id})


def apply(state: DealState, entry: Entry) -> DealState:
    """Add one live entry, leaving the log alone."""
    match entry.body:
        case b.Profiled(profile=profile):
            return state._replace(profile=profile)
        case b.EditionTaken(edition=edition):
            return state._replace(edition=edition)
        case b.Contracted(term=term):
            return state._replace(term=term)
        case b.Rolled():
            return state._replace(rolls=state.rolls + 1, notice_given=None)
        case b.NoticeGiven(on=on):
            return state._replace(notice_given=on)
        case b.Prepared():
            return state._replace(prepared=entry)
        case b.Traded():
            state = state._replace(trades=(*state.trades, entry))
        case b.Promised():
            state = state._replace(promises=(*state.promises, entry))
        case b.Task():
            state = state._replace(tasks=(*state.tasks, entry))
        case b.TaskDone(task=task):
            state = state._replace(tasks=tuple(each for each in state.tasks if each.id != task))
        case b.Heard() if entry.clause is None:
            state = state._replace(unmatched=(*state.unmatched, entry))
        case _:
            pass
    if entry.clause is None:
        return state
    clause = _advance(state.clause(entry.clause), entry)._replace(last=entry)
    if clause.standing is not Standing.DEFERRED and (clause.due or clause.deferred_to):
        # The clause has moved on: nobody is to be chased for the old date.
        clause = clause._replace(deferred_to="", due=None)
    return state._replace(clauses=MappingProxyType({**state.clauses, entry.clause: clause}))


def _advance(clause: ClauseState, entry: Entry) -> ClauseState:
    """What one entry does to the clause it speaks of."""
    match entry.body:
        case b.Heard(value=value):
            values = clause.values if value is None else (*clause.values, value)
            return _woken(clause)._replace(heard=(*clause.heard, entry), values=values)
        case b.Raised() | b.EvidenceAsked() | b.EvidenceReceived() | b.Promised():
            return _woken(clause)
        case b.Traded(rung=str(rung), asked=True):
            return _woken(clause)._replace(tied=clause.tied | {rung})
        case b.Traded(rung=rung, get=get, free=free):
            paid = clause.paid | {rung} if rung and (get.strip() or free) else clause.paid
            return _woken(clause)._replace(paid=paid)
        case b.Constraint(hardness=hardness) as said:
            evaded = hardness is b.Hardness.NOT_SAID and clause.constraint is not None
            return _woken(clause)._replace(constraint=clause.constraint if evaded else said)
        case b.Countered(objection=objection, step=number, landed=landed):
            counter = objection, number
            if landed is not b.Landed.UNKNOWN and clause.said.get(counter) == entry.session:
                return clause  # how it was received; what came of it since stands
            return clause._replace(
                standing=Standing.COUNTERED,
                said=MappingProxyType({**clause.said, counter: entry.session}),
                countered=counter,
                refusals=0,
            )
        case b.Offered(rung=rung):
            return clause._replace(
                standing=Standing.COUNTERED, offered=rung, countered=None, refusals=0
            )
        case b.Agreed(rung=rung, value=value):
            values = clause.values if value is None else (*clause.values, value)
            return clause._replace(
                standing=Standing.AGREED,
                agreed=rung,
                values=values,
                refusals=0,
                paid=clause.paid | ({rung} & clause.tied),
            )
        case b.Refused(final=final):
            refusals = clause.refusals + 1
            # One refusal leaves a point open; a second without a move of ours in between is a wall.
            stuck = final or refusals > 1
            standing = Standing.DEADLOCKED if stuck else Standing.OPEN
            return clause._replace(standing=standing, refusals=refusals, agreed=None)
        case b.Parked():
            return clause._replace(standing=Standing.PARKED)
        case b.Deferred(owner=owner, due=due):
            return clause._replace(
                standing=Standing.DEFERRED,
                deferrals=clause.deferrals + 1,
                deferred_to=owner,
                due=due,
            )
        case b.Escalated(approver=approver, rung=rung):
            return clause._replace(standing=Standing.ESCALATED, approver=approver, asked=rung)
        case b.Approved(approver=approver, rung=rung):
            approved = clause.approved | {rung} if rung else clause.approved
            return clause._replace(
                standing=Standing.COUNTERED, approver=approver, approved=approved
            )
        case b.Waived(approver=approver, promise=None):
            return clause._replace(standing=Standing.WAIVED, approver=approver)
        case b.ReadBack(promise=None):
            return clause._replace(standing=Standing.READ_BACK)
        case b.Papered(document=document, section=section, promise=None):
            return clause._replace(standing=Standing.PAPERED, document=document, section=section)
        case _:
            return clause


def _woken(clause: ClauseState) -> ClauseState:
    """A clause that was spoken of is no longer unraised or resting."""
    if clause.standing in {Standing.NOT_RAISED, Standing.PARKED}:
        return clause._replace(standing=Standing.OPEN)
    return clause
