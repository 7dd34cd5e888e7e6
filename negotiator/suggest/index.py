"""The playbook as a search index: which words tell which clause, and which phrases carry them.

Three views of the same words are kept. *Phrases* find what was said almost literally; *evidence*
finds what was said in other words, from everything the playbook says about a clause; *letters*
find what is mistyped, unfinished or inflected.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from negotiator.playbook.model import Clause, Playbook
from negotiator.suggest.letters import Letters, learn
from negotiator.suggest.words import STOP_WORDS, stem, token_lists, tokens

# How much a word counts towards its clause, by where it stands: phrases and weak wording are how
# vendors talk, our own texts are how we do.
_THEIRS, _TITLE, _OURS = 1.0, 2.0, 0.6
_SATURATION = 1.2
"""BM25's k1 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework")."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A spoken phrase and what it belongs to."""

    clause: int
    objection: str | None
    text: str
    words: str
    """The normalised words, for comparing letter by letter."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that matching reads; built once per playbook edition, then never changed."""

    clauses: tuple[Clause, ...]
    phrases: tuple[Phrase, ...]
    postings: Mapping[str, tuple[int, ...]]
    """Feature -> phrase numbers; a feature is a stem, or two neighbouring stems."""
    norms: tuple[float, ...]
    """The length of each phrase as a vector of how telling its features are."""
    evidence: Mapping[str, tuple[tuple[int, float], ...]]
    """Stem -> (clause number, how much it speaks for the clause)."""
    letters: Letters
    """How alike words look to the words of each clause."""
    telling: Mapping[str, float]
    """Feature -> how well it tells clauses apart."""
    vocabulary: tuple[str, ...]
    """Every word that is not a stop word, sorted: for repairing typos and completing prefixes."""
    counts: Mapping[str, int]
    """How often each word occurs."""
    synonyms: Mapping[tuple[str, ...], frozenset[str]]
    """A sequence of stems -> the other stems that mean the same."""
    abbreviations: Mapping[str, str]
    unknown: float
    """How telling a word is taken to be that the playbook does not have."""
    repairs: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """A cache: mistyped word -> the stems it may stand for."""


def build_index(playbook: Playbook) -> Index:
    """Index a playbook; it takes long enough to belong off the UI thread."""
    abbreviations = {key.casefold(): text for key, text in playbook.words.abbreviations.items()}
    number = {clause.id: position for position, clause in enumerate(playbook.clause)}
    counts: Counter[str] = Counter()
    said: list[defaultdict[str, float]] = [defaultdict(float) for _ in number]

    def add(clause: int, words: Iterable[str], weight: float) -> None:
        for word, count in Counter(words).items():
            if word not in STOP_WORDS:
                said[clause][word] += weight * count
                counts[word] += count

    spoken = tuple(playbook.phrases())
    phrases: list[Phrase] = []
    features: list[list[str]] = []
    read = token_lists((text for _, _, text in spoken), abbreviations)
    for (clause, objection, text), words in zip(spoken, read, strict=True):
        name = objection.id if objection else None
        phrases.append(Phrase(number[clause.id], name, text, " ".join(words)))
        features.append(list(dict.fromkeys(with_pairs(stems(words)))))
        add(number[clause.id], words, _THEIRS)
    for clause in playbook.clause:
        for texts, weight in _texts(clause):
            for words in token_lists(texts, abbreviations):
                add(number[clause.id], words, weight)

    bags = [_by_stem(words) for words in said]
    telling = _telling(bags, zip((phrase.clause for phrase in phrases), features, strict=True))
    return Index(
        clauses=playbook.clause,
        phrases=tuple(phrases),
        postings=_postings(features),
        norms=tuple(math.sqrt(sum(telling[f] ** 2 for f in own)) or 1.0 for own in features),
        evidence=_evidence(bags, telling),
        letters=learn(said),
        telling=telling,
        vocabulary=tuple(sorted(counts)),
        counts=counts,
        synonyms=_synonyms(playbook, abbreviations),
        abbreviations=abbreviations,
        unknown=math.log(1 + len(number)),
    )


def stems(words: Iterable[str]) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word) for word in words if word not in STOP_WORDS]


def with_pairs(sequence: Sequence[str]) -> Iterator[str]:
    """The stems themselves, then each two neighbours as a feature of their own."""
    yield from sequence
    for first, second in pairwise(sequence):
        yield f"{first} {second}"


def _texts(clause: Clause) -> Iterator[tuple[Iterable[str], float]]:
    """What the playbook says about a clause beside the spoken phrases, with its weight."""
    yield (clause.title, clause.name.replace("-", " ")), _TITLE
    yield clause.weak, _THEIRS
    yield (clause.why, clause.question, *clause.evidence), _OURS
    for position in clause.position:
        yield (position.label, position.say), _OURS
    for objection in clause.objection:
        yield (objection.behind_it, *(counter.say for counter in objection.counter)), _OURS


def _by_stem(words: Mapping[str, float]) -> dict[str, float]:
    bag: defaultdict[str, float] = defaultdict(float)
    for word, weight in words.items():
        bag[stem(word)] += weight
    return bag


def _telling(
    bags: Sequence[Mapping[str, float]], phrases: Iterable[tuple[int, Sequence[str]]]
) -> dict[str, float]:
    """How well each feature tells clauses apart: log(1 + clauses / effective clauses with it).

    An inverse document frequency (Spaerck Jones 1972) over clauses instead of phrases, because a
    word that fills many phrases of one clause tells that clause well. The *effective* number is the
    exponential of the entropy of the word's spread, so one stray mention does not dilute it.
    """
    spread: defaultdict[str, list[float]] = defaultdict(list)
    for bag in bags:
        for word, weight in bag.items():
            spread[word].append(weight)
    pairs: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for clause, features in phrases:
        for feature in features:
            if " " in feature:
                pairs[feature][clause] += 1
    for feature, by_clause in pairs.items():
        spread[feature] = [float(count) for count in by_clause.values()]
    return {
        feature: math.log(1 + len(bags) / _effective(weights))
        for feature, weights in spread.items()
    }


def _effective(weights: Sequence[float]) -> float:
    """The effective number of classes in a spread: exp of its Shannon entropy (Hill 1973)."""
    total = sum(weights)
    return math.exp(-sum(w / total * math.log(w / total) for w in weights))


def _evidence(
    bags: Sequence[Mapping[str, float]], telling: Mapping[str, float]
) -> dict[str, tuple[tuple[int, float], ...]]:
    """Stem -> the clauses it speaks for: BM25's saturated frequency times how telling it is."""
    evidence: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for clause, bag in enumerate(bags):
        for word, weight in bag.items():
            saturated = weight * (_SATURATION + 1) / (weight + _SATURATION)
            evidence[word].append((clause, telling[word] * saturated / (_SATURATION + 1)))
    return {word: tuple(found) for word, found in evidence.items()}


def _postings(features: Sequence[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for phrase, own in enumerate(features):
        for feature in own:
            postings[feature].append(phrase)
    return {feature: tuple(found) for feature, found in postings.items()}


def _synonyms(
    playbook: Playbook, abbreviations: Mapping[str, str]
) -> dict[tuple[str, ...], frozenset[str]]:
    """Each member of a group, as a sequence of stems -> the stems of the other members."""
    groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for group in playbook.words.synonyms:
        members = [tuple(stems(tokens(member, abbreviations))) for member in group]
        for member in members:
            others = {word for other in members if other != member for word in other}
            groups[member] |= others - set(member)
    return {member: frozenset(others) for member, others in groups.items() if member and others}
