"""`negotiator playbook list` and `show`: what is in playbooks, and what a profile makes of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from negotiator.cli.output import as_json, say, table
from negotiator.desk.form import checklist_for
from negotiator.desk.library import Library
from negotiator.desk.workspace import find_workspace

if TYPE_CHECKING:
    from negotiator.playbook.model import Clause, Playbook


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
    if options.profile:
        if options.clause is not None:
            options.refuse("--for is about a whole playbook: leave out CLAUSE")
        return _show_for(library, options)
    if options.clause is None:
        playbook, _ = library.playbook(options.playbook)
        if options.json:
            as_json(playbook.model_dump(mode="json", exclude_defaults=True))
            return 0
        say(f"{playbook.playbook.name}, version {playbook.playbook.version}")
        if playbook.playbook.description:
            say(playbook.playbook.description)
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
        _show_decisions(playbook)
        return 0
    clause = library.clause(options.playbook, options.clause)
    if options.json:
        as_json(clause.model_dump(mode="json", exclude_defaults=True))
        return 0
    for line in _described(library, options.playbook, clause, origin=options.origin):
        say(line)
    return 0


def _show_decisions(playbook: Playbook) -> None:
    """The sourcing decision and the emphases, where the playbook has any."""
    if playbook.sourcing:
        say()
        table(
            ["SOURCING", "QUESTION", "YES", "NO"],
            [(step.id, step.ask, step.yes, step.no) for step in playbook.sourcing],
        )
    if playbook.emphasis:
        say()
        table(
            ["EMPHASIS", "WHEN", "RAISES", "LOWERS", "WEIGHT"],
            [
                (
                    each.id,
                    "; ".join(f"{name} {' or '.join(when)}" for name, when in each.when.items()),
                    ", ".join(each.raises),
                    ", ".join(each.lowers),
                    ", ".join(f"{name} {weight:g}" for name, weight in each.weight.items()),
                )
                for each in playbook.emphasis
            ],
        )


def _show_for(library: Library, options: Namespace) -> int:
    """The checklist of a deal with some profile, and why some clauses weigh more in it."""
    facts = {}
    for said in options.profile:
        name, equals, value = said.partition("=")
        if not equals:
            options.refuse(f"--for {said}: write FIELD=VALUE, as sourcing=partner")
        facts[name.strip()] = value.strip()
    checklist = checklist_for(library.playbook(options.playbook)[0], facts)
    if options.json:
        as_json(asdict(checklist))
        return 0
    say(", ".join(f"{name} {value}" for name, value in checklist.profile.items()))
    for reason in checklist.reasons:
        say(f"{reason.title} ({reason.source})" if reason.source else reason.title)
    say()
    table(
        ["CLAUSE", "PRIORITY", "WEIGHT", "USUALLY", "TITLE"],
        [
            (row.clause, row.priority, f"{row.weight:g}", row.usually, row.title)
            for row in checklist.clauses
        ],
    )
    return 0


def _described(library: Library, name: str, clause: Clause, *, origin: bool) -> Iterator[str]:
    """A clause as indented lines; with `origin` each ends in the file and line it came from."""
    places = library.load(name).origin

    def line(text: str, *keys: str | int) -> str:
        if not origin:
            return text
        return text + _place(places.of(clause.id, *keys))

    yield line(f"{clause.id}: {clause.title}", "title")
    for key, value in clause.model_dump(mode="json", exclude_defaults=True).items():
        if key in {"id", "title", "position", "objection"}:
            continue
        yield line(f"  {key}: {_flat(value)}", key)
    for each in library.playbook(name)[0].emphasis:
        for word, names in (("raised", each.raises), ("lowered", each.lowers)):
            if clause.id in names:
                spot = _place(places.find("emphasis", each.id)) if origin else ""
                yield f"  {word} by {each.id}: {each.why}{spot}"
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


def _place(spot: tuple[Path, int, int]) -> str:
    """Where a value stands, after it on its line."""
    path, number, _ = spot
    return f"   [{path}:{number}]"


def _flat(value: object) -> str:
    """A value on one line, as a person writes it."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_flat(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    return str(value)
