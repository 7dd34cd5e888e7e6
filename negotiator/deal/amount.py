"""Numbers with their unit, as a sentence says them: 1 minute, 5 minutes, 10 percentage points."""

from __future__ import annotations

_COUNTED = frozenset({"days", "hours", "minutes", "months", "points", "seconds", "weeks", "years"})
"""Units that lose their s where there is one of them; "ms" and "x fees" only end in one."""


def amount(number: float, unit: str) -> str:
    """A number with its unit: "1 minute", "1500 ms", "5 business days"."""
    return f"{number:g} {unit_of(number, unit)}"


def unit_of(number: float, unit: str) -> str:
    """The unit as it stands behind a number."""
    one = number == 1 and unit.rpartition(" ")[2] in _COUNTED
    return unit.removesuffix("s") if one else unit


def unit_between(unit: str) -> str:
    """The unit of the difference of two numbers: between percentages lie percentage points."""
    return "percentage points" if unit == "percent" else unit
