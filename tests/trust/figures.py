"""What a run of faults counted, and how it is printed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass, fields


@dataclass
class Figures:
    """Sums over the rounds of a run."""

    rounds: int = 0
    faults: int = 0
    """Rounds in which the fault happened before the work was done."""
    entries: int = 0
    """Entries that were acknowledged as saved."""
    lost: int = 0
    """Of them, those that were not there afterwards."""

    def __str__(self) -> str:
        return ", ".join(f"{field.name} {getattr(self, field.name)}" for field in fields(self))


def arguments(doc: str | None, name: str, default: int) -> Namespace:
    """How often, and from which seed."""
    parser = ArgumentParser(description=doc)
    parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()
