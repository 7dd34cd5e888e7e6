"""Programs that are killed at any moment, and what is there afterwards.

    python -m tests.trust.crash --rounds 2000

Each round starts a program on a workspace (a fork, so that nothing is imported anew), kills it with
SIGKILL after a random moment, reads what it had been told is saved, and opens the record. The
programs have calls, take backups, upgrade an old database, restore, or recover a damaged file.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from negotiator.desk import Call, Desk, NotSaved, Saved
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from negotiator.store.backup import back_up, backups_of, content_of
from negotiator.store.migrations import MIGRATIONS
from negotiator.store.restore import restore
from tests.samples import PINNING, RETENTION, TRAINING, a_workspace, add_deal
from tests.store.make_fixture import Record
from tests.store.samples import folded
from tests.trust.figures import Figures, arguments

_FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"
_TOGETHER = 20
"""Rounds on one workspace, before a new one is begun."""
_LONGEST_SECONDS = 0.25
CLAUSES = (PINNING, TRAINING, RETENTION)
Say = Callable[[str], None]


@dataclass
class Outcome(Figures):
    """What became of the programs."""

    kinds: Counter[str] = field(default_factory=Counter)


# ── the programs that are killed ─────────────────────────────────────────────────────────────


def call(workspace: Workspace, random: Random, say: Say) -> None:
    """A call in which anything may happen; tells each entry that the screen would call saved."""
    desk = Desk.open(workspace)

    def told(outcome: Saved | NotSaved) -> None:
        if isinstance(outcome, Saved):
            for entry in outcome.entries:
                say(str(entry))

    sitting = desk.begin_now(desk.deals_now()[0].id, told)
    say("ready")
    while True:
        _do(sitting, random)
        time.sleep(random.choice([0, 0, 0.001, 0.01]))


def _do(sitting: Call, random: Random) -> None:
    clause = random.choice(CLAUSES)
    words = "we roll every customer forward " * random.choice([1, 1, 5, 200])
    match random.randrange(9):
        case 0 | 1 | 2:
            found = sitting.suggest(words, clause)
            sitting.hear(words, random.choice(found) if found else None)
        case 3:
            sitting.counter(clause)
        case 4:
            rungs = [view.rung for view in sitting.card(clause).ladder if not view.walk_away]
            sitting.offer(clause, random.choice(rungs), got="a year")
        case 5:
            sitting.agree(clause)
        case 6:
            sitting.refuse(clause)
        case 7:
            sitting.undo()
        case 8:
            sitting.note(None, words)


def call_with_backups(workspace: Workspace, random: Random, say: Say) -> None:
    """The same while backups are taken one after the other."""

    def again_and_again() -> None:
        while True:
            backup = back_up(Path(workspace.database), datetime.now(UTC))
            say(f"backup {backup.path}")

    threading.Thread(target=again_and_again, daemon=True).start()
    call(workspace, random, say)


def upgrade(workspace: Workspace, random: Random, say: Say) -> None:
    """An old database is opened."""
    say("ready")
    Store.open(workspace.database).close()


def restoring(workspace: Workspace, random: Random, say: Say) -> None:
    """Backups are put back, one after the other."""
    database = Path(workspace.database)
    there = backups_of(database)
    say("ready")
    while True:
        restore(database, random.choice(there).path, datetime.now(UTC))


def recovering(workspace: Workspace, random: Random, say: Say) -> None:
    """A damaged file is opened."""
    say("ready")
    Store.open(workspace.database).close()


# ── one round ────────────────────────────────────────────────────────────────────────────────


def killed(
    program: Callable[[Workspace, Random, Say], None], at: Workspace, random: Random
) -> tuple[list[str], bool]:
    """Run a program and kill it; the whole lines it said, and whether it was still running."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(reading)
            program(at, random, lambda text: _write(writing, text))
            code = 0
        except BaseException as error:  # told by the exit code; nothing of the parent's may run
            _write(2, f"{program.__name__}: {error!r}")
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        first = said.readline()
        if random.random() < 0.9:
            time.sleep(random.uniform(0, _LONGEST_SECONDS) ** 1.5)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        lines = [first, *said.readlines()]
    assert status in (0, signal.SIGKILL), f"{program.__name__} ended by itself: {status}"
    whole = [line.decode().strip() for line in lines if line.endswith(b"\n")]
    return [line for line in whole if line != "ready"], status == signal.SIGKILL


def _write(descriptor: int, text: str) -> None:
    os.write(descriptor, f"{text}\n".encode())


def there(workspace: Workspace) -> set[str]:
    """The ids of the entries in the record, which has to be whole."""
    found: set[str] = set()
    with Store.open(workspace.database) as store:
        for deal in store.deals():
            found |= {str(entry.id) for entry in store.entries(deal.id)}
            assert store.damaged(deal.id) == ()
            assert store.standings(deal.id) == folded(store, deal)
    content = content_of(Path(workspace.database))
    assert content.problems == (), content
    return found


