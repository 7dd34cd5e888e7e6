"""The workspace opened for a command, with a word on standard error where it was not well."""

from __future__ import annotations

from argparse import Namespace

from negotiator.cli.output import warn
from negotiator.desk import Desk
from negotiator.desk.workspace import find_workspace


def open_desk(options: Namespace, *, reading: bool = False) -> Desk:
    """The desk on the workspace that is meant.

    Raises:
        DeskError: it cannot be opened.
    """
    desk = Desk.open(find_workspace(options.workspace), reading=reading)
    for trouble in filter(None, (desk.news, desk.settings_trouble)):
        warn(trouble)
    return desk
