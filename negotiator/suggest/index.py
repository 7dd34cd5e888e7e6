"""The playbook as a search index: which words and letters tell which clause, and the phrases.

Three views of the same texts are kept. *Words* find what was said, *letters* what was mistyped,
left unfinished or inflected, and *phrases* what was said almost literally.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from negotiator.collector import at_rest
from negotiator.playbook.model import Clause, Playbook
from negotiator.suggest import bayes, letters
from negotiator.suggest.bayes import Model
from negotiator.suggest.corpus import Corpus, Tally, corpus_of, tally
from negotiator.suggest.exact import Exact, exact_of
from negotiator.suggest.letters import Letters
from negotiator.suggest.phrases import Phrases, phrases_of
from negotiator.suggest.small_talk import small_talk
from negotiator.suggest.words import STOP_WORDS, stem, tokens

if TYPE_CHECKING:
    from negotiator.suggest.line import Line

# How much a text counts towards its clause: phrases and weak wording are how vendors talk, the
# title names the clause, our own texts are how we do.
_SPOKEN, _WEAK, _TITLE, _OURS = 1.0, 0.7, 1.5, 0.5
_ENOUGH = 3
"""Texts in which two words must be neighbours to count as a feature."""
_STOP_STEMS = frozenset(map(stem, STOP_WORDS))


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that matching reads; built once per playbook edition, then never changed."""

    clauses: tuple[Clause, ...]
    numbers: Mapping[str, int]
    """Of the clauses, by their ids."""
    phrases: tuple[Phrases, ...]
    """Of each clause."""
    exact: Exact
    """All of them, word for word."""
    words: Model
    """What stems and pairs of neighbouring stems say for each clause, and last for small talk."""
    letters: Letters
    """What runs of letters say, likewise."""
    synonyms: Mapping[tuple[str, ...], Sequence[str]]
    """A sequence of stems -> the other stems that mean the same."""
    abbreviations: Mapping[str, str]
    meant: frozenset[str] = field(init=False)
    """The stems of all synonyms: none of them is a typo, even where no text has it."""
    repairs: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict, compare=False)
    """A cache: mistyped word -> the stems it may stand for."""
    lines: dict[tuple[str, ...], Line] = field(default_factory=dict, compare=False)
    """A cache: words that were typed -> what they say."""

    def __post_init__(self) -> None:
        meant = frozenset(word for member in self.synonyms for word in member)
        object.__setattr__(self, "meant", meant)


@at_rest()
def build_index(playbook: Playbook) -> Index:
    """Index a playbook; it takes long enough to belong off the UI thread."""
    abbreviations = abbreviations_of(playbook)
    texts = list(_texts(playbook))
    read = corpus_of((text for _, _, text in texts), abbreviations)
    stems = read.stemmed()
    groups = _groups(texts)
    said = tally(groups, read.name, list(map(set, read.texts)))
    features = tally(groups, stems.name, list(map(set, stems.texts)), _common(stems.pairs()))
    sources = len(playbook.clause) + 1
    model = bayes.learn(*features, sources, len(texts))
    return Index(
        clauses=playbook.clause,
        numbers=numbers_of(playbook),
        phrases=_phrases(playbook, stems, model),
        exact=exact_of(zip(_clauses_of_phrases(playbook), read.spelled(), strict=False)),
        words=model,
        letters=letters.learn(*_told(said), sources, len(texts)),
        synonyms=synonyms_of(playbook, abbreviations),
        abbreviations=abbreviations,
    )


def material(playbook: Playbook) -> str:
    """The digest of all that an index is built of: whatever else changes, it may be kept."""
    sources, weights, texts = zip(*_texts(playbook), strict=True)
    words = playbook.words
    rest = (list(numbers_of(playbook)), sorted(words.abbreviations.items()), words.synonyms)
    parts = ("\0".join(texts), repr(rest))
    said = blake2b(array("I", sources).tobytes() + array("d", weights).tobytes(), digest_size=32)
    for part in parts:
        said.update(part.encode("utf-8", "surrogatepass"))
    return said.hexdigest()


