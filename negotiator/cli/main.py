"""Arguments in, exit code out: 0 done, 1 found something wrong, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from negotiator.cli.arguments import parser
from negotiator.desk.errors import DeskError
from negotiator.plain import visible

DONE, FOUND, USAGE, INTERRUPTED = 0, 1, 2, 130
_WITHOUT_RECORD = {"playbook_check", "playbook_diff", "playbook_exchange", "playbook_write"}
"""Modules of commands that never open the record: nobody is asked for its passphrase."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what went wrong goes to standard error as what and what to do."""
    os.umask(0o077)
    _mend_streams()
    options = Namespace(workspace=None)
    try:
        options = parser().parse_args(arguments)
        code = _run(options)
        sys.stdout.flush()
        _flush_errors()
        return code
    except DeskError as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone: there is nobody left to tell.
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        place = f"{error.filename}: " if error.filename else ""
        return _failed(f"{place}{error.strerror or error}. Check the path, the disk, your rights.")
    except Exception as error:
        from negotiator.desk.crash import report

        # A traceback shows words of a deal to whoever looks on, and tells a user nothing.
        return _failed(report(error, _sessions(options)))


def _sessions(options: Namespace) -> Path | None:
    """Where a report is kept private: beside the sessions, where there is a workspace."""
    from negotiator.desk.workspace import find_workspace

    with suppress(DeskError, OSError):
        folder = find_workspace(options.workspace).sessions
        return folder if folder.is_dir() else None
    return None


def _mend_streams() -> None:
    """Streams that take any text, whatever the locale says and whichever the shell closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _flush_errors() -> None:
    """A terminal that hung up takes no frame any more; Python would end with a code of its own."""
    try:
        sys.stderr.flush()
    except OSError:
        _drop_output(sys.stderr)


def _drop_output(stream: TextIO | None = None) -> None:
    """Let the rest of the output vanish, so that nothing is raised about it at the very end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())


def _failed(why: str) -> int:
    print(f"negotiator: {visible(why)}", file=sys.stderr)
    return FOUND


def _run(options: Namespace) -> int:
    """Import the command's module and call it: `module:function` stands in the parser."""
    module, _, function = options.command.partition(":")
    if module not in _WITHOUT_RECORD and function not in {"demo", "init"}:
        from negotiator.cli.encryption import unlock
        from negotiator.desk.workspace import find_workspace

        unlock(find_workspace(options.workspace))
    run = getattr(import_module(f"negotiator.cli.{module}"), function)
    return int(run(options) or DONE)
