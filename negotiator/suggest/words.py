"""What was typed as a list of stems: normalised, abbreviations spelled out, numbers in digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import Stemmer

from negotiator.suggest.spoken import digits

_SIGNS = (
    *zip("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--", strict=True),
    *((money, " dollars ") for money in "$€£"),
)
# What must stand before comes last: a pattern that begins with a letter is looked for ten times
# as fast as one that begins with a condition.
_SHORTHAND = (
    (re.compile(r"w/o\b(?<!\ww/o)"), " without "),
    (re.compile(r"w/(?=\s|$)(?<!\ww/)"), " with "),
    (re.compile(r"%(?:(?<=\d%)|(?<=\d\s%))"), " percent "),
)
_JOINED_UNIT = re.compile(r"(\d)(h|hr|hrs|d|w|wk|wks|mo|mos|m|y|yr|yrs|ms|s|x|bd|k)\b")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+(?:[.,]\d+)*")
"""A word, or a number."""
_UNIT_WORDS = {
    "h": "hour", "hr": "hour", "hrs": "hour", "d": "day", "w": "week", "wk": "week",
    "wks": "week", "mo": "month", "mos": "month", "m": "month", "y": "year", "yr": "year",
    "yrs": "year", "ms": "millisecond", "s": "second", "x": "times", "bd": "business day",
    "k": "thousand",
}  # fmt: skip

STOP_WORDS = frozenset(
    """a an and are as at be been being but by can cannot could did do does doing done for from get
    gets getting got had has have having he her here him his how i if in into is it its just me my
    no not of on or our ours out over own she should so some such than that the their theirs them
    then there these they this those to too up us very was we were what when where which while who
    whom why will with would you your yours am any all about also because only off now even still
    yes ok okay well really quite much many more most lot bit kind sort thing things going gonna
    want wants need needs let lets make makes made one ones way actually basically honestly frankly
    obviously simply right sure think know mean say says said see like give gives take
    able ever never always""".split()
)
"""Words that say nothing about which clause is meant; they carry no weight."""

_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its inflections: Snowball English (Porter2, snowballstem.org)."""
    return word if word[:1].isdigit() else str(_stemmer.stemWord(word))


def tokens(text: str, abbreviations: Mapping[str, str]) -> list[str]:
    """The words of a text in order, lower case, spelled out, numbers in digits, stop words kept."""
    return [
        word
        for token in WORD.findall(spelled_out(text))
        for word in long_form(token, abbreviations)
    ]


def spelled_out(text: str) -> str:
    """The text in lower case, with its numbers in digits and its signs and units as words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for sign, plain in _SIGNS:  # a tenth of what `translate` takes
        text = text.replace(sign, plain)
    text = digits(text)  # first, because "three nines" is a percentage
    for pattern, replacement in _SHORTHAND:
        text = pattern.sub(replacement, text)
    return _JOINED_UNIT.sub(lambda found: f"{found[1]} {_UNIT_WORDS[found[2]]} ", text)


def long_form(token: str, abbreviations: Mapping[str, str]) -> list[str]:
    """The words for which a token of a text stands."""
    word = token.removesuffix("'s").replace("'", "")
    long = abbreviations.get(word) or abbreviations.get(word.removesuffix("s"))
    if long is not None:
        return long.casefold().split()
    return [word] if word else []
