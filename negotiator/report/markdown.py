"""Markdown with other people's words in it: their text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from negotiator.plain import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=])")


def text(words: str) -> str:
    """Words of a person or a file, on one line, with nothing in them that Markdown would obey."""
    escaped = _SPECIAL.sub(r"\\\1", one_line(words))
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def bullets(lines: Iterable[str]) -> str:
    """A list; the lines are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are plain words."""
    lines = [f"| {' | '.join(headings)} |", f"|{'|'.join('---' for _ in headings)}|"]
    lines += [f"| {' | '.join(text(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)
