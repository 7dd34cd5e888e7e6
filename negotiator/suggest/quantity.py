"""Numbers with units as people say them: "60 days", "three nines", "seventy-two hours"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "k": 1_000, "m": 1_000_000}


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
_ROUND_THE_CLOCK = re.compile(r"\b24\s?[/x ]\s?7\b")

_SPELLINGS = {
    "ms": "ms msec millis millisecond milliseconds",
    "seconds": "s sec secs second seconds",
    "minutes": "min mins minute minutes",
    "hours": "h hr hrs hour hours",
    "days": "d day days",
    "business days": "bd bds",
    "weeks": "w wk wks week weeks",
    "months": "mo mos mth mths month months",
    "years": "y yr yrs year years",
    "percent": "% pct percent",
    "x fees": "x times",
}
_UNITS = {spelling: unit for unit, line in _SPELLINGS.items() for spelling in line.split()}
UNITS = frozenset((*_SPELLINGS, *_UNITS, "USD", "months of fees"))
"""Everything that may stand as the unit of a metric and is understood as one."""
_UNIT = "|".join(sorted((re.escape(u) for u in _UNITS if u != "%"), key=len, reverse=True))
_QUANTITY = re.compile(
    r"(?<![\w.])(?P<money>[$€£]\s?)?"
    r"(?P<number>\d+(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>k|m|thousand|million)\b)?"
    r"(?:[\s-]?(?:(?P<business>business|biz|working)|calendar|clear|full|consecutive|more)[\s-]+)?"
    rf"(?:\s?(?P<percent>%)|[\s-]?(?P<unit>{_UNIT})(?![a-z/]))?"
    r"(?P<fees>\s+(?:(?:of|the|annual|yearly|contract|fees?|value|spend)\s*)+)?"
)

_COUNTED = re.compile(r"[\s-]*([a-z]{2,})")
"""The word right after a number: what it counts, unless it is one of those below."""
_NO_NOUNS = frozenset(
    "max maximum min minimum tops top latest flat plus cap limit a after an and are as at be but "
    "before by can for from if in is it not of on only or per so that the then to until was we "
    "will with would you".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Spoken, it is a number only before a unit: "no one", "one customer", "that one" are none.
_ONE = re.compile(
    r"(?<!ty[ -])(?<!and )\bone\b"
    rf"(?![\s-]+(?:(?:business|working|calendar|full)\s+)?(?:{_UNIT}|percent|hundred|thousand|million)\b)"
)

_HOURS = {
    "ms": 1 / 3_600_000,
    "seconds": 1 / 3_600,
    "minutes": 1 / 60,
    "hours": 1.0,
    "days": 24.0,
    "business days": 24.0 * 7 / 5,  # five of them make a calendar week
    "weeks": 24.0 * 7,
    "months": 24.0 * 365.25 / 12,
    "years": 24.0 * 365.25,
}
_FEES = {"x fees": 12.0, "months of fees": 1.0}  # "two times annual fees" is 24 months of fees


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit as it stood in the text."""

    value: float
    unit: str
    """ms, seconds, minutes, hours, days, business days, weeks, months, years, percent, x fees,
    months of fees, USD, or empty for a bare number."""
    of: str = ""
    """What a bare number counts, the word after it ("3 offices"); empty where none follows."""

    def in_unit(self, unit: str) -> float | None:
        """The value in another unit; None where the two do not measure the same thing.

        A bare number is taken to be in the unit asked for, unless it counts something else.
        """
        unit = unit.strip().casefold()
        unit = _UNITS.get(unit, unit)
        if unit == "usd":
            unit = "USD"
        if self.unit == unit:
            return self.value
        if not self.unit:
            return self.value if self.of == "" or self.of.rstrip("s") == unit.rstrip("s") else None
        for scale in (_HOURS, _FEES):
            if self.unit in scale and unit in scale:
                return self.value * scale[self.unit] / scale[unit]
        if self.unit == "months" and unit in _FEES:
            return self.value / _FEES[unit]
        return None


def digits(text: str) -> str:
    """The text with spoken numbers written in digits: "seventy-two hours" becomes "72 hours"."""
    text = _NINES.sub(_nines, text)
    text = _NINETY_NINE.sub(_ninety_nine, text)
    return _SPOKEN.sub(lambda found: _number(found[0]), text)


@lru_cache(maxsize=32)
def quantities(text: str) -> Sequence[Quantity]:
    """The numbers in a text with their units, in its order.

    The first number of a range takes the unit of the second ("24 to 72 hours"). Kept, because every
    clause that the text may be about asks for them.
    """
    text = _ONE.sub("a", text.casefold())
    text = _ROUND_THE_CLOCK.sub("round the clock", digits(text))
    found: list[Quantity] = []
    end = 0
    for match in _QUANTITY.finditer(text):
        unit = _unit(match)
        quantity = Quantity(_value(match), unit, "" if unit else _counted(match))
        is_range = re.fullmatch(r"\s*(?:to|or|and|[-\u2013/])\s*", text[end : match.start()])
        if found and not found[-1].unit and is_range:
            found[-1] = Quantity(found[-1].value, quantity.unit)
        found.append(quantity)
        end = match.end()
    return found


def _counted(match: re.Match[str]) -> str:
    """What a number without a unit counts."""
    if not match["scale"] and _YEAR.fullmatch(match["number"]):
        return "year"
    after = _COUNTED.match(match.string, match.end())
    if after is None or after[1] in _NO_NOUNS:
        return ""
    return after[1]


def _value(match: re.Match[str]) -> float:
    scale = _SCALES[match["scale"]] if match["scale"] else 1
    return float(match["number"].replace(",", "")) * scale


def _unit(match: re.Match[str]) -> str:
    if match["money"]:
        return "USD"
    if match["percent"] or re.fullmatch(r"9\d\.\d+", match["number"]):
        return "percent"
    unit = _UNITS.get(match["unit"] or "", "")
    if unit == "days" and match["business"]:
        return "business days"
    if unit == "months" and re.search(r"fee|spend|value", match["fees"] or ""):
        return "months of fees"
    return unit


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
        if word in _SCALES:
            scaled = max(current, 1) * _SCALES[word]
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
