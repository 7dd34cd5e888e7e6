"""Looking through a long file on a thread of its own, while the record is being read already."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread

from negotiator.store.errors import driver_errors, explained
from negotiator.store.sqlite_file import connected, refuse_damaged

_PAUSE_SECONDS = 1.0
"""What is to be shown first is read first: both want the same disk and processor."""
_AGAIN_SECONDS = 0.01


class Looking:
    """Nothing may be written to the file before `passed` has returned."""

    def __init__(
        self, path: Path, place: str, wait_seconds: float, failed: Callable[[], None]
    ) -> None:
        """Begin.

        Args:
            failed: called on that thread where the file is damaged, or cannot be looked through.
        """
        self._failed = failed
        self._outcome: Future[None] = Future()
        self._connection: sqlite3.Connection | None = None
        self._stopped = False
        self._wanted = Event()
        job = partial(self._look, path, place, wait_seconds)
        self._thread = Thread(target=job, name="looking", daemon=True)
        self._thread.start()

    def passed(self) -> None:
        """Return once all of the file was seen and is whole.

        Raises:
            StoreError: it is damaged, or cannot be looked through.
        """
        self._wanted.set()
        self._outcome.result()

    def stop(self) -> None:
        """End at once, whatever was not seen yet."""
        self._stopped = True
        self._wanted.set()
        while self._thread.is_alive():
            if (connection := self._connection) is not None:
                with suppress(*driver_errors()):  # it has just been closed
                    connection.interrupt()
            self._thread.join(_AGAIN_SECONDS)

    def _look(self, path: Path, place: str, wait_seconds: float) -> None:
        self._wanted.wait(_PAUSE_SECONDS)
        try:
            with explained(place), closing(connected(path, "ro", wait_seconds)) as connection:
                self._connection = connection
                if not self._stopped:
                    refuse_damaged(connection, place)
                self._connection = None
        except Exception as error:  # whatever it is, nobody may wait for ever
            self._outcome.set_exception(error)
            if not self._stopped:
                self._failed()
        else:
            self._outcome.set_result(None)
