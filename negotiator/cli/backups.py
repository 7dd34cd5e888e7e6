"""`negotiator backup` and `restore`: copies of the record, taken, listed and put back."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import datetime, timedelta

from negotiator.cli.output import as_json, say, table
from negotiator.desk import backups as desk
from negotiator.desk.desk import now
from negotiator.desk.workspace import find_workspace


def backup(options: Namespace) -> int:
    """Take a backup, or list those that there are."""
    workspace = find_workspace(options.workspace)
    if not options.list:
        taken = desk.back_up(workspace, now())
        if options.json:
            as_json(asdict(taken))
        else:
            say(f"Backed up and looked through: {taken.path} ({_size(taken.size)})")
        return 0
    there = desk.backups(workspace)
    if options.json:
        as_json([asdict(each) for each in there])
    elif not there:
        say("No backup yet. One is taken while the program runs, or with: negotiator backup")
    else:
        at = now()
        table(
            ["BACKUP", "AGE", "SIZE", "FILE"],
            [[each.name, _age(at, each.at), _size(each.size), str(each.path)] for each in there],
        )
    return 0


def restore(options: Namespace) -> int:
    """Put a backup in the place of the record; what was there is kept."""
    done = desk.restore(find_workspace(options.workspace), options.backup, now())
    if options.json:
        as_json(asdict(done))
        return 0
    say(f"Restored: the backup of {done.backup.name}, {done.entries} entries.")
    if done.before:
        say(f"What was there before is kept: {done.before}")
    return 0


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1_000:.0f} kB"


def _age(now: datetime, at: datetime) -> str:
    age = now - at
    if age < -timedelta(hours=1):
        return "later than now"
    if age < timedelta(hours=1):
        return f"{max(age, timedelta()) // timedelta(minutes=1)} min"
    return f"{age // timedelta(hours=1)} h" if age < timedelta(days=2) else f"{age.days} days"
