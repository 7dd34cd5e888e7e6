"""Days as people write them in other countries, and how a playbook wants them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_DAY = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?!\d)")
EXAMPLE = "2026-11-30"


def wrong_day(text: str) -> str:
    """The day with which a text begins where it is written another way or is none; else empty."""
    found = _DAY.match(text)
    if found is None or 4 not in (len(found[1]), len(found[4])):
        return ""
    right = [each.isoformat() for each in _meant(found[0])]
    return "" if found[0] in right else found[0]


def day_flaw(written: str) -> tuple[str, str]:
    """What is wrong with such a day, and what to write; both days where it can mean two."""
    meant = list(dict.fromkeys(map(date.isoformat, _meant(written))))
    if meant:
        return f"{written} is not how a day is written", f"write the day as {' or '.join(meant)}"
    remedy = f"write the day as {EXAMPLE}; look whether that month has such a day"
    return f"there is no day {written}", remedy


def _meant(written: str) -> Iterator[date]:
    found = _DAY.fullmatch(written.strip())
    if found is None:
        return
    first, mark, second, last = found[1], found[2], found[3], found[4]
    if len(first) == 4:
        orders = [(first, second, last)]
    elif mark == ".":
        orders = [(last, second, first)]  # nobody writes the month first with dots
    else:
        orders = [(last, second, first), (last, first, second)]
    for year, month, day in orders:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue
