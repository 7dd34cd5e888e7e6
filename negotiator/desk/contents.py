"""What is in a playbook, as a list to browse: clauses by area and files, with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from negotiator.desk.outline import Outline
from negotiator.playbook.model import Clause
from negotiator.playbook.problem import Problem

_HOME = "playbooks"
"""The folder in which playbooks stand."""
FILES = "files"
"""The group of the files, after those of the areas."""
RANK = {"error": 0, "warning": 1, "note": 2}
"""The worst first."""


@dataclass(frozen=True)
class ContentsRow:
    """A clause or a file."""

    key: str
    """The clause's id, or the file's path."""
    group: str
    """The area, or `files`."""
    name: str
    title: str
    worst: str
    """error, warning or note: the worst of what is wrong with it; empty when nothing is."""
    texts: tuple[str, ...]
    """What it is found by: its id and title, then its phrases."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, or path, and its title."""
        return self.key, self.title

    def found_by(self, typed: str) -> str | None:
        """The first text in which words begin with all that is typed; None where none has all.

        Where only several texts together do, it is the title.
        """
        wanted = [re.compile(rf"\b{re.escape(word)}") for word in typed.casefold().split()]
        if not all(word.search(self._all) for word in wanted):
            return None
        hits = (text for text in self.texts if all(w.search(text.casefold()) for w in wanted))
        return next(hits, self.title)

    @cached_property
    def _all(self) -> str:
        return "\n".join(self.texts).casefold()


def contents(
    clauses: Mapping[str, Clause],
    unread: Iterable[str],
    outlines: Mapping[Path, Outline],
    problems: Iterable[Problem],
) -> tuple[ContentsRow, ...]:
    """The rows of a playbook.

    Args:
        clauses: those that are sound, and of the others those that once were.
        unread: the ids of clauses that stand in the files and cannot be read just now.
        outlines: of all files.
    """
    worst = _worst(outlines, problems)
    names = list(dict.fromkeys((*clauses, *sorted(unread))))
    areas = dict.fromkeys(name.partition(".")[0] for name in names)
    rows = [
        _clause_row(name, clauses.get(name), worst.get(name, ""))
        for area in areas
        for name in names
        if name.partition(".")[0] == area
    ]
    return (*rows, *(_file_row(file, worst.get(str(file), "")) for file in outlines))


def _file_row(file: Path, worst: str) -> ContentsRow:
    """A file, with the folder that makes a playbook of it and others."""
    alone = file.parent.name == _HOME
    name = file.name if alone else f"{file.parent.name}/{file.name}"
    return ContentsRow(str(file), FILES, name, "", worst, (str(file), name))


def _clause_row(name: str, clause: Clause | None, worst: str) -> ContentsRow:
    area, _, short = name.partition(".")
    if clause is None:
        return ContentsRow(name, area, short, "", worst, (name,))
    words = (name, clause.title, *_phrases(clause))
    return ContentsRow(name, area, short, clause.title, worst, words)


def _phrases(clause: Clause) -> Iterator[str]:
    yield from clause.heard
    for objection in clause.objection:
        yield objection.id
        yield from objection.heard
        yield from (counter.say for counter in objection.counter)
    yield from (position.say for position in clause.position if position.say)
    yield from (position.label for position in clause.position if position.label)
    yield from clause.weak


def _worst(outlines: Mapping[Path, Outline], problems: Iterable[Problem]) -> dict[str, str]:
    """The worst that is wrong with each clause and each file, by the clause's id or the path."""
    worst: dict[str, str] = {}
    for problem in problems:
        path = Path(problem.source)
        clause = outlines[path].at(problem.line) if path in outlines else ""
        for key in filter(None, (clause, str(path))):
            known = worst.get(key, problem.severity)
            worst[key] = min(known, problem.severity, key=RANK.__getitem__)
    return worst
