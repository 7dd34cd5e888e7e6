"""What two playbooks say differently, by meaning: the order of files and phrases has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from negotiator.playbook.layer import KEYED
from negotiator.playbook.model import Playbook
from negotiator.playbook.pair import Named, paired, rungs, steps

How = Literal["added", "removed", "changed", "moved"]

_UNSAID = {"playbook": {"check", "extends"}}
"""What says nothing to a negotiator: how strictly and from which layers a playbook is made."""
_NAMES = {
    "heard": "phrase",
    "weak": "weak wording",
    "trade_for": "trade",
    "sources": "source",
    "clauses": "clause",
    "tiers": "risk tier",
    "raises": "raised clause",
    "lowers": "lowered clause",
    "synonyms": "synonyms",
    "abbreviations": "abbreviation",
}
"""What an element of a list, or an entry of a table that names its own keys, is called."""
_TITLES = ("title", "statement", "name", "ask", "label", "say")
"""The key that says best, in a line, what a table is."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that one playbook says and the other does not, or says differently."""

    where: str
    """Its address: "model.version-pinning/fallback-1", "floor no-training", "playbook"."""
    how: How
    what: str
    """What it is: clause, position, phrase ..., or the key of a value."""
    was: str = ""
    now: str = ""

    def __str__(self) -> str:
        match self.how:
            case "added":
                return f"{self.what} added: {self.now}"
            case "removed":
                return f"{self.what} removed: {self.was}"
            case "moved":
                return f"moved: {self.was} is now {self.now}"
        return f"{self.what}: {self.was or 'nothing'} → {self.now or 'nothing'}"


def diff(old: Playbook, new: Playbook) -> tuple[Change, ...]:
    """What changes for whoever negotiates on the new one instead of the old; () when nothing."""
    was, now = (each.model_dump(mode="json", exclude=_UNSAID) for each in (old, new))
    changes = [*_tables("playbook", was["playbook"], now["playbook"])]
    for kind in KEYED:
        before, after = _by_id(was[kind]), _by_id(now[kind])
        prefix = "" if kind == "clause" else f"{kind} "
        changes += _keyed(prefix, kind, before, after)
    changes += _tables("words", was["words"], now["words"])
    changes += _elements("tests", "test", *map(_tests, (was, now)))
    return tuple(changes)


def _keyed(
    prefix: str, kind: str, was: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Change]:
    """Tables with ids: those that came, those that went, and what changed in the others."""
    for name, table in was.items():
        if name not in now:
            yield Change(f"{prefix}{name}", "removed", kind, was=_title(table))
    for name, table in now.items():
        if name in was:
            yield from _tables(f"{prefix}{name}", was[name], table)
        else:
            yield Change(f"{prefix}{name}", "added", kind, now=_title(table))


def _tables(where: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """What differs between two tables of one kind, key by key."""
    for key in dict.fromkeys((*was, *now)):
        before, after = was.get(key), now.get(key)
        if before == after:
            continue
        if key == "position":
            yield from _ordered(where, "position", rungs(before or ()), rungs(after or ()))
        elif key == "counter":
            yield from _ordered(where, "counter", steps(before or ()), steps(after or ()))
        elif key == "objection":
            yield from _keyed(f"{where}/", key, _by_id(before or ()), _by_id(after or ()))
        elif isinstance(before or after, list):
            yield from _elements(where, _NAMES.get(key, key), _texts(before), _texts(after))
        elif isinstance(before or after, dict):
            inner = _tables(where, before or {}, after or {})
            name = _NAMES.get(key, key)
            yield from (_within(name, change) for change in inner)
        else:
            yield Change(where, "changed", key, _text(before), _text(after))


def _ordered(where: str, kind: str, was: Named, now: Named) -> Iterator[Change]:
    """Rungs of a ladder, or steps of an answer: also those that only changed their place."""
    pairs = paired(was, now)
    for name, table in was.items():
        if name not in pairs:
            yield Change(f"{where}/{name}", "removed", kind, was=_title(table))
    known = {after: before for before, after in pairs.items()}
    for name, table in now.items():
        before = known.get(name)
        here = f"{where}/{name}"
        if before is None:
            yield Change(here, "added", kind, now=_title(table))
            continue
        if before != name:
            yield Change(here, "moved", kind, was=before, now=name)
        yield from _tables(here, was[before], table)


def _elements(where: str, name: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """Elements of lists whose order says nothing."""
    yield from (Change(where, "removed", name, was=text) for text in was if text not in now)
    yield from (Change(where, "added", name, now=text) for text in now if text not in was)


def _within(name: str, change: Change) -> Change:
    """A change of a table in a table, seen from the outer one: "metric unit"."""
    return Change(change.where, change.how, f"{name} {change.what}", change.was, change.now)


def _tests(document: Mapping[str, Any]) -> list[str]:
    return [f"“{test['heard']}” finds {test['expect'] or 'nothing'}" for test in document["test"]]


def _by_id(tables: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {str(table["id"]): table for table in tables}


def _title(table: Mapping[str, Any]) -> str:
    return next((str(table[key]) for key in _TITLES if table.get(key)), str(table.get("id", "")))


def _texts(value: Iterable[Any] | None) -> list[str]:
    return [_text(each) for each in value or ()]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:.15g}"
        case list():
            return ", ".join(map(_text, value))
    return str(value)
