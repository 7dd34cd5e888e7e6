"""The grammar of the command line; the help texts here are the manual's."""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    BooleanOptionalAction,
    RawDescriptionHelpFormatter,
)
from functools import cache
from math import inf, isfinite
from pathlib import Path

from negotiator import __version__
from negotiator.cli.playbook_arguments import add_actions
from negotiator.cli.review_arguments import add_insights, add_review, add_span, day, named
from negotiator.cli.shared_arguments import add_deal, add_json, add_playbook

_FAR = 3_650
"""Days beyond which nothing is negotiated."""
_EPILOG = """\
Without a command the terminal UI opens on the workspace: the nearest folder upwards that has
playbooks/ and sessions/, else the one in your data directory. NEGOTIATOR_DATABASE names a
database other than the workspace's own file: a path, or postgresql://...

exit codes: 0 done, 1 found something wrong, 2 wrong usage
"""


@cache
def parser() -> ArgumentParser:
    """The parser; `command` names the module and function that run it."""
    top = ArgumentParser(
        prog="negotiator",
        description="Negotiate contracts with AI vendors: find the answer, keep the record.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"negotiator {__version__}",
        help="say which version this is",
    )
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

    demo = command("demo", "start:demo", "open the UI on a throw-away copy of rich sample data")
    demo.add_argument(
        "--keep", type=Path, metavar="DIR", help="only write it there, for the other commands"
    )

    init = command("init", "start:init", "make a workspace: folders, settings, a starter playbook")
    init.add_argument(
        "directory",
        type=Path,
        nargs="?",
        default=Path(),
        metavar="DIR",
        help="the folder that becomes one; default: this one",
    )

    suggest = command("suggest", "suggest:run", "what the vendor's words may mean, and the answer")
    suggest.add_argument(
        "text", nargs="+", metavar="TEXT", help='the words; "-" reads a line a query'
    )
    suggest.add_argument("--clause", metavar="ID", help="the clause on screen")
    add_playbook(suggest)
    suggest.add_argument(
        "--limit", type=_count, default=3, metavar="N", help="at most so many answers; default: 3"
    )
    suggest.add_argument("--json", action="store_true", help="an object a line")

    record = command("record", "deals:record", "add one entry to a deal")
    record.set_defaults(refuse=record.error)
    add_deal(record)
    record.add_argument("--clause", metavar="ID", help="the clause that it is about")
    record.add_argument(
        "--told", action="store_true", help="they know of the task: it goes into the recap"
    )
    back = record.add_mutually_exclusive_group()
    back.add_argument(
        "--got",
        type=_words,
        metavar="TEXT",
        help="what came back for --offered, --agreed, --gave, --came-back",
    )
    back.add_argument("--free", action="store_true", help="nothing came back: it was given free")
    record.add_argument("--approver", metavar="NAME", default="", help="who allowed a waiver")
    record.add_argument(
        "--promise", metavar="ID", help="the promise that is read back, papered or waived"
    )
    record.add_argument(
        "--value", type=_number, metavar="N", help="the number seen, with --observed"
    )
    record.add_argument(
        "--until", type=day, metavar="DAY", help="when the answer is due, with --deferred"
    )
    kinds = record.add_mutually_exclusive_group(required=True)
    for name, what, help in (
        ("heard", "TEXT", "the vendor's words; without --clause they are matched"),
        ("offered", "RUNG", "a rung we put on the table, as fallback-1"),
        ("agreed", "RUNG", "a rung they agreed to"),
        ("gave", "TEXT", "something we gave"),
        ("came-back", "GIVE", "an unanswered give, by its words or its id; with --got or --free"),
        ("impossible", "TEXT", "asked why, they say that it cannot be done"),
        ("inconvenient", "TEXT", "asked why, they say that it is merely inconvenient"),
        ("promised", "TEXT", "what they said they will do"),
        ("note", "TEXT", "a remark of ours"),
        ("task", "TEXT", "something somebody has to do"),
        ("deferred", "OWNER", "put off; who owes the answer; in a week, or --until DAY"),
        ("waived", "TEXT", "given up, and why"),
        ("unsaved", "FILE", "what a call could not save and wrote to this file (Ctrl+S)"),
        ("papered", "DOCUMENT", "it stands in this document, as 'DPA, section 4'"),
        ("precedence", "ORDER", "which document wins, as 'order form > DPA > MSA'"),
        ("signed-off", "FUNCTION", "legal, security ...: its part may be signed, or no more"),
        ("answered", "ID=TEXT", "a readiness question of the playbook, and the answer"),
        ("observed", "TEXT", "a fact after the signature, with --value in the clause's metric"),
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

    prepare = command(
        "prepare",
        "preparing:run",
        "what we know before the call: shown, and changed where an option names it",
    )
    add_deal(prepare)
    for name, what, help in (
        ("batna", "TEXT", "what we do if this deal fails"),
        ("deadline", "TEXT", "a day and whose it is, as '2026-12-31 their quarter ends'"),
        ("competing", "TEXT", "leverage: a competing vendor"),
        ("pilot", "TEXT", "leverage: what a pilot has shown"),
        ("commitment", "TEXT", "leverage: what we could commit to"),
    ):
        prepare.add_argument(f"--{name}", metavar=what, help=help)
    prepare.add_argument("--minutes", type=_minutes, metavar="N", help="planned for the call")
    prepare.add_argument(
        "--agenda", action="append", metavar="TEXT", help="a point to open with; may be repeated"
    )
    prepare.add_argument(
        "--participant",
        action="append",
        metavar="TEXT",
        help="'theirs: Dana Ruiz, sales, must ask' or 'ours: ...'; all of them, once each",
    )
    add_json(prepare)

    deals = command("deals", "deals:list_deals", "all deals and how far they are")
    add_json(deals)

    show = command("show", "deals:show", "one deal: every clause and where it stands")
    add_deal(show)
    show.add_argument(
        "--readiness", action="store_true", help="may it be signed? exits 1 while it may not"
    )
    add_json(show)

    term = command("term", "contract:term", "the contract's term, its renewal and its notice dates")
    add_deal(term)
    term.add_argument("--starts", metavar="DAY", help="as 2026-04-01")
    term.add_argument("--ends", metavar="DAY", help="the last day of the initial term")
    term.add_argument(
        "--renewal",
        choices=("automatic", "by agreement", "none"),
        help="whether it goes on after its last day",
    )
    term.add_argument("--renews-for", metavar="N", help="months of each renewal")
    term.add_argument("--notice", metavar="PERIOD", help="90d, 90cd (clear days), 20bd or 3m")
    term.add_argument(
        "--method",
        choices=("portal", "e-mail", "courier", "registered post"),
        help="how notice has to be given",
    )
    term.add_argument("--place", metavar="CODE", help="whose business days count: US, DE-BY")
    term.add_argument("--price", metavar="TEXT", help="the price on renewal")
    term.add_argument("--uplift-cap", metavar="PERCENT", help="how far the price may rise")
    term.add_argument("--owner", metavar="NAME", help="who in the business answers for it")
    events = term.add_mutually_exclusive_group()
    events.add_argument(
        "--renewed",
        action="store_true",
        help="confirm that it renewed, once; not while notice can still arrive",
    )
    events.add_argument("--notice-given", type=day, metavar="DAY", help="we gave notice that day")
    events.add_argument(
        "--undo",
        action="store_true",
        help="take back what was recorded last: a renewal, notice, or a change of the term",
    )
    term.add_argument(
        "--withdrawn", metavar="TEXT", help="with --renewed: who withdrew the notice, and when"
    )
    add_json(term)

    due = command("due", "contract:due", "notice dates, answers and tasks, the nearest first")
    due.add_argument("deal", metavar="DEAL", nargs="?", default="", help="only of this deal")
    due.add_argument("--within", type=_within, default=90, metavar="90d", help="days from today")
    due.add_argument("--ics", type=Path, metavar="FILE", help="write it as a calendar file")
    due.add_argument("--force", action="store_true", help="write over FILE")
    add_json(due)

    add_insights(command("insights", "insights:run", "what the team knows, over all deals"))
    add_review(command("review", "review:run", "past sessions, and how deals went"))

    renewal = command(
        "renewal", "renewal:run", "what to ask for at the renewal, in which order, and why"
    )
    add_deal(renewal)
    renewal.add_argument("--start", action="store_true", help="begin the deal that renews it")
    add_json(renewal)

    report = command("report", "reports:report", "write a document of a deal")
    report.add_argument(
        "kind",
        choices=("recap", "issues", "memo", "renewal", "team"),
        help="recap: for the vendor; issues: the list both sides work through; "
        "memo, renewal: for our own file, always internal; team: what all deals taught us, "
        "internal too",
    )
    report.add_argument("deal", metavar="DEAL", nargs="?", help="not for team")
    add_span(report, only="team: ")
    report.add_argument("--vendor", type=named, metavar="NAME", help="team: only of this vendor")
    report.add_argument(
        "--format",
        choices=("md", "html", "docx", "csv", "json"),
        help="default: the ending of FILE, or md; docx needs negotiator[docx]",
    )
    report.add_argument("--internal", action="store_true", help="issues for our own eyes only")
    report.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: the terminal")
    report.add_argument("--force", action="store_true", help="write over FILE")
    report.set_defaults(refuse=report.error)

    export = command("export", "transfer:export", "a deal as one file, for somebody else's record")
    add_deal(export)
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: the terminal")
    export.add_argument(
        "--redact", action="store_true", help="vendor and people under other names, for training"
    )
    export.add_argument("--force", action="store_true", help="write over FILE")

    take = command("import", "transfer:take", "merge an exported deal into the record")
    take.add_argument("file", type=Path, metavar="FILE", help="what export wrote")
    add_json(take)

    backup = command("backup", "backups:backup", "take a backup of the record, or list them")
    backup.add_argument("--list", action="store_true", help="those there are, with age and size")
    add_json(backup)

    restore = command("restore", "backups:restore", "put a backup in the place of the record")
    restore.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help="as --list names it, or its beginning, or a file; default: the last good one",
    )
    add_json(restore)

    encrypt = command("encrypt", "encryption:encrypt", "keep the record encrypted (SQLCipher)")
    encrypt.add_argument("--change", action="store_true", help="give it another passphrase")
    encrypt.add_argument(
        "--keyring",
        action=BooleanOptionalAction,
        default=None,
        help="keep the passphrase in the system's keyring, or take it out; it is not asked then",
    )
    decrypt = command("decrypt", "encryption:decrypt", "keep the record plain again")
    for changing in (encrypt, decrypt):
        changing.add_argument(
            "--wipe", action="store_true", help="overwrite what was there before, without asking"
        )

    doctor = command("doctor", "doctor:doctor", "look whether all is well with the workspace")
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended")
    add_json(doctor)

    purge = command("purge", "purge:run", "take a deal out of the record and its backups, for good")
    add_deal(purge)
    purge.add_argument("--yes", action="store_true", help="do not ask")

    add_actions(command("playbook", "", "look at, check and write playbooks"))
    return top


def _within(text: str) -> int:
    if (count := text.removesuffix("d")).isdecimal() and int(count) <= _FAR:
        return int(count)
    raise ArgumentTypeError(f"{text!r} is no number of days; write it as 90d")


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = inf
    if isfinite(value):
        return value
    raise ArgumentTypeError(f"{text!r} is no number; write it as 99.62")


def _words(text: str) -> str:
    if text.strip():
        return text
    raise ArgumentTypeError("it is empty")


def _minutes(text: str) -> str:
    if text.isdecimal() and 1 <= int(text) <= 1440:
        return text
    raise ArgumentTypeError(f"{text!r} is not a number from 1 to 1440")


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 50:
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number from 1 to 50")
