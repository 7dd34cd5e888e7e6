"""`negotiator playbook check`: what is wrong with playbooks, once or at every save."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.cli.output import as_json, say
from negotiator.desk.errors import DeskError
from negotiator.desk.library import Library
from negotiator.desk.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from negotiator.desk.watch import Look
    from negotiator.playbook.problem import Problem

_CLEAR = "\x1b[2J\x1b[H"
"""Empties the screen of a terminal, and leaves what was above it."""


def check(options: Namespace) -> int:
    """Everything wrong with playbooks, a line each; nothing when all is well."""
    workspace = find_workspace(options.workspace)
    library = Library(workspace)
    if options.watch:
        library.places(options.playbooks)  # a name that nobody knows ends it here
        return _watch(workspace, options.playbooks, json=options.json)
    found = library.check_all(options.playbooks, date.today())
    if options.json:
        as_json([asdict(problem) for problem in found])
        return _outcome(found)
    _print(found)
    if found and sys.stdout.isatty():
        say(_counted(found))
    return _outcome(found)


def _watch(workspace: Workspace, names: Sequence[str], *, json: bool) -> int:
    """Check again whenever a file is saved, until Ctrl+C; the last outcome is the exit code."""
    from time import sleep

    from negotiator.desk.watch import changes

    outcome = 0
    try:
        for files in changes(lambda: _files(workspace, names), sleep):
            found, trouble = _found(workspace, names)
            outcome = 1 if trouble else _outcome(found)
            if json:
                as_json([asdict(problem) for problem in found], indent=None)
            else:
                _show(found, trouble, len(files))
    except KeyboardInterrupt:
        pass
    return outcome


def _files(workspace: Workspace, names: Sequence[str]) -> Look:
    """The files of all playbooks at hand, because one may extend another, and of those named."""
    from negotiator.desk.watch import look_at

    library = Library(workspace)
    try:
        return look_at({*library.everywhere(), *library.places(names)})
    except DeskError:
        return look_at(library.everywhere())


def _found(workspace: Workspace, names: Sequence[str]) -> tuple[list[Problem], str]:
    """What a check finds, or why it cannot: a playbook that is gone for a moment ends no watch."""
    try:
        return Library(workspace).check_all(names, date.today()), ""
    except DeskError as error:
        return [], str(error)


def _show(found: Sequence[Problem], trouble: str, files: int) -> None:
    """One check of a watch, instead of the one before."""
    if sys.stdout.isatty():
        print(_CLEAR, end="")
    _print(found)
    say(f"{trouble or _counted(found) or 'Nothing wrong'}; watching {files} files, Ctrl+C ends.")
    sys.stdout.flush()


def _print(found: Iterable[Problem]) -> None:
    """A line a problem, in the form of compilers, by which editors find the place."""
    here = Path.cwd()
    for each in found:
        path = Path(each.source)
        place = path.relative_to(here) if path.is_relative_to(here) else path
        what = f"{each.severity}: {each.what}; {each.remedy} [{each.code}]"
        say(f"{place}:{each.line}:{each.column}: {what}")


def _counted(found: Iterable[Problem]) -> str:
    """2 errors, 1 warning."""
    counts = Counter(problem.severity for problem in found)
    return ", ".join(
        f"{counts[level]} {level}{'s' if counts[level] > 1 else ''}"
        for level in ("error", "warning", "note")
        if counts[level]
    )


def _outcome(found: Iterable[Problem]) -> int:
    return 1 if any(problem.fails for problem in found) else 0
