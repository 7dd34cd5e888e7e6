"""Programs that are killed at any moment, and what is there afterwards.

    python -m tests.trust.crash --rounds 2000

Each round starts a program on a workspace (a fork, so that nothing is imported anew), kills it with
SIGKILL after a random moment, reads what it had been told is saved, and opens the record. The
programs have calls, take backups, upgrade an old database, restore, recover a damaged file, import
or purge a deal, or let a playbook learn.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import UUID

from negotiator.desk import Desk
from negotiator.desk.purge import doomed, purge
from negotiator.desk.transfer import dumped, export_deal
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from negotiator.store.backup import back_up, backups_of, content_of
from negotiator.store.migrations import MIGRATIONS
from tests.samples import a_workspace, add_deal
from tests.store.make_fixture import Record
from tests.store.samples import copied, folded
from tests.trust import programs
from tests.trust.figures import Figures, arguments
from tests.trust.programs import DEAL_FILE, DOOMED, Say, something

_FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"
_TOGETHER = 20
"""Rounds on one workspace, before a new one is begun."""
_LONGEST_SECONDS = 0.25
_MANY = 20
"""Times the entries of a call that are imported: it is to take a while."""


@dataclass
class Outcome(Figures):
    """What became of the programs."""

    kinds: Counter[str] = field(default_factory=Counter)


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
            assert copied(store, deal) == folded(store, deal)
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
    program = programs.call if kind == "call" else programs.call_with_backups
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
    _, cut = killed(programs.upgrade, bench.workspace, random)
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
                something(sitting, random)
            sitting.save_now()
            back_up(database, datetime.now(UTC))
        return {str(entry.id) for entry in sitting.state.log}
    finally:
        desk.close()


def a_restore(bench: Bench, random: Random, outcome: Outcome) -> None:
    """There is a whole record at every moment, and nothing is in no copy of it."""
    known = _filled(bench, random)
    _, cut = killed(programs.restoring, bench.workspace, random)
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
    cuts = [killed(programs.recovering, bench.workspace, random)[1] for _ in range(2)]
    outcome.faults += any(cuts)
    outcome.entries += len(known)
    outcome.lost += len(known - there(bench.workspace))
    (aside,) = database.parent.glob("*.damaged-*Z")
    assert aside.read_bytes()[4096:] == data[4096:], "the damaged file was changed"


def an_import(bench: Bench, random: Random, outcome: Outcome) -> None:
    """Another record of the deal is merged whole or not at all."""
    _filled(bench, random)
    text, theirs = _exported(bench.workspace, random)
    known = _filled(bench, random)
    (bench.folder / DEAL_FILE).write_text(text)
    _, cut = killed(programs.importing, bench.workspace, random)
    found = there(bench.workspace)
    assert found & theirs in (set(), theirs), "half of a file was imported"
    outcome.faults += cut
    outcome.entries += len(known)
    outcome.lost += len(known - found)


def _exported(workspace: Workspace, random: Random) -> tuple[str, set[str]]:
    """A large record of the deal as a file, and the ids of its entries."""
    desk = Desk.open(workspace)
    try:
        deal = desk.deals_now()[0].id
        file = desk.ask_now(partial(export_deal, deal=deal, at=datetime.now(UTC)))
    finally:
        desk.close()
    entries = tuple(
        entry.model_copy(update={"id": UUID(int=random.getrandbits(128), version=4)})
        for _ in range(_MANY)
        for entry in file.entries
    )
    large = file.model_copy(update={"entries": entries})
    return dumped(large), {str(entry.id) for entry in entries}


def a_lesson(bench: Bench, random: Random, outcome: Outcome) -> None:
    """What a playbook was said to have learned it knows, and it has no error."""
    bench.anew()
    learned, cut = killed(programs.teaching, bench.workspace, random)
    desk = Desk.open(bench.workspace)
    try:
        known = {phrase for _, _, phrase in desk.library.playbook("llm-vendor")[0].phrases()}
    finally:
        desk.close()
    outcome.faults += cut
    outcome.entries += len(learned)
    outcome.lost += len(set(learned) - known)


def a_purge(bench: Bench, random: Random, outcome: Outcome) -> None:
    """The deal is there, and purged by another try, or no byte of it is; the others are there."""
    known = _filled(bench, random)
    workspace = bench.workspace
    _add_doomed(workspace)
    _, cut = killed(programs.purging, workspace, random)
    outcome.faults += cut
    outcome.entries += len(known)
    outcome.lost += len(known - there(workspace))
    desk = Desk.open(workspace)
    again = any(row.vendor == DOOMED for row in desk.deals_now())
    deal = desk.ask_now(partial(doomed, deal=DOOMED)) if again else None
    desk.close()
    if deal is not None:
        purge(workspace, deal)
    files = (path for path in bench.folder.rglob("*") if path.is_file())
    left = [path for path in files if DOOMED.encode() in path.read_bytes()]
    assert left == [], f"words of a purged deal in {left}"


def _add_doomed(workspace: Workspace) -> None:
    """A deal of which there is something in the record, a backup, a document and a draft."""
    desk = Desk.open(workspace)
    try:
        deal = asyncio.run(desk.new_deal(DOOMED, "Search", {}))
        sitting = desk.begin_now(deal, lambda _: None)
        for _ in range(20):
            sitting.note(None, f"{DOOMED} would never say so. " * 50)
        sitting.save_now()
        back_up(Path(workspace.database), datetime.now(UTC))
    finally:
        desk.close()
    name = DOOMED.lower().replace(" ", "-")
    (workspace.sessions / f"{name}-recap-20261121-100000.md").write_text(DOOMED)


ROUNDS: dict[str, Callable[[Bench, Random, Outcome], None]] = {
    "upgrade": an_upgrade,
    "restore": a_restore,
    "recovery": a_recovery,
    "import": an_import,
    "lesson": a_lesson,
    "purge": a_purge,
}
KINDS = (
    "call",
    *"call call backups upgrade call restore recovery call import purge lesson".split(),
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
            if kind in ROUNDS:
                ROUNDS[kind](other, random, outcome)
            else:
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
