"""The desk: one workspace, open, with the verbs of the product."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from negotiator.deal.agenda import minutes_to_plan
from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry
from negotiator.deal.profile import Profile
from negotiator.desk.cache import Cache
from negotiator.desk.errors import DeskError, store_errors_told
from negotiator.desk.journal import NotSaved, Saved
from negotiator.desk.must_haves import MustHaves, Titles
from negotiator.desk.overview import deal_rows
from negotiator.desk.saved import SavedEditions
from negotiator.desk.settings import read_settings, unknown_approvers
from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.desk.writer import Writer
from negotiator.plain import one_line
from negotiator.playbook.edition import dump_edition
from negotiator.playbook.model import Playbook

if TYPE_CHECKING:
    from negotiator.desk.backups import Backups
    from negotiator.desk.call import Call
    from negotiator.desk.deal_views import DealRow
    from negotiator.desk.documents import Documents
    from negotiator.desk.form import Answers
    from negotiator.desk.form_views import FormView
    from negotiator.desk.library import Library
    from negotiator.desk.renewals import Renewals
    from negotiator.store import DealOverview, Store

Result = TypeVar("Result")
_RESUME_WITHIN = timedelta(hours=4)
"""A session left open this recently is the same call, interrupted."""


def now() -> datetime:
    """The time, with the local offset."""
    return datetime.now().astimezone()


class Desk:
    """An open workspace.

    Methods that are `async` wait for the store without holding the event loop; those called from a
    plain program go through `wait`.
    """

    def __init__(
        self,
        workspace: Workspace,
        author: str,
        clock: Callable[[], datetime] = now,
        *,
        reading: bool = False,
        told: Callable[[str], None] | None = None,
    ) -> None:
        self.workspace = workspace
        self.settings, self.settings_problems = read_settings(workspace)
        self.author = self.settings.me.name or author
        self.clock = clock
        self._writer = Writer(workspace.database, reading=reading, told=told)
        self._saved = SavedEditions(lambda: self.library)
        self._must_haves = MustHaves(Cache(workspace))

    @cached_property
    def library(self) -> Library:
        """The playbooks at hand; imported when asked for, because the deals show without them."""
        from negotiator.desk.library import Library

        return Library(self.workspace)

    @cached_property
    def documents(self) -> Documents:
        """What can be handed over of any deal."""
        from negotiator.desk.documents import Documents

        return Documents(self, self._writer, self._saved)

    @cached_property
    def renewals(self) -> Renewals:
        """The time after the signature, of any deal."""
        from negotiator.desk.renewals import Renewals

        return Renewals(self)

    @classmethod
    def open(
        cls,
        workspace: Workspace,
        clock: Callable[[], datetime] = now,
        *,
        reading: bool = False,
        told: Callable[[str], None] | None = None,
    ) -> Desk:
        """Open a workspace, making the user's own where there is none yet.

        Args:
            reading: a record that a newer program wrote is opened as far as it can be read.
            told: where given, a long record shows before all of it was looked through, and is
                written to after that; called on another thread with what became of a damaged one.

        Raises:
            DeskError: the folder or the database cannot be used.
        """
        make_workspace(workspace.root)  # its database is the caller's choice, as in the demo
        desk = cls(workspace, _author(), clock, reading=reading, told=told)
        desk.wait(desk._writer.submit(lambda _: None))
        return desk

    @property
    def news(self) -> str:
        """What there is to say about the record as it was found; empty where all was well."""
        return self._writer.news

    @cached_property
    def backups(self) -> Backups:
        """What keeps backups while the program runs."""
        from negotiator.desk.backups import Backups

        return Backups(self.workspace, self.clock)

    def prepare(self) -> str:
        """Read the default playbook and see to its index, so that no call waits for them.

        Takes a good part of a second: not for the event loop. Returns what is wrong with the
        settings or the playbook, in words; empty when nothing is.

        Raises:
            DeskError: there is no default playbook, or nothing of it can be used.
        """
        me = self.settings.me
        if self.library.ready(self.library.DEFAULT) and not me.decides_for:
            return self.settings_trouble  # the playbook's memory can wait for a call
        playbook, digest = self.library.playbook(self.library.DEFAULT)
        self.library.index(playbook, digest)
        return (
            self.settings_trouble
            or unknown_approvers(me, playbook)
            or self.library.trouble(self.library.DEFAULT)
        )

    @property
    def settings_trouble(self) -> str:
        """What is wrong with the file of the settings, in a line; empty when nothing is."""
        first = next(iter(self.settings_problems), None)
        return f"{first.short}. The defaults are used." if first else ""

    def close(self) -> None:
        """Finish what is on its way to the disk and let go of the database."""
        if "backups" in self.__dict__:
            self.backups.close()
        self._writer.close()

    def add_samples(self) -> None:
        """Fill the workspace with the sample deals of `negotiator demo`."""
        playbook, digest = self.library.playbook(self.library.DEFAULT)

        def add(store: Store) -> None:
            from negotiator.desk.demo import build_demo

            build_demo(store, playbook, digest, dump_edition(playbook), self.clock())

        self.wait(self._writer.submit(add))

    async def ask(self, job: Callable[[Store], Result]) -> Result:
        """What a job on the record comes to; it runs on the store's thread."""
        return await self._async(self._writer.submit(job))

    def ask_now(self, job: Callable[[Store], Result]) -> Result:
        """The same for a program without an event loop."""
        return self.wait(self._writer.submit(job))

    # ── deals ────────────────────────────────────────────────────────────────────────────────

    async def deals(self, most: int | None = None) -> list[DealRow]:
        """All deals, the one touched last first; or so many of them."""
        return await self._async(self._writer.submit(partial(self._deal_rows, most=most)))

    def deals_now(self) -> list[DealRow]:
        """The same for a program without an event loop."""
        return self.wait(self._writer.submit(self._deal_rows))

    async def new_deal(self, vendor: str, title: str, answers: Mapping[str, str]) -> str:
        """Begin a deal from the answers of the form; its id.

        Raises:
            DeskError: a name is missing, an answer is unknown, or nothing can be saved.
        """
        deal, playbook = self._deal_from(vendor, title, answers)
        await self._async(self._writer.submit(partial(self._add_deal, deal, playbook)))
        return str(deal.id)

    async def begin(
        self, deal: str, notify: Callable[[Saved | NotSaved], None], *, typing: bool = False
    ) -> Call:
        """A session on a deal: the one that was interrupted, or a new one.

        With `typing` it has a line, which is kept (`Call.in_hand`).

        Raises:
            DeskError: there is no such deal, or its playbook edition cannot be read.
        """

        def job(store: Store) -> Call:
            return self._begin(deal, notify, store, typing=typing)

        return await self._async(self._writer.submit(job))

    def begin_now(self, deal: str, notify: Callable[[Saved | NotSaved], None]) -> Call:
        """The same for a program without an event loop."""
        return self.wait(self._writer.submit(partial(self._begin, deal, notify)))

    def take_in(self, path: Path) -> int:
        """Add the entries of a file that was written where they could not be saved; how many.

        Raises:
            DeskError: it cannot be read, or what it holds cannot be added.
        """
        from negotiator.desk.in_hand import read_unsaved, take_in

        try:
            with path.open(encoding="utf-8") as file:
                unsaved = list(read_unsaved(file))
        except OSError as error:
            raise DeskError(f"{path}: {error.strerror or error}.", "Check the path.") from error
        except ValueError as error:
            what = f"{path} holds something else: {error}."
            raise DeskError(what, "Name a file that a call wrote with Ctrl+S.") from error
        self.wait(self._writer.submit(lambda store: take_in(store, unsaved)))
        return len(unsaved)

    async def heard(self) -> list[tuple[Deal, Entry]]:
        """What vendors said over all deals, in the order of filing."""
        return await self._async(self._writer.submit(lambda store: store.heard()))

    # ── forms ────────────────────────────────────────────────────────────────────────────────

    def form(self, answers: Answers) -> FormView:
        """The New-deal form as far as it is answered, with the checklist that this makes."""
        from negotiator.desk.form import form

        usual = self.library.DEFAULT
        names = sorted((name for name, _ in self.library.ids), key=lambda name: name != usual)
        name = answers.playbook or usual
        try:
            playbook, _ = self.library.playbook(name)
        except DeskError:
            return form(name, None, names, answers)
        return form(name, playbook, names, answers)

    async def ready(self, playbook: str) -> None:
        """Read a playbook, away from the event loop, so that the form shows it at once."""
        with suppress(DeskError):
            await asyncio.to_thread(self.library.playbook, playbook or self.library.DEFAULT)

    # ── on the store's thread ────────────────────────────────────────────────────────────────

    def _deal_rows(self, store: Store, most: int | None = None) -> list[DealRow]:
        from negotiator.desk.due import next_of_terms

        found = store.overview(most)
        dated = store.dated(None if most is None else [each.deal.id for each in found])
        due = next_of_terms(dated, self.clock().date())

        def must_haves(each: DealOverview) -> Titles:
            playbook = partial(self._saved.playbook, store, each.edition, each.deal)
            return self._must_haves.of(each.edition, each.profile, playbook)

        return deal_rows(found, must_haves, due)

    def _add_deal(self, deal: Deal, playbook: Playbook, store: Store) -> None:
        store.add_deal(deal, version=playbook.playbook.version, text=dump_edition(playbook))

    def _begin(
        self,
        deal_id: str,
        notify: Callable[[Saved | NotSaved], None],
        store: Store,
        *,
        typing: bool = False,
    ) -> Call:
        from negotiator.desk.call import Call
        from negotiator.desk.in_hand import InHand, kept_unsaved, still_in_hand, take_in
        from negotiator.store import StoreError
        from negotiator.suggest import suggest

        deal = store.find_deal(deal_id)
        with suppress(StoreError):  # they stay where they are
            take_in(store, kept_unsaved(self.workspace.in_hand, deal.id))
        state = store.state(deal.id)
        sessions = store.sessions(deal.id)
        at = self.clock()
        last = sessions[-1] if sessions else None
        interrupted = last is not None and last.ended is None and at - last.started < _RESUME_WITHIN
        session = (
            last
            if interrupted and last is not None
            else Session(
                id=uuid4(),
                deal=deal.id,
                started=at,
                planned_minutes=minutes_to_plan(state),
                author=self.author,
            )
        )
        edition = self._saved.edition(store, state.edition or deal.edition, deal)
        suggest(
            edition.index, "the frist wrods "
        )  # so that the first key costs no more than the others
        call = Call(
            deal=deal,
            session=session,
            number=len(sessions) + (0 if interrupted else 1),
            edition=edition,
            saved=self._saved,
            state=state,
            writer=self._writer,
            clock=self.clock,
            notify=notify,
            begun=interrupted,
        )
        call.author = self.author
        call.authority = frozenset(self.settings.me.decides_for)
        call.earlier = store.corrections(beside=deal.id)
        if typing:
            call.in_hand = InHand(self.workspace.in_hand, deal.id)
            call.half_line = still_in_hand(call.in_hand.recall(), state.log)
        call.damage = tuple(map(str, store.damaged(deal.id)))
        call.past = store.precedents(beside=deal.id)
        return call

    # ── helpers ──────────────────────────────────────────────────────────────────────────────

    def _deal_from(
        self, vendor: str, title: str, answers: Mapping[str, str]
    ) -> tuple[Deal, Playbook]:
        from negotiator.desk.form import usual

        facts = dict(answers)
        playbook, digest = self.library.playbook(facts.pop("playbook", self.library.DEFAULT))
        facts = {**usual(playbook), **facts}
        try:
            deal = Deal(
                id=uuid4(),
                vendor=one_line(vendor),
                title=one_line(title),
                profile=Profile.model_validate(facts),
                playbook=playbook.id,
                edition=digest,
                created=self.clock(),
            )
        except ValueError as error:
            raise DeskError(
                "The deal cannot be begun: a name is missing, too long, or an answer is unknown.",
                "Fill in the vendor and the contract, and choose from the answers offered.",
            ) from error
        return deal, playbook

    def wait(self, job: Future[Result]) -> Result:
        """The result of a job on the store, for callers without an event loop."""
        with store_errors_told():
            return job.result()

    async def _async(self, job: Future[Result]) -> Result:
        done = asyncio.wrap_future(job)
        await asyncio.wait([done])
        if not done.cancelled():
            done.exception()  # seen, or asyncio would print it; `wait` raises it in our words
        return self.wait(job)


def _author() -> str:
    """Who is at the keyboard, as the system knows them."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
