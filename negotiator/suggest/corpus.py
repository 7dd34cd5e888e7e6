"""Many texts at once, as numbers: a word is read once, however often it is said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import add
from typing import NamedTuple

from negotiator.suggest.words import WORD, long_form, spelled_out, stem

_APART = "\0"
"""After each of the texts that are spelled out in one go: no pattern reaches over it."""
_SHIFT = 24
"""Bits of the number of a name; that of two neighbours holds both."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts as the numbers of their words."""

    words: Sequence[str]
    """By number; the first is 1, and 0 stands for none."""
    texts: Sequence[Sequence[int]]
    """The words of each text in their order."""

    def stemmed(self) -> Corpus:
        """The same texts as stems."""
        stems = _Numbers()
        number = [stems[stem(word)] for word in self.words]
        return Corpus(list(stems), [[*map(number.__getitem__, text)] for text in self.texts])

    def pairs(self) -> list[set[int]]:
        """The pairs of neighbours in each text, each by a number of its own."""
        first = [number << _SHIFT for number in range(len(self.words))]
        return [
            set(map(add, map(first.__getitem__, text), islice(text, 1, None)))
            for text in self.texts
        ]

    def spelled(self) -> Iterator[list[str]]:
        """The words of each text."""
        return ([*map(self.words.__getitem__, text)] for text in self.texts)

    def name(self, number: int) -> str:
        """A word, or two that are neighbours, by its number."""
        before, last = number >> _SHIFT, number & ((1 << _SHIFT) - 1)
        return f"{self.words[before]} {self.words[last]}" if before else self.words[last]


def corpus_of(texts: Iterable[str], abbreviations: Mapping[str, str]) -> Corpus:
    """Read many texts as `tokens` reads each."""
    known = _Read(abbreviations)
    apart = spelled_out("".join(f"{text}{_APART}" for text in texts)).split(_APART)[:-1]
    read = [[*chain.from_iterable(map(known.__getitem__, text.split()))] for text in apart]
    return Corpus(list(known.numbers), read)


class Tally(NamedTuple):
    """How often names are said."""

    counts: Mapping[str, Mapping[int, float]]
    """Name -> source -> how often, weighted."""
    texts: Mapping[str, int]
    """Name -> how many texts have it."""


def tally(
    groups: Mapping[tuple[int, float], Iterable[int]],
    name: Callable[[int], str],
    *said: Sequence[Collection[int]],
) -> Tally:
    """Count what texts say, a text each name once, however often it repeats it.

    Args:
        groups: source and weight -> the numbers of the texts that have them.
        name: of what has a number.
        said: what each text says, by number.
    """
    counts: defaultdict[int, dict[int, float]] = defaultdict(dict)
    texts: defaultdict[int, int] = defaultdict(int)
    for (source, weight), own in groups.items():
        once = chain.from_iterable(map(each.__getitem__, own) for each in said)
        for number, count in Counter(chain.from_iterable(once)).items():
            row = counts[number]
            row[source] = row.get(source, 0.0) + weight * count
            texts[number] += count
    names = list(map(name, counts))
    return Tally(
        dict(zip(names, counts.values(), strict=True)),
        dict(zip(names, texts.values(), strict=True)),
    )


class _Numbers(dict[str, int]):
    """Names, numbered as they come."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self)
        return number


class _Read(dict[str, Sequence[int]]):
    """What stands between two spaces, as the numbers of its words."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        super().__init__()
        self.numbers = _Numbers()
        self._abbreviations = abbreviations

    def __missing__(self, between: str) -> Sequence[int]:
        bare = between[:-1]
        if bare.isalpha() and not between[-1].isalnum():  # "vendor," is "vendor"
            found = self[bare]
        else:
            tokens = [between] if between.isalpha() else WORD.findall(between)
            words = chain.from_iterable(long_form(each, self._abbreviations) for each in tokens)
            found = [self.numbers[word] for word in words]
        self[between] = found
        return found
