"""`negotiator doctor`: everything that can be wrong with a workspace, looked at."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from negotiator.cli.output import as_json, say
from negotiator.desk.desk import now
from negotiator.desk.doctor import GOOD, PROBLEM, Check, examine, repair
from negotiator.desk.workspace import find_workspace

_NAME = 11


def doctor(options: Namespace) -> int:
    """Look at everything; with --repair mend what can be mended, then look again."""
    workspace = find_workspace(options.workspace)
    done = repair(workspace, now()) if options.repair else []
    checks = examine(workspace, now())
    if options.json:
        as_json({"repaired": done, "checks": [asdict(check) for check in checks]})
    else:
        for line in done:
            say(line)
        for check in checks:
            _print(check)
    return int(any(check.state == PROBLEM for check in checks))


def _print(check: Check) -> None:
    mark = "" if check.state == GOOD else f"{check.state.upper()}: "
    say(f"{check.name:<{_NAME}} {mark}{check.said}")
    if check.remedy:
        say(f"{'':<{_NAME}} → {check.remedy}")
