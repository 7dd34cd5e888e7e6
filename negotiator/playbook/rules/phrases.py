"""Rules about what is heard: each phrase leads to one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, groupby
from typing import NamedTuple

from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject

LIKENESS = 92
"""Percent of letters in common, in order, from which two phrases are one with a slip in it."""
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
    from rapidfuzz import fuzz, process

    # Two texts as like as that are nearly of one length, so that each has to be compared with the
    # few that follow it in the order of length, and not with all.
    phrases = sorted(_phrases(subject), key=lambda phrase: len(phrase.plain))
    plains = [phrase.plain for phrase in phrases]
    longest = (200 - LIKENESS) / LIKENESS
    end = 0
    for index, phrase in enumerate(phrases):
        while end < len(plains) and len(plains[end]) <= len(phrase.plain) * longest:
            end += 1
        for _, score, offset in process.extract(
            phrase.plain,
            plains[index + 1 : end],
            scorer=fuzz.ratio,
            score_cutoff=LIKENESS,
            limit=None,
        ):
            other = phrases[index + 1 + offset]
            if other.home != phrase.home and other.plain != phrase.plain:
                yield _near(phrase, other, score)


def _near(one: _Phrase, other: _Phrase, score: float) -> Finding:
    first, second = sorted((one, other), key=lambda phrase: phrase.number)
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
