"""The grammar of the command line; the help texts here are the manual's."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from pathlib import Path

from negotiator import __version__
from negotiator.cli.playbook_arguments import add_actions

_EPILOG = """\
Without a command the terminal UI opens on the workspace: the nearest folder upwards that has
playbooks/ and sessions/, else the one in your data directory. NEGOTIATOR_DATABASE names a
database other than the workspace's own file: a path, or postgresql://...

exit codes: 0 done, 1 found something wrong, 2 wrong usage
"""


def parser() -> ArgumentParser:
    """The parser; `command` names the module and function that run it."""
    top = ArgumentParser(
        prog="negotiator",
        description="Negotiate contracts with AI vendors: find the answer, keep the record.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"negotiator {__version__}")
    top.add_argument(
        "--workspace",
        type=Path,
        metavar="DIR",
        help="the workspace (or NEGOTIATOR_WORKSPACE)",
    )
    top.set_defaults(command="start:open_workspace")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: str, help: str) -> ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        sub.add_argument("--workspace", type=Path, metavar="DIR", default=SUPPRESS, help=SUPPRESS)
        sub.set_defaults(command=run)
        return sub

    command("demo", "start:demo", "open the UI on a throw-away copy of rich sample data")

    init = command("init", "start:init", "make a workspace: its folders and a starter playbook")
    init.add_argument("directory", type=Path, nargs="?", default=Path(), metavar="DIR")

    suggest = command("suggest", "suggest:run", "what the vendor's words may mean, and the answer")
    suggest.add_argument(
        "text", nargs="+", metavar="TEXT", help='the words; "-" reads a line a query'
    )
    suggest.add_argument("--clause", metavar="ID", help="the clause on screen")
    suggest.add_argument("--playbook", metavar="ID", default="llm-vendor")
    suggest.add_argument("--limit", type=_count, default=3, metavar="N")
    suggest.add_argument("--json", action="store_true", help="an object a line")

    record = command("record", "deals:record", "add one entry to a deal")
    record.add_argument("deal", metavar="DEAL", help="its id, the beginning of it, or its vendor")
    record.add_argument("--clause", metavar="ID")
    record.add_argument("--got", metavar="TEXT", help="what came back for an offered rung")
    kinds = record.add_mutually_exclusive_group(required=True)
    for name, what, help in (
        ("heard", "TEXT", "the vendor's words; without --clause they are matched"),
        ("offered", "RUNG", "a rung we put on the table, as fallback-1"),
        ("agreed", "RUNG", "a rung they agreed to"),
        ("promised", "TEXT", "what they said they will do"),
        ("note", "TEXT", "a remark of ours"),
        ("task", "TEXT", "something somebody has to do"),
        ("deferred", "OWNER", "put off; who owes the answer"),
        ("waived", "TEXT", "given up, and why"),
        ("unsaved", "FILE", "what a call could not save and wrote to this file (Ctrl+S)"),
        ("papered", "DOCUMENT", "it stands in this document, as 'DPA, section 4'"),
    ):
        kinds.add_argument(f"--{name}", type=_words, metavar=what, help=help)
    for name, help in (
        ("refused", "they refused what is on the table"),
        ("raised", "we brought it up"),
        ("parked", "left for later"),
        ("read-back", "read back and confirmed"),
        ("undo", "take back the last entry of the session"),
    ):
        kinds.add_argument(f"--{name}", action="store_true", help=help)

    deals = command("deals", "deals:list_deals", "all deals and how far they are")
    deals.add_argument("--json", action="store_true")

    show = command("show", "deals:show", "one deal: every clause and where it stands")
    show.add_argument("deal", metavar="DEAL")
    show.add_argument("--json", action="store_true")

    report = command("report", "reports:report", "write a document of a deal")
    report.add_argument("kind", choices=("issues", "recap"))
    report.add_argument("deal", metavar="DEAL")
    report.add_argument("--format", choices=("md", "json"), default="md")
    report.add_argument("--internal", action="store_true", help="our own eyes only (issues)")
    report.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: the terminal")
    report.add_argument("--force", action="store_true", help="write over FILE")

    backup = command("backup", "backups:backup", "take a backup of the record, or list them")
    backup.add_argument("--list", action="store_true", help="those there are, with age and size")
    backup.add_argument("--json", action="store_true")

    restore = command("restore", "backups:restore", "put a backup in the place of the record")
    restore.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help="as --list names it, or its beginning, or a file; default: the last good one",
    )
    restore.add_argument("--json", action="store_true")

    doctor = command("doctor", "doctor:doctor", "look whether all is well with the workspace")
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended")
    doctor.add_argument("--json", action="store_true")

    add_actions(command("playbook", "", "look at, check and write playbooks"))
    return top


def _words(text: str) -> str:
    if text.strip():
        return text
    raise ArgumentTypeError("it is empty")


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 50:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number from 1 to 50")
