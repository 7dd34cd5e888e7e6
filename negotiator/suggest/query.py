"""What was typed, read against the index: repaired, completed and widened by synonyms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from negotiator.suggest.index import Index, with_pairs
from negotiator.suggest.words import STOP_WORDS, stem, tokens

_SYNONYM = 0.6
"""What a synonym counts beside the word itself."""
_PREFIX = 0.8
_SIMILAR = 0.74
"""Below this similarity a word is another word, not a typo of it."""
_SURE = 0.8
"""A slip in the first letter is rare; it takes this much similarity to believe one."""
_REMEMBERED = 4_096
"""Repairs kept, so that a word is looked for once and not at every key after it."""
_SHORTEST = 3
"""Shorter words are neither repaired nor completed: too many words are near them."""


@dataclass(frozen=True, slots=True)
class Query:
    """The features looked for and how sure each is, and what of the text stays unknown."""

    words: str
    told: Sequence[str]
    """The words that are not stop words, as typed."""
    features: Mapping[str, float]
    origin: Mapping[str, str]
    """Stem -> the word as typed from which it came."""
    mass: float
    """How telling the whole text is, its unknown words included."""


def read(index: Index, text: str) -> Query:
    """Read a text that may still be being typed; its last word may be incomplete."""
    words = tokens(text, index.abbreviations)
    unfinished = bool(text) and (text[-1].isalnum() or text[-1] == "'")
    features: dict[str, float] = {}
    origin: dict[str, str] = {}
    sequence: list[str] = []
    spoken: list[str] = []
    mass = 0.0
    for position, word in enumerate(words):
        if word in STOP_WORDS:
            continue
        last = unfinished and position == len(words) - 1
        readings = _readings(index, word, last)
        # A word that the playbook does not have may still be a synonym of one that it has.
        spoken.append(readings[0][0] if readings else stem(word))
        if not readings:
            origin.setdefault(spoken[-1], word)
            # A word still being typed is not yet a word that the playbook does not know.
            mass += index.unknown * (0.3 if last else 1.0)
            continue
        sequence.append(readings[0][0])
        mass += max(sure * index.telling.get(found, index.unknown) for found, sure in readings)
        for found, sure in readings:
            if sure > features.get(found, 0.0):
                features[found] = sure
                origin[found] = word
    for feature in with_pairs(sequence):
        if " " in feature and feature in index.postings:
            features[feature] = min(features[part] for part in feature.split(" "))
    _widen(index, spoken, features, origin)
    told = [word for word in words if word not in STOP_WORDS]
    return Query(" ".join(words), told, features, origin, mass)


def _widen(
    index: Index, sequence: Sequence[str], features: dict[str, float], origin: dict[str, str]
) -> None:
    """Add the synonyms of every run of up to three stems."""
    for start in range(len(sequence)):
        for length in (1, 2, 3):
            member = tuple(sequence[start : start + length])
            for other in index.synonyms.get(member, ()):
                if other not in features and other in index.telling:
                    features[other] = _SYNONYM * features.get(member[0], 1.0)
                    origin[other] = origin[member[0]]


def _readings(index: Index, word: str, last: bool) -> Sequence[tuple[str, float]]:
    """The stems a word may stand for, the likeliest first, each with how sure that is."""
    known = stem(word)
    if known in index.telling:
        exact = ((known, 1.0),)
        return (*exact, *_completions(index, word, known)) if last else exact
    if len(word) < _SHORTEST or word[0].isdigit() or (known,) in index.synonyms:
        return ()
    if last and (completed := _completions(index, word, known)):
        return completed
    return _repairs(index, word)


def _completions(index: Index, word: str, known: str) -> tuple[tuple[str, float], ...]:
    """The commonest stems that begin with an unfinished word."""
    if len(word) < _SHORTEST:
        return ()
    start = bisect_left(index.vocabulary, word)
    end = bisect_left(index.vocabulary, word + "\uffff")
    totals: dict[str, int] = {}
    for candidate in index.vocabulary[start:end]:
        found = stem(candidate)
        if found != known:
            totals[found] = totals.get(found, 0) + index.counts[candidate]
    best = sorted(totals.items(), key=lambda item: -item[1])[:4]
    whole = sum(totals.values())
    return tuple((found, _PREFIX * (count / whole) ** 0.5) for found, count in best)


def _repairs(index: Index, word: str) -> tuple[tuple[str, float], ...]:
    """The words of the vocabulary that a mistyped word is nearest to.

    Optimal string alignment counts two swapped letters as one slip, the commonest in fast typing
    (Damerau 1964).
    """
    known = index.repairs.get(word)
    if known is None:
        if len(index.repairs) > _REMEMBERED:
            index.repairs.clear()
        known = index.repairs[word] = _nearest(index.vocabulary, word)
    return known


def _nearest(vocabulary: Sequence[str], word: str) -> tuple[tuple[str, float], ...]:
    near = process.extract(
        word, vocabulary, scorer=OSA.normalized_similarity, limit=3, score_cutoff=_SIMILAR
    )
    readings: dict[str, float] = {}
    for candidate, similarity, _ in near:
        if candidate[0] == word[0] or similarity > _SURE:
            readings.setdefault(stem(candidate), similarity**2)
    return tuple(readings.items())
