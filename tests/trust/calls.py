"""The k-th call to the disk fails, for every k of a session: once, or from then on.

    python -m tests.trust.calls

The store opens a new database, begins a deal, appends, and is opened again, while SQLite is told
that a write, a sync or a truncation did not work. What the store then says it could not do is done
again, as the program does; what it said it had done is there when the disk works again.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from negotiator.store import Store, StoreError
from tests.store.samples import a_deal, a_session, copied, folded, heard
from tests.trust.figures import Figures, parser
from tests.trust.recording import Recorder, installed

_IOERR, _FULL = 10, 13
_ENTRIES = 6
_TRIES = 3


@dataclass
class Disk:
    """Answers with an error at one call, or from that one on."""

    at: int
    code: int
    for_ever: bool
    calls: int = 0
    struck: bool = False

    def answer(self) -> int:
        self.calls += 1
        fails = self.calls >= self.at if self.for_ever else self.calls == self.at
        self.struck |= fails
        return self.code if fails else 0


@dataclass
class Outcome(Figures):
    """What became of the sessions."""

    refused: int = 0
    """Times that the store said it could not do something."""


def session(path: Path, outcome: Outcome) -> set[str]:
    """The ids of the entries that were called saved, whatever the disk does."""
    deal = a_deal()
    sitting = a_session(deal)
    saved: set[str] = set()
    entries = [heard(sitting, "we roll everyone forward " * 40) for _ in range(_ENTRIES)]
    for half in (entries[: _ENTRIES // 2], entries[_ENTRIES // 2 :]):
        for _ in range(_TRIES):
            try:
                with Store.open(path) as store:
                    store.add_deal(deal, version="1", text="{}" * 3_000)
                    store.start_session(sitting)
                    for entry in half:
                        store.append(deal.id, [entry])
                        saved.add(str(entry.id))
                break
            except StoreError:
                outcome.refused += 1
    return saved


def there(path: Path) -> set[str]:
    """What is in the record, which is whole."""
    with Store.open(path) as store:
        assert store.recovery is None, store.recovery
        found = set()
        for deal in store.deals():
            found |= {str(entry.id) for entry in store.entries(deal.id)}
            assert store.damaged(deal.id) == ()
            assert copied(store, deal) == folded(store, deal)
        return found


def strike(recorder: Recorder, outcome: Outcome, disk: Disk) -> None:
    """One session with one fault."""
    with TemporaryDirectory() as made:
        folder = Path(made).resolve()
        path = folder / "negotiator.sqlite"
        recorder.folder, recorder.fails = folder, disk.answer
        try:
            saved = session(path, outcome)
        finally:
            recorder.folder, recorder.fails = None, lambda: 0
            recorder.events = []
        outcome.rounds += 1
        outcome.faults += disk.struck
        outcome.entries += len(saved)
        with suppress(FileNotFoundError):
            outcome.lost += len(saved - there(path))


def run(every: int = 1) -> Outcome | None:
    """Strike at every call, or at every few; None where SQLite cannot be wrapped."""
    recorder = installed()
    if recorder is None:
        return None
    outcome = Outcome()
    for code, for_ever in ((_IOERR, False), (_IOERR, True), (_FULL, False), (_FULL, True)):
        for at in count(1, every):
            disk = Disk(at, code, for_ever)
            strike(recorder, outcome, disk)
            if not disk.struck:
                break
    return outcome


def main() -> None:
    """Run, print what was counted, fail if anything that was acknowledged is missing."""
    outcome = run(parser(__doc__, every=1).parse_args().every)
    if outcome is None:
        print("skipped: this Python does not share its SQLite")
        return
    print(outcome)
    sys.exit(1 if outcome.lost else 0)


if __name__ == "__main__":
    main()
