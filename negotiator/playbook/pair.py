"""Which rung of one ladder is which of another, and which step of an answer is which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Named = Mapping[str, Mapping[str, Any]]
"""Tables by the name under which the screens address them, in their order."""


def rungs(positions: Iterable[Mapping[str, Any]]) -> Named:
    """Positions by the name of their rung; a rung that stands twice has a number too."""
    named: dict[str, Mapping[str, Any]] = {}
    fallbacks = 0
    for position in positions:
        name = str(position["rung"])
        if name == "fallback":
            fallbacks += 1
            name = f"fallback-{fallbacks}"
        elif name in named:
            name = f"{name}-{len(named) + 1}"
        named[name] = {key: value for key, value in position.items() if key != "rung"}
    return named


def steps(counters: Iterable[Mapping[str, Any]]) -> Named:
    """Counters by their step, from 1."""
    return {f"step-{number}": counter for number, counter in enumerate(counters, start=1)}


def paired(was: Named, now: Named) -> dict[str, str]:
    """The new name of each table that is still there, by its old one.

    The same content is the same thing wherever it stands; of the others first those of the same
    label or the same words, and then those of the same name belong together.
    """
    pairs: dict[str, str] = {}
    for mark in _MARKS:
        rest = [name for name in now if name not in pairs.values()]
        for name, table in was.items():
            sign = mark(name, table)
            if name in pairs or not sign:
                continue
            same = next((other for other in rest if mark(other, now[other]) == sign), None)
            if same is not None:
                pairs[name] = same
                rest.remove(same)
    return pairs


Mark = Callable[[str, Mapping[str, Any]], Any]
_MARKS: tuple[Mark, ...] = (
    lambda name, table: (name, table),  # what has not changed at all comes first
    lambda _, table: table,
    lambda _, table: table.get("label"),
    lambda _, table: table.get("say"),
    lambda name, _: name,
)
