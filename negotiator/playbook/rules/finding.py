"""What a rule is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from negotiator.playbook.model import Clause, Playbook, Position
from negotiator.playbook.near import did_you_mean, listed
from negotiator.playbook.origin import Origin
from negotiator.playbook.positions import Keys
from negotiator.playbook.problem import Severity
from negotiator.playbook.rules.heard import Phrase, phrases_of

Find = Callable[[str], Sequence[str]]
"""What was heard -> clause ids, best first; the suggestion engine, which lives above."""
Facts = Mapping[str, Collection[str]]
"""The fields of a deal's profile and their values, which live above too."""


class Figure(Protocol):
    """A number in a text, with its unit; the unit of a bare one is empty."""

    @property
    def value(self) -> float: ...
    @property
    def unit(self) -> str: ...
    def in_unit(self, unit: str) -> float | None: ...


@dataclass(frozen=True)
class Measures:
    """How numbers are read from texts, which is done above as well."""

    figures: Callable[[str], Sequence[Figure]]
    units: Collection[str]
    """Those it knows, in all their spellings."""


@dataclass(frozen=True)
class Subject:
    """Everything a rule may look at."""

    playbook: Playbook
    origin: Origin
    today: date
    find: Find | None = None
    facts: Facts | None = None
    measures: Measures | None = None
    left_out: Collection[str] = ()
    """The ids of what has an error: nothing is to be said of what names it."""
    partial: bool = False
    """A file or a table cannot be read, so that nobody knows all that there is."""

    @cached_property
    def phrases(self) -> Sequence[Phrase]:
        """All phrases of the playbook, which more than one rule compares."""
        return phrases_of(self.playbook)

    def lacks(self, name: str | None, known: Collection[str]) -> bool:
        """Whether what is named is nowhere, for all that can be known."""
        there = name is None or name in known or name in self.left_out
        return not there and not self.partial

    def apart(self, one: Keys, other: Keys) -> bool:
        """Whether two values stand in different files: a layer changed one, and not the other.

        Whoever made the layer can mend it there; what it extends is in order by itself.
        """
        (file, *_), (another, *_) = (
            self.origin.find(str(kind), *keys) for kind, *keys in (one, other)
        )
        return file != another


@dataclass(frozen=True)
class Finding:
    """Something a rule objects to, by the address of a value: ("clause", id, "position", 2)."""

    at: Keys
    what: str
    remedy: str = ""
    """What to do, where it is more definite than the rule's own remedy."""
    removed: tuple[str, str] | None = None
    """The kind and id of what is missed: where a layer removed it, that is the place to show."""


@dataclass(frozen=True)
class Rule:
    """One entry of the table of rules."""

    code: str
    severity: Severity
    remedy: str
    run: Callable[[Subject], Iterator[Finding]]


def rungs(clause: Clause) -> Iterator[tuple[Keys, str, Position]]:
    """The positions of a clause with their addresses and names, repeated rungs too."""
    fallbacks = 0
    for index, position in enumerate(clause.position):
        name = str(position.rung)
        if name == "fallback":
            fallbacks += 1
            name = f"fallback-{fallbacks}"
        yield ("clause", clause.id, "position", index), name, position


def guess(wrong: str, known: Collection[str]) -> str:
    """The remedy for a name that is not known: the nearest that is, or all where they are few."""
    meant = did_you_mean(wrong, known)
    if meant:
        return f"did you mean `{meant}`?"
    return f"write {listed(sorted(known))}" if 0 < len(known) <= 8 else ""
