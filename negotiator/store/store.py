"""The store: what the rest of the program may ask of the record, and nothing of how it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import UUID

from sqlalchemy import Connection

from negotiator.deal.deal import Deal, Session
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState
from negotiator.store import deals, search
from negotiator.store.all_deals import AllDeals
from negotiator.store.cipher import in_use, is_encrypted, without_passphrase
from negotiator.store.database import Database, Told, file_of
from negotiator.store.errors import StoreError
from negotiator.store.find import find
from negotiator.store.ledger import Ledger
from negotiator.store.merge import EditionText, Merged, add_sessions, split
from negotiator.store.migrations import MIGRATIONS
from negotiator.store.seal import Damage
from negotiator.store.standings import rewrite_standings, write_standings
from negotiator.store.tables import lacks
from negotiator.store.upgrade import upgrade

if TYPE_CHECKING:
    from negotiator.store.recover import Recovery

WAIT_SECONDS = 5.0
"""How long another program may hold the database before it counts as locked."""


class Store(AllDeals):
    """An open record; for one thread at a time.

    Every method may raise StoreError, and then has changed nothing. What a method that writes has
    returned from is on the disk.
    """

    recovery: Recovery | None = None
    """What became of a damaged file, where opening found one."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._ledgers: dict[UUID, Ledger] = {}

    @classmethod
    def open(
        cls, target: str | Path, *, wait_seconds: float = WAIT_SECONDS, damaged: Told | None = None
    ) -> Store:
        """Open a SQLite file, made if missing, or the PostgreSQL database of a URL.

        An older file is upgraded, after a backup (`backups/` beside it). A damaged one is set aside
        as it is, and what can be read becomes the database (`recovery`).

        Args:
            damaged: with it, a long file that was closed properly is looked through while it is
                read, and before anything is written. Called on another thread where it is damaged.

        Raises:
            StoreError: it cannot be opened, is not ours, or is newer than this program; then it is
                left as it was.
        """
        try:
            return cls._opened(target, wait_seconds, damaged)
        except StoreError as error:
            path = file_of(target) if error.damage else None
            if path is None:
                raise
            if not in_use() and is_encrypted(path):
                raise without_passphrase(path) from error
            from negotiator.store.recover import recover

            recovery = recover(path, datetime.now(UTC))
            try:
                store = cls._opened(target, wait_seconds)
            except StoreError:
                raise error from None
            store.recovery = recovery
            return store

    @classmethod
    def open_to_read(cls, path: Path) -> Store:
        """Open a file that a newer program wrote, without changing anything of it.

        Raises:
            StoreError: it no longer has what this program would read.
        """
        database = Database.reading_only(path, WAIT_SECONDS)
        try:
            with database.reading() as connection:
                lacking = lacks(connection)
            if lacking:
                raise StoreError(
                    f"{path} was written by a newer Negotiator and has no {lacking} any more.",
                    "Update Negotiator; the file is left as it is.",
                )
        except BaseException:
            database.close()
            raise
        return cls(database)

    @classmethod
    def _opened(cls, target: str | Path, seconds: float, damaged: Told | None = None) -> Store:
        database = Database.open(target, len(MIGRATIONS), seconds, damaged)
        try:
            upgrade(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @property
    def waiting(self) -> bool:
        """Whether a method waits for another program that is writing; any thread may ask."""
        return self._database.waiting

    @property
    def looking(self) -> bool:
        """Whether not all of the file was looked through yet."""
        return self._database.looking is not None

    def close(self) -> None:
        """Let go of the database; closing twice does no harm."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ── deals and editions ───────────────────────────────────────────────────────────────────

    def add_deal(self, deal: Deal, *, version: str, text: str) -> None:
        """Add a deal with the playbook edition it begins with, whose digest is `deal.edition`.

        A deal that is there already is left as it is, and so is an edition.

        Args:
            version: the playbook's version.
            text: the edition, as it is to be read again.

        Raises:
            StoreError: another deal has the id.
        """
        with self._database.writing() as connection:
            deals.add_deal(connection, deal, version, text)

    def add_edition(self, digest: str, *, playbook: str, version: str, text: str) -> None:
        """Add an edition that a deal is about to take; one that is there is left as it is."""
        with self._database.writing() as connection:
            deals.add_edition(connection, digest, playbook, version, text)

    def deals(self) -> list[Deal]:
        """All deals, the oldest first."""
        return self._database.read(deals.read_deals)

    def deal(self, deal_id: UUID) -> Deal:
        """A deal as it began.

        Raises:
            StoreError: there is no such deal.
        """
        return self._database.read(partial(deals.read_deal, deal_id=deal_id))

    def find_deal(self, text: str) -> Deal:
        """The deal a person means by an id, its beginning, or words of the vendor or title.

        Raises:
            StoreError: no deal is meant, or more than one; then they are listed.
        """
        with suppress(ValueError, StoreError):
            return self.deal(UUID(text))
        return find(text, self.deals())

    def renewal(self, deal_id: UUID) -> Deal | None:
        """The deal that renews one; None where none does."""
        return self._database.read(partial(deals.read_renewal, deal_id=deal_id))

    def edition(self, digest: str) -> str:
        """The text of a playbook edition.

        Raises:
            StoreError: no deal was begun with it or has taken it.
        """
        return self._database.read(partial(deals.read_edition, digest=digest))

    def edition_row(self, digest: str) -> tuple[str, str, str]:
        """The playbook, version and text of an edition.

        Raises:
            StoreError: no deal was begun with it or has taken it.
        """
        return self._database.read(partial(deals.read_edition_row, digest=digest))

    # ── sessions ─────────────────────────────────────────────────────────────────────────────

    def start_session(self, session: Session) -> None:
        """Add a session; one that is there already is left as it is.

        Raises:
            StoreError: its deal is not there, or its id is that of another deal's session.
        """
        with self._database.writing() as connection:
            deals.start_session(connection, session)

    def end_session(self, session_id: UUID, at: datetime) -> None:
        """Record when a session ended; a later call replaces an earlier one.

        Raises:
            StoreError: there is no such session.
        """
        with self._database.writing() as connection:
            deals.end_session(connection, session_id, at)

    def sessions(self, deal_id: UUID) -> list[Session]:
        """The sessions of a deal, the oldest first.

        Raises:
            StoreError: there is no such deal.
        """
        return self._database.read(partial(deals.read_sessions, deal_id=deal_id))

    # ── entries ──────────────────────────────────────────────────────────────────────────────

    def append(self, deal_id: UUID, entries: Sequence[Entry]) -> DealState:
        """Add entries to a deal and bring the copy of its standings up to date, or do neither.

        An entry whose id is there already is passed over, so that sending again is safe.

        Returns:
            The state of the deal, with what other programs have added in the meantime.

        Raises:
            StoreError: the deal is not there, or an entry names a session that is not its own.
        """

        def add(connection: Connection) -> Ledger:
            deals.lock_deal(connection, deal_id)
            before = self._caught_up(connection, deal_id)
            after = before.added(connection, entries)
            write_standings(connection, deal_id, before.state, after.state)
            return after

        try:
            after = search.kept(self._database, add)
        except StoreError as error:
            if error.refused:
                with self._database.reading() as connection:
                    raise deals.why_refused(connection, deal_id, entries) from error
            raise
        self._ledgers[deal_id] = after
        return after.state

    def merge(
        self,
        deal: Deal,
        *,
        editions: Sequence[EditionText],
        sessions: Sequence[Session],
        entries: Sequence[Entry],
    ) -> Merged:
        """Bring in another record of a deal, all of it or nothing; what is there stays as it is.

        Raises:
            StoreError: the ids belong to another deal.
        """

        def add(connection: Connection) -> tuple[Ledger, Merged]:
            new_sessions = add_sessions(connection, deal, editions, sessions)
            deals.lock_deal(connection, deal.id)
            new, differing = split(connection, entries)
            after = self._caught_up(connection, deal.id).added(connection, new)
            rewrite_standings(connection, deal.id, after.state)
            return after, Merged(new_sessions, len(new), differing, after.state)

        self._ledgers[deal.id], merged = search.kept(self._database, add)
        return merged

    def refuse_replaced(self) -> None:
        """Look whether what is read here is still the record; it costs next to nothing.

        Raises:
            StoreError: its file is gone, or another one is there.
        """
        self._database.refuse_replaced()

    def state(self, deal_id: UUID) -> DealState:
        """The state of a deal, with everything that any program has added.

        Raises:
            StoreError: there is no such deal.
        """
        with self._database.reading() as connection:
            ledger = self._caught_up(connection, deal_id)
        self._ledgers[deal_id] = ledger
        return ledger.state

    def entries(self, deal_id: UUID) -> tuple[Entry, ...]:
        """The entries of a deal in the order in which they were added, retracted ones included.

        Raises:
            StoreError: there is no such deal.
        """
        return self.state(deal_id).log

    def damaged(self, deal_id: UUID) -> tuple[Damage, ...]:
        """The entries of a deal that are not as they were written, in order.

        Raises:
            StoreError: there is no such deal.
        """
        self.state(deal_id)
        return self._ledgers[deal_id].damaged

    def rebuild(self, deal_id: UUID) -> DealState:
        """Read the entries of a deal afresh and write the copy of its standings anew.

        Raises:
            StoreError: there is no such deal.
        """
        with self._database.writing() as connection:
            deals.lock_deal(connection, deal_id)
            self._ledgers.pop(deal_id, None)
            ledger = self._caught_up(connection, deal_id)
            rewrite_standings(connection, deal_id, ledger.state)
        self._ledgers[deal_id] = ledger
        return ledger.state

    def _caught_up(self, connection: Connection, deal_id: UUID) -> Ledger:
        """What is known of a deal, with what other programs have added."""
        if deal_id not in self._ledgers:
            deals.read_deal(connection, deal_id)
        known = self._ledgers.get(deal_id, Ledger(deal_id))
        return known.caught_up(connection, self._database.others())
