"""From which file and line each value of the effective playbook came."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from negotiator.playbook.layer import Layer
from negotiator.playbook.read import Place

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
