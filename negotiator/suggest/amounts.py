"""Amounts that are said without a number: "half a percent", "a week's notice", "a year and a half".

They are read for ladders alone: which clause is meant is found from the words as they are.
"""

from __future__ import annotations

import re

from negotiator.suggest.units import KIND, UNIT

_UNIT = rf"(?:(?:{KIND})[\s-]+)?(?:{UNIT}|million)(?![a-z/])"
_NUMBER = r"(?<![\w.,])(\d+)"
_PART_OF_A = rf"(?:[\s-]+of)?[\s-]+(?:an?|1)[\s-]+(?={_UNIT})"
# Shorter times are turns of phrase: "just a second", "for a minute"; so is "month-to-month".
_LASTING = rf"(?:(?:{KIND})\s+)?(?:hour|day|week|month|year)(?![\w-])"
_LIMITS = "within for after than to least over about take takes need give gives".replace(" ", "|")
_WHAT_LASTS = "notice|warning|grace|retention|delay"

_WRITTEN = tuple(
    (word, re.compile(pattern), number)
    for word, pattern, number in (
        ("half", rf"{_NUMBER}[\s-]+and[\s-]+a[\s-]+half\b", r"\1.5"),
        ("half", r"\ban?[\s-]+and[\s-]+a[\s-]+half\b", "1.5"),  # "one and a half", without the one
        ("half", rf"{_NUMBER}[\s-]+({_UNIT})[\s-]+and[\s-]+a[\s-]+half\b", r"\1.5 \2"),
        ("half", rf"\ban?[\s-]+({_UNIT})[\s-]+and[\s-]+a[\s-]+half\b", r"1.5 \1"),
        ("½", rf"{_NUMBER}\s?½", r"\1.5"),
        ("½", r"(?<![\w.,])½", "0.5"),
        ("1/2", rf"{_NUMBER}[\s-]1/2(?![\w/])", r"\1.5"),
        ("quarter", rf"\b3[\s-]+quarters{_PART_OF_A}", "0.75 "),
        ("quarter", rf"\b(?:a[\s-]+)?quarter{_PART_OF_A}", "0.25 "),
        ("half", rf"\bhalf{_PART_OF_A}", "0.5 "),
        ("half", rf"\b(?:a[\s-]+)?half[\s-]+(?=(?:{KIND}|percent|pct|day|hour|million)\b)", "0.5 "),
        ("couple", rf"\ba[\s-]+couple[\s-]+(?:of[\s-]+)?(?:more[\s-]+)?(?={_UNIT})", "2 "),
        ("fortnight", r"\b(?:an?|1)[\s-]+fortnight\b", "2 weeks"),
        ("million", r"\ba[\s-]+(?=million\b)", "1 "),
        (" a", rf"\b({_LIMITS})\s+an?\s+(?={_LASTING})", r"\1 1 "),
        ("a", rf"\ban?\s+(?={_LASTING}(?:['\u2019]s)?\s+(?:of\s+)?(?:{_WHAT_LASTS}))", "1 "),
    )
)
"""A word without which there is nothing to look for, what stands for a number, and the number."""


def with_numbers(text: str) -> str:
    """The text, in lower case and with its numbers in digits, with numbers for such amounts."""
    for word, pattern, number in _WRITTEN:
        if word in text:
            text = pattern.sub(number, text)
    return text
