"""One value in one cell: as a person reads it, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How a cell begins that a spreadsheet would calculate (OWASP, "CSV Injection"), guarded or not."""
_INDENT = "  "
"""Before a further line of one element of a list, where each element begins a line of its own."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_FLAGS = {"yes": True, "y": True, "true": True, "x": True, "no": False, "n": False, "false": False}
_FALLBACK = re.compile(r"^(fallback)-(\d+)$")
STANDARD = "standard position"
"""What spreadsheets call the target."""


def guarded(text: str) -> str:
    """The text as it may stand in a cell: an apostrophe keeps it from being a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text of a cell without that apostrophe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


@dataclass(frozen=True, slots=True)
class Kind:
    """How the values of a column are written and read.

    What cannot be read is handed on as the text it is, and the playbook's model complains.
    """

    written: Callable[[Any], str]
    read: Callable[[str], Any]
    remedy: str = ""
    """What to write instead of something else."""


def _number_text(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _number(text: str) -> float | str:
    return float(text) if _NUMBER.fullmatch(text) else text


def _flag_text(value: bool) -> str:
    return "yes" if value else "no"


def _flag(text: str) -> bool | str:
    return _FLAGS.get(text.lower(), text)


def _lines_text(values: Iterable[str]) -> str:
    lines = (value.strip().replace("\n", f"\n{_INDENT}") for value in values)
    return "\n".join(line for line in lines if line)


def _lines(text: str) -> list[str]:
    elements: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_INDENT) and elements:
            elements[-1] += f"\n{line.removeprefix(_INDENT)}"
        elif line.strip():
            elements.append(line)
    return [element.strip() for element in elements]


def _word(text: str) -> str:
    return "-".join(text.lower().split())


def _rung_text(rung: str) -> str:
    return STANDARD if rung == "target" else _FALLBACK.sub(r"\1 \2", rung)


def _rung(text: str) -> str:
    return "target" if text.lower() == STANDARD else _word(text)


def _facts_text(facts: Mapping[str, Iterable[str]]) -> str:
    return "\n".join(f"{name}: {', '.join(values)}" for name, values in facts.items())


def _facts(text: str) -> dict[str, list[str]]:
    lines = (line.partition(":") for line in text.split("\n") if line.strip())
    return {
        name.strip(): [value.strip() for value in values.split(",")] for name, _, values in lines
    }


TEXT = Kind(str, str)
WORD = Kind(str, _word)
"""One of a closed list, however it is spaced and capitalised: Must have."""
NUMBER = Kind(_number_text, _number, "write digits alone: 12 or 99.5")
FLAG = Kind(_flag_text, _flag, "write yes or no")
DAY = Kind(str, str, "write it as 2026-11-30")
LINES = Kind(_lines_text, _lines)
RUNG = Kind(_rung_text, _rung)
FACTS = Kind(_facts_text, _facts, "write a line for each field, as hosting: saas, private-cloud")
