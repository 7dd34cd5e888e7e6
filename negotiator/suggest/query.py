"""What was typed, as the matching asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from negotiator.suggest.bayes import Sum
from negotiator.suggest.index import Index
from negotiator.suggest.line import line_of
from negotiator.suggest.words import tokens

_LAST = 120
"""Words that are read, the last ones: what is pasted may be long, and the key must not wait."""


@dataclass(frozen=True, slots=True)
class Query:
    """The features looked for and how sure each is, and what of the text stays unknown."""

    told: Sequence[str]
    """The words that are not stop words, as typed."""
    features: Mapping[str, float]
    """Stems, stop words among them, and pairs of neighbours."""
    origin: Mapping[str, str]
    """Stem -> the word as typed from which it came; stop words have none."""
    words: Sum
    """What the features say for each clause."""
    letters: Sum
    """What the letters of the words told say."""
    sought: Mapping[str, float]
    """The stems for which phrases are looked through, with their squared weights."""
    exact: tuple[int, int] | None
    """The clause and the number of the phrase that the text is, word for word."""
    known: float
    """The share of what was told that the playbook knows, by how telling it is: 0 to 1."""


def read(index: Index, text: str) -> Query:
    """Read a text that may still be being typed; its last word may be incomplete."""
    words = tokens(text, index.abbreviations)[-_LAST:]
    unfinished = bool(text) and (text[-1].isalnum() or text[-1] == "'")
    line = line_of(index, words, unfinished=unfinished)
    telling, features = index.words.telling, line.features
    sought = {stem: features[stem] * telling(stem) ** 2 for stem in line.origin if stem in features}
    known = line.known / line.whole if line.whole else 0.0
    return Query(
        told=line.told,
        features=features,
        origin=line.origin,
        words=line.words,
        letters=line.letters,
        sought=sought,
        exact=index.exact.find(words),
        known=known,
    )