def numbers_of(playbook: Playbook) -> dict[str, int]:
    """Clauses are numbered in the playbook's order."""
    return {clause.id: number for number, clause in enumerate(playbook.clause)}


def abbreviations_of(playbook: Playbook) -> dict[str, str]:
    """What is typed short, and what it stands for."""
    return {key.casefold(): text for key, text in playbook.words.abbreviations.items()}


def synonyms_of(
    playbook: Playbook, abbreviations: Mapping[str, str]
) -> dict[tuple[str, ...], Sequence[str]]:
    """Each member of a group, as a sequence of stems -> the stems of the other members."""
    groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for group in playbook.words.synonyms:
        members = [tuple(map(stem, told(tokens(member, abbreviations)))) for member in group]
        for member in members:
            others = {word for other in members if other != member for word in other}
            groups[member] |= others - set(member)
    return {member: sorted(others) for member, others in groups.items() if member and others}


def told(words: Iterable[str]) -> list[str]:
    """The words that carry meaning, in order."""
    return [word for word in words if word not in STOP_WORDS]


def _texts(playbook: Playbook) -> Iterator[tuple[int, float, str]]:
    """The source, the weight and the text of all a playbook says; its phrases come first."""
    numbers = numbers_of(playbook)
    for clause, _, phrase in playbook.phrases():
        yield numbers[clause.id], _SPOKEN, phrase
    for number, clause in enumerate(playbook.clause):
        for weight, texts in _beside_phrases(clause):
            yield number, weight, " . ".join(texts)
    for text in (*small_talk(), *playbook.words.small_talk):
        yield len(numbers), _SPOKEN, text


def _beside_phrases(clause: Clause) -> Iterator[tuple[float, Iterable[str]]]:
    yield _TITLE, (clause.title, clause.name.replace("-", " "))
    yield _WEAK, clause.weak
    yield _OURS, (clause.why, clause.question, *clause.evidence)
    for position in clause.position:
        yield _OURS, (position.label, position.proposal)
    for objection in clause.objection:
        yield _OURS, (objection.behind_it, *(counter.say for counter in objection.counter))


def _clauses_of_phrases(playbook: Playbook) -> Iterator[int]:
    numbers = numbers_of(playbook)
    return (numbers[clause.id] for clause, _, _ in playbook.phrases())


def _groups(texts: Iterable[tuple[int, float, str]]) -> dict[tuple[int, float], list[int]]:
    """The numbers of the texts of each source and weight."""
    groups: defaultdict[tuple[int, float], list[int]] = defaultdict(list)
    for number, (source, weight, _) in enumerate(texts):
        groups[source, weight].append(number)
    return groups


def _common(pairs: Sequence[set[int]]) -> list[set[int]]:
    """The pairs of neighbours in each text that are no coincidence."""
    counts = Counter(chain.from_iterable(pairs))
    common = {pair for pair, count in counts.items() if count >= _ENOUGH}
    return list(map(common.intersection, pairs))


def _told(said: Tally) -> Tally:
    """What is said in words that carry meaning."""
    kept = told(said.counts)
    return Tally(
        {word: said.counts[word] for word in kept}, {word: said.texts[word] for word in kept}
    )


def _phrases(playbook: Playbook, stems: Corpus, model: Model) -> tuple[Phrases, ...]:
    own: list[list[list[str]]] = [[] for _ in playbook.clause]
    telling = ["" if word in _STOP_STEMS else word for word in stems.words]
    for clause, text in zip(_clauses_of_phrases(playbook), stems.texts, strict=False):
        own[clause].append([*filter(None, map(telling.__getitem__, dict.fromkeys(text)))])
    return tuple(phrases_of(lines, model) for lines in own)
