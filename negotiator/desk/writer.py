"""The one thread that touches the store, so that no screen ever waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from negotiator.collector import at_rest

if TYPE_CHECKING:
    from negotiator.store import Store

Result = TypeVar("Result")


class Writer:
    """Runs jobs on the store one after another; the store is opened by the first of them.

    SQLModel is imported on that thread too: it costs a third of a second, which nobody should see.
    """

    def __init__(
        self,
        database: str,
        *,
        reading: bool = False,
        told: Callable[[str], None] | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            told: where given, a long file is read before all of it was looked through; called on
                the thread of the store with what became of one that turned out to be damaged.
        """
        self._database = database
        self._told = told
        self._reading = reading
        """What a newer program wrote is opened too, and never written to."""
        self.news = ""
        """What there is to say about the opening; empty where all was as it should be."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._store: Store | None = None
        self._closed = False
        self._behind = told is not None

    def submit(self, job: Callable[[Store], Result]) -> Future[Result]:
        """Queue a job; its result or its StoreError comes back in the future."""
        return self._pool.submit(self._done, job)

    @property
    def waiting(self) -> bool:
        """Whether a job waits for another program that is writing; of any thread."""
        return self._store is not None and self._store.waiting

    def short(self, text: str) -> str:
        """A text with the database called by its name: its path leaves a line no room for more."""
        return text.replace(self._database, Path(self._database).name)

    def close(self) -> None:
        """Finish what is queued, then close the store; closing twice does no harm."""
        if not self._closed:
            self._closed = True
            self._pool.submit(self._close)
            self._pool.shutdown(wait=True)

    def _done(self, job: Callable[[Store], Result]) -> Result:
        store = self._opened()
        if not store.looking:
            return job(store)
        from negotiator.store import StoreError

        try:
            return job(store)
        except StoreError as error:
            if not (error.damage and store.looking):
                raise
        self._recover(store)  # nothing of the job was written
        return job(self._opened())

    def _damaged(self) -> None:
        """On the thread that looks through the file: have it recovered, unless all is over."""
        with suppress(RuntimeError):
            self._pool.submit(lambda: self._recover(self._store))

    def _recover(self, store: Store | None) -> None:
        """Open the file again where it is still the damaged one, and tell what became of it."""
        if store is None or not store.looking or self._told is None:
            return
        from negotiator.store import StoreError

        told, self._behind = self._told, False
        told("Something is wrong with the record. What can be read of it is being recovered.")
        self._close()
        try:
            self._opened()
        except StoreError as error:
            told(str(error))
        else:
            told(self.news)

    def _opened(self) -> Store:
        if self._store is None:
            with at_rest():  # a sixth of the import's time
                from negotiator.store import Store, StoreError
                from negotiator.store.backup import missing

            missed = missing(self._database)
            try:
                damaged = self._damaged if self._behind else None
                self._store = Store.open(self._database, damaged=damaged)
                self.news = str(self._store.recovery or missed)
            except StoreError as error:
                if not (error.newer and self._reading):
                    raise
                self._store = Store.open_to_read(Path(self._database))
                self.news = f"{error.what} It is shown as far as this one knows it."
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
