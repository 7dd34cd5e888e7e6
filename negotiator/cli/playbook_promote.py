"""`negotiator playbook promote`: what was heard in calls, into the playbook it was unknown to."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from negotiator.cli.output import as_json, say, warn
from negotiator.desk.errors import DeskError
from negotiator.desk.inbox import Statement, inbox
from negotiator.desk.library import Library
from negotiator.desk.promote import Promoted, dismiss
from negotiator.desk.promote import promote as teach
from negotiator.desk.record import opened
from negotiator.desk.workspace import Workspace, find_workspace
from negotiator.plain import ended


def promote(options: Namespace) -> int:
    """List the statements that wait, or take one of them into a playbook."""
    if bool(options.new_objection) != bool(options.kind):
        options.refuse("--new-objection SLUG and --kind K belong together")
    if options.small_talk and options.clause:
        options.refuse("--small-talk is about no clause: give it or --clause ID, not both")
    workspace = find_workspace(options.workspace)
    library = Library(workspace)
    with opened(workspace, warn) as store:
        heard = store.heard()
    waiting = inbox(library, heard)
    if options.number is None:
        _list(waiting, json=options.json)
        return 0
    statement = next((each for each in waiting if each.number == options.number), None)
    if statement is None:
        raise DeskError(
            f"No statement {options.number} is waiting.", "See them: negotiator playbook promote"
        )
    _tell(_promoted(workspace, library, statement, options), json=options.json)
    return 0


def _promoted(
    workspace: Workspace, library: Library, statement: Statement, options: Namespace
) -> Promoted:
    today = date.today()
    if options.small_talk:
        return dismiss(workspace, library, statement, today, options.playbook)
    return teach(
        workspace,
        library,
        statement,
        today,
        clause=options.clause,
        objection=options.objection or options.new_objection,
        kind=options.kind,
        playbook=options.playbook,
    )


def _list(waiting: Sequence[Statement], *, json: bool) -> None:
    if json:
        as_json([asdict(statement) for statement in waiting])
        return
    for each in waiting:
        times = f"{len(each.entries)} times" if len(each.entries) > 1 else "once"
        filed = "/".join(filter(None, (each.clause, each.objection)))
        say(f"{each.number:>4}  “{each.words}”")
        say(f"      heard {times}, last on {each.last:%Y-%m-%d}, from {', '.join(each.vendors)}")
        now = f"now finds {each.finds}" if each.finds else "now finds nothing"
        say(f"      {each.playbook}: {f'corrected to {filed}' if filed else 'unmatched'}; {now}")
    if sys.stdout.isatty():
        if waiting:
            say("\nTake one in: negotiator playbook promote N --clause ID, or --small-talk.")
        else:
            say("Nothing waits: all that was heard is in its playbook.")


def _tell(promoted: Promoted, *, json: bool) -> None:
    if json:
        to_do = [asdict(problem) for problem in promoted.to_do]
        as_json({"file": promoted.file, "place": promoted.place, "to_do": to_do})
        return
    what = f"A phrase of {promoted.place}" if promoted.place else "Small talk"
    say(f"{what}, in {promoted.file}")
    for problem in promoted.to_do:
        say(f"To do: {problem.what}; {ended(problem.remedy)}")
