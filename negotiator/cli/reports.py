"""`negotiator report`: the documents people exchange, to the terminal or to a file."""

from __future__ import annotations

from argparse import Namespace

from negotiator.cli.opening import open_desk
from negotiator.cli.output import say
from negotiator.desk.desk import write_document
from negotiator.desk.errors import DeskError


def report(options: Namespace) -> int:
    """Write one document of one deal."""
    if options.internal and options.kind == "recap":
        raise DeskError(
            "A recap goes to the vendor.", "There is no internal one; use: report issues"
        )
    if options.output and options.output.exists() and not options.force:
        raise DeskError(f"{options.output} is there already.", "Add --force to write over it.")
    desk = open_desk(options, reading=True)
    try:
        text = desk.report(options.kind, options.deal, options.format, internal=options.internal)
    finally:
        desk.close()
    if options.output is None:
        print(text, end="")
        return 0
    write_document(options.output, text)
    say(f"Written: {options.output}")
    return 0
