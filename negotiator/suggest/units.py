"""The units in which vendors speak, in all their spellings."""

from __future__ import annotations

import re

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
    "USD": "usd dollar dollars euro euros pound pounds",
}
OF_SPELLING = {spelling: unit for unit, line in _SPELLINGS.items() for spelling in line.split()}
"""A spelling, in lower case -> its unit."""
UNITS = frozenset((*_SPELLINGS, *OF_SPELLING, "months of fees"))
"""Everything that may stand as the unit of a metric and is understood as one."""
UNIT = "|".join(sorted((re.escape(u) for u in OF_SPELLING if u != "%"), key=len, reverse=True))
"""A pattern for any of them but the sign."""
OF_WORK = ("business", "biz", "working")
KIND = "|".join((*OF_WORK, "calendar", "clear", "full", "consecutive"))
"""A pattern for what may stand before a unit: "two working days"."""
