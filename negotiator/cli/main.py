"""Arguments in, exit code out: 0 done, 1 found something wrong, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module

from negotiator.cli.arguments import parser
from negotiator.desk.errors import DeskError

DONE, FOUND, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what went wrong goes to standard error as what and what to do."""
    os.umask(0o077)
    try:
        return _run(parser().parse_args(arguments))
    except DeskError as error:
        print(f"negotiator: {error}", file=sys.stderr)
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone: there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        from negotiator.desk.crash import report

        # A traceback shows words of a deal to whoever looks on, and tells a user nothing.
        print(f"negotiator: {report(error)}", file=sys.stderr)
        return FOUND


def _run(options: Namespace) -> int:
    """Import the command's module and call it: `module:function` stands in the parser."""
    module, _, function = options.command.partition(":")
    run = getattr(import_module(f"negotiator.cli.{module}"), function)
    return int(run(options) or DONE)
