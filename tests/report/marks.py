"""A playbook and histories in which everything internal carries a mark, to see it leak."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.playbook.model import Playbook
from tests.samples import TEXT
from tests.strategies import histories

MARK = "⁂ours⁂"
"""In every internal text, and in every text of ours that was not said to the vendor."""

_INTERNAL = {
    *("label", "why", "internal_notes", "behind_it", "evidence", "weak", "heard", "allows"),
    *("question", "language"),  # no document has them where there is something to say
}
_OURS = (
    *("words", "approver", "give", "get", "owner", "version"),
    *("condition", "function", "question"),
)
"""The fields of entries that hold a text of ours."""
_TOLD = (b.Heard, b.Promised, b.Deferred, b.Papered)
"""What the vendor said, what was agreed with them about it, and where that stands."""


@cache
def marked_playbook() -> Playbook:
    """The sample with marks, as the program uses it."""
    return Playbook.model_validate(marked_tables())


def marked_tables() -> dict[str, Any]:
    """The sample with marks; what a rung says begins with its clause and name in angles."""
    playbook = tomllib.loads(TEXT)
    for clause in playbook["clause"]:
        _mark(clause)
        fallbacks = 0
        for position in clause["position"]:
            fallbacks += position["rung"] == "fallback"
            rung = f"fallback-{fallbacks}" if position["rung"] == "fallback" else position["rung"]
            if rung == "walk-away":
                position["say"] = f"{MARK}«{clause['id']} {rung}»"  # a limit is never said
            elif "say" in position:
                position["say"] = f"«{clause['id']} {rung}» {position['say']}"
            if "when" in position:
                position["when"] = MARK + position["when"]
        for objection in clause.get("objection", ()):
            for counter in objection["counter"]:
                counter["say"] = MARK + counter["say"]
    for give in playbook["give"]:
        give["title"] = MARK + give["title"]
    for approver in playbook["approver"]:
        approver["name"] = MARK + approver["name"]
    for floor in playbook["floor"]:
        floor["statement"] = MARK + floor["statement"]
    playbook["playbook"]["name"] = MARK + playbook["playbook"]["name"]
    return playbook


def _mark(table: dict[str, Any]) -> None:
    for key, value in table.items():
        if key in _INTERNAL:
            table[key] = (
                [MARK + text for text in value] if isinstance(value, list) else MARK + value
            )
        elif key == "market":
            value["say"] = MARK + value["say"]
        elif key in {"position", "objection"}:
            for inner in value:
                _mark(inner)


def _private(entry: Entry) -> Entry:
    """The entry with a mark on every text of ours in it."""
    update: dict[str, Any] = {"author": MARK}
    if isinstance(entry.body, b.Promised):
        noted = entry.body.model_copy(update={"condition": MARK + entry.body.condition})
        return entry.model_copy(update={**update, "body": noted})
    if isinstance(entry.body, _TOLD) or getattr(entry.body, "told", False):
        return entry.model_copy(update=update)
    texts = {
        name: MARK + getattr(entry.body, name)
        for name in _OURS
        if isinstance(getattr(entry.body, name, None), str)
    }
    return entry.model_copy(update={**update, "body": entry.body.model_copy(update=texts)})


private_histories = histories().map(lambda history: [_private(entry) for entry in history])
"""Histories of a deal in which everything of ours is marked."""
