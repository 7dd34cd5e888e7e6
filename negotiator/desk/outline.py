"""Where the clauses of a playbook file begin: from its text alone, so that it may be broken."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LANDMARK = re.compile(
    r"""^[ \t]*(?:\[\[?[ \t]*([\w.-]+)[ \t]*\]\]?|id[ \t]*=[ \t]*["']([^"'\n]*)["'])""", re.M
)
"""A table's header, or an id."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The top-level tables of a file, with the id of each that is a clause."""

    lines: tuple[int, ...]
    """From 1, rising."""
    clauses: tuple[str, ...]
    """Empty for a table that is no clause."""

    def at(self, line: int) -> str:
        """The clause in which a line stands; empty where in none."""
        place = bisect_right(self.lines, line) - 1
        return self.clauses[place] if place >= 0 else ""

    def line_of(self, clause: str) -> int | None:
        """The line where a clause begins first."""
        return self.lines[self.clauses.index(clause)] if clause in self.clauses else None


def outline(text: str) -> Outline:
    """The outline of a file's text."""
    lines: list[int] = []
    clauses: list[str] = []
    wanted = False
    line, counted = 1, 0
    for found in _LANDMARK.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        header, identity = found.groups()
        if header is None:
            if wanted:
                clauses[-1], wanted = identity, False
            continue
        wanted = header == "clause"
        if "." not in header:
            lines.append(line)
            clauses.append("")
    return Outline(tuple(lines), tuple(clauses))
