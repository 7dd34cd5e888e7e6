"""The spoken phrases of a clause, and which of them is most like what was said."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from negotiator.playbook.model import Clause, Objection
from negotiator.suggest.bayes import Model
from negotiator.suggest.words import WORD, stem


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one clause, in the playbook's order."""

    stems: str
    """A line a phrase: its words that are not stop words, a space around each."""
    starts: array[int]
    """Where each line begins."""
    lengths: array[float]
    """The length of each phrase as a vector of how telling its stems are."""

    def nearest(self, sought: Mapping[str, float]) -> int | None:
        """The number of the phrase most like the stems sought; None when none has one of them.

        The measure is the cosine between vectors of how telling stems are (Salton and Buckley
        1988, "Term-weighting approaches in automatic text retrieval").

        Args:
            sought: stems with their squared weights.
        """
        shared: defaultdict[int, float] = defaultdict(float)
        for sought_stem, weight in sought.items():
            word = f" {sought_stem} "
            place = self.stems.find(word)
            while place >= 0:
                shared[bisect_right(self.starts, place) - 1] += weight
                place = self.stems.find(word, place + 1)
        return max(shared, key=lambda n: shared[n] / self.lengths[n]) if shared else None


def phrases_of(lines: Iterable[Sequence[str]], model: Model) -> Phrases:
    """The phrases of a clause, given the telling stems of each, once each."""
    texts: list[str] = []
    lengths = array("d")
    for stems in lines:
        lengths.append(math.hypot(*map(model.telling, stems)))
        texts.append(f" {' '.join(stems)} \n")
    starts = accumulate(map(len, texts[:-1]), initial=0) if texts else ()
    return Phrases("".join(texts), array("I", starts), lengths)


def telling_parts(phrase: str, sought: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where in a phrase the words stand whose stems were sought: from one letter up to another."""
    return tuple(
        found.span()
        for found in WORD.finditer(phrase)
        if stem(found[0].casefold().replace("\u2019", "'").removesuffix("'s").replace("'", ""))
        in sought
    )


def phrase_at(clause: Clause, number: int) -> tuple[Objection | None, str]:
    """A phrase of a clause by its number in the playbook's order, and what it objects to."""
    if number < len(clause.heard):
        return None, clause.heard[number]
    number -= len(clause.heard)
    for objection in clause.objection:
        if number < len(objection.heard):
            return objection, objection.heard[number]
        number -= len(objection.heard)
    raise IndexError(number)
