"""Small pieces of text that several widgets paint: marks, columns, colours by meaning."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content

MARKS = {
    "not raised": "○",
    "open": "◔",
    "countered": "◐",
    "agreed in principle": "✓",
    "read back": "✔",
    "papered": "▣",
    "parked": "=",
    "deferred": "»",
    "escalated": "↑",
    "deadlocked": "✗",
    "waived": "–",
    "not applicable": "·",
}
"""A standing in one character, told apart without colour."""

COLOURS = {
    "not raised": "$muted",
    "open": "$warning",
    "countered": "$accent",
    "agreed in principle": "$success",
    "read back": "$success",
    "papered": "$success",
    "parked": "$muted",
    "deferred": "$warning",
    "escalated": "$warning",
    "deadlocked": "$error",
    "waived": "$muted",
}

SHORT = {
    "agreed in principle": "agreed",
    "not applicable": "n/a",
    "not raised": "",
}
"""Standings as they read where room is scarce."""


SEVERITIES = {
    "error": ("✗", "$error"),
    "warning": ("!", "$warning"),
    "note": ("·", "$muted"),
    "": (" ", ""),
}
"""How bad a problem of a playbook is, in one character and its colour."""


BANDS = {
    "missed": ("✗", "bold $error"),
    "0-13 days": ("!", "bold $warning"),
    "14-44 days": ("•", "$warning"),
    "45-89 days": ("·", ""),
    "later": (" ", "$muted"),
}
"""How near a day is, in one character and its colour."""


def columns(parts: list[tuple[str, int, str]]) -> Content:
    """Cells of fixed width side by side; a text too long for its cell ends in an ellipsis."""
    return _columns(tuple(parts))


@lru_cache(maxsize=512)
def _columns(parts: tuple[tuple[str, int, str], ...]) -> Content:
    """Kept, because most rows are the same from one key to the next."""
    cells = []
    for text, width, style in parts:
        cell = Content.styled(text, style).truncate(width, ellipsis=True, pad=True)
        cells.append(cell)
    return Content(" ").join(cells)


def sure(score: float) -> str:
    """How sure a suggestion is, without colour: one to three filled dots."""
    filled = 3 if score >= 0.75 else 2 if score >= 0.55 else 1
    return "●" * filled + "○" * (3 - filled)


def bar(done: int, whole: int, width: int) -> str:
    """A share as a bar of blocks."""
    filled = round(width * done / whole) if whole else 0
    return "█" * filled + "░" * (width - filled)


def plural(count: int, noun: str) -> str:
    """1 deal, 2 deals."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def hanging(label: str, text: Content, width: int, indent: int, style: str) -> list[Content]:
    """A text beside its label, its further lines under its first."""
    room = max(width - indent, 12)
    head = Content.styled(label, style).truncate(indent - 1, ellipsis=True, pad=True)
    lines = text.wrap(room) or [Content("")]
    blank = Content(" " * indent)
    return [
        Content.assemble(head, " ", line) if number == 0 else Content.assemble(blank, line)
        for number, line in enumerate(lines)
    ]
