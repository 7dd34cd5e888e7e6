"""Damaged files, one after the other: opened, recovered, and counted.

    python -m tests.trust.damage --files 400

Each is a copy of one database with several deals, spoiled in a way drawn by chance: cut short,
bits turned, pages emptied or swapped, the log cut off from its file, or another text in its place.
Half of them have a backup of an earlier state beside them.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from negotiator.store import Store, StoreError
from negotiator.store.backup import back_up
from tests.store.samples import a_deal, a_session, copied, folded, heard
from tests.trust.figures import Figures, arguments

_PAGE = 4096
ENTRIES = 240
DEALS = 4


@dataclass
class Original:
    """The database that is spoiled: its bytes, those of its log, and what is in it."""

    main: bytes
    log: bytes
    """Not merged yet, as a killed program leaves it."""
    backup: Path
    """A folder of backups with one of a time when two thirds of the entries were there."""
    ids: list[str]
    early: set[str]


@dataclass
class Outcome(Figures):
    """What became of the files."""

    kinds: Counter[str] = field(default_factory=Counter)
    recovered: int = 0
    opened: int = 0
    """As it was: the damage is in what nothing refers to, or in an entry, which is named then."""
    refused: int = 0
    """Nothing in it could be read, and there was no backup: left as it was, in words."""
    back: int = 0
    """Entries that are there afterwards."""
    told: int = 0
    """Entries that are not, and of which it is said."""


def an_original(folder: Path) -> Original:
    """Four deals with long and short entries, the last third of them only in the log."""
    random = Random(7)
    path = folder / "negotiator.sqlite"
    with Store.open(path) as store:
        deals = [a_deal(f"Vendor {number}", edition=str(number) * 64) for number in range(DEALS)]
        sessions = [a_session(deal, number) for number, deal in enumerate(deals)]
        for deal, session in zip(deals, sessions, strict=True):
            store.add_deal(deal, version="1", text='{"text": "%s"}' % ("clause " * 2_000))
            store.start_session(session)
        ids: list[str] = []

        def say(count: int) -> None:
            for _ in range(count):
                which = random.randrange(DEALS)
                words = "we roll everyone forward " * random.choice([1, 1, 2, 10, 300])
                entry = heard(sessions[which], words, f"area.clause-{random.randrange(9)}")
                store.append(deals[which].id, [entry])
                ids.append(str(entry.id))

        say(ENTRIES * 2 // 3)
        back_up(path, datetime(2026, 11, 20, tzinfo=UTC))
        early = set(ids)
        with store._database.connection.begin():
            store._database.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        say(ENTRIES - len(ids))
        main = path.read_bytes()
        log = path.with_name(f"{path.name}-wal").read_bytes()
    return Original(main, log, path.parent / "backups", ids, early)


def spoiled(kind: str, main: bytes, log: bytes, random: Random) -> tuple[bytes, bytes]:
    """The two files after something has happened to them."""
    data, beside = bytearray(main), bytearray(log)
    pages = len(data) // _PAGE
    match kind:
        case "cut short":
            del data[random.randrange(1, len(data)) :]
        case "cut short at a page":
            del data[random.randrange(1, pages) * _PAGE :]
        case "bits turned":
            for _ in range(random.choice([1, 3, 30, 300])):
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        case "pages emptied":
            for _ in range(random.choice([1, 2, 8])):
                at = random.randrange(pages) * _PAGE
                data[at : at + _PAGE] = bytes(_PAGE)
        case "pages swapped":
            one, two = (random.randrange(1, pages) * _PAGE for _ in range(2))
            data[one : one + _PAGE], data[two : two + _PAGE] = (
                data[two : two + _PAGE],
                data[one : one + _PAGE],
            )
        case "first page lost":
            data[:_PAGE] = random.randbytes(_PAGE)
        case "emptied, log left":
            data.clear()
        case "log cut short":
            del beside[random.randrange(32, len(beside)) :]
        case "log with bits turned":
            for _ in range(random.choice([1, 5])):
                beside[random.randrange(len(beside))] ^= 1 << random.randrange(8)
        case "another text":
            data, beside = bytearray(b"dear diary, " * random.randrange(1, 900)), bytearray()
        case "empty":
            data, beside = bytearray(), bytearray()
    return bytes(data), bytes(beside)


KINDS = (
    "cut short",
    "cut short at a page",
    "bits turned",
    "pages emptied",
    "pages swapped",
    "first page lost",
    "emptied, log left",
    "log cut short",
    "log with bits turned",
    "another text",
    "empty",
)


def read(store: Store, ids: Collection[str]) -> tuple[set[str], int, list[str]]:
    """The ids of the entries there are, how many are told to be unreadable, and other errors."""
    there: set[str] = set()
    told, errors = 0, []
    try:
        for deal in store.deals():
            there |= {str(entry.id) for entry in store.entries(deal.id)}
            # One whose own id was altered is there under another, and named.
            told += sum(
                not damage.readable or damage.id not in ids for damage in store.damaged(deal.id)
            )
            if store.recovery is not None:
                assert copied(store, deal) == folded(store, deal)
    except StoreError as error:
        errors.append(str(error))
    return there, told, errors


def one(folder: Path, original: Original, number: int, outcome: Outcome) -> None:
    """Spoil, open, and see that nothing went without a word.

    Raises:
        AssertionError: something did.
    """
    random = Random(number)
    kind = KINDS[number % len(KINDS)]
    main, log = spoiled(kind, original.main, original.log, random)
    path = folder / "negotiator.sqlite"
    path.write_bytes(main)
    if log:
        path.with_name(f"{path.name}-wal").write_bytes(log)
    with_backup = number // len(KINDS) % 2 == 0
    if with_backup:
        shutil.copytree(original.backup, folder / "backups")
    outcome.rounds += 1
    outcome.faults += 1
    outcome.kinds[kind] += 1
    expected = set(original.ids)
    if kind.startswith("log"):
        # A log counts up to where it is whole: what stands behind that was never in the file.
        expected = set()
    try:
        store = Store.open(path)
    except StoreError:
        outcome.refused += 1
        assert not with_backup, f"{number} {kind}: refused, though there is a backup"
        assert path.read_bytes() == main, f"{number} {kind}: a refused file was changed"
        return
    with store:
        recovery = store.recovery
        there, told, errors = read(store, original.ids)
    if errors:  # a bit has turned in what no checksum guards, or a page is found damaged only now
        assert recovery is None, f"{number} {kind}: {errors}"
        assert all("doctor" in text or "damaged" in text for text in errors), errors
        outcome.opened += 1
        return
    outcome.entries += len(expected)
    outcome.back += len(there & expected)
    lost = expected - there
    if recovery is None:
        outcome.opened += 1
        if kind in ("another text", "empty") and not with_backup:
            lost = set()  # a new file: nothing can know that there was another
    else:
        outcome.recovered += 1
        aside = recovery.aside
        assert aside.read_bytes() == main, f"{number} {kind}: the damaged file was changed"
        if log:
            kept = aside.with_name(f"{aside.name}-wal").read_bytes()
            assert kept == log, f"{number} {kind}: its log was changed"
        told += recovery.missing + len(recovery.damaged)
        if with_backup:
            assert original.early <= there, f"{number} {kind}: entries of the backup are missing"
    outcome.told += len(lost)
    silent = max(0, len(lost) - told)
    if silent and kind not in _SAY_LITTLE:
        outcome.lost += silent
        print(f"{number} {kind}: {silent} entries went without a word", file=sys.stderr)


_SAY_LITTLE = ("another text", "empty")
"""From a backup alone nothing tells how many entries came after it; that there were, is told."""


def run(files: int, seed: int = 1) -> Outcome:
    """Spoil and open that many files."""
    outcome = Outcome()
    with TemporaryDirectory() as made:
        original = an_original(Path(made))
        for number in range(seed, seed + files):
            with TemporaryDirectory() as folder:
                one(Path(folder), original, number, outcome)
    return outcome


def main() -> None:
    """Run, print what was counted, fail if anything went without a word."""
    options = arguments(__doc__, "files", 400)
    outcome = run(options.files, options.seed)
    print(outcome)
    sys.exit(1 if outcome.lost else 0)


if __name__ == "__main__":
    main()
