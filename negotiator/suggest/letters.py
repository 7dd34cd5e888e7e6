"""How alike words look to the words of each clause, by their runs of four letters.

A mistyped, unfinished, inflected or compound word shares most of its runs with the word that was
meant (McNamee and Mayfield 2004, "Character N-Gram Tokenization for European Language Text
Retrieval"). A clause is one vector over all it says; the measure is the cosine of tf-idf weights
(Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval"). What a run
speaks for is worked out when the run is first typed: most never are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_RUN = 4
"""Three letters tell clauses apart worse; five, or several lengths, better by nothing."""
_REMEMBERED = 4_096
"""Words and runs that are kept worked out, so that a key costs one word and not the whole line."""

Spoken = tuple[Mapping[int, float], float]
"""The weight with which a word or run speaks for each clause, and its own squared weight."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The words of each clause, found by the letters they are made of."""

    holders: Mapping[str, Sequence[str]]
    """Run -> the words that have it."""
    said: Mapping[str, Mapping[int, float]]
    """Word -> the clauses that say it, and how much."""
    lengths: Sequence[float]
    """The length of each clause as a vector."""
    words: dict[str, Spoken] = field(default_factory=dict)
    runs: dict[str, Spoken] = field(default_factory=dict)

    def likeness(self, words: Iterable[str]) -> dict[int, float]:
        """The cosine of the words with each clause they share a run with: about 0 to 1."""
        dots: defaultdict[int, float] = defaultdict(float)
        squares = 0.0
        for word in words:
            speaks, square = self._word(word)
            squares += square
            for clause, weight in speaks.items():
                dots[clause] += weight
        length = math.sqrt(squares) or 1.0
        return {clause: dot / (length * self.lengths[clause]) for clause, dot in dots.items()}

    def _word(self, word: str) -> Spoken:
        known = self.words.get(word)
        if known is None:
            speaks: defaultdict[int, float] = defaultdict(float)
            squares = 0.0
            for run in runs_of(word):
                clauses, square = self._run(run)
                squares += square
                for clause, weight in clauses.items():
                    speaks[clause] += weight
            known = _remember(self.words, word, (speaks, squares))
        return known

    def _run(self, run: str) -> Spoken:
        known = self.runs.get(run)
        if known is None:
            counts: defaultdict[int, float] = defaultdict(float)
            for word in self.holders.get(run, ()):
                for clause, count in self.said[word].items():
                    counts[clause] += count
            square = (1 + math.log((1 + len(self.lengths)) / (1 + len(counts)))) ** 2
            speaks = {clause: square * math.log(1 + count) for clause, count in counts.items()}
            known = _remember(self.runs, run, (speaks, square))
        return known


def learn(bags: Sequence[Mapping[str, float]]) -> Letters:
    """The letters of clauses, given how much each says each word."""
    said: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for clause, bag in enumerate(bags):
        for word, count in bag.items():
            said[word][clause] = count
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for word in said:
        for run in runs_of(word):
            holders[run].append(word)
    return Letters(holders, said, [_length(bag) for bag in bags])


def runs_of(word: str) -> list[str]:
    """The runs of letters of a word, its edges marked; a shorter word is one run."""
    edged = f" {word} "
    return [edged[start : start + _RUN] for start in range(max(1, len(edged) - _RUN + 1))]


def _length(bag: Mapping[str, float]) -> float:
    """About the length of a clause's vector: as if every run were in one word and equally rare.

    The true length takes a hundred times longer to work out and ranks no better.
    """
    return math.sqrt(sum(len(word) * math.log(1 + count) ** 2 for word, count in bag.items()))


def _remember(known: dict[str, Spoken], key: str, spoken: Spoken) -> Spoken:
    if len(known) > _REMEMBERED:
        known.clear()
    known[key] = spoken
    return spoken
