"""The grammar of `negotiator playbook`; the help texts here are the manual's."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path

from negotiator.cli.shared_arguments import add_json, add_playbook

_KINDS = (
    "operational",
    "cost",
    "security",
    "ip",
    "policy",
    "legal",
    "precedent",
    "authority",
)
"""What an objection rests on; the model's own list would cost every command its import."""


def add_actions(playbook: ArgumentParser) -> None:
    """Give the parser of `playbook` its actions.

    `command` names what runs each, `refuse` ends it as wrong usage, with the reason.
    """
    actions = playbook.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, run: str, help: str) -> ArgumentParser:
        sub = actions.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
        sub.set_defaults(command=run, refuse=sub.error)
        sub.add_argument("--workspace", type=Path, metavar="DIR", default=SUPPRESS, help=SUPPRESS)
        return sub

    listed = action("list", "playbooks:list_playbooks", "the playbooks at hand")
    add_json(listed)

    show = action("show", "playbooks:show", "a playbook's clauses, or one clause whole")
    show.add_argument("clause", nargs="?", metavar="CLAUSE", help="its id; default: all of them")
    add_playbook(show)
    show.add_argument("--origin", action="store_true", help="file and line of each value")
    show.add_argument(
        "--for",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        dest="profile",
        help="priorities and weights in such a deal, as sourcing=partner; may be repeated",
    )
    add_json(show)

    check = action(
        "check",
        "playbook_check:check",
        "find what is wrong with playbooks; quiet when nothing is",
    )
    check.add_argument("playbooks", nargs="*", metavar="ID|PATH", help="default: all at hand")
    check.add_argument("--json", action="store_true", help="with --watch a list a line")
    check.add_argument("--watch", action="store_true", help="again at every save, until Ctrl+C")

    schema = action(
        "schema", "playbook_write:schema", "the format of playbook files: JSON Schema for editors"
    )
    schema.add_argument(
        "--markdown", action="store_true", help="for people: the manual of the format and the rules"
    )

    new = action("new", "playbook_write:new", "begin a playbook, or a clause as a copy of one")
    new.add_argument("name", nargs="?", metavar="NAME", help="its id, and the name of its file")
    new.add_argument("--title", metavar="TEXT", default="", help="its name, as lists show it")
    new.add_argument("--extends", metavar="ID", default="", help="the playbook to layer it over")
    new.add_argument(
        "--clause",
        metavar="ID",
        help="copy this clause of the extended playbook (llm-vendor); without NAME to the terminal",
    )
    new.add_argument(
        "--only",
        metavar="KEY",
        action="append",
        default=[],
        help="of the clause only this key, as position; may be repeated",
    )

    diff = action(
        "diff", "playbook_diff:diff", "what one playbook says differently from another, by meaning"
    )
    for which in ("a", "b"):
        diff.add_argument(
            which,
            metavar=which.upper(),
            help="an id, a path, or deal:NAME for the edition saved with a deal",
        )
    add_json(diff)

    promote = action(
        "promote",
        "playbook_promote:promote",
        "what was heard and matched nothing, or was corrected; take one into a playbook",
    )
    promote.add_argument("number", nargs="?", type=int, metavar="N", help="one of those listed")
    promote.add_argument("--clause", metavar="ID", default="", help="what it is about")
    what = promote.add_mutually_exclusive_group()
    what.add_argument("--objection", metavar="ID", default="", help="which it was said for")
    what.add_argument("--new-objection", metavar="SLUG", default="", help="it begins a new one")
    what.add_argument(
        "--small-talk", action="store_true", help="nothing should be claimed for these words"
    )
    promote.add_argument(
        "--kind", choices=_KINDS, default="", help="what the new objection rests on"
    )
    promote.add_argument(
        "--playbook", metavar="ID", default="", help="default: the playbook of the deal"
    )
    add_json(promote)

    export = action(
        "export", "playbook_exchange:export_", "a playbook for a spreadsheet or another program"
    )
    export.add_argument("playbook", metavar="ID|PATH", help="the playbook")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument(
        "--csv", dest="form", action="store_const", const="csv", help="for a spreadsheet"
    )
    form.add_argument(
        "--opf", dest="form", action="store_const", const="opf", help="Open Playbook Format 0.3"
    )
    export.add_argument(
        "--semicolon", action="store_true", help="for an Excel that separates cells with semicolons"
    )
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: the terminal")
    export.add_argument("--force", action="store_true", help="write over FILE")
    export.add_argument(
        "--json", action="store_true", help="what the file cannot carry, for a program"
    )

    import_ = action(
        "import",
        "playbook_exchange:import_",
        "make a playbook of a spreadsheet (CSV) or of an Open Playbook 0.3 (JSON)",
    )
    import_.add_argument("file", type=Path, metavar="FILE", help="a .csv or a .json")
    import_.add_argument("--id", metavar="ID", default="", help="its id, and the name of its file")
    import_.add_argument("--title", metavar="TEXT", default="", help="its name, as lists show it")
    import_.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="default: playbooks/ of the workspace"
    )
    import_.add_argument("--force", action="store_true", help="write over a playbook of that id")
    import_.add_argument(
        "--json", action="store_true", help="the file, what is lost and what to do, for a program"
    )
