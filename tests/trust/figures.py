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


def parser(doc: str | None, **numbers: int) -> ArgumentParser:
    """Options that are numbers, with what they are when not given."""
    made = ArgumentParser(description=doc)
    for name, number in numbers.items():
        made.add_argument(f"--{name}", type=int, default=number)
    return made


def arguments(doc: str | None, name: str, default: int) -> Namespace:
    """How often, and from which seed."""
    return parser(doc, **{name: default, "seed": 1}).parse_args()
