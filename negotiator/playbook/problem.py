"""A problem found in a playbook: an error is a value, collected and shown, never raised."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "info"]

# Cc: control, Cf: format (bidi overrides, zero width), Cs: lone surrogates (undecodable file
# names), Zl and Zp: line separators. Any of them can act on a terminal or disguise a line.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}  # needed to spell Persian, Hindi and many emoji


def visible(text: str) -> str:
    """The text on one line, with every character that a terminal might obey spelled out."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(_shown(character) for character in text)


def shortened(text: str, limit: int = 60) -> str:
    """The text, cut where it would fill a screen: keys and values come from files of any size."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it."""

    source: Path | str
    line: int
    """From 1, which also stands for the file as a whole."""
    column: int
    """From 1, in characters."""
    code: str
    """kebab-case, stable: what a maintainer silences or a program looks for."""
    severity: Severity
    what: str
    remedy: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "what", visible(self.what))
        object.__setattr__(self, "remedy", visible(self.remedy))

    def __str__(self) -> str:
        place = f"{visible(str(self.source))}:{self.line}:{self.column}"
        return f"{place}: {self.what}; {self.remedy}"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def in_order(problem: Problem) -> tuple[str, int, int, str, str]:
    """The key that sorts problems as an editor lists them: by file, line, column."""
    return str(problem.source), problem.line, problem.column, problem.code, problem.what


def _shown(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
