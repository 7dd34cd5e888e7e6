"""Words that make a promise smaller than it sounds, and what it is made to hang on."""

from __future__ import annotations

import re

HEDGES = (
    "should be able to",
    "should be fine",
    "we'll try",
    "we will try",
    "I'll try",
    "I will try",
    "try to",
    "do our best",
    "do my best",
    "best efforts",
    "best effort",
    "reasonable efforts",
    "commercially reasonable",
    "in principle",
    "in theory",
    "happy to look at",
    "happy to look into",
    "happy to consider",
    "look into",
    "I don't see why not",
    "don't see a problem",
    "can't imagine",
    "shouldn't be a problem",
    "should not be a problem",
    "where possible",
    "if possible",
    "as far as possible",
    "as soon as possible",
    "to the extent",
    "typically",
    "usually",
    "normally",
    "generally",
    "probably",
    "hopefully",
    "most likely",
    "I think",
    "I believe",
    "I guess",
    "as far as I know",
    "might",
    "may be able to",
    "aim to",
    "aiming to",
    "target date",
    "intend to",
    "plan to",
    "planning to",
    "on the roadmap",
    "expect to",
    "more or less",
    "roughly",
    "my word",
    "trust me",
    "don't worry",
)
"""Found as whole words, in any case, with or without the apostrophes. Short on purpose: a word that
is in half of all promises says nothing about one of them."""

_CONDITIONS = (
    "if",
    "once you",
    "once we",
    "once the",
    "as soon as you",
    "as long as",
    "so long as",
    "provided",
    "assuming",
    "subject to",
    "on condition",
    "unless",
    "when you sign",
    "in exchange for",
    "in return for",
)
"""What begins a condition."""


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as whole words; those typed in a hurry have no apostrophes."""
    longest_first = sorted(phrases, key=len, reverse=True)
    found = "|".join(
        re.escape(phrase).replace("'", "['’]?").replace(r"\ ", r"\s+") for phrase in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


_HEDGE, _CONDITION = _pattern(HEDGES), _pattern(_CONDITIONS)
_SIDE_ENDS = re.compile(r"[,;.!?]")


def hedges(words: str) -> tuple[str, ...]:
    """The hedges in a promise, each once, as they were said and in that order."""
    said = (" ".join(found.group().split()) for found in _HEDGE.finditer(words))
    return tuple({each.casefold(): each for each in reversed(list(said))}.values())[::-1]


def hedge_spans(words: str) -> tuple[tuple[int, int], ...]:
    """Where they stand in the words, for a screen to mark them."""
    return tuple(found.span() for found in _HEDGE.finditer(words))


def condition_in(words: str) -> str:
    """What a promise hangs on, in its own words; empty where it hangs on nothing that shows.

    From the word that begins the condition to the end of that part of the sentence.
    """
    hedged = hedge_spans(words)
    begins = [
        found.start()
        for found in _CONDITION.finditer(words)
        if not any(start <= found.start() < end for start, end in hedged)  # "if possible" is none
    ]
    if not begins:
        return ""
    rest = words[begins[0] :]
    ends = _SIDE_ENDS.search(rest)
    return rest[: ends.start()].strip() if ends else rest.strip()
