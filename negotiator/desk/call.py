"""A sitting on a deal: every verb makes an entry, and every view is folded from the entries.

What the screen shows includes what is still on its way to the disk; the status says how far that
has got. A verb therefore never waits, and a disk that fails loses nothing while the program runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING
from uuid import UUID

from negotiator.deal import entry as e
from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry, Landed, Match, new_entry
from negotiator.deal.ladder import next_step
from negotiator.deal.profile import Profile, tailored
from negotiator.deal.standing import DealState, live, step
from negotiator.desk import present
from negotiator.desk.errors import DeskError
from negotiator.desk.library import clause_of
from negotiator.desk.views import (
    CardView,
    ChecklistRow,
    Choice,
    RungView,
    StatusView,
    SuggestionView,
    WrapUpView,
)
from negotiator.desk.writer import Writer
from negotiator.plain import visible
from negotiator.playbook.model import Clause, Playbook, Position, Priority, RiskTier
from negotiator.suggest import Context, Index, stated_value, suggest

if TYPE_CHECKING:
    from negotiator.store import Store


@dataclass(frozen=True, slots=True)
class Saved:
    """Entries are durable; this is the state the store folded, other windows' entries included."""

    state: DealState
    entries: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class NotSaved:
    """The store could not be written to; everything is kept and tried again."""

    what: str
    remedy: str


