"""What misspelt names hide: what is missed because of one is no second problem."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from negotiator.playbook.near import did_you_mean
from negotiator.playbook.positions import Keys
from negotiator.playbook.read import Source
from negotiator.playbook.shape import keys_at

_OF_A_SLIP = {"missing", "too_short", "tuple_type"}
"""What pydantic says where a key is written under another name, in whole or in part."""


def without_followers(errors: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Pydantic's errors but for those that follow from a misspelt key, which is one of them.

    Below `[[clause.objecton]]` the header `[[clause.objection.counter]]` begins a table of its own.
    """
    errors = list(errors)
    meant = {_meant(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
    # Without its mark, what only adds to a table or removes it looks like half a table.
    unmarked = {path[:2] for path in meant if path[2:] in {("add",), ("remove",)}}

    def follows(error: Mapping[str, Any]) -> bool:
        path = error["loc"]
        return error["type"] in _OF_A_SLIP and (path in meant or path[:2] in unmarked)

    # A clause without both is one that was to be changed, and has a slip in its id.
    bare = {error["loc"] for error in errors if error["type"] == "missing"}
    bare = {path for path in bare if path[2:] == ("title",) and (*path[:2], "position") in bare}
    return [error for error in errors if not follows(error) and error["loc"] not in bare]


def swallowed(source: Source, misspelt: str) -> set[int]:
    """The indexes of clauses that got the inner tables of a `[[clause]]` of that misspelt name."""
    find = source.positions.key
    clauses = source.data.get("clause")
    wrong = source.data[misspelt]
    if not isinstance(clauses, list) or not isinstance(wrong, list):
        return set()
    slips = [find((misspelt, index)) for index in range(len(wrong))]
    found = set()
    for index, clause in enumerate(clauses):
        start = find(("clause", index))
        parts = [
            find(("clause", index, key, number))
            for key, value in (clause.items() if isinstance(clause, dict) else ())
            for number in range(len(value) if isinstance(value, list) else 0)
        ]
        if any(start < slip < part for slip in slips for part in parts):
            found.add(index)
    return found


def cut_short(source: Source, inner: str) -> set[int]:
    """The indexes of clauses of which a table stands outside, under the last part of its name."""
    find = source.positions.key
    clauses, slip = source.data.get("clause"), source.data[inner]
    if not isinstance(clauses, list):
        return set()
    starts = [find(("clause", index)) for index in range(len(clauses))]
    count = len(slip) if isinstance(slip, list) else 0
    slips = [find((inner, index)) for index in range(count)] or [find((inner,))]
    return {bisect_right(starts, each) - 1 for each in slips if starts and starts[0] < each}


def _meant(path: Keys) -> Keys:
    guess = did_you_mean(str(path[-1]), keys_at(path[:-1])) if len(path) > 1 else None
    return (*path[:-1], guess) if guess else ()
