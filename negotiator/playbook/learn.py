"""What a playbook learns from calls, in a file of the program's own beside those by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tomli_w

_HEAD = """\
# What was heard in calls and promoted, written by `negotiator playbook promote`.
# Reword it, or move it to another file, as you like; of all comments here only this one stays.

"""
_HEARD_IN = "x_heard_in"
"""The ids of the entries a phrase came from, so that it is not offered again when reworded."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a statement becomes: a phrase of a clause or of an objection, or small talk."""

    words: str
    clause: str = ""
    """Empty for small talk: a test that nothing is claimed for these words."""
    objection: str = ""
    """Empty for a phrase that objects to nothing yet."""
    kind: str = ""
    """What a new objection rests on; empty for one that the clause has."""
    heard_in: tuple[str, ...] = ()
    """The ids of the entries."""


def with_lesson(text: str, lesson: Lesson) -> str:
    """The text of a learned file, empty for a new one, with one lesson more.

    Raises:
        ValueError: it was edited, and is no TOML or no part of a playbook any more.
    """
    document = tomllib.loads(text)
    if not lesson.clause:
        table = _entry(document, "test", {"heard": lesson.words, "expect": ""})
    else:
        table = _entry(document, "clause", {"id": lesson.clause, "add": True})
        if lesson.objection:
            table = _entry(table, "objection", {"id": lesson.objection})
        if lesson.kind:
            table["kind"] = lesson.kind
        _extend(table, "heard", lesson.words)
    _extend(table, _HEARD_IN, *lesson.heard_in)
    return _HEAD + tomli_w.dumps(document)


def heard_in(text: str) -> frozenset[str]:
    """The ids of the entries that a learned file was made of; none of one that is no TOML."""
    try:
        return frozenset(_entries(tomllib.loads(text)))
    except tomllib.TOMLDecodeError:
        return frozenset()


def _entries(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _entries(item)
    elif isinstance(node, dict):
        yield from (str(entry) for entry in _list(node, _HEARD_IN))
        for value in node.values():
            yield from _entries(value)


def _entry(table: dict[str, Any], kind: str, keys: dict[str, Any]) -> dict[str, Any]:
    """The table of a list that has these keys; a new one at its end where none has."""
    tables = _list(table, kind)
    for known in tables:
        if isinstance(known, dict) and keys.items() <= known.items():
            return known
    tables.append(keys)
    return keys


def _extend(table: dict[str, Any], key: str, *texts: str) -> None:
    known = _list(table, key)
    known.extend(text for text in texts if text not in known)


def _list(table: dict[str, Any], key: str) -> list[Any]:
    known = table.setdefault(key, [])
    if not isinstance(known, list):
        raise ValueError(f"`{key}` is not a list")
    return known
