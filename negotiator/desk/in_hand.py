"""What a call has in hand and the record has not: the line being typed, and entries not saved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import UUID

from negotiator.deal.body import Heard
from negotiator.deal.deal import Session
from negotiator.deal.entry import Entry
from negotiator.desk import beside
from negotiator.desk.atomic import write_atomically
from negotiator.desk.errors import DeskError
from negotiator.desk.seat import Seat, files_of
from negotiator.plain import one_line

if TYPE_CHECKING:
    from negotiator.desk.journal import Journal
    from negotiator.store import Store

_FAST = 5
"""Statements that can be filed while one of them is being written down."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """An entry with all that it needs to be added to a record."""

    deal: UUID
    session: Session
    entry: Entry

    def line(self) -> str:
        """One line of JSON."""
        parts = {
            "deal": str(self.deal),
            "session": self.session.model_dump(mode="json"),
            "entry": self.entry.model_dump(mode="json"),
        }
        return json.dumps(parts, ensure_ascii=False)


Held = tuple[str, tuple[Unsaved, ...]]
"""The words of a line, and entries."""


def unsaved_of(call: Journal) -> list[Unsaved]:
    """The entries of a call that are not durable yet."""
    return [Unsaved(call.deal.id, call.session, entry) for entry in call.pending]


def read_unsaved(lines: Iterable[str]) -> Iterator[Unsaved]:
    """The entries in lines of JSON.

    Raises:
        ValueError: a line is none; the text names its number.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            parts: Any = json.loads(line)
            yield Unsaved(
                UUID(parts["deal"]),
                Session.model_validate(parts["session"]),
                Entry.model_validate(parts["entry"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"line {number} is no entry") from error


def take_in(store: Store, unsaved: Sequence[Unsaved]) -> None:
    """Add entries to the record; those that are there already are passed over.

    Raises:
        StoreError: the record has no such deal, or cannot be written; what was added stays.
    """
    for each in unsaved:
        store.start_session(each.session)
    for deal, group in groupby(unsaved, key=lambda each: each.deal):
        store.append(deal, [each.entry for each in group])


def write_unsaved(call: Journal, path: Path) -> int:
    """Write what is not saved to a file of the user's choice, never over another; how many.

    Raises:
        DeskError: the file is there already, or cannot be written.
    """
    path = path.expanduser().absolute()
    if path.exists() or path.is_symlink():
        raise DeskError(f"{path} is there already.", "Name another file.")
    unsaved = unsaved_of(call)
    try:
        write_atomically(path, "".join(f"{each.line()}\n" for each in unsaved))
    except OSError as error:
        raise DeskError(
            f"{path} cannot be written: {error.strerror or error}.", "Name another place."
        ) from error
    return len(unsaved)


class InHand:
    """A small file for a call, from which the next start goes on: gone once all is filed.

    `hold` says what is in hand and never waits; `keep` writes it, on another thread.
    """

    def __init__(self, folder: Path, deal: UUID) -> None:
        self._seat = Seat(folder, str(deal))
        self._deal = deal
        self._lock = Lock()
        self._held: Held = "", ()
        self._kept: Held = "", ()

    @property
    def beside(self) -> bool:
        """Whether another window has the deal open."""
        return self._seat.number > 1

    def leave(self) -> None:
        """The call is over: the next window may have this place."""
        self._seat.leave()

    def hold(self, words: str, call: Journal) -> bool:
        """What is on the line, and not saved, now; whether `keep` has something to do."""
        self._held = words if words.strip() else "", tuple(unsaved_of(call))
        return self._held != self._kept

    def hold_unsaved(self, call: Journal) -> None:
        """What is not saved now, beside the words that were on the line last."""
        self._held = self._held[0], tuple(unsaved_of(call))

    def has_unsaved(self, call: Journal) -> bool:
        """Whether all that is not saved was written here: the next start files it."""
        return self._kept[1] == tuple(unsaved_of(call))

    def keep(self) -> None:
        """Write what is held; where no disk takes it, it is on the screen, which says so."""
        with self._lock:
            held = self._held
            if held == self._kept:
                return
            words, unsaved = held
            with suppress(OSError):
                if words or unsaved:
                    self._seat.file.parent.mkdir(mode=0o700, exist_ok=True)
                    kept = {"line": words, "unsaved": [each.line() for each in unsaved]}
                    beside.write(self._seat.file, json.dumps(kept).encode())
                else:
                    self._seat.file.unlink(missing_ok=True)
                self._kept = held

    def recall(self) -> str:
        """The words that were on the line when the program ended."""
        with suppress(OSError):
            self._seat.inherit()
        self._kept = _read(self._seat.file, self._deal)
        return self._kept[0]


def kept_unsaved(folder: Path, deal: UUID) -> list[Unsaved]:
    """The entries that no disk had taken when a program ended, of whichever window."""
    files = files_of(folder, str(deal))
    return [entry for file in files for entry in _read(file, deal)[1]]


def _read(path: Path, deal: UUID) -> Held:
    """What was in hand when the program ended; nothing where the file is damaged."""
    try:
        kept = json.loads(beside.read(path))
        words, lines = kept["line"], kept["unsaved"]
        unsaved = [each for each in read_unsaved(lines) if each.deal == deal]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "", ()
    return one_line(words) if isinstance(words, str) else "", tuple(unsaved)


def still_in_hand(words: str, log: Sequence[Entry]) -> str:
    """The words of a line, unless they were filed just before the end and are in the record.

    Who types fast has filed the line, and another or two, before more of it was written down.
    """
    heard = [entry.body.words for entry in log if isinstance(entry.body, Heard)]
    begun = words.strip()
    return "" if any(each.startswith(begun) for each in heard[-_FAST:]) else words
