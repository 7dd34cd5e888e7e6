"""The programs that are killed: each tells what it was told is done, and goes on until it dies."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from string import ascii_lowercase

from negotiator.desk import Call, Desk, NotSaved, Saved
from negotiator.desk.inbox import Statement
from negotiator.desk.promote import promote
from negotiator.desk.purge import doomed, purge
from negotiator.desk.transfer import import_deal, read_file
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from negotiator.store.backup import back_up, backups_of
from negotiator.store.restore import restore
from tests.samples import PINNING, RETENTION, TRAINING

CLAUSES = (PINNING, TRAINING, RETENTION)
DEAL_FILE = "deal.json"
"""The deal that is imported."""
DOOMED = "Zebra Systems"
"""The vendor whose deal is purged."""
Say = Callable[[str], None]


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
        something(sitting, random)
        time.sleep(random.choice([0, 0, 0.001, 0.01]))


def something(sitting: Call, random: Random) -> None:
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


def importing(workspace: Workspace, random: Random, say: Say) -> None:
    """Another record of the deal is merged into this one."""
    desk = Desk.open(workspace)
    file = read_file(workspace.root / DEAL_FILE, datetime.now(UTC))
    say("ready")
    desk.ask_now(partial(import_deal, file=file))


def teaching(workspace: Workspace, random: Random, say: Say) -> None:
    """Statements are promoted, one after the other; tells each that the playbook has learned."""
    library = Desk.open(workspace).library
    say("ready")
    for number in range(1_000):
        words = " ".join("".join(random.choices(ascii_lowercase, k=9)) for _ in range(4))
        clause = random.choice(CLAUSES)
        at = datetime.now(UTC)
        entry = f"{random.randrange(2**128):032x}"
        heard = Statement(number, words, "llm-vendor", clause, "", (entry,), ("Acme AI",), at)
        promote(workspace, library, heard, at.date())
        say(words)


def purging(workspace: Workspace, random: Random, say: Say) -> None:
    """A deal is taken out of the record, its backups and all else."""
    desk = Desk.open(workspace)
    deal = desk.ask_now(partial(doomed, deal=DOOMED))
    desk.close()
    say("ready")
    purge(workspace, deal)
