"""A document as Markdown: other people's words stay words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from negotiator.plain import one_line
from negotiator.report.document import INTERNAL, Block, Bullets, Document, Heading, Item, Paragraph

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LEADING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])")


def markdown(document: Document) -> str:
    """The document as CommonMark with tables."""
    parts = [f"# {text(document.title)}", document.date]
    if document.internal:
        parts.append(f"**{INTERNAL}**")
    return "\n\n".join([*parts, *map(_block, document.blocks)]) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(words=words, level=level):
            return f"{'#' * level} {text(words)}"
        case Paragraph(words=words):
            return text(words)
        case Bullets(items=items, numbered=True):
            return "\n".join(f"{n}. {_item(item)}" for n, item in enumerate(items, start=1))
        case Bullets(items=items):
            return bullets(_item(item) for item in items)
        case _:
            return table([column.title for column in block.columns], block.rows)


def _item(item: Item) -> str:
    about = f"**{text(item.about)}**" if item.about.strip() else ""
    return ": ".join(filter(None, (about, text(item.words))))


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
