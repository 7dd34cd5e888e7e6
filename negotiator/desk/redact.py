"""A deal for training: vendor and people under other names, the same ones throughout."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from negotiator.desk.transfer import DealFile

_NAMES = {"author", "owner", "participant", "name"}
"""Keys whose value is the name of a person."""
_FIXED = {
    "id", "deal", "session", "entry", "promise", "answers", "follows",
    "kind", "rung", "clause", "objection", "edition", "digest", "playbook", "text", "version",
    "exported", "format", "created", "started", "ended", "at", "on", "due", "starts", "ends",
}  # fmt: skip
"""Keys whose value is no text of a person."""
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_FEWEST = 3
"""Letters of a part of a name that is looked for on its own."""


def redacted(file: DealFile) -> DealFile:
    """The same deal with vendor and people renamed, and ids that lead back to nothing.

    Whoever recorded or owns something is found wherever they are named, by first name too. Names
    that stand in the words alone cannot be known: read the file before it leaves the house.
    """
    content = file.model_dump(mode="json")
    renamed = _Names(file.deal.vendor, _people(content))
    ids: dict[str, str] = {}

    def anew(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: anew(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [anew(value, key) for value in node]
        if not isinstance(node, str):
            return node
        if _UUID.fullmatch(node):
            return ids.setdefault(node, str(uuid4()))
        return node if key in _FIXED else renamed(node)

    return DealFile.model_validate(anew(content) | {"redacted": True})


class _Names:
    """Renames people and vendor in a text."""

    def __init__(self, vendor: str, people: Iterable[str]) -> None:
        self._new: dict[str, str] = {}
        self._add(vendor, "Vendor")
        for number, person in enumerate(people, start=1):
            self._add(person, f"Person {number}")
        longest = sorted(self._new, key=len, reverse=True)
        names = "|".join(map(re.escape, longest)) or r"(?!)"
        self._found = re.compile(rf"\b(?:{names})\b", re.IGNORECASE)

    def _add(self, name: str, new: str) -> None:
        parts = name.split() or [""]
        for part in (name, parts[0], "".join(parts), "-".join(parts)):
            if len(part) >= _FEWEST:
                self._new.setdefault(part.casefold(), new)

    def __call__(self, text: str) -> str:
        return self._found.sub(lambda match: self._new[match[0].casefold()], text)


def _people(node: Any) -> list[str]:
    """The names of people in a dumped deal, each once, in the order of their first mention."""
    found: dict[str, None] = {}

    def look(node: Any, key: str = "") -> None:
        if isinstance(node, dict):
            for name, value in node.items():
                if name != "editions":
                    look(value, name)
        elif isinstance(node, list):
            for value in node:
                look(value, key)
        elif isinstance(node, str) and key in _NAMES and node.strip():
            found.setdefault(node.partition(",")[0].strip())

    look(node)
    return list(found)
