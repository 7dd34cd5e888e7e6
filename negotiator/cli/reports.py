"""`negotiator report`: the documents people exchange, to the terminal or to a file."""

from __future__ import annotations

from argparse import Namespace

from negotiator.cli.opening import open_desk
from negotiator.cli.output import say
from negotiator.desk.documents import form_of, write_document
from negotiator.desk.errors import DeskError

_MARK = b"\xef\xbb\xbf"
"""A spreadsheet takes a file without it for one in the letters of its own country."""


def report(options: Namespace) -> int:
    """Write one document of one deal."""
    form = form_of(options.output, options.format)
    if options.kind == "team":
        if options.deal is not None:
            options.refuse("the team report is about all deals: --vendor names one vendor")
    elif options.deal is None:
        options.refuse(f"name the deal: negotiator report {options.kind} DEAL")
    elif any((options.since, options.until, options.when, options.last_quarter, options.vendor)):
        options.refuse("--vendor and the options of time are for: report team")
    if options.internal and options.kind == "recap":
        raise DeskError(
            "A recap goes to the vendor.", "There is no internal one; use: report issues"
        )
    if form == "docx" and options.output is None:
        options.refuse("a Word file is nothing for a terminal: name a file with -o")
    if options.output and options.output.exists() and not options.force:
        raise DeskError(f"{options.output} is there already.", "Add --force to write over it.")
    desk = open_desk(options, reading=True)
    try:
        if options.kind == "team":
            from negotiator.cli.insights import read
            from negotiator.desk.insights import render_team

            asked, tables = read(desk, options)
            content = render_team(tables, asked, form, desk.clock())
        else:
            content = desk.documents.render(
                options.kind, options.deal, form, internal=options.internal
            )
    finally:
        desk.close()
    if options.output is None:
        print(content.decode().replace("\r\n", "\n"), end="")
        return 0
    mark = _MARK if form == "csv" else b""
    write_document(options.output, mark + content, over=options.force)
    say(f"Written: {options.output}")
    return 0
