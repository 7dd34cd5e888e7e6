"""`negotiator playbook list` and `show`: what is in playbooks."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from negotiator.cli.output import as_json, say, table
from negotiator.desk.library import Library
from negotiator.desk.workspace import find_workspace

if TYPE_CHECKING:
    from negotiator.playbook.model import Clause


def list_playbooks(options: Namespace) -> int:
    """The playbooks at hand, with what is in them."""
    library = Library(find_workspace(options.workspace))
    counts = [library.counts(name) for name, _ in library.ids]
    if options.json:
        as_json(counts)
        return 0
    columns = ["id", "version", "clauses", "objections", "heard", "counters", "path"]
    table(
        [column.upper() for column in columns],
        [[str(count[column]) for column in columns] for count in counts],
    )
    return 0


def show(options: Namespace) -> int:
    """A playbook's clauses, or one clause whole; with --origin the place of each value."""
    library = Library(find_workspace(options.workspace))
    if options.clause is None:
        playbook, _ = library.playbook(options.playbook)
        if options.json:
            as_json(playbook.model_dump(mode="json", exclude_defaults=True))
            return 0
        say(f"{playbook.playbook.name}, version {playbook.playbook.version}")
        say()
        table(
            ["CLAUSE", "TITLE", "OWNER", "RUNGS", "OBJECTIONS"],
            [
                (
                    clause.id,
                    clause.title,
                    str(clause.owner),
                    str(len(clause.position)),
                    str(len(clause.objection)),
                )
                for clause in playbook.clause
            ],
        )
        return 0
    clause = library.clause(options.playbook, options.clause)
    if options.json:
        as_json(clause.model_dump(mode="json", exclude_defaults=True))
        return 0
    for line in _described(library, options.playbook, clause, origin=options.origin):
        say(line)
    return 0


def _described(library: Library, name: str, clause: Clause, *, origin: bool) -> Iterator[str]:
    """A clause as indented lines; with `origin` each ends in the file and line it came from."""
    places = library.load(name).origin

    def line(text: str, *keys: str | int) -> str:
        if not origin:
            return text
        path, number, _ = places.of(clause.id, *keys)
        return f"{text}   [{path}:{number}]"

    yield line(f"{clause.id}: {clause.title}", "title")
    for key, value in clause.model_dump(mode="json", exclude_defaults=True).items():
        if key in {"id", "title", "position", "objection"}:
            continue
        yield line(f"  {key}: {_flat(value)}", key)
    for number, (rung, position) in enumerate(clause.ladder.items()):
        yield line(f"  {rung}: {position.label}", "position", number)
        for key, value in position.model_dump(mode="json", exclude_defaults=True).items():
            if key not in {"rung", "label"}:
                yield line(f"    {key}: {_flat(value)}", "position", number, key)
    for number, objection in enumerate(clause.objection):
        at = ("objection", number)
        yield line(f"  objection {objection.id} ({objection.kind})", *at)
        for place, phrase in enumerate(objection.heard):
            yield line(f"    “{phrase}”", *at, "heard", place)
        for place, counter in enumerate(objection.counter):
            leads = f" -> {counter.leads_to}" if counter.leads_to else ""
            yield line(f"    {counter.tier}: {counter.say}{leads}", *at, "counter", place)


def _flat(value: object) -> str:
    """A value on one line, as a person writes it."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_flat(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    return str(value)
