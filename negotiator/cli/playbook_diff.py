"""`negotiator playbook diff`: what one playbook says differently from another."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from itertools import groupby

from negotiator.cli.output import as_json, say, warn
from negotiator.desk.compare import compare
from negotiator.desk.workspace import find_workspace


def diff(options: Namespace) -> int:
    """Print the changes under the address they concern; nothing where there are none."""
    changes = compare(find_workspace(options.workspace), options.a, options.b, warn)
    if options.json:
        as_json([asdict(change) for change in changes])
        return 0
    for where, those in groupby(changes, key=lambda change: change.where):
        say(where)
        for change in those:
            say(f"  {change}")
    return 0
