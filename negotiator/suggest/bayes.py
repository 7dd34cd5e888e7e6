"""How much a feature speaks for each clause: a multinomial naive Bayes model of what clauses say.

A clause is taken for a source of features, and what was heard is most likely from the source that
would say it most: log P(heard | clause) is the sum over its features of log((n + 1) / (N + V)),
where n counts the feature in the clause, N all features of the clause and V the kinds of features
(McCallum and Nigam 1998, "A Comparison of Event Models for Naive Bayes Text Classification", with
Laplace's smoothing). Features count by how telling they are, log(1 + texts / texts with it), as in
Rennie and others 2003, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers".

Split into log(1 + n), which is 0 for almost every clause, and log(N + V), which no feature changes,
the sum costs as much as there are clauses that say a feature, and not as there are clauses.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from operator import add, mul


@dataclass(frozen=True, slots=True)
class Rows:
    """Numbers by row and clause, most of them absent: compressed sparse rows."""

    ends: array[int]
    """Where each row ends; where it begins the one before it ends."""
    clauses: array[int]
    values: array[float]

    def at(self, row: int) -> Iterable[tuple[int, float]]:
        """The clauses of a row with their numbers."""
        return self.between(row, row + 1)

    def between(self, first: int, end: int) -> Iterable[tuple[int, float]]:
        """The clauses of the rows from one up to another, with their numbers."""
        if first >= end:
            return ()
        start, stop = self.ends[first - 1] if first else 0, self.ends[end - 1]
        return zip(self.clauses[start:stop], self.values[start:stop], strict=True)


def rows(table: Iterable[Mapping[int, float]]) -> Rows:
    """The rows of a table, in its order."""
    every = list(table)
    return Rows(
        array("I", accumulate(map(len, every))),
        array("H", chain.from_iterable(every)),
        array("f", chain.from_iterable(row.values() for row in every)),
    )


def numbered(names: Iterable[str]) -> dict[str, int]:
    """Each name with its row."""
    return {name: row for row, name in enumerate(names)}


@dataclass(slots=True)
class Sum:
    """What the features of a text say together."""

    scores: array[float]
    """For each clause."""
    whole: float = 0.0
    """Of their weights."""
    squares: float = 0.0
    """Of their weights squared."""

    def __add__(self, other: Sum) -> Sum:
        scores = array("d", map(add, self.scores, other.scores))
        return Sum(scores, self.whole + other.whole, self.squares + other.squares)

    def copy(self) -> Sum:
        """Another to which may be added."""
        return Sum(self.scores[:], self.whole, self.squares)

    def settled(self, burden: Iterable[float]) -> list[float]:
        """The scores less the burdens, on a scale on which long and short texts compare.

        A mean log likelihood. Features of one text are not independent, as the model takes them to
        be; a sum over n of them is worth about the square root of n.
        """
        length, whole = math.sqrt(self.squares) or 1.0, self.whole
        return [
            (score - whole * load) / length for score, load in zip(self.scores, burden, strict=True)
        ]


def nothing(clauses: int) -> Sum:
    """What no features say."""
    return Sum(array("d", bytes(8 * clauses)))


@dataclass(frozen=True, slots=True)
class Model:
    """What each feature says for each clause, ready to be summed up."""

    names: Mapping[str, int]
    """Feature -> its row."""
    speaks: Rows
    """log(1 + n) of each feature in the clauses that say it."""
    weights: array[float]
    """How telling each feature is."""
    burden: array[float]
    """log(N + V) of each clause, less the mean: who says much, says anything."""

    def telling(self, feature: str) -> float:
        """How well a feature tells clauses apart; 0 for one that no clause has."""
        row = self.names.get(feature)
        return 0.0 if row is None else self.weights[row]

    def says(self, feature: str) -> Iterable[tuple[int, float]]:
        """The clauses for which a feature speaks, and how much."""
        row = self.names.get(feature)
        return () if row is None else self.speaks.at(row)

    def add(self, total: Sum, feature: str, sure: float, before: float = 0.0) -> None:
        """Add what a feature says to what others say.

        Args:
            sure: how sure it is that it was meant.
            before: how sure that was when it was added to them already.
        """
        row = self.names.get(feature)
        if row is None:
            return
        weight, counted = sure * self.weights[row], before * self.weights[row]
        more, scores = weight - counted, total.scores
        total.whole += more
        total.squares += weight * weight - counted * counted
        for clause, value in self.speaks.at(row):
            scores[clause] += more * value


def learn(
    counts: Mapping[str, Mapping[int, float]], texts: Mapping[str, int], clauses: int, whole: int
) -> Model:
    """The model of how often each clause says each feature.

    Args:
        counts: feature -> clause -> how often, weighted by where it stands.
        texts: feature -> how many texts have it.
        clauses: how many clauses there are, those too that say nothing.
        whole: how many texts there are.
    """
    weights = array("f", (telling(whole, texts[feature]) for feature in counts))
    said = rows(counts.values())
    lengths = map(len, counts.values())
    weighted = [*map(mul, said.values, chain.from_iterable(map(repeat, weights, lengths)))]
    totals = [0.0] * clauses
    for clause, n in zip(said.clauses, weighted, strict=True):
        totals[clause] += n
    speaks = Rows(said.ends, said.clauses, array("f", map(math.log1p, weighted)))
    return Model(numbered(counts), speaks, weights, burdens(totals, len(counts)))


def telling(whole: int, texts: int) -> float:
    """How much a feature counts that so many of all texts have: the fewer, the more."""
    return math.log(1 + whole / texts)


def burdens(totals: Iterable[float], kinds: int) -> array[float]:
    """log(N + V) of each clause, less the mean over the clauses."""
    loads = [math.log(total + max(kinds, 1)) for total in totals]
    mean = sum(loads) / len(loads) if loads else 0.0
    return array("d", (load - mean for load in loads))
