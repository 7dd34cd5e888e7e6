"""A playbook and those it extends, each read into a layer, from the one asked for downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from os.path import realpath
from pathlib import Path

from negotiator.playbook import shelf
from negotiator.playbook.gather import gather
from negotiator.playbook.layer import Layer
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.problem import Problem, shortened
from negotiator.playbook.read import Place, Reading, Source, files_of
from negotiator.playbook.shape import keys_at

MAX_CHAIN = 8
MAX_CHARACTERS = 20_000_000
"""Of all files of one playbook together."""


@dataclass
class Lineage:
    """The layers, the top one first, and what is wrong with them."""

    layers: list[Layer] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    """Whether every playbook that one extends was found."""


def lineage(
    path: Path, roots: Sequence[Path], unsaved: Mapping[Path, str], reading: Reading
) -> Lineage:
    """Reads a playbook and, one after the other, those below it."""
    line = Lineage()
    seen: set[str] = set()
    below: Path | None = path
    while below is not None:
        seen.add(realpath(below))
        layer = _read_into(line, below, unsaved, reading)
        line.layers.append(layer)
        parent = layer.header.table.get("extends") if layer.header else None
        if layer.header is None or parent is None:
            line.complete = not _hides_parent(layer)
            break
        place = layer.header.where(("extends",))
        below = _parent(parent, place, line, seen, roots)
        line.complete = below is not None
    return line


def alone(source: Source) -> Lineage:
    """A document that is a whole playbook and extends nothing."""
    layer, problems = gather([source])
    return Lineage([layer], [source.path], problems)


def _read_into(line: Lineage, path: Path, unsaved: Mapping[Path, str], reading: Reading) -> Layer:
    """Reads all files of one playbook; notes their problems in the lineage."""
    files, problems = files_of(path, unsaved)
    sources: list[Source] = []
    size = 0
    for file in files:
        outcome = reading(file, unsaved.get(file))
        if isinstance(outcome, Problem):
            problems.append(outcome)
            continue
        size += len(outcome.text)
        if size > MAX_CHARACTERS:
            what = f"the files of the folder hold more than {MAX_CHARACTERS:,} characters together"
            remedy = "check that this is the right folder"
            problems.append(Problem(path, 1, 1, "too-large", "error", what, remedy))
            break
        sources.append(outcome)
    layer, found = gather(sources)
    if layer.header is not None:
        table = {"id": shelf.default_id(path)} | layer.header.table
        header = replace(layer.header, table=table)
        headers = {source.path: header for source in sources}
        layer = replace(layer, header=header, headers=headers)
    elif not problems and "playbook" not in layer.hidden:
        what = "there is no [playbook] table"
        remedy = 'begin the file with [playbook] and name = "..."'
        found.append(Problem(files[0], 1, 1, "no-header", "error", what, remedy))
    line.files.extend(source.path for source in sources)
    line.problems.extend((*problems, *found))
    return layer


def _hides_parent(layer: Layer) -> bool:
    """Whether a slip of the pen hides what the playbook extends."""
    if layer.header is None:
        return "playbook" in layer.hidden
    keys = keys_at(("playbook",))
    strange = [key for key in layer.header.table if key not in keys and not key.startswith("x_")]
    return any(did_you_mean(key, keys) == "extends" for key in strange)


def _parent(
    name: object, place: Place, line: Lineage, seen: set[str], roots: Sequence[Path]
) -> Path | None:
    if not isinstance(name, str):
        return None  # reported with all other wrong types
    parent = shelf.find(name, roots, but=seen)
    if parent is not None and len(line.layers) < MAX_CHAIN:
        return parent
    shown = shortened(name)
    if parent is not None:
        what = f"more than {MAX_CHAIN} playbooks extend one another"
        problem = place.problem("too-long-chain", what, "let this one stand on its own")
    elif shelf.find(name, roots) is not None:
        what = f"`{shown}` is extended in a circle"
        problem = place.problem("circle", what, "let one of them extend nothing")
    else:
        ids = [identity for identity, _ in shelf.available(roots)]
        guess = did_you_mean(name, ids)
        remedy = f"did you mean `{guess}`?" if guess else "put it into the workspace's playbooks/"
        what = f"there is no playbook `{shown}` to extend"
        problem = place.problem("unknown-parent", what, remedy)
    line.problems.append(problem)
    return None
