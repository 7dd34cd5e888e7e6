"""The workspace opened for a command, with a word on standard error where it was not well."""

from __future__ import annotations

import sys
from argparse import Namespace

from negotiator.desk import Desk
from negotiator.desk.workspace import find_workspace
from negotiator.plain import visible


def open_desk(options: Namespace, *, reading: bool = False) -> Desk:
    """The desk on the workspace that is meant.

    Raises:
        DeskError: it cannot be opened.
    """
    desk = Desk.open(find_workspace(options.workspace), reading=reading)
    if desk.news:
        print(f"negotiator: {visible(desk.news)}", file=sys.stderr)
    return desk
