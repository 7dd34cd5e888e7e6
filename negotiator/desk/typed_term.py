"""A term as it is typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from negotiator.deal.business_days import business_days
from negotiator.deal.term import Term, Unit
from negotiator.desk.errors import DeskError
from negotiator.plain import one_line

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_UNITS = {"d": Unit.DAYS, "cd": Unit.DAYS, "bd": Unit.BUSINESS_DAYS, "m": Unit.MONTHS}
"""What follows the number of a notice period; `cd` are clear days."""

_YEARS = range(1900, 2201)
"""A contract begins and ends in one of these."""
_SHOWN = 40
"""Characters of what was typed, in the message that it is wrong."""
_REASONS = {
    "int_": "is no whole number",
    "float_": "is no number",
    "greater_than": "is out of range",
    "less_than": "is out of range",
    "enum": "is not known",
    "string_too_long": "is too long",
}
"""What is wrong with a field, by how the kind of error begins."""
_FORMS = {
    "renewal": "Write automatic, by agreement or none.",
    "renews_for": "Write whole months from 1 to 120, as 12.",
    "notice": "Write 3650 at most, as 90d.",
    "method": "Write portal, e-mail, courier or registered post.",
    "place": "Write it in 200 characters at most.",
    "price": "Write it in 2000 characters at most.",
    "uplift_cap": "Write a percentage from 0 to 1000, as 5.",
    "owner": "Write it in 200 characters at most.",
}
"""What may be written in a field, and how."""


def typed_of(term: Term) -> dict[str, str]:
    """A term as it would be typed."""
    short = "cd" if term.clear else next(key for key, unit in _UNITS.items() if unit is term.unit)
    typed = term.model_dump(mode="json", exclude={"unit", "clear"}, exclude_none=True)
    return {name: str(value) for name, value in typed.items()} | {"notice": f"{term.notice}{short}"}


def read_term(answers: Mapping[str, str], known: Term | None) -> Term:
    """The term with some of its fields changed, as they were typed.

    Args:
        answers: fields of a term by name; the notice period as `90d`, `90cd`, `20bd` or `3m`.

    Raises:
        DeskError: a field is wrong, or the end of the initial term is missing.
    """
    facts: dict[str, object] = {} if known is None else known.model_dump()
    typed = {name: one_line(text) for name, text in answers.items()}
    facts |= {name: text or Term.model_fields[name].get_default() for name, text in typed.items()}
    if typed.get("notice"):
        facts |= _period(typed["notice"])
    if not typed.get("ends", facts.get("ends")):
        raise DeskError("The term needs its last day.", "Say when it ends, as 2027-03-31.")
    try:
        term = Term.model_validate(facts)
        for name in ("starts", "ends"):
            _check_year(name, getattr(term, name))
        business_days(term.place)
    except ValidationError as error:
        raise _wrong(error.errors()[0], typed) from error
    except ValueError as error:
        raise DeskError(
            f"There is {error}.", "Name a country or a part of one, as US, DE or US-CA."
        ) from error
    return term


def _check_year(name: str, day: date | None) -> None:
    """Dates are reckoned back and forth from a day: not from the ends of the calendar."""
    if day is not None and day.year not in _YEARS:
        raise DeskError(
            f"{_label(name)} “{day}” is out of range.",
            f"Write a day of the years {_YEARS[0]} to {_YEARS[-1]}, as 2027-03-31.",
        )


def _wrong(error: ErrorDetails, typed: Mapping[str, str]) -> DeskError:
    """What is wrong with a term, in words."""
    name = str(error["loc"][0]) if error["loc"] else ""
    if error["type"].startswith("date"):
        return DeskError(f"{name} “{typed[name]}” is no day.", "Write it as 2027-03-31.")
    why = next((why for kind, why in _REASONS.items() if error["type"].startswith(kind)), "")
    if why and name in _FORMS:
        said = typed.get(name) or str(error["input"])
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        return DeskError(f"{_label(name)} “{shown}” {why}.", _FORMS[name])
    name = name.replace("_", " ")
    message = error["msg"].removeprefix("Value error, ")
    what = f"{name}: {message}" if name else message
    remedy = "Correct it, then record the term." if name else "Correct its first day or its last."
    return DeskError(f"{what[0].upper()}{what[1:]}.", remedy)


def _label(name: str) -> str:
    """A field of the term as it is called in a sentence that begins with it."""
    return name.replace("_", " ").capitalize()


def _period(text: str) -> dict[str, object]:
    """A notice period as it is typed."""
    found = re.fullmatch(r"(\d{1,4}) ?(d|cd|bd|m)?", text)
    if found is None:
        raise DeskError(
            f"“{text}” is no notice period.",
            "Write it as 90d, 90cd (clear days), 20bd (business days) or 3m.",
        )
    unit = found[2] or "d"
    return {"notice": int(found[1]), "unit": _UNITS[unit], "clear": unit == "cd"}
