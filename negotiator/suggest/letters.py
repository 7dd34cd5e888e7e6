"""How alike words look to the words of each clause, by their runs of four letters.

A mistyped, unfinished, inflected or compound word shares most of its runs with the word that was
meant (McNamee and Mayfield 2004, "Character N-Gram Tokenization for European Language Text
Retrieval"). The runs are features of a model as the words are. What a run says is worked out when
it is first typed, from the words that have it: most runs never are. Of the few that very many words
have it is worked out beforehand.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain
from typing import TypeVar

from negotiator.suggest.bayes import Rows, Sum, burdens, nothing, numbered, rows, telling

Key = TypeVar("Key", str, tuple[str, bool])

_RUN = 4
"""Three letters tell clauses apart worse; five, or several lengths, better by nothing."""
_OFTEN = 4_000
"""Counts of a run from which on it is worked out beforehand: a key has no time for them."""
_REMEMBERED = 1_024
"""Words and runs kept worked out, so that a key costs one run and not the whole line."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A model over the runs of letters of all words that clauses say."""

    vocabulary: Sequence[str]
    """The words, sorted."""
    said: Rows
    """How often each clause says each of them."""
    texts: array[int]
    """How many texts have each of them."""
    whole: int
    """How many texts there are."""
    burden: array[float]
    runs: Mapping[str, int]
    """Run of letters -> its row among the holders."""
    ends: array[int]
    """Where the row of each run ends; where it begins the one before it ends."""
    holders: array[int]
    """The words that have it, by their places in the vocabulary."""
    often: Mapping[str, Sum] = field(default_factory=dict)
    """Run of letters -> what it says, of those that are worked out beforehand."""
    known: dict[tuple[str, bool], Sum] = field(default_factory=dict, compare=False)
    """A cache: word, and whether it is unfinished -> what it says."""
    read: dict[str, Sum] = field(default_factory=dict, compare=False)
    """A cache: run -> what it says."""

    @property
    def unknown(self) -> float:
        """How telling a word is taken to be that no text has."""
        return telling(self.whole or 1, 1)

    def word(self, word: str, unfinished: bool = False) -> Sum:
        """What one word says by its letters, what it said a letter ago being known."""
        known = self.known.get((word, unfinished))
        if known is None:
            runs = runs_of(word, unfinished)
            before = self.known.get((word[:-1] if unfinished else word, True))
            if before is not None and len(runs) > 1:
                known = before + self._run(runs[-1])
            else:
                known = sum(map(self._run, runs), nothing(len(self.burden)))
            _remember(self.known, (word, unfinished), known)
        return known

    def _run(self, run: str) -> Sum:
        known = self.often.get(run) or self.read.get(run)
        if known is None:
            known = _remember(self.read, run, self.worked_out(run))
        return known

    def worked_out(self, run: str) -> Sum:
        """What a run says, from the words that have it."""
        counts, texts = [0.0] * len(self.burden), 0
        for first, end in self._holders(run):
            texts += sum(self.texts[first:end])
            for clause, count in self.said.between(first, end):
                counts[clause] += count
        if not texts:
            return nothing(len(counts))  # in no word of the playbook, it speaks for no clause
        weight = telling(self.whole, texts)
        scores = [weight * math.log(1 + weight * count) if count else 0.0 for count in counts]
        return Sum(array("d", scores), weight, weight * weight)

    def _holders(self, run: str) -> Iterator[tuple[int, int]]:
        """The words that have a run, from one up to another: sorted, those it begins are one."""
        if run[0] == " " and run[-1] != " ":
            first = bisect_left(self.vocabulary, run[1:])
            yield first, bisect_left(self.vocabulary, f"{run[1:]}\uffff", first)
        elif (row := self.runs.get(run)) is not None:
            for word in self.holders[self.ends[row - 1] if row else 0 : self.ends[row]]:
                yield word, word + 1


def learn(
    said: Mapping[str, Mapping[int, float]], texts: Mapping[str, int], clauses: int, whole: int
) -> Letters:
    """The letters of clauses, given how often each says each word; see `bayes.learn`."""
    words = sorted(said)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        for run in {*runs_of(word)}:
            holders[run].append(number)
    runs = sorted(holders)
    held = [texts[word] for word in words]
    weights = [0.0] * len(words)
    for run in runs:
        weight = telling(whole, sum(map(held.__getitem__, holders[run])))
        for number in holders[run]:
            weights[number] += weight
    totals = [0.0] * clauses
    for word, weight in zip(words, weights, strict=True):
        for clause, count in said[word].items():
            totals[clause] += weight * count
    letters = Letters(
        vocabulary=words,
        said=rows(said[word] for word in words),
        texts=array("I", held),
        whole=whole,
        burden=burdens(totals, len(runs)),
        runs=numbered(runs),
        ends=array("I", accumulate(len(holders[run]) for run in runs)),
        holders=array("I", chain.from_iterable(map(holders.__getitem__, runs))),
    )
    often = _often(words, [len(said[word]) for word in words], holders)
    return replace(letters, often={run: letters.worked_out(run) for run in often})


def _often(
    words: Sequence[str], counts: Sequence[int], holders: Mapping[str, Sequence[int]]
) -> Iterator[str]:
    """The runs with which very many counts would be gone through."""
    begun: Counter[str] = Counter()
    for word, count in zip(words, counts, strict=True):
        begun.update({f" {word[:1]}": count, f" {word[:2]}": count})
    yield from (run for run, whole in begun.items() if whole >= _OFTEN)
    for run, numbers in holders.items():
        if run not in begun and sum(map(counts.__getitem__, numbers)) >= _OFTEN:
            yield run


def runs_of(word: str, unfinished: bool = False) -> list[str]:
    """The runs of letters of a word, its edges marked; a shorter word is one run."""
    edged = f" {word}" if unfinished else f" {word} "
    return [edged[start : start + _RUN] for start in range(max(1, len(edged) - _RUN + 1))]


def _remember(known: dict[Key, Sum], key: Key, said: Sum) -> Sum:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[key] = said
    return said
