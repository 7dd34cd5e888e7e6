"""What was typed as a list of stems: normalised, abbreviations spelled out, numbers in digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

import Stemmer

from negotiator.suggest.quantity import digits

_QUOTES = tuple(zip("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--", strict=True))
_SHORTHAND = (
    (re.compile(r"\bw/o\b"), " without "),
    (re.compile(r"\bw/(?=\s|$)"), " with "),
    (re.compile(r"(?<=\d)\s?%"), " percent "),
    (re.compile(r"[$€£]"), " dollars "),
)
_JOINED_UNIT = re.compile(r"(?<=\d)(h|hr|hrs|d|w|wk|wks|mo|mos|m|y|yr|yrs|ms|s|x|bd|k)\b")
_APART = "\0"
"""Between texts that are read in one go: no pattern reaches over it."""
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
    return _words(_spelled_out(text), abbreviations, {})


def token_lists(texts: Iterable[str], abbreviations: Mapping[str, str]) -> list[list[str]]:
    """The words of each text; for thousands of them in a quarter of the time."""
    together = list(texts)
    if not together:
        return []
    spelled_out = _spelled_out(_APART.join(together)).split(_APART)
    known: dict[str, list[str]] = {}
    return [_words(text, abbreviations, known) for text in spelled_out]


def _spelled_out(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    for fine, plain in _QUOTES:  # a tenth of what `translate` takes
        text = text.replace(fine, plain)
    text = digits(text)  # first, because "three nines" is a percentage
    for pattern, replacement in _SHORTHAND:
        text = pattern.sub(replacement, text)
    return _JOINED_UNIT.sub(lambda unit: f" {_UNIT_WORDS[unit[0]]} ", text)


def _words(text: str, abbreviations: Mapping[str, str], known: dict[str, list[str]]) -> list[str]:
    """The words of a spelled out text; `known` keeps what was found out about tokens."""
    words: list[str] = []
    for token in WORD.findall(text):
        own = known.get(token)
        if own is None:
            own = known[token] = _long(token, abbreviations)
        words += own
    return words


def _long(token: str, abbreviations: Mapping[str, str]) -> list[str]:
    word = token.removesuffix("'s").replace("'", "")
    long = abbreviations.get(word) or abbreviations.get(word.removesuffix("s"))
    if long is not None:
        return long.casefold().split()
    return [word] if word else []
