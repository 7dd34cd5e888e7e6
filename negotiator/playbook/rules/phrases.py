"""Rules about what is heard: each phrase leads to one answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import count, groupby
from typing import NamedTuple

from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject

LIKENESS = 92
"""Percent of letters in common, in order, from which two phrases are one with a slip in it."""
_RAREST = 3
_NOT_SPOKEN = re.compile(r"[^\w\s]+")


class _Phrase(NamedTuple):
    plain: str
    number: int
    """Its place among all phrases of the playbook."""
    at: Keys
    home: str


def phrase_twice(subject: Subject) -> Iterator[Finding]:
    """The same words cannot mean two objections: which one is found would be chance."""
    for plain, same in groupby(sorted(_phrases(subject)), key=lambda phrase: phrase.plain):
        first, *others = same
        for other in others:
            what = f'"{plain}" is heard in {other.home} and in {first.home}'
            if other.home == first.home:
                what = f'"{plain}" is heard twice in {other.home}'
            yield Finding(other.at, what)


def near_duplicate(subject: Subject) -> Iterator[Finding]:
    """Phrases that differ by a slip of the pen, in different objections, compete by chance."""
    # Imported here because it costs 15 ms, and only checks need it.
    from rapidfuzz import fuzz

    phrases = sorted(_phrases(subject), key=lambda phrase: len(phrase.plain))
    common = Counter(word for phrase in phrases for word in set(phrase.plain.split()))
    known: defaultdict[str, list[int]] = defaultdict(list)
    shortest = 0
    for index, phrase in enumerate(phrases):
        # Likeness is twice the letters in common over all letters: shorter ones cannot reach it.
        while len(phrases[shortest].plain) * (200 - LIKENESS) < len(phrase.plain) * LIKENESS:
            shortest += 1
        words = _rarest(phrase.plain, common)
        near = {n for word in words for n in known[word][bisect_left(known[word], shortest) :]}
        for other in map(phrases.__getitem__, near):
            if other.home != phrase.home and other.plain != phrase.plain:
                score = fuzz.ratio(phrase.plain, other.plain, score_cutoff=LIKENESS)
                if score:
                    first, second = sorted((phrase, other), key=lambda each: each.number)
                    yield _near(first, second, score)
        for word in words:
            known[word].append(index)


def _rarest(plain: str, common: Mapping[str, int]) -> list[str]:
    """The rarest words of a phrase, of which one at least survives a slip or two.

    So each phrase is compared with the few that share a rare word with it, and not with all: the
    prefix filter of set joins (Chaudhuri et al. 2006). Slips in all three go unseen; a filter that
    sees them too takes three times as long, and the rule only notes what it finds.
    """
    return sorted(set(plain.split()), key=lambda word: (common[word], word))[:_RAREST]


def _near(first: _Phrase, second: _Phrase, score: float) -> Finding:
    what = f'"{second.plain}" of {second.home} is {score:.0f}% like "{first.plain}" of {first.home}'
    return Finding(second.at, what)


def _phrases(subject: Subject) -> Iterator[_Phrase]:
    numbers = count()
    for clause in subject.playbook.clause:
        at: Keys = ("clause", clause.id)
        for index, text in enumerate(clause.heard):
            yield _Phrase(as_heard(text), next(numbers), (*at, "heard", index), clause.id)
        for number, objection in enumerate(clause.objection):
            inner = (*at, "objection", number, "heard")
            for index, text in enumerate(objection.heard):
                home = f"{clause.id}/{objection.id}"
                yield _Phrase(as_heard(text), next(numbers), (*inner, index), home)


@lru_cache(maxsize=50_000)  # two rules ask, of each layer over the same playbook
def as_heard(text: str) -> str:
    """The text as it is heard: without case and punctuation."""
    return " ".join(_NOT_SPOKEN.sub("", text.casefold()).split())


RULES = (
    Rule("phrase-twice", "warning", "keep it where it fits best", phrase_twice),
    Rule(
        "near-duplicate",
        "note",
        "keep one, or word them so that the difference can be heard",
        near_duplicate,
    ),
)