class Call:
    """One session on one deal, as the front ends use it.

    Args:
        notify: called on the store's thread with each outcome; pass it on to `settle` on the
            thread that calls the verbs.
    """

    def __init__(
        self,
        deal: Deal,
        session: Session,
        number: int,
        playbook: Playbook,
        index: Index,
        state: DealState,
        writer: Writer,
        clock: Callable[[], datetime],
        notify: Callable[[Saved | NotSaved], None],
        *,
        begun: bool = False,
    ) -> None:
        self.deal = deal
        self.session = session
        self.number = number
        self.playbook = playbook
        self._index = index
        self._state = state
        self._writer = writer
        self._clock = clock
        self._notify = notify
        self._begun = begun
        self._pending: list[Entry] = []
        self._written: set[UUID] = set()
        self._saved_at: datetime | None = state.log[-1].at if state.log else None
        self._trouble = ""

    # ── verbs ────────────────────────────────────────────────────────────────────────────────

    def hear(
        self, words: str, suggestion: SuggestionView | None = None, *, first: bool = True
    ) -> None:
        """File what the vendor said, under a suggestion or as known to no playbook.

        `first` is False when the negotiator chose another suggestion than the one shown first.
        """
        words = visible(words).strip()
        if suggestion is None:
            self._record(e.Heard(words=words))
            return
        match = Match(
            objection=suggestion.objection,
            phrase=suggestion.phrase,
            score=suggestion.score,
            corrected=not first,
        )
        self._record(e.Heard(words=words, match=match, value=suggestion.value), suggestion.clause)

    def hear_about(self, words: str, clause: str) -> None:
        """File what the vendor said under a clause that was not suggested."""
        words = visible(words).strip()
        value = stated_value(self._clause(clause), words)
        match = Match(corrected=True)
        self._record(e.Heard(words=words, match=match, value=value), clause)

    def counter(self, clause: str) -> CardView:
        """Mark the counter on the card as said; the card then shows the one after it."""
        if say := self.card(clause).say:
            self._record(e.Countered(objection=say.objection, step=say.step, words=say.say), clause)
        return self.card(clause)

    def landed(self, clause: str, landed: bool) -> None:
        """Record how the last counter was received."""
        last = next(
            (
                entry.body
                for entry in reversed(live(self._state.log))
                if entry.clause == clause and isinstance(entry.body, e.Countered)
            ),
            None,
        )
        if last is not None:
            outcome = Landed.YES if landed else Landed.NO
            self._record(last.model_copy(update={"landed": outcome}), clause)

    def raise_(self, clause: str) -> None:
        """We brought the clause up."""
        self._record(e.Raised(), clause)

    def offer(self, clause: str, rung: str, *, got: str | None = None) -> None:
        """Put a rung on the table; `got` is what came back for it, empty when nothing did.

        A rung that needs an approver who has not agreed is recorded as escalated instead.
        """
        position = self._position(clause, rung)
        state = self._state.clause(clause)
        if position.approver and rung not in state.approved:
            self._record(e.Escalated(approver=position.approver, rung=rung), clause)
            return
        if got is not None:
            self._record(e.Traded(give=position.label or rung, get=visible(got).strip()), clause)
        self._record(e.Offered(rung=rung, words=position.say), clause)

    def approve(self, clause: str, words: str = "") -> None:
        """The approver who was asked agreed: the rung may now be offered."""
        below = next_step(self._clause(clause), self._state.clause(clause))
        if below is not None and below.approver:
            self._record(
                e.Approved(approver=below.approver, rung=below.rung, words=visible(words)), clause
            )

    def agree(self, clause: str, rung: str | None = None) -> None:
        """The vendor agreed to a rung: the one on the table unless another is named."""
        rung = rung or next(view.rung for view in self.card(clause).ladder if view.on_table)
        self._position(clause, rung)
        values = self._state.clause(clause).values
        self._record(e.Agreed(rung=rung, value=values[-1] if values else None), clause)

    def refuse(self, clause: str, words: str = "") -> None:
        """The vendor refused what is on the table."""
        self._record(e.Refused(words=visible(words)), clause)

    def park(self, clause: str) -> None:
        """Leave the clause for later in this session."""
        self._record(e.Parked(), clause)

    def defer(self, clause: str, owner: str, due: date | None) -> None:
        """Put the clause off, with an owner and a date."""
        self._record(e.Deferred(owner=visible(owner).strip(), due=due), clause)

    def escalate(self, clause: str, approver: str) -> None:
        """Ask an approver."""
        self._record(e.Escalated(approver=visible(approver).strip()), clause)

    def trade(self, clause: str | None, give: str, get: str) -> None:
        """Tie what we give to what we get."""
        self._record(e.Traded(give=visible(give).strip(), get=visible(get).strip()), clause)

    def promise(self, clause: str | None, words: str) -> None:
        """The vendor said they will do something."""
        self._record(e.Promised(words=visible(words).strip()), clause)

    def read_back(self, clause: str) -> None:
        """We read the point back and the vendor confirmed it."""
        self._record(e.ReadBack(), clause)

    def paper(self, clause: str, document: str, section: str) -> None:
        """The point stands in a document."""
        self._record(
            e.Papered(document=visible(document).strip(), section=visible(section).strip()), clause
        )

    def waive(self, clause: str, words: str, approver: str = "") -> None:
        """Give the clause up, with the reason."""
        self._record(e.Waived(words=visible(words).strip(), approver=visible(approver)), clause)

    def note(self, clause: str | None, words: str) -> None:
        """A remark of ours; internal."""
        self._record(e.Note(words=visible(words).strip()), clause)

    def task(
        self, clause: str | None, words: str, owner: str = "", due: date | None = None
    ) -> None:
        """Something someone has to do."""
        self._record(e.Task(words=visible(words).strip(), owner=visible(owner), due=due), clause)

    def retier(self, tier: str) -> None:
        """Make the deal a pilot, or regulated, from here on."""
        profile = self.profile.model_copy(update={"risk_tier": RiskTier(tier)})
        self._record(e.Profiled(profile=profile))

    def undo(self) -> Entry | None:
        """Take back the last thing recorded in this session; None when there is nothing."""
        mine = [entry for entry in live(self._state.log) if entry.session == self.session.id]
        if not mine:
            return None
        self._record(e.Retracted(entry=mine[-1].id))
        return mine[-1]

    # ── views ────────────────────────────────────────────────────────────────────────────────

    @property
    def profile(self) -> Profile:
        """The profile in force: the deal's own, or as an entry changed it."""
        return self._state.profile or self.deal.profile

    @property
    def priorities(self) -> Mapping[str, Priority]:
        """The clauses that apply, with their priority."""
        return tailored(self.playbook, self.profile)

    @property
    def state(self) -> DealState:
        return self._state

    def suggest(self, text: str, clause: str | None = None, limit: int = 5) -> list[SuggestionView]:
        """What the words typed so far may mean; a fraction of a frame."""
        priorities = self.priorities
        context = Context(
            clause=clause,
            open_must_haves=frozenset(
                clause_id
                for clause_id, priority in priorities.items()
                if priority is Priority.MUST_HAVE
                and not self._state.clause(clause_id).standing.settled
            ),
            applicable=priorities.keys(),
        )
        found = suggest(self._index, text, context=context, state=self._state, limit=limit)
        return [present.suggestion_view(suggestion) for suggestion in found]

    def checklist(self) -> list[ChecklistRow]:
        """The clauses that apply, with where each is now."""
        return present.checklist(self.playbook, self.priorities, self._state)

    def card(self, clause: str) -> CardView:
        """One clause, readable in ten seconds."""
        priority = self._clause(clause).priority_at(self.profile.risk_tier)
        return present.card(self._clause(clause), priority, self._state.clause(clause))

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
        minute = int((self._clock() - self.session.started).total_seconds() // 60)
        return StatusView(
            vendor=self.deal.vendor,
            title=self.deal.title,
            tier=str(self.profile.risk_tier),
            session=self.number,
            minute=max(minute, 0),
            planned=self.session.planned_minutes,
            must_haves=sum(row.must_have for row in rows),
            settled=sum(row.must_have and row.settled for row in rows),
            gives=self._state.gives,
            gets=self._state.gets,
            saved_at=self._saved_at,
            unsaved=len(self._pending),
            trouble=self._trouble,
        )

    def wrap_up(self) -> WrapUpView:
        """What this session settled and what is left."""
        mine = [entry for entry in live(self._state.log) if entry.session == self.session.id]
        return present.wrap_up(self.playbook, self.priorities, self._state, mine)

    # ── proposals ────────────────────────────────────────────────────────────────────────────

    def gives(self) -> tuple[Choice, ...]:
        """What we can give, from the playbook."""
        return tuple(Choice(give.title, give.title) for give in self.playbook.give)

    def gets(self, clause: str) -> tuple[Choice, ...]:
        """What to ask for in return: what the clause trades for, by its title."""
        gives = {give.id: give.title for give in self.playbook.give}
        wanted = []
        for name in self._clause(clause).trade_for:
            other = self.playbook.clauses.get(name)
            title = other.title if other else gives.get(name, name)
            wanted.append(Choice(title, title))
        return tuple(wanted)

    def approvers(self) -> tuple[Choice, ...]:
        """Who may allow what the negotiator may not."""
        return tuple(Choice(who.id, f"{who.id}  {who.name}") for who in self.playbook.approver)

    # ── the way to the disk ──────────────────────────────────────────────────────────────────

    def settle(self, outcome: Saved | NotSaved) -> None:
        """Take in what became of the entries sent to the store."""
        if isinstance(outcome, NotSaved):
            self._trouble = f"{outcome.what} {outcome.remedy}".strip()
            return
        self._pending = [entry for entry in self._pending if entry.id not in outcome.entries]
        self._state = reduce(step, self._pending, outcome.state)
        self._saved_at = outcome.state.log[-1].at if outcome.state.log else self._saved_at
        self._trouble = ""

    def save(self) -> None:
        """Send what is not saved to the store, again if need be."""
        if self._pending:
            job = self._writer.submit(self._write)
            job.add_done_callback(lambda done: self._tell(done.result))

    def save_now(self) -> None:
        """Wait until everything recorded is on the disk, for callers without an event loop.

        Raises:
            DeskError: it cannot be written.
        """
        from negotiator.store import StoreError

        try:
            self.settle(self._writer.submit(self._write).result())
        except StoreError as error:
            raise DeskError(error.what, error.remedy) from error

    def finish(self) -> None:
        """End the session; one in which nothing happened leaves no trace."""
        at = self._clock()
        self.session = self.session.model_copy(update={"ended": at})

        def end(store: Store) -> None:
            if self._begun:
                store.end_session(self.session.id, at)

        self._writer.submit(end)

    def _record(self, body: e.AnyBody, clause: str | None = None) -> None:
        entry = new_entry(
            body,
            session=self.session.id,
            clause=clause,
            author=self.session.author,
            at=self._clock(),
        )
        self._pending.append(entry)
        self._state = step(self._state, entry)
        self.save()

    def _write(self, store: Store) -> Saved:
        """Append what is pending; on the store's thread."""
        batch = [entry for entry in self._pending[:] if entry.id not in self._written]
        if not self._begun:
            store.start_session(self.session)
            self._begun = True
        state = store.append(self.deal.id, batch) if batch else store.state(self.deal.id)
        self._written.update(entry.id for entry in batch)
        return Saved(state, frozenset(entry.id for entry in batch))

    def _tell(self, result: Callable[[], Saved]) -> None:
        from negotiator.store import StoreError

        try:
            outcome: Saved | NotSaved = result()
        except StoreError as error:
            outcome = NotSaved(error.what, error.remedy)
        self._notify(outcome)

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
