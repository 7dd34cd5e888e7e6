"""Power cuts: writes that were not synced are lost, kept or torn, in any order.

    python -m tests.trust.power --rounds 1000

The store works as always, on its own SQLite; what that asks of the disk is recorded. Each round
cuts the record at some moment and makes a state of the files that a disk may show after that:
everything before the last sync of a file, and of each later write nothing, all, or some sectors.
The store then opens it. With `synchronous=FULL`, as the store sets it, no acknowledged entry may
be missing; with NORMAL some must be, or the cut would prove nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from negotiator.deal.body import Agreed, AnyBody, Heard, Offered, Refused
from negotiator.store import Store
from tests.store.samples import a_deal, a_session, an_entry, copied, folded
from tests.trust.figures import Figures, arguments
from tests.trust.recording import (
    Acknowledged,
    Delete,
    Event,
    Recorder,
    Sync,
    Truncate,
    Write,
    installed,
)

_SECTOR = 512
_NAME = "negotiator.sqlite"
_CUTS = 25
"""Cuts of one recorded session."""


def session(recorder: Recorder, folder: Path, random: Random, synchronous: str) -> list[Event]:
    """A session on a new database, closed and opened again now and then, as it is recorded."""
    recorder.folder, recorder.events = folder, []
    path = folder / _NAME
    deal = a_deal()
    sitting = a_session(deal)
    began = False
    for _ in range(random.randrange(1, 4)):
        with Store.open(path) as store:
            connection = store._database.connection
            with connection.begin():
                connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint={random.choice([20, 200])}")
            driver = connection.connection.dbapi_connection
            assert driver is not None
            driver.cursor().execute(f"PRAGMA synchronous={synchronous}")
            if not began:
                store.add_deal(deal, version="1", text="{}" * random.choice([1, 5_000]))
                store.start_session(sitting)
                began = True
            for _ in range(random.randrange(3, 20)):
                entries = [
                    an_entry(sitting, _body(random), f"area.clause-{random.randrange(5)}")
                    for _ in range(random.choice([1, 1, 1, 3]))
                ]
                store.append(deal.id, entries)
                recorder.events += [Acknowledged(str(entry.id)) for entry in entries]
    recorder.folder = None
    return recorder.events


def _body(random: Random) -> AnyBody:
    bodies: tuple[AnyBody, ...] = (
        Heard(words="we roll everyone forward " * random.choice([1, 1, 400])),
        Offered(rung="target"),
        Agreed(rung="fallback-1"),
        Refused(),
    )
    return random.choice(bodies)


def after_the_cut(events: Sequence[Event], random: Random) -> dict[str, bytes]:
    """The files as a disk may show them when the power comes back."""
    durable: dict[str, bytearray] = {}
    loose: dict[str, list[Event]] = {}
    gone: dict[str, bytearray] = {}
    """Files whose name may come back, until a sync of anything takes the folder's log along."""
    for event in events:
        match event:
            case Acknowledged():
                pass
            case Sync(file):
                _apply(durable.setdefault(file, bytearray()), loose.pop(file, []))
                gone.clear()
            case Delete(file, synced):
                loose.pop(file, None)
                data = durable.pop(file, None)
                if data is not None and not synced:
                    gone[file] = data
            case Write(file) | Truncate(file):
                durable.setdefault(file, bytearray())
                loose.setdefault(file, []).append(event)
    for file, data in gone.items():
        if file not in durable and random.random() < 0.5:
            durable[file] = data
    fate = random.choice(["lost", "kept", "mixed"])
    for file, left in loose.items():
        if fate != "lost":
            chosen = (
                left if fate == "kept" else [torn for each in left for torn in _torn(each, random)]
            )
            _apply(durable[file], chosen)
    return {file: bytes(data) for file, data in durable.items()}


def _torn(event: Event, random: Random) -> list[Event]:
    """What the disk took of one request: nothing, all of it, or some of its sectors."""
    luck = random.random()
    if luck < 0.4:
        return []
    if luck < 0.7 or not isinstance(event, Write):
        return [event]
    starts = range(0, len(event.data), _SECTOR)
    return [
        Write(event.file, event.at + at, event.data[at : at + _SECTOR])
        for at in starts
        if random.random() < 0.5
    ]


def _apply(data: bytearray, events: Sequence[Event]) -> None:
    for event in events:
        match event:
            case Write(_, at, written):
                data.extend(bytes(max(0, at - len(data))))
                data[at : at + len(written)] = written
            case Truncate(_, size):
                del data[size:]


def missing(files: dict[str, bytes], events: Sequence[Event], folder: Path) -> int:
    """How many acknowledged entries are not there when the store opens the files."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    acknowledged = {event.what for event in events if isinstance(event, Acknowledged)}
    with Store.open(folder / _NAME) as store:
        assert store.recovery is None, f"damaged: {store.recovery}"
        there: set[str] = set()
        for deal in store.deals():
            there |= {str(entry.id) for entry in store.entries(deal.id)}
            assert store.damaged(deal.id) == ()
            assert copied(store, deal) == folded(store, deal)
    return len(acknowledged - there)


def run(rounds: int, seed: int = 1, synchronous: str = "FULL") -> Figures | None:
    """Record sessions and cut each of them some times; None where SQLite cannot be wrapped."""
    recorder = installed()
    if recorder is None:
        return None
    random, figures = Random(seed), Figures()
    events: list[Event] = []
    for number in range(rounds):
        if number % _CUTS == 0:
            with TemporaryDirectory() as folder:
                events = session(recorder, Path(folder).resolve(), random, synchronous)
        cut = random.randrange(1, len(events) + 1)
        files = after_the_cut(events[:cut], random)
        with TemporaryDirectory() as folder:
            lost = missing(files, events[:cut], Path(folder))
        figures.rounds += 1
        figures.faults += cut < len(events)
        figures.entries += sum(isinstance(event, Acknowledged) for event in events[:cut])
        figures.lost += lost
    return figures


def main() -> None:
    """Run both ways; fail if FULL loses anything, or NORMAL nothing."""
    options = arguments(__doc__, "rounds", 1_000)
    full = run(options.rounds, options.seed)
    if full is None:
        print("skipped: this Python does not share its SQLite")
        return
    print(f"FULL: {full}")
    normal = run(options.rounds, options.seed, "NORMAL")
    print(f"NORMAL: {normal}")
    sys.exit(0 if full.lost == 0 and normal is not None and normal.lost > 0 else 1)


if __name__ == "__main__":
    main()
