"""A problem found in a playbook: an error is a value, collected and shown, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from negotiator.plain import visible

Severity = Literal["error", "warning", "note"]
"""A note tells, and lets a check pass; the others fail it."""


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
        object.__setattr__(self, "what", _spelled_out(self.what))
        object.__setattr__(self, "remedy", _spelled_out(self.remedy))

    def __str__(self) -> str:
        place = f"{_spelled_out(str(self.source))}:{self.line}:{self.column}"
        return f"{place}: {self.what}; {self.remedy}"

    @property
    def short(self) -> str:
        """The same with the name of the file alone, for where there is little room."""
        name = _spelled_out(Path(self.source).name)
        return f"{name}:{self.line}:{self.column}: {self.what}; {self.remedy}"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    @property
    def fails(self) -> bool:
        """Whether a check fails for it; a note only tells."""
        return self.severity != "note"


def in_order(problem: Problem) -> tuple[str, int, int, str, str]:
    """The key that sorts problems as an editor lists them: by file, line, column."""
    return str(problem.source), problem.line, problem.column, problem.code, problem.what


def _spelled_out(text: str) -> str:
    """The text on one line: line breaks and tabs would let a file write lines of its own."""
    return visible(text, kept="")
