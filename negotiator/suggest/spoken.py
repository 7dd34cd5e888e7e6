"""Numbers in words as digits: "seventy-two hours", "three nines", "one and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

_ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "k": 1_000, "m": 1_000_000}


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; each first letter is tried but once."""
    by_letter = groupby(sorted(words, key=lambda word: (word[0], -len(word))), lambda word: word[0])
    return "|".join(f"{first}(?:{'|'.join(w[1:] for w in same)})" for first, same in by_letter)


def _begins(pattern: str) -> str:
    """A pattern that begins a word; with `\\b` before it, it would be tried at every letter."""
    return rf"{pattern}(?<!\w{pattern})"


_SMALL = _any_of([*_TENS, *_ONES])
_SPOKEN = re.compile(
    rf"\b(?:{_SMALL}|a(?=\shundred\b))"
    rf"(?:[\s-]+(?:(?:and[\s-]+)?(?:{_SMALL})|hundred|thousand|million))*\b"
)
# "three nines", "four 9s", "three nines five": availability as engineers say it.
_HOW_MANY = "|".join(map(_begins, "two three four five 2 3 4 5".split()))
_NINES = re.compile(rf"({_HOW_MANY})[\s-]+(?:nines|9'?s)\b(?:[\s-]+(five|5)\b)?")
_NINETY_NINE = re.compile(
    rf"{_begins('ninety')}[\s-]+nine[\s-]+(?:point[\s-]+)?(five|nine)(?:[\s-]+(five|nine))?\b"
)
_POINT = re.compile(r"(\d(?<!\w\d)\d*)[\s-]+point[\s-]+(\d)(?:[\s-]+(\d))?\b")
"""After the words are digits: "ninety-nine point eight" is 99.8."""


def digits(text: str) -> str:
    """The text with spoken numbers written in digits: "seventy-two hours" becomes "72 hours"."""
    text = _NINES.sub(_nines, text)
    text = _NINETY_NINE.sub(_ninety_nine, text)
    text = _SPOKEN.sub(lambda found: _number(found[0]), text)
    return _POINT.sub(lambda found: f"{found[1]}.{found[2]}{found[3] or ''}", text)


def _nines(match: re.Match[str]) -> str:
    count = _ONES.get(match[1]) or int(match[1])
    decimals = "9" * (count - 2) + ("5" if match[2] else "")
    return f"99.{decimals}%" if decimals else "99%"


def _ninety_nine(match: re.Match[str]) -> str:
    return f"99.{''.join('5' if word == 'five' else '9' for word in match.groups() if word)}%"


@lru_cache(maxsize=4_096)  # a playbook says the same few thousands of times
def _number(spoken: str) -> str:
    """Spoken words as one number, or as several where they do not combine ("twenty four seven")."""
    numbers: list[int] = []
    total = current = 0
    started = False
    for word in re.split(r"[\s-]+", spoken):
        if word == "and":
            continue
        if word in SCALES:
            scaled = max(current, 1) * SCALES[word]
            total, current = (total, scaled) if scaled < 1_000 else (total + scaled, 0)
            started = True
            continue
        value = 1 if word == "a" else _TENS.get(word, _ONES.get(word, 0))
        room = 10 if current % 100 >= 20 and current % 10 == 0 else 100 if current % 100 == 0 else 0
        if started and value >= room:
            numbers.append(total + current)
            total = current = 0
        current += value
        started = True
    return " ".join(map(str, [*numbers, total + current]))
