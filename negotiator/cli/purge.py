"""`negotiator purge`: a deal taken out for good, after a question; what is left is named."""

from __future__ import annotations

import sys
from argparse import Namespace
from functools import partial

from negotiator.cli.opening import open_desk
from negotiator.cli.output import say
from negotiator.desk.errors import DeskError
from negotiator.desk.purge import doomed, purge

_ELSEWHERE = (
    "What left the workspace is not reached: exports and documents written elsewhere, e-mails, "
    "backups of the whole disk, and what a disk keeps of deleted files."
)


def run(options: Namespace) -> int:
    """Purge a deal; 1 when a file may still hold something of it."""
    desk = open_desk(options)
    try:
        deal = desk.ask_now(partial(doomed, deal=options.deal))
    finally:
        desk.close()
    name = f"{deal.vendor} · {deal.title}"
    say(f"{name}: {deal.sessions} sessions, {deal.entries} entries.")
    if not options.yes and not _confirmed():
        say("Nothing was changed.")
        return 1
    done = purge(desk.workspace, deal)
    say(f"Purged: {name}.")
    for path in done.files:
        say(f"  {'deleted' if not path.exists() else 'rewritten'}: {path}")
    for path, why in done.left:
        say(f"  look at: {path}: {why}")
    say(_ELSEWHERE)
    return 1 if done.left else 0


def _confirmed() -> bool:
    """Whether a person wrote yes.

    Raises:
        DeskError: nobody is there to be asked.
    """
    if not sys.stdin.isatty():
        raise DeskError("Nobody is there to confirm a purge.", "Add --yes to purge without asking.")
    say("It cannot be undone, and its backups lose it too. Write yes to purge it:")
    return sys.stdin.readline().strip().casefold() == "yes"
