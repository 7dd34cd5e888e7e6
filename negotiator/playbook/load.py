"""TOML in, Playbook out: with every problem found on the way, and never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from negotiator.playbook.edition import digest_of
from negotiator.playbook.explain import explained
from negotiator.playbook.layer import KEYED, Layer
from negotiator.playbook.lineage import Lineage, alone, lineage
from negotiator.playbook.merge import over
from negotiator.playbook.model import Playbook
from negotiator.playbook.origin import Origin
from negotiator.playbook.positions import Keys
from negotiator.playbook.problem import Problem, in_order
from negotiator.playbook.read import Reading, Source, read
from negotiator.playbook.slips import without_followers

MAX_PROBLEMS = 200
"""More than anyone reads at once."""
_ROUNDS = 3
"""Leaving an objection out can only empty lists that may be empty; one round more is a margin."""


@dataclass(frozen=True)
class Loaded:
    """The outcome of loading: the playbook as far as it is sound, and what is wrong with it.

    A clause, floor, approver ... with an error is left out whole, because half a ladder is worse
    than none; an objection with an error is left out alone. Whoever swaps playbooks in a running
    call looks at `errors` first.
    """

    playbook: Playbook | None
    """None when nothing can be used: no header, an unknown parent, an unreadable file."""
    problems: tuple[Problem, ...]
    """In the order of files and lines."""
    origin: Origin
    files: tuple[Path, ...]
    """All files that were read, those of the playbook itself first."""
    left_out: frozenset[str] = frozenset()
    """The ids of the clauses, approvers, gives ... that are there and have an error."""
    partial: bool = False
    """Nobody knows all that the files hold: one cannot be read, or a table has a misspelt name."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which something was left out."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @cached_property
    def digest(self) -> str:
        """sha256 over the effective content; empty without a playbook."""
        return digest_of(self.playbook) if self.playbook else ""


def load(
    path: Path,
    roots: Sequence[Path] = (),
    unsaved: Mapping[Path, str] = MappingProxyType({}),
    reading: Reading = read,
) -> Loaded:
    """The playbook in a file or a folder, layered over those it extends, found in `roots`.

    `unsaved` holds the texts of files as they would be saved: what is being edited can be judged
    before it is on the disk.
    """
    return _loaded(lineage(path, roots, unsaved, reading), path)


def judged(source: Source) -> Loaded:
    """A playbook that stands in no file of its own yet; problems are placed where `source` says."""
    return _loaded(alone(source), source.path)


def _loaded(line: Lineage, path: Path) -> Loaded:
    problems = list(line.problems)
    # What stands where nobody can read it is missed everywhere: there is one thing to mend.
    partial = broken = any(problem.code == "toml-syntax" for problem in problems)
    layer = Layer()
    for top in reversed(line.layers):
        layer, found = over(layer, top)
        partial = broken or bool(layer.hidden) or not line.complete
        problems.extend(p for p in found if not partial or p.code != "unknown-reference")
    written = _ids(layer)
    playbook, layer, found = _validated(layer, line.complete)
    problems.extend(found)
    left_out = (written - _ids(layer)) | layer.swallowing
    # What has no id, or a wrong one, may be what is named elsewhere.
    partial = partial or any(re.fullmatch(r"[a-z][a-z0-9.-]*", each) is None for each in left_out)
    unique = sorted(set(problems), key=in_order)
    if len(unique) > MAX_PROBLEMS:
        unique = _first(unique)
    return Loaded(
        playbook if line.complete else None,
        tuple(unique),
        Origin(layer, path),
        tuple(line.files),
        left_out,
        partial,
    )


def _ids(layer: Layer) -> frozenset[str]:
    return frozenset(identity for kind in KEYED for identity in layer.entries(kind))


def _validated(layer: Layer, complete: bool) -> tuple[Playbook | None, Layer, list[Problem]]:
    """The playbook made of a layer's sound parts, those parts, and the problems of the others."""
    problems: list[Problem] = []
    for _ in range(_ROUNDS):
        try:
            return Playbook.model_validate(layer.document()), layer, problems
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if not problems:
            problems = list(_explained(errors, layer, complete))
        sound = _sound(layer, {_unit(found["loc"]) for found in errors})
        if sound is None:
            break
        layer = sound
    return None, layer, problems


def _explained(errors: Iterable[Any], layer: Layer, complete: bool) -> Iterable[Problem]:
    for number, error in enumerate(without_followers(errors)):
        if number > MAX_PROBLEMS:
            return
        # What is missing may well be in the parent that was not found.
        if complete or error["type"] != "missing":
            problem = explained(error, layer)
            if problem is not None:
                yield problem


def _unit(path: Keys) -> Keys:
    """What has to be left out for an error at a path: the smallest thing that can be missed safely.

    Not a position or a single key of one: without its approver a rung would seem free to offer.
    """
    match path:
        case ("clause", int(), "objection", int(), *_):
            return path[:4]
        case ("playbook", str(key), *_) if key not in ("id", "name"):
            return path[:2]
        case (str(kind), int(), *_) if kind in (*KEYED, "test"):
            return path[:2]
    return path[:1]


def _sound(layer: Layer, units: set[Keys]) -> Layer | None:
    """The layer without some of its parts; None when it cannot be without one of them."""
    if ("playbook",) in units or layer.header is None:
        return None
    dropped = {unit[1] for unit in units if unit[0] == "playbook"}
    objections: dict[int, set[int]] = {}
    for unit in units:
        if len(unit) == 4:
            objections.setdefault(int(unit[1]), set()).add(int(unit[3]))
    header = {key: value for key, value in layer.header.table.items() if key not in dropped}
    keyed = {}
    for kind in KEYED:
        entries = {}
        for index, (identity, entry) in enumerate(layer.entries(kind).items()):
            if (kind, index) in units:
                continue
            bad = objections.get(index) if kind == "clause" else None
            entries[identity] = entry.without("objection", bad) if bad else entry
        keyed[kind] = entries
    tests = tuple(test for i, test in enumerate(layer.tests) if ("test", i) not in units)
    return replace(
        layer,
        header=replace(layer.header, table=header),
        keyed=keyed,
        words=None if ("words",) in units else layer.words,
        tests=tests,
    )


def _first(problems: list[Problem]) -> list[Problem]:
    last = problems[MAX_PROBLEMS - 1]
    what = "there are more problems than are listed"
    rest = replace(last, code="more-problems", what=what, remedy="solve these first")
    return [*problems[:MAX_PROBLEMS], rest]
