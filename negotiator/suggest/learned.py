"""What negotiators filed otherwise than was suggested: it counts when much the same is said again.

Nearest neighbours, with one neighbour (Cover and Hart 1967, "Nearest neighbor pattern
classification"): a handful of examples is too few to weigh words by, and enough to compare with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from negotiator.suggest.index import Index, told
from negotiator.suggest.words import stem, tokens

_LIKE = 0.6
"""Cosine from which two statements are much the same."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A statement, and where the negotiator filed it."""

    words: str
    clause: str
    objection: str | None = None


class Learned:
    """The corrections that concern a playbook, the oldest first."""

    def __init__(self, index: Index, corrections: Iterable[Correction]) -> None:
        self._index = index
        self._known: list[tuple[Correction, Mapping[str, float]]] = []
        for each in corrections:
            vector = self._vector(told(tokens(each.words, index.abbreviations)))
            if vector and each.clause in index.numbers:
                self._known.append((self._as_known(each), vector))

    def nearest(self, words: Sequence[str]) -> tuple[Correction, float] | None:
        """The correction most like the words told, and the cosine; the newest of equals.

        None where none is much the same.
        """
        sought = self._vector(words) if self._known else {}
        best: tuple[Correction, float] | None = None
        for correction, vector in self._known:
            exactly = sum(weight * vector.get(each, 0.0) for each, weight in sought.items())
            alike = min(exactly, 1.0)  # of the very same words it may come out a hair above
            if alike >= (best[1] if best else _LIKE):
                best = correction, alike
        return best

    def _as_known(self, correction: Correction) -> Correction:
        """Without an objection that this edition does not have."""
        clause = self._index.clauses[self._index.numbers[correction.clause]]
        known = correction.objection and clause.objection_by_id(correction.objection)
        return correction if known else replace(correction, objection=None)

    def _vector(self, words: Sequence[str]) -> Mapping[str, float]:
        """How telling each stem is, to the length of one; what no text has tells a great deal."""
        model, unknown = self._index.words, self._index.letters.unknown
        weights = {found: model.telling(found) or unknown for found in map(stem, words)}
        length = math.hypot(*weights.values())
        return {found: weight / length for found, weight in weights.items()}
