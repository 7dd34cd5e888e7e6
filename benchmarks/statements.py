"""The labelled statements: what vendors' people said, and the clauses that each may be about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "tests" / "suggest"


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
    """The statements of a file, an object a line."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Statement(row["heard"], tuple(row["clauses"]), row["style"], row["kind"]) for row in rows
    ]
