"""Which stems of the index a typed word may stand for: itself, a longer word, or the one meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import nlargest

from negotiator.suggest.index import Index
from negotiator.suggest.words import stem

_PREFIX = 0.8
"""What a word is worth that may yet become another."""
_SIMILAR = 0.74
"""Below this similarity a word is another word, not a typo of it."""
_REMEMBERED = 4_096
"""Repairs kept, so that a word is looked for once and not at every key after it."""
_LOOKED_AT = 64
"""Words that an unfinished one may become, the commonest: each has to be stemmed, at a key."""
_SHORTEST = 3
"""Shorter words are neither repaired nor completed: too many words are near them."""

Reading = tuple[str, float]
"""A stem that a word may stand for, and how sure that is."""


def readings(index: Index, word: str, last: bool) -> Sequence[Reading]:
    """The stems a word may stand for, the likeliest first."""
    known = stem(word)
    if index.words.telling(known):
        exact = ((known, 1.0),)
        return (*exact, *_completions(index, word, known)) if last else exact
    if len(word) < _SHORTEST or word[0].isdigit() or known in index.meant:
        return ()
    # What is still being typed is not yet mistyped.
    return _completions(index, word, known) if last else _repairs(index, word)


def _completions(index: Index, word: str, known: str) -> tuple[Reading, ...]:
    """The commonest stems that begin with an unfinished word."""
    if len(word) < _SHORTEST:
        return ()
    vocabulary = index.letters.vocabulary
    start = bisect_left(vocabulary, word)
    end = bisect_left(vocabulary, word + "\uffff")
    places: Sequence[int] = range(start, end)
    if len(places) > _LOOKED_AT:
        places = nlargest(_LOOKED_AT, places, key=index.letters.texts.__getitem__)
    totals: dict[str, int] = {}
    for place in places:
        found = stem(vocabulary[place])
        if found != known:
            totals[found] = totals.get(found, 0) + index.letters.texts[place]
    best = sorted(totals.items(), key=lambda item: -item[1])[:4]
    whole = sum(totals.values())
    return tuple((found, _PREFIX * (count / whole) ** 0.5) for found, count in best)


def _repairs(index: Index, word: str) -> tuple[Reading, ...]:
    """The words of the vocabulary that a mistyped word is nearest to.

    Optimal string alignment counts two swapped letters as one slip, the commonest in fast typing
    (Damerau 1964). Words are looked for among those with the same first letter: a slip in it is
    rare, and all the others would have to be compared.
    """
    known = index.repairs.get(word)
    if known is None:
        if len(index.repairs) > _REMEMBERED:
            index.repairs.clear()
        vocabulary = index.letters.vocabulary
        start = bisect_left(vocabulary, word[0])
        end = bisect_left(vocabulary, word[0] + "\uffff")
        known = index.repairs[word] = _nearest(vocabulary[start:end], word)
    return known


def _nearest(vocabulary: Sequence[str], word: str) -> tuple[Reading, ...]:
    # Imported here because a command that only lists deals never asks; a call asks when it begins.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(
        word, vocabulary, scorer=OSA.normalized_similarity, limit=3, score_cutoff=_SIMILAR
    )
    readings: dict[str, float] = {}
    for candidate, similarity, _ in near:
        readings.setdefault(stem(candidate), similarity**2)
    return tuple(readings.items())
