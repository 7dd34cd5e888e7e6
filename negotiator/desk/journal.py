"""The way of a session's entries to the disk: shown at once, kept until they are durable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING
from uuid import UUID

from negotiator.deal.body import AnyBody
from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry, new_entry
from negotiator.deal.standing import DealState, live, step
from negotiator.desk.errors import store_errors_told
from negotiator.desk.writer import Writer

if TYPE_CHECKING:
    from negotiator.desk.in_hand import InHand
    from negotiator.store import Store

_NEXT = timedelta(microseconds=1)
"""The finest step of the record's order."""


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


class Journal:
    """The entries of one session on one deal.

    What is folded into the state includes what is still on its way to the disk; `unsaved` and
    `saved_at` say how far that has got. Recording therefore never waits, and a disk that fails
    loses nothing while the program runs.

    Args:
        number: which session of the deal this is, from 1.
        notify: called on the store's thread with each outcome; pass it on to `settle` on the
            thread that records.
        begun: the store knows the session already.
    """

    author = ""
    """Who records now, where it is not who began the session."""

    def __init__(
        self,
        deal: Deal,
        session: Session,
        number: int,
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
        self.state = state
        self.saved_at: datetime | None = state.log[-1].at if state.log else None
        self.trouble = ""
        self.damage: Sequence[str] = ()
        """The entries that are not as they were written, in words."""
        self.in_hand: InHand | None = None
        """What keeps the line being typed, and entries that cannot be saved."""
        self.half_line = ""
        """What was on the line when the program ended before it was filed."""
        self.clock = clock
        self._writer = writer
        self._notify = notify
        self._begun = begun
        self._pending: list[Entry] = []
        self._written: set[UUID] = set()
        self._queued = False
        """A job waits that will see all that is pending: while it is locked one is enough."""
        self._told = state
        """What the store said last; its thread's own."""
        self._looking = False
        self._replaced = False
        """It was told that the record is another file now; the store's thread's own."""

    @property
    def unsaved(self) -> int:
        """How many entries are not durable yet."""
        return len(self._pending)

    @property
    def pending(self) -> Sequence[Entry]:
        """Those entries, in order."""
        return self._pending

    @property
    def mine(self) -> list[Entry]:
        """What this session recorded and did not take back."""
        return [entry for entry in live(self.state.log) if entry.session == self.session.id]

    def record(self, body: AnyBody, clause: str | None = None) -> None:
        """Add an entry: to the state at once, to the disk as soon as it can be."""
        entry = new_entry(
            body,
            session=self.session.id,
            clause=clause,
            author=self.author or self.session.author,
            at=self._now(),
        )
        self._pending.append(entry)
        self.state = step(self.state, entry)
        self.save()

    def _now(self) -> datetime:
        """After everything that is recorded, even where the clock was set back."""
        now, log = self.clock(), self.state.log
        return max(now, log[-1].at + _NEXT) if log else now

    def settle(self, outcome: Saved | NotSaved) -> Sequence[str | None]:
        """Take in what became of the entries sent to the store.

        Returns:
            The clause of each entry that another window has added.
        """
        if isinstance(outcome, NotSaved):
            self.trouble = f"{outcome.what} {outcome.remedy}".strip()
            return ()
        before = self.state
        self._pending = [entry for entry in self._pending if entry.id not in outcome.entries]
        self.state = reduce(step, self._pending, outcome.state)
        self.saved_at = outcome.state.log[-1].at if outcome.state.log else self.saved_at
        self.trouble = ""
        if len(self.state.log) == len(before.log):
            return ()
        return [entry.clause for entry in self.state.log if entry.id not in before.ids]

    @property
    def waiting(self) -> bool:
        """Whether what was recorded waits for another program that is writing."""
        return bool(self._pending) and self._writer.waiting

    def look(self) -> None:
        """Ask what other windows have added; `notify` is called when they have."""
        if not (self._looking or self._pending):
            self._looking = True
            self._writer.submit(self._look)

    def save(self) -> None:
        """Send what is not saved to the store, again if need be."""
        if self._pending and not self._queued:
            self._queued = True
            job = self._writer.submit(self._write)
            job.add_done_callback(lambda done: self._tell(done.result))

    def save_now(self) -> None:
        """Wait until everything recorded is on the disk, for callers without an event loop.

        Raises:
            DeskError: it cannot be written.
        """
        with store_errors_told():
            self.settle(self._writer.submit(self._write).result())

    def finish(self) -> None:
        """End the session; one in which nothing happened leaves no trace."""
        at = self.clock()
        self.session = self.session.model_copy(update={"ended": at})

        def end(store: Store) -> None:
            if self._begun:
                store.end_session(self.session.id, at)

        self._writer.submit(end)

    def _write(self, store: Store) -> Saved:
        """Append what is pending; on the store's thread."""
        self._queued = False  # first: what is recorded from here on needs another job
        pending = self._pending[:]
        batch = [entry for entry in pending if entry.id not in self._written]
        if not self._begun:
            store.start_session(self.session)
            self._begun = True
        state = store.append(self.deal.id, batch) if batch else store.state(self.deal.id)
        self._written.update(entry.id for entry in batch)
        # What an earlier job wrote is durable too, though its outcome may not be settled yet.
        return self._read(store, state, frozenset(entry.id for entry in pending))

    def _look(self, store: Store) -> None:
        """Tell what is new, or that the record is another file now; on the store's thread."""
        try:
            if self._elsewhere(store):
                return
            state = store.state(self.deal.id)
        finally:
            self._looking = False
        if state is not self._told or self._replaced:
            self._replaced = False
            self._notify(self._read(store, state, frozenset()))

    def _elsewhere(self, store: Store) -> bool:
        """Whether the record is another file now, which is told once: nobody may type meanwhile."""
        from negotiator.store import StoreError

        try:
            store.refuse_replaced()
        except StoreError as error:
            if not self._replaced:
                self._replaced = True
                self._notify(NotSaved(self._writer.short(error.what), error.remedy))
            return True
        return False

    def _read(self, store: Store, state: DealState, durable: frozenset[UUID]) -> Saved:  # noqa: ARG002
        """What the store said, and what it takes to show it; on the store's thread."""
        self._told = state
        return Saved(state, durable)

    def _tell(self, result: Callable[[], Saved]) -> None:
        from negotiator.store import StoreError

        try:
            outcome: Saved | NotSaved = result()
        except StoreError as error:
            outcome = NotSaved(self._writer.short(error.what), error.remedy)
        except Exception as error:  # a fault of ours is no reason to wait for ever, or to lose it
            what = f"Saving ended in an error that nobody expected ({type(error).__name__})."
            outcome = NotSaved(what, "Ctrl+S writes it to a file; then start again.")
        self._notify(outcome)
