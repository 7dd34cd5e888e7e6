"""What a conversion gives: the document, and in words what it could not carry."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from negotiator.plain import one_line
from negotiator.playbook.model import Playbook
from negotiator.playbook.problem import shortened
from negotiator.playbook.read import Source
from negotiator.playbook.slug import slug

LONGEST_TEXT, LONGEST_LINE, LONGEST_LABEL = 20_000, 2_000, 60
"""Characters that the model of a playbook takes."""
_LONGEST, _LONGEST_AREA, _LONGEST_NAME = 60, 29, 50
_LISTED = 8
"""Names that a listing shows."""
"""Characters of an id, and of the parts of a clause's: with the dot they are the 80 it may have."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a foreign file that keeps it from being a playbook."""

    where: str
    """As whoever wrote the file finds it: "row 3, column D (walk-away)"."""
    what: str
    remedy: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: {self.what}; {self.remedy}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A playbook made of a foreign file."""

    source: Source
    """The document, which knows where in the foreign file its values came from."""
    lost: tuple[str, ...]
    """What the foreign file says and a playbook cannot."""
    to_do: tuple[str, ...]
    """What a person should look at before negotiating on it."""


@dataclass(frozen=True, slots=True)
class Export:
    """A playbook as a foreign file."""

    text: str
    lost: tuple[str, ...]
    """What the playbook says and the foreign format cannot."""


def identity(text: str, otherwise: str, taken: Collection[str] = (), limit: int = _LONGEST) -> str:
    """An id for a name in any script: without accents, and with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    first = name = slug(plain, otherwise, limit)
    number = 1
    while name in taken:
        number += 1
        end = f"-{number}"
        name = first[: limit - len(end)].rstrip("-") + end
    return name


def clause_id(area: str, name: str, taken: Collection[str]) -> str:
    """area.name for the names that people use, and not one of those taken."""
    group = identity(area, "area", limit=_LONGEST_AREA)
    inside = [each.partition(".")[2] for each in taken if each.startswith(f"{group}.")]
    return f"{group}.{identity(name, 'clause', inside, _LONGEST_NAME)}"


def listing(names: Collection[str]) -> str:
    """The names with commas, and how many more there are."""
    shown = ", ".join(shortened(one_line(name), 40) for name in list(names)[:_LISTED])
    return f"{shown} and {len(names) - _LISTED} more" if len(names) > _LISTED else shown


def told(counts: Mapping[str, int]) -> tuple[str, ...]:
    """A line for everything of which there is any: its number, but where that is True."""
    return tuple(
        what if count is True else f"{what}: {count}" for what, count in counts.items() if count
    )


def tables_lost(playbook: Playbook, kept: Collection[str]) -> dict[str, int]:
    """How many entries each table of a playbook has, but for those that are `kept`."""
    counts: dict[str, int] = {}
    for name, field in Playbook.model_fields.items():
        value = getattr(playbook, name)
        if name not in kept and isinstance(value, tuple):
            counts[f"[[{name}]]"] = len(value)
        elif name not in kept and value != field.default:
            counts[f"[{name}]"] = True
    return counts


def header(name: str, identity: str, **more: Any) -> dict[str, Any]:
    """The [playbook] table, with what else is known of it."""
    known = {key: value for key, value in more.items() if value}
    return {"id": identity, "name": one_line(name, limit=LONGEST_LINE) or identity, **known}
