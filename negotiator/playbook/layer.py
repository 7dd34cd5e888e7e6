"""Documents into layers, and a layer over another: plain tables that remember where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from negotiator.playbook.positions import Keys
from negotiator.playbook.read import Place

KEYED = (
    "clause",
    "floor",
    "approver",
    "give",
    "tactic",
    "question",
    "emphasis",
    "sourcing",
    "fact",
)
"""The lists of tables whose elements have an id, by which layers are merged."""


@dataclass(frozen=True)
class Entry:
    """A table with the place it stands at, and those of its parts that stand elsewhere."""

    table: dict[str, Any]
    place: Place
    parts: Mapping[Keys, Place] = field(default_factory=dict)

    def where(self, keys: Keys) -> Place:
        """The place of a value of the table, whichever file or layer it came from."""
        for length in range(len(keys), 0, -1):
            part = self.parts.get(keys[:length])
            if part is not None:
                return part / keys[length:]
        return self.place / keys

    def overridden(self, by: Entry) -> Entry:
        """The same entry, with every key that the other one names taken from there, whole."""
        kept = {keys: place for keys, place in self.parts.items() if keys[0] not in by.table}
        changed: dict[Keys, Place] = {(key,): by.where((key,)) for key in by.table}
        return Entry(self.table | by.table, self.place, kept | changed | dict(by.parts))

    def without(self, key: str, indexes: set[int]) -> Entry:
        """The same entry, with some elements of one of its lists left out."""
        elements = self.table[key]
        kept = [index for index in range(len(elements)) if index not in indexes]
        parts = {keys: place for keys, place in self.parts.items() if keys[0] != key}
        for new, old in enumerate(kept):
            parts |= {
                (key, new, *keys[2:]): place
                for keys, place in self.parts.items()
                if keys[:2] == (key, old)
            }
            parts.setdefault((key, new), self.where((key, old)))
        return replace(self, table=self.table | {key: [elements[i] for i in kept]}, parts=parts)


@dataclass(frozen=True)
class Replaced:
    """A list of a clause that a layer wrote anew, without saying that this is meant."""

    below: str
    """The id of the playbook whose list it was."""
    gone: tuple[str, ...]
    """The ids, or the phrases, that the new list has no more."""
    kept: tuple[str, ...]
    addable: bool
    """Whether `add = true` is all it takes: the table holds nothing that cannot be added."""


@dataclass(frozen=True)
class Layer:
    """What one playbook says, before and after it is laid over the one it extends."""

    header: Entry | None = None
    keyed: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    """Entries by kind and id, in the order of the files."""
    words: Entry | None = None
    tests: tuple[Entry, ...] = ()
    adds: tuple[Entry, ...] = ()
    """Clauses with `add = true`: their lists lengthen those of the clause with that id."""
    removed: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    """Where the entries that some layer removed were removed, by kind and id."""
    hidden: frozenset[str] = frozenset()
    """Kinds of which tables stand under a misspelt name or in another shape: some may be missed."""
    replaced: Mapping[tuple[str, str], Replaced] = field(default_factory=dict)
    """What some layer replaced of what a clause hears, by the clause's id and the key."""
    headers: Mapping[Path, Entry] = field(default_factory=dict)
    """For each file the header of its playbook, by which one layer is told from another."""
    swallowing: frozenset[str] = frozenset()
    """Clauses that are not here because they got the inner tables of another, or lack one."""

    def entries(self, kind: str) -> Mapping[str, Entry]:
        """The entries of one kind by id."""
        return self.keyed.get(kind, {})

    def document(self) -> dict[str, Any]:
        """The layer as one TOML document would say it."""
        document: dict[str, Any] = {
            kind: [entry.table for entry in self.entries(kind).values()] for kind in KEYED
        }
        if self.header is not None:
            document["playbook"] = self.header.table
        if self.words is not None:
            document["words"] = self.words.table
        document["test"] = [entry.table for entry in self.tests]
        return document

    def where(self, path: Keys) -> Place | None:
        """The place of a value of `document()`."""
        entry, keys = self._entry(path)
        return entry.where(keys) if entry else None

    def _entry(self, path: Keys) -> tuple[Entry | None, Keys]:
        match path:
            case ("playbook", *keys):
                return self.header, tuple(keys)
            case ("words", *keys):
                return self.words, tuple(keys)
            case ("test", int(index), *keys) if index < len(self.tests):
                return self.tests[index], tuple(keys)
            case (str(kind), int(index), *keys) if index < len(self.entries(kind)):
                return list(self.entries(kind).values())[index], tuple(keys)
        return self.header, ()


def listed_in(table: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables of a list in a table that nobody has checked yet."""
    value = table.get(key)
    if isinstance(value, list):
        yield from ((index, item) for index, item in enumerate(value) if isinstance(item, dict))
