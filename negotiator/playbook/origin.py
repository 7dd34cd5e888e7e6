"""From which file and line each value of the effective playbook came."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from negotiator.playbook.layer import Entry, Layer
from negotiator.playbook.positions import Keys
from negotiator.playbook.read import Place

_FOUND_BY = ("objection", "heard", "title", "question")
"""The keys of a clause by which it is found, those first that most often are."""

Spot = tuple[Path, int, int]
"""File, line and column, the last two from 1."""


@dataclass(frozen=True)
class Origin:
    """Looks places up when asked: a call never pays for what only a maintainer wants to see."""

    layer: Layer
    main: Path
    """The file or folder that was loaded; where everything is that has no better place."""

    def of(self, clause_id: str, *keys: str | int) -> Spot:
        """Where a value of a clause stands: `of("data.training", "position", 0, "say")`.

        A key that no layer names is where its table is.
        """
        return self.find("clause", clause_id, *keys)

    def find(self, kind: str, *keys: str | int) -> Spot:
        """The same for any table: `find("floor", "no-training")`, `find("test", 3)`."""
        place = self.place(kind, *keys)
        return _spot(place) if place else (self.main, 1, 1)

    def removal(self, kind: str, identity: str) -> Spot | None:
        """Where a layer removed the entry of that id, if one did."""
        place = self.layer.removed.get((kind, identity))
        return _spot(place) if place else None

    def below(self, kind: str, *keys: str | int) -> str:
        """The id of the playbook that an entry is inherited from; empty for one of its own."""
        place, own = self.place(kind, *keys), self.layer.header
        header = self._header_over(place) if place else None
        if header is None or own is None or header.place == own.place:
            return ""
        return str(header.table.get("id"))

    def changed(self, clause_id: str, but: Place) -> Keys | None:
        """Where another playbook than that of a place says by what a clause is found."""
        entry = self.layer.entries("clause").get(clause_id)
        if entry is None:
            return None
        told = self._header_over(but)
        if self._header_over(entry.place) != told:
            return ()
        changed = [keys for keys, part in entry.parts.items() if self._header_over(part) != told]
        known = [keys for keys in changed if keys[0] in _FOUND_BY]
        return min(known, key=lambda keys: _FOUND_BY.index(str(keys[0])), default=None)

    def _header_over(self, place: Place) -> Entry | None:
        """The header of the playbook that a place is in."""
        return self.layer.headers.get(place.source.path)

    def place(self, kind: str, *keys: str | int) -> Place | None:
        """The place of a value, where the playbook has the entry at all."""
        entry = None
        if kind in ("playbook", "words"):
            entry = self.layer.header if kind == "playbook" else self.layer.words
            return entry.where(keys) if entry else None
        if not keys:
            return None
        first, *rest = keys
        if kind == "test":
            tests = self.layer.tests
            entry = tests[first] if isinstance(first, int) and first < len(tests) else None
        else:
            entry = self.layer.entries(kind).get(str(first))
        return entry.where(tuple(rest)) if entry else None


def _spot(place: Place) -> Spot:
    return (place.source.path, *place.source.positions.value(place.path))
