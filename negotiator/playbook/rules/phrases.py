"""Rules about what is heard: each phrase leads to one answer."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from negotiator.playbook.rules.finding import Finding, Rule, Subject
from negotiator.playbook.rules.heard import Phrase

LIKENESS = 92
"""Percent of letters in common, in order, from which two phrases are one with a slip in it."""
_RAREST = 3


def phrase_twice(subject: Subject) -> Iterator[Finding]:
    """The same words cannot mean two objections: which one is found would be chance."""
    known: dict[str, Phrase] = {}
    for phrase in subject.phrases:
        first = known.setdefault(phrase.plain, phrase)
        if first is not phrase:
            what = f'"{phrase.plain}" is heard in {phrase.home} and in {first.home}'
            if phrase.home == first.home:
                what = f'"{phrase.plain}" is heard twice in {phrase.home}'
            yield Finding(phrase.at, what)


def near_duplicate(subject: Subject) -> Iterator[Finding]:
    """Phrases that differ by a slip of the pen, in different objections, compete by chance."""
    # Imported here because it costs 15 ms, and only checks need it.
    from rapidfuzz import fuzz

    phrases = sorted(subject.phrases, key=lambda phrase: len(phrase.plain))
    lengths = [len(phrase.plain) for phrase in phrases]
    known: defaultdict[int, list[int]] = defaultdict(list)
    shortest = 0
    for index, (phrase, rarest) in enumerate(zip(phrases, _rarest(phrases), strict=True)):
        # Likeness is twice the letters in common over all letters: shorter ones cannot reach it.
        while lengths[shortest] * (200 - LIKENESS) < lengths[index] * LIKENESS:
            shortest += 1
        near: set[int] = set()
        for word in rarest:
            others = known[word]
            near.update(others[bisect_left(others, shortest) :])
            others.append(index)
        for other in map(phrases.__getitem__, near):
            if other.home != phrase.home and other.plain != phrase.plain:
                score = fuzz.ratio(phrase.plain, other.plain, score_cutoff=LIKENESS)
                if score:
                    first, second = sorted((phrase, other), key=lambda each: each.number)
                    yield _near(first, second, score)


def _rarest(phrases: Iterable[Phrase]) -> Iterator[list[int]]:
    """The rarest words of each phrase, of which one at least survives a slip or two, by number.

    So each phrase is compared with the few that share a rare word with it, and not with all: the
    prefix filter of set joins (Chaudhuri et al. 2006). Slips in all three go unseen; a filter that
    sees them too takes three times as long, and the rule only notes what it finds.
    """
    words = [{*phrase.plain.split()} for phrase in phrases]
    common = Counter(chain.from_iterable(words))
    rarest_first = sorted(common, key=lambda word: (common[word], word))
    number = {word: place for place, word in enumerate(rarest_first)}.__getitem__
    return (sorted(map(number, each))[:_RAREST] for each in words)


def _near(first: Phrase, second: Phrase, score: float) -> Finding:
    what = f'"{second.plain}" of {second.home} is {score:.0f}% like "{first.plain}" of {first.home}'
    return Finding(second.at, what)


RULES = (
    Rule("phrase-twice", "warning", "keep it where it fits best", phrase_twice),
    Rule(
        "near-duplicate",
        "note",
        "keep one, or word them so that the difference can be heard",
        near_duplicate,
    ),
)
