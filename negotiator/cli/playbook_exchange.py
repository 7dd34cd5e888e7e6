"""`negotiator playbook export` and `import`: playbooks for other programs, and from them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from negotiator.cli.output import as_json, say
from negotiator.desk.desk import now
from negotiator.desk.documents import write_document
from negotiator.desk.errors import DeskError
from negotiator.desk.exchange import export_playbook, import_playbook
from negotiator.desk.workspace import find_workspace, make_workspace
from negotiator.plain import visible

_MARK = "\ufeff"
"""The byte order mark, by which Excel knows a file of CSV to be UTF-8."""


def export_(options: Namespace) -> int:
    """One playbook as CSV or as an Open Playbook; what it cannot carry goes to standard error."""
    if options.json and options.output is None:
        options.refuse("--json tells of the file that is written: name it with -o")
    if options.semicolon and options.form != "csv":
        options.refuse("--semicolon is for --csv")
    if options.output and options.output.exists() and not options.force:
        raise DeskError(f"{options.output} is there already.", "Add --force to write over it.")
    workspace = find_workspace(options.workspace)
    separator = ";" if options.semicolon else ","
    export = export_playbook(workspace, options.playbook, options.form, now(), separator)
    if options.output is None:
        print(export.text, end="")
    else:
        mark = _MARK if options.form == "csv" else ""
        write_document(options.output, mark + export.text)
    if options.json:
        as_json({"file": str(options.output), "lost": export.lost})
        return 0
    if options.output is not None:
        say(f"Written: {options.output}")
    _aside("Not carried over", export.lost)
    return 0


def import_(options: Namespace) -> int:
    """One file from elsewhere as a playbook; what was lost and what to do go to standard error."""
    workspace = find_workspace(options.workspace)
    if options.output is None:
        workspace = make_workspace(workspace.root)
    imported = import_playbook(
        workspace,
        options.file,
        date.today(),
        identity=options.id,
        title=options.title,
        folder=options.output,
        force=options.force,
    )
    if options.json:
        as_json(asdict(imported))
        return 0
    say(f"Written: {imported.file}")
    _aside("Not carried over", imported.lost)
    _aside("To be looked at", imported.to_do)
    return 0


def _aside(heading: str, lines: Sequence[str]) -> None:
    """A list that is not the outcome itself."""
    if lines:
        sys.stdout.flush()
        print(
            f"{heading}:",
            *(f"  {visible(line, kept='')}" for line in lines),
            sep="\n",
            file=sys.stderr,
        )
