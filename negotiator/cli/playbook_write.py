"""`negotiator playbook new` and `schema`: to begin a playbook, and to write one in an editor."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from negotiator.cli.output import say
from negotiator.desk.workspace import find_workspace, make_workspace


def new(options: Namespace) -> int:
    """A skeleton or a copy of a clause in the workspace, or without a name on the terminal."""
    from negotiator.desk.library import Library
    from negotiator.desk.new import clause_text, new_layer, new_playbook

    workspace = find_workspace(options.workspace)
    today, extends = date.today(), options.extends
    if options.name is None:
        if options.clause is None:
            options.refuse("give a NAME, or the --clause to copy")
        text = clause_text(Library(workspace), options.clause, options.only, extends)
        print(text, end="")
        return 0
    workspace = make_workspace(workspace.root)
    if options.clause is not None:
        path = new_layer(workspace, options.name, options.clause, options.only, today, extends)
    else:
        path = new_playbook(workspace, options.name, today, extends=extends, title=options.title)
    say(f"Written: {path}")
    return 0


def schema(options: Namespace) -> int:
    """The format of playbook files, as JSON Schema or as a page of the manual."""
    from negotiator.desk.format import format_page, schema_text

    print(format_page() if options.markdown else schema_text(), end="")
    return 0
