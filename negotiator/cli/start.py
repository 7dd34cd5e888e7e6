"""Opening the terminal UI: on the workspace, or on a throw-away copy of sample data; making one."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from negotiator.collector import at_rest
from negotiator.heap import share_heap

if TYPE_CHECKING:
    from pathlib import Path

    from negotiator.desk.workspace import Workspace

_NO_TERMINAL = "negotiator needs a terminal; in a script use its commands (negotiator --help)."


def open_workspace(options: Namespace) -> int:
    """The UI on the workspace."""
    from negotiator.desk.workspace import find_workspace

    return _run(find_workspace(options.workspace), sample=False)


def demo(options: Namespace) -> int:
    """The UI on sample data that is gone afterwards; or only the data, to be kept."""
    if options.keep is not None:
        return _keep(options.keep)
    import tempfile
    from pathlib import Path

    from negotiator.desk.samples.person import introduce
    from negotiator.desk.workspace import Workspace, make_workspace

    with tempfile.TemporaryDirectory(prefix="negotiator-demo-") as folder:
        # Its own file, even where the environment names a database: that one is real.
        workspace = Workspace(make_workspace(Path(folder)).root)
        introduce(workspace)
        return _run(workspace, sample=True)


def init(options: Namespace) -> int:
    """A workspace with settings and a starter playbook of one's own."""
    from negotiator.cli.output import say
    from negotiator.desk.settings import write_settings
    from negotiator.desk.starter import write_starter
    from negotiator.desk.workspace import make_workspace

    workspace = make_workspace(options.directory)
    starter = write_starter(workspace)
    written = write_settings(workspace)
    say(f"Workspace: {workspace.root}")
    if written:
        say(f"Who you are, and what you may decide alone: {workspace.settings_file}")
    if starter is not None:
        say(f"Your own layer over the shipped playbook: {starter}")
    return 0


def _keep(folder: Path) -> int:
    from negotiator.cli.output import say
    from negotiator.desk import Desk, DeskError
    from negotiator.desk.samples.person import introduce
    from negotiator.desk.workspace import Workspace, make_workspace

    if folder.exists() and any(folder.iterdir()):
        raise DeskError(f"{folder} is not empty.", "Name a folder that is, or a new one.")
    workspace = Workspace(make_workspace(folder).root)  # never into a database that is elsewhere
    introduce(workspace)
    desk = Desk.open(workspace)
    try:
        desk.add_samples()
    finally:
        desk.close()
    say(f"Sample data: {workspace.root}")
    say(f"Look at it with: negotiator --workspace {workspace.root} deals")
    return 0


def _run(workspace: Workspace, *, sample: bool) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(_NO_TERMINAL, file=sys.stderr)
        return 2
    share_heap()
    with at_rest(for_good=True):
        from negotiator.tui.app import NegotiatorApp

    app = NegotiatorApp(workspace, sample=sample)
    app.run()
    return app.return_code or 0
