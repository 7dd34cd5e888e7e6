"""The team report: tables over all deals as one document; always internal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from negotiator.report.document import Block, Column, Document, Heading, Paragraph, Table

_LINES = ("part", "about", "more")
"""The columns of the spreadsheet: a part of the report, what it is about, and all that is said."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the report."""

    title: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def team(form: str, parts: Sequence[Part], span: str, at: datetime) -> bytes:
    """The report in one of its forms; what is text is UTF-8.

    Args:
        span: from when to when, in words.

    Raises:
        ImportError: the form needs a package that is not installed.
    """
    match form:
        case "docx":
            from negotiator.report.word import word

            return word(_document(parts, span, at))
        case "html":
            from negotiator.report.page import page

            return page(_document(parts, span, at)).encode()
        case "md":
            from negotiator.report.markdown import markdown

            return markdown(_document(parts, span, at)).encode()
        case "csv":
            from negotiator.report.sheet import sheet

            lines = [
                {"part": part.title, "about": row[0], "more": " · ".join(filter(None, row[1:]))}
                for part in parts
                for row in part.rows
            ]
            return sheet(_LINES, lines).encode()
        case _:
            tables = {
                part.title: [dict(zip(part.columns, row, strict=True)) for row in part.rows]
                for part in parts
            }
            head = {"span": span, "at": at.isoformat(timespec="seconds"), "internal": True}
            text = json.dumps({**head, **tables}, ensure_ascii=False, indent=2)
            return f"{text}\n".encode(errors="backslashreplace")


def _document(parts: Sequence[Part], span: str, at: datetime) -> Document:
    blocks: list[Block] = [Paragraph(span)]
    for part in parts:
        blocks += [Heading(part.title.capitalize()), Paragraph(part.note)]
        if part.rows:
            columns = tuple(
                Column(title.lower(), title.capitalize(), share)
                for title, share in zip(part.columns, part.shares, strict=True)
            )
            blocks.append(Table(columns, part.rows))
    return Document("What the team knows", at, tuple(blocks), internal=True, wide=True)