@dataclass
class Bench:
    """A workspace on which programs are killed, and what they were told is saved there."""

    template: Path
    folder: Path
    acknowledged: set[str] = field(default_factory=set)

    @property
    def workspace(self) -> Workspace:
        return Workspace(self.folder)

    def anew(self) -> None:
        """Begin with an empty record."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.template, self.folder)
        self.acknowledged = set()


def a_call(bench: Bench, random: Random, outcome: Outcome, kind: str) -> None:
    program = call if kind == "call" else call_with_backups
    said, cut = killed(program, bench.workspace, random)
    entries = {line for line in said if not line.startswith("backup ")}
    outcome.faults += cut
    outcome.entries += len(entries)
    bench.acknowledged |= entries
    outcome.lost += len(bench.acknowledged - there(bench.workspace))
    for backup in backups_of(Path(bench.workspace.database)):
        assert content_of(backup.path).problems == (), backup


def an_upgrade(bench: Bench, random: Random, outcome: Outcome) -> None:
    """Everything of the old database is there, now or after the next start."""
    bench.anew()
    database = Path(bench.workspace.database)
    old = f"v{random.randrange(1, len(MIGRATIONS))}"
    shutil.copy(_FIXTURES / f"{old}.sqlite", database)
    _, cut = killed(upgrade, bench.workspace, random)
    record = Record.model_validate_json((_FIXTURES / f"{old}.json").read_bytes())
    known = {str(entry.id) for entries in record.entries.values() for entry in entries}
    outcome.faults += cut
    outcome.entries += len(known)
    outcome.lost += len(known - there(bench.workspace))


def _filled(bench: Bench, random: Random) -> set[str]:
    """A record with some entries and a backup of each half; the ids."""
    bench.anew()
    database = Path(bench.workspace.database)
    desk = Desk.open(bench.workspace)
    try:
        sitting = desk.begin_now(desk.deals_now()[0].id, lambda _: None)
        for _ in range(2):
            for _ in range(12):
                _do(sitting, random)
            sitting.save_now()
            back_up(database, datetime.now(UTC))
        return {str(entry.id) for entry in sitting.state.log}
    finally:
        desk.close()


def a_restore(bench: Bench, random: Random, outcome: Outcome) -> None:
    """There is a whole record at every moment, and nothing is in no copy of it."""
    known = _filled(bench, random)
    _, cut = killed(restoring, bench.workspace, random)
    found = there(bench.workspace)
    for backup in backups_of(Path(bench.workspace.database)):
        copy = bench.folder / "copy.sqlite"
        shutil.copy(backup.path, copy)
        with Store.open(copy) as store:
            for deal in store.deals():
                found |= {str(entry.id) for entry in store.entries(deal.id)}
    outcome.faults += cut
    outcome.entries += len(known)
    outcome.lost += len(known - found)


def a_recovery(bench: Bench, random: Random, outcome: Outcome) -> None:
    """A damaged file gives all it had, however often its recovery is cut short."""
    known = _filled(bench, random)
    database = Path(bench.workspace.database)
    shutil.rmtree(database.parent / "backups")
    data = database.read_bytes()
    database.write_bytes(bytes(4096) + data[4096:])
    cuts = [killed(recovering, bench.workspace, random)[1] for _ in range(2)]
    outcome.faults += any(cuts)
    outcome.entries += len(known)
    outcome.lost += len(known - there(bench.workspace))
    (aside,) = database.parent.glob("*.damaged-*Z")
    assert aside.read_bytes()[4096:] == data[4096:], "the damaged file was changed"


KINDS = (
    "call",
    "call",
    "call",
    "backups",
    "call",
    "upgrade",
    "call",
    "restore",
    "recovery",
    "call",
)


def run(rounds: int, seed: int = 1) -> Outcome:
    """Kill that many programs."""
    outcome = Outcome()
    with TemporaryDirectory() as made:
        template = Path(made, "template")
        add_deal(a_workspace(template))
        desk = Desk.open(Workspace(template))
        desk.begin_now(desk.deals_now()[0].id, lambda _: None)  # the index is kept
        desk.close()
        bench, other = (Bench(template, Path(made, name)) for name in ("ours", "other"))
        for number in range(rounds):
            random = Random(seed * 1_000_003 + number)
            kind = KINDS[number % len(KINDS)]
            if number % _TOGETHER == 0:
                bench.anew()
            outcome.rounds += 1
            outcome.kinds[kind] += 1
            match kind:
                case "upgrade":
                    an_upgrade(other, random, outcome)
                case "restore":
                    a_restore(other, random, outcome)
                case "recovery":
                    a_recovery(other, random, outcome)
                case _:
                    a_call(bench, random, outcome, kind)
    return outcome


def main() -> None:
    """Run, print what was counted, fail if anything that was acknowledged is missing."""
    options = arguments(__doc__, "rounds", 2_000)
    outcome = run(options.rounds, options.seed)
    print(outcome)
    sys.exit(1 if outcome.lost else 0)


if __name__ == "__main__":
    main()
