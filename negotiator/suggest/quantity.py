"""Numbers with units as people say them: "60 days", "three nines", "seventy-two hours"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from negotiator.suggest.amounts import with_numbers
from negotiator.suggest.spoken import SCALES, digits
from negotiator.suggest.units import KIND, OF_SPELLING, OF_WORK, UNIT

_ROUND_THE_CLOCK = re.compile(r"\b24\s?[/x ]\s?7\b")
_QUANTITY = re.compile(
    r"(?<![\w.])(?P<money>[$€£]\s?)?"
    r"(?P<number>\d+(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>k|m|thousand|million)\b)?"
    rf"(?:[\s-]?(?:(?P<kind>{KIND})|more)[\s-]+)?"
    rf"(?:\s?(?P<percent>%)|[\s-]?(?P<unit>{UNIT})(?![a-z/]))?"
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
    rf"(?![\s-]+(?:(?:{KIND})\s+)?(?:{UNIT}|percent|hundred|thousand|million)\b)"
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
        unit = OF_SPELLING.get(unit, unit)
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


@lru_cache(maxsize=32)
def quantities(text: str) -> Sequence[Quantity]:
    """The numbers in a text with their units, in its order.

    The first number of a range takes the unit of the second ("24 to 72 hours"). Kept, because every
    clause that the text may be about asks for them.
    """
    text = _ONE.sub("a", text.casefold())
    text = with_numbers(_ROUND_THE_CLOCK.sub("round the clock", digits(text)))
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
    scale = SCALES[match["scale"]] if match["scale"] else 1
    return float(match["number"].replace(",", "")) * scale


def _unit(match: re.Match[str]) -> str:
    if match["money"]:
        return "USD"
    if match["percent"] or re.fullmatch(r"9\d\.\d+", match["number"]):
        return "percent"
    unit = OF_SPELLING.get(match["unit"] or "", "")
    if unit == "days" and match["kind"] in OF_WORK:
        return "business days"
    if unit == "months" and re.search(r"fee|spend|value", match["fees"] or ""):
        return "months of fees"
    return unit
