"""The labelled statements: what vendors' people said, and the clauses that each may be about."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from negotiator.plain import one_line

FOLDER = Path(__file__).parent.parent / "tests" / "suggest"
FITTED = (FOLDER / "heard.jsonl", FOLDER / "heard-fresh.jsonl")
"""The sets on which the constants of negotiator/suggest/sure.py are fitted."""
MEASURED = (FOLDER / "heard-blind.jsonl", FOLDER / "heard-trades.jsonl")
"""The sets that are only ever measured: written without sight of the playbook, and not tuned to."""
ELSEWHERE = "NEGOTIATOR_HEARD"
"""The environment variable that names further sets to measure, as PATH names folders."""
_FIELDS: Mapping[str, type] = {"heard": str, "clauses": list, "style": str, "kind": str}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was typed, and what it is about."""

    heard: str
    clauses: tuple[str, ...]
    """Those that are acceptable, the best first; none where it is off the topic."""
    style: str
    """spoken, notes or typos."""
    kind: str
    """objection, position, concession, deflection, question or off-topic."""


def statements(path: Path) -> list[Statement]:
    """The statements of a file, an object a line.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds something else; the message names file, line and remedy.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 ({error}); save it as UTF-8") from None
    if not lines:
        raise ValueError(f"{path}: it is empty; write a statement a line")
    return [_statement(line, f"{path}:{number}") for number, line in enumerate(lines, start=1)]


def own_and_elsewhere() -> list[Path]:
    """The project's own sets, and those that the environment names."""
    further = os.environ.get(ELSEWHERE, "").split(os.pathsep)
    return [*FITTED, *MEASURED, *(Path(name) for name in further if name)]


def known(path: Path) -> bool:
    """Whether it is one of the project's own sets."""
    return path.resolve() in {each.resolve() for each in (*FITTED, *MEASURED)}


def cut(text: str) -> str:
    """The first 60% of a text's characters: an answer should be there before the sentence ends."""
    return text[: len(text) * 6 // 10]


def _statement(line: str, place: str) -> Statement:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError(f"{place}: not JSON ({error}); write an object a line") from None
    if not isinstance(row, dict):
        raise ValueError(f"{place}: not a JSON object; write one a line")
    for name, kind in _FIELDS.items():
        if not isinstance(row.get(name), kind):
            what = "a list of clause ids, empty when off the topic" if kind is list else "a text"
            raise ValueError(f"{place}: `{name}` is missing or something else; it is {what}")
    clauses = tuple(one_line(str(clause)) for clause in row["clauses"])
    return Statement(one_line(row["heard"]), clauses, one_line(row["style"]), one_line(row["kind"]))
