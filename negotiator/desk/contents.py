"""What is in a playbook, as a list to browse: clauses by area and files, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from negotiator.desk.outline import Outline
from negotiator.playbook.model import Clause
from negotiator.playbook.problem import Problem

FILES = "files"
"""The group of the files, after those of the areas."""
RANK = {"error": 0, "warning": 1, "note": 2}
"""The worst first."""


@dataclass(frozen=True, slots=True)
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
    words: tuple[str, ...]
    """What it is found by: its id, its title, its phrases."""

    def found_by(self, typed: str) -> str | None:
        """The text that holds all that is typed, the id and the title before the phrases.

        None where no text does; words of several texts together do too, and then it is the title.
        """
        wanted = typed.casefold().split()
        texts = [text.casefold() for text in self.words]
        for place, text in enumerate(texts):
            if all(word in text for word in wanted):
                return self.words[place]
        return self.title if all(word in "\n".join(texts) for word in wanted) else None


def contents(
    clauses: Mapping[str, Clause],
    broken: Iterable[str],
    outlines: Mapping[Path, Outline],
    problems: Iterable[Problem],
) -> tuple[ContentsRow, ...]:
    """The rows of a playbook.

    Args:
        clauses: those that are sound, and as they were last seen those of `broken`.
        broken: the ids of clauses that stand in the files and cannot be read just now.
        outlines: of all files.
    """
    missing = set(broken)
    worst = _worst(outlines, problems)
    areas = dict.fromkeys(name.partition(".")[0] for name in (*clauses, *missing))
    rows = [
        _clause_row(name, clauses.get(name), "error" if name in missing else worst.get(name, ""))
        for area in areas
        for name in dict.fromkeys((*clauses, *sorted(missing)))
        if name.partition(".")[0] == area
    ]
    rows += [
        ContentsRow(str(file), FILES, file.name, "", worst.get(str(file), ""), (str(file),))
        for file in outlines
    ]
    return tuple(rows)


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
