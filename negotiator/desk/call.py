"""A sitting on a deal: every verb makes an entry, and every view is folded from the entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody, Landed, Match
from negotiator.deal.fields import NAME_LIMIT
from negotiator.deal.precedent import Precedent
from negotiator.deal.timeline import told
from negotiator.desk import present
from negotiator.desk.agenda import Agenda
from negotiator.desk.concessions import Concessions
from negotiator.desk.constraints import Constraints
from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.desk.library import clause_of
from negotiator.desk.listening import Listening
from negotiator.desk.precedents import Precedents
from negotiator.desk.trades import Trades
from negotiator.desk.views import (
    CardView,
    ChecklistRow,
    RungView,
    StatusView,
    SuggestionView,
    Undone,
)
from negotiator.plain import one_line, visible
from negotiator.playbook.model import Clause, Position, RiskTier
from negotiator.suggest import stated_value

if TYPE_CHECKING:
    from negotiator.desk.deferrals import Deferrals
    from negotiator.desk.lessons import Lessons
    from negotiator.desk.packages import Packages
    from negotiator.desk.preparation import Preparing
    from negotiator.desk.promises import Promises
    from negotiator.desk.readiness import Gate
    from negotiator.desk.wrap_up import WrapUpView


class Call(Listening):
    """One session on one deal, as the front ends use it."""

    past: Sequence[Precedent] = ()
    """What the other deals agreed to, the newest first."""

    def record(self, body: AnyBody, clause: str | None = None) -> None:
        """Add an entry.

        Raises:
            DeskError: the playbook has no such clause, or it is a step down that takes something
                which is not on record; nothing was recorded.
        """
        if clause is not None:
            self._clause(clause)
        self.concessions.check(body, clause)
        super().record(body, clause)

    # ── what else it offers ──────────────────────────────────────────────────────────────────

    @cached_property
    def agenda(self) -> Agenda:
        """What to take up next, and how the clock stands."""
        return Agenda(self)

    @cached_property
    def packages(self) -> Packages:
        """Equal offers over several clauses."""
        from negotiator.desk.packages import Packages

        return Packages(self)

    @cached_property
    def precedents(self) -> Precedents:
        """What this vendor and others agreed to."""
        return Precedents(self)

    @cached_property
    def preparation(self) -> Preparing:
        """What we knew before."""
        from negotiator.desk.preparation import Preparing

        return Preparing(self)

    @cached_property
    def promises(self) -> Promises:
        """What the vendor said they will do, and which paper wins."""
        from negotiator.desk.promises import Promises

        return Promises(self)

    @cached_property
    def deferrals(self) -> Deferrals:
        """What was put off and what is due."""
        from negotiator.desk.deferrals import Deferrals

        return Deferrals(self)

    @cached_property
    def gate(self) -> Gate:
        """Whether this may be signed."""
        from negotiator.desk.readiness import Gate

        return Gate(self)

    @cached_property
    def lessons(self) -> Lessons:
        """What was learned, in this deal and the others."""
        from negotiator.desk.lessons import Lessons

        return Lessons(self)

    @cached_property
    def concessions(self) -> Concessions:
        """Steps down the ladder."""
        return Concessions(self)

    @cached_property
    def trades(self) -> Trades:
        """Gives and gets."""
        return Trades(self)

    @cached_property
    def constraints(self) -> Constraints:
        """Impossible, or merely inconvenient?"""
        return Constraints(self)

    # ── verbs ────────────────────────────────────────────────────────────────────────────────

    def hear(
        self, words: str, suggestion: SuggestionView | None = None, *, first: bool = True
    ) -> None:
        """File what the vendor said, under a suggestion or as known to no playbook.

        `first` is False when the negotiator chose another suggestion than the one shown first.
        """
        words = visible(words).strip()
        if suggestion is None:
            self.record(b.Heard(words=words))
            return
        match = Match(
            objection=suggestion.objection,
            phrase=suggestion.phrase,
            score=suggestion.score,
            corrected=not first,
        )
        self.record(b.Heard(words=words, match=match, value=suggestion.value), suggestion.clause)

    def hear_about(self, words: str, clause: str) -> None:
        """File what the vendor said under a clause that was not suggested."""
        words = visible(words).strip()
        value = stated_value(self._clause(clause), words)
        match = Match(corrected=True)
        self.record(b.Heard(words=words, match=match, value=value), clause)

    def counter(self, clause: str) -> CardView:
        """Mark the counter on the card as said; the card then shows the one after it."""
        if say := self.card(clause).say:
            self.record(b.Countered(objection=say.objection, step=say.step, words=say.say), clause)
        return self.card(clause)

    def landed(self, clause: str, landed: bool) -> bool:
        """Record how the last counter was received; False when none was said in this session."""
        last = next(
            (
                entry.body
                for entry in reversed(self.mine)
                if entry.clause == clause and isinstance(entry.body, b.Countered)
            ),
            None,
        )
        if last is None:
            return False
        outcome = Landed.YES if landed else Landed.NO
        self.record(last.model_copy(update={"landed": outcome}), clause)
        return True

    def raise_(self, clause: str) -> None:
        """We brought the clause up."""
        self.record(b.Raised(), clause)

    def offer(
        self,
        clause: str,
        rung: str,
        *,
        got: str | None = None,
        free: bool = False,
        asked: bool = False,
    ) -> str:
        """Put a rung on the table.

        A rung that needs an approver who has not agreed is recorded as escalated instead.

        Args:
            got: what came back for it.
            free: nothing did, and that is said.
            asked: `got` is asked for, and comes back once they agree to the rung.

        Returns:
            Who has to agree first, by name; empty when it is on the table.

        Raises:
            DeskError: there is no such rung, it is the walk-away, or what it takes was not said.
        """
        return self.concessions.offer(clause, rung, got, free=free, asked=asked)

    def approve(self, clause: str, words: str = "") -> b.Approved | None:
        """The approver who was asked agreed: the rung may now be offered; None waits for nobody."""
        return self.concessions.approve(clause, words)

    def agree(
        self,
        clause: str,
        rung: str | None = None,
        *,
        got: str | None = None,
        free: bool = False,
    ) -> str:
        """The vendor agreed to a rung: the one on the table unless another is named.

        Below what is on the table it takes what an offer takes; see `offer`.
        """
        return self.concessions.agree(clause, rung, got, free=free)

    def refuse(self, clause: str, words: str = "") -> None:
        """The vendor refused what is on the table."""
        self.record(b.Refused(words=visible(words)), clause)

    def park(self, clause: str) -> None:
        """Leave the clause for later in this session."""
        self.record(b.Parked(), clause)

    def defer(self, clause: str, owner: str, due: date | None, words: str = "") -> None:
        """Put the clause off, with an owner and a date."""
        self.record(b.Deferred(owner=_name(owner), due=due, words=visible(words)), clause)

    def escalate(self, clause: str, approver: str) -> None:
        """Ask an approver."""
        self.record(b.Escalated(approver=_name(approver)), clause)

    def trade(self, clause: str | None, give: str, get: str) -> None:
        """Tie what we give to what we get."""
        self.trades.record(clause, give, get)

    def promise(self, clause: str | None, words: str) -> None:
        """The vendor said they will do something."""
        self.promises.make(clause, words)

    def read_back(self, clause: str) -> None:
        """We read the point back and the vendor confirmed it."""
        self.record(b.ReadBack(), clause)

    def paper(self, clause: str, document: str, section: str) -> None:
        """The point stands in a document."""
        self.record(b.Papered(document=_name(document), section=_name(section)), clause)

    def waive(self, clause: str, words: str, approver: str = "") -> None:
        """Give the clause up, with the reason."""
        self.record(b.Waived(words=visible(words).strip(), approver=_name(approver)), clause)

    def note(self, clause: str | None, words: str) -> None:
        """A remark of ours; internal."""
        self.record(b.Note(words=visible(words).strip()), clause)

    def task(
        self,
        clause: str | None,
        words: str,
        owner: str = "",
        due: date | None = None,
        *,
        told: bool = False,
    ) -> None:
        """Something someone has to do; `told` when both sides know of it."""
        words = visible(words).strip()
        self.record(b.Task(words=words, owner=_name(owner), due=due, told=told), clause)

    def retier(self, tier: str, words: str = "") -> None:
        """Make the deal a pilot, or regulated, from here on; `words` say what was given with it."""
        profile = self.profile.model_copy(update={"risk_tier": RiskTier(tier)})
        self.record(b.Profiled(profile=profile, words=visible(words).strip()))

    def undo(self) -> Undone | None:
        """Take back the last thing recorded in this session; None when there is nothing."""
        mine = self.mine
        if not mine:
            return None
        last = mine[-1]
        self.record(b.Retracted(entry=last.id))
        return Undone(last.body.kind, told(last.body), last.clause)

    # ── views ────────────────────────────────────────────────────────────────────────────────

    def checklist(self) -> list[ChecklistRow]:
        """The clauses that apply, with where each is now."""
        return present.checklist(self.playbook, self.priorities, self.state)

    def has(self, clause: str) -> bool:
        """Whether the edition in force has such a clause: one taken meanwhile may not."""
        return clause in self.playbook.clauses

    def card(self, clause: str) -> CardView:
        """One clause, readable in ten seconds."""
        said = self._clause(clause)
        # A clause that does not apply may still be talked about.
        priority = self.priorities.get(clause, said.priority_at(self.profile.risk_tier))
        shown = present.card(said, priority, self.state.clause(clause), self.who)
        return replace(
            shown,
            moves=self.agenda.moves(clause),
            past=self.precedents.parts(clause),
            market=self.precedents.market(clause),
        )

    def rung(self, clause: str, rung: str) -> RungView:
        """One rung as the card shows it.

        Raises:
            DeskError: the ladder has no such rung.
        """
        self._position(clause, rung)
        return next(view for view in self.card(clause).ladder if view.rung == rung)

    def status(self) -> StatusView:
        """The line above the screen."""
        rows = self.checklist()
        minute = self.agenda.minute
        return StatusView(
            vendor=self.deal.vendor,
            title=self.deal.title,
            tier=str(self.profile.risk_tier),
            session=self.number,
            minute=minute,
            planned=self.agenda.planned,
            pressing=self.agenda.pressing(minute),
            must_haves=sum(row.must_have for row in rows),
            settled=sum(row.must_have and row.settled for row in rows),
            gives=self.state.gives,
            gets=self.state.gets,
            unanswered=len(self.trades.open),
            asked=len(self.trades.asked),
            saved_at=self.saved_at,
            unsaved=self.unsaved,
            trouble=self.trouble,
            waiting=self.waiting,
            playbook=self.news,
        )

    def wrap_up(self) -> WrapUpView:
        """What this session settled and what is left."""
        from negotiator.desk.wrap_up import wrap_up
        from negotiator.report import DealRecord

        record = DealRecord(self.deal, self.playbook, self.state, self.editions, self.clock())
        return wrap_up(record, self.session.id)

    # ── proposals ────────────────────────────────────────────────────────────────────────────

    def approvers(self) -> tuple[Choice, ...]:
        """Who may allow what the negotiator may not."""
        return tuple(Choice(who.id, f"{who.id}  {who.name}") for who in self.playbook.approver)

    def _clause(self, clause: str) -> Clause:
        """A clause of the playbook.

        Raises:
            DeskError: the playbook has no such clause.
        """
        return clause_of(self.playbook, clause)

    def _position(self, clause: str, rung: str) -> Position:
        """A rung of a clause's ladder.

        Raises:
            DeskError: the ladder has no such rung.
        """
        ladder = self._clause(clause).ladder
        if rung not in ladder:
            raise DeskError(f"{clause} has no rung {rung}.", f"It has: {', '.join(ladder)}.")
        return ladder[rung]


def _name(text: str) -> str:
    """A name as an entry can hold it."""
    return one_line(text, limit=NAME_LIMIT)
