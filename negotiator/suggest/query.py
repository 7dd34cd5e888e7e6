"""What was typed, read against the index: repaired, completed and widened by synonyms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from negotiator.suggest.index import Index, pairs_of, told
from negotiator.suggest.words import STOP_WORDS, stem, tokens

_SYNONYM = 0.6
"""What a synonym counts beside the word itself."""
_PREFIX = 0.8
_SIMILAR = 0.74
"""Below this similarity a word is another word, not a typo of it."""
_REMEMBERED = 4_096
"""Repairs kept, so that a word is looked for once and not at every key after it."""
_SHORTEST = 3
"""Shorter words are neither repaired nor completed: too many words are near them."""
_LAST = 120
"""Words that are read, the last ones: what is pasted may be long, and the key must not wait."""

Reading = tuple[str, float]
"""A stem that a word may stand for, and how sure that is."""


@dataclass(frozen=True, slots=True)
class Query:
    """The features looked for and how sure each is, and what of the text stays unknown."""

    told: Sequence[str]
    """The words that are not stop words, as typed."""
    unfinished: bool
    """The last of them is still being typed."""
    features: Mapping[str, float]
    """Stems, stop words among them, and pairs of neighbours."""
    origin: Mapping[str, str]
    """Stem -> the word as typed from which it came; stop words have none."""
    sought: Mapping[str, float]
    """The stems for which phrases are looked through, with their squared weights."""
    known: float
    """The share of what was told that the playbook knows, by how telling it is: 0 to 1."""


def read(index: Index, text: str) -> Query:
    """Read a text that may still be being typed; its last word may be incomplete."""
    words = tokens(text, index.abbreviations)[-_LAST:]
    unfinished = bool(text) and (text[-1].isalnum() or text[-1] == "'")
    features: dict[str, float] = {}
    origin: dict[str, str] = {}
    sequence: list[str] = []
    known = whole = 0.0
    for position, word in enumerate(words):
        if word in STOP_WORDS:
            features[stem(word)] = 1.0
            sequence.append(stem(word))
            continue
        last = unfinished and position == len(words) - 1
        readings = _readings(index, word, last)
        # A word that the playbook does not have may still be a synonym of one that it has.
        first = readings[0][0] if readings else stem(word)
        sequence.append(first)
        origin.setdefault(first, word)
        if readings:
            told_by_it = max(index.words.telling(found) for found, _ in readings)
            whole += told_by_it
            known += told_by_it * readings[0][1]
        elif not last:  # a word still being typed is not yet one that the playbook does not know
            whole += index.letters.unknown
        for found, sure in readings:
            if sure > features.get(found, 0.0):
                features[found] = sure
                origin[found] = word
    for pair in pairs_of(sequence):
        if index.words.telling(pair):
            first, _, second = pair.partition(" ")
            features[pair] = min(features.get(first, 0.0), features.get(second, 0.0))
    _widen(index, [each for each in sequence if each in origin], features, origin)
    spoken = told(words)
    open_ended = unfinished and spoken[-1:] == words[-1:]
    sought = {
        stem: features[stem] * index.words.telling(stem) ** 2 for stem in origin if stem in features
    }
    return Query(spoken, open_ended, features, origin, sought, known / whole if whole else 0.0)


def _widen(
    index: Index, sequence: Sequence[str], features: dict[str, float], origin: dict[str, str]
) -> None:
    """Add the synonyms of every run of up to three stems."""
    for start in range(len(sequence)):
        for length in (1, 2, 3):
            member = tuple(sequence[start : start + length])
            for other in index.synonyms.get(member, ()):
                if other not in features and index.words.telling(other):
                    features[other] = _SYNONYM * features.get(member[0], 1.0)
                    origin[other] = origin[member[0]]


def _readings(index: Index, word: str, last: bool) -> Sequence[Reading]:
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
    totals: dict[str, int] = {}
    for place in range(start, end):
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
