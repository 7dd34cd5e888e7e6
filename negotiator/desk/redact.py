"""A deal for training: vendors and people under other names, the same ones throughout."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from negotiator.deal.precedent import same_vendor
from negotiator.desk.transfer import DealFile

if TYPE_CHECKING:
    from negotiator.store import Store

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
_ARTICLES = {"the"}
"""First words that say nothing of whose name it is."""
_WORD = re.compile(r"\b[a-z]+\b")


def vendors(store: Store) -> tuple[str, ...]:
    """The vendors of all deals, those of the oldest first."""
    return tuple(deal.vendor for deal in store.deals())


def redacted(file: DealFile, known: Iterable[str] = ()) -> DealFile:
    """The same deal with vendors and people renamed, and ids that lead back to nothing.

    Whoever recorded or owns something is found wherever they are named, by first name too. Names
    that stand in the words alone cannot be known: read the file before it leaves the house.

    Args:
        known: the vendors of other deals, who are named as alternatives and precedents.
    """
    content = file.model_dump(mode="json")
    others = [each for each in known if not same_vendor(each, file.deal.vendor)]
    ordinary = {word for edition in file.editions for word in _WORD.findall(edition.text)}
    renamed = _Names(file.deal.vendor, _people(content), others, ordinary)
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
    """Renames people and vendors in a text.

    A vendor of another deal may be called by an ordinary word, as Scale or Open Models: a word that
    the playbook uses as well is a name only where it has its capital.
    """

    def __init__(
        self,
        vendor: str,
        people: Iterable[str],
        others: Iterable[str],
        ordinary: Collection[str],
    ) -> None:
        self._new: dict[str, str] = {}
        self._patterns: dict[str, str] = {}
        self._add(vendor, "Vendor")
        for number, person in enumerate(people, start=1):
            self._add(person, f"Person {number}")
        for number, other in enumerate(_each_once(others), start=2):
            self._add(other, f"Vendor {number}", ordinary)
        longest = sorted(self._patterns, key=len, reverse=True)
        names = "|".join(self._patterns[name] for name in longest) or r"(?!)"
        self._found = re.compile(rf"(?<!\w)(?:{names})(?!\w)")

    def _add(self, name: str, new: str, ordinary: Collection[str] = ()) -> None:
        parts = name.split() or [""]
        for part in (name, parts[0], "".join(parts), "-".join(parts)):
            key = part.casefold()
            if len(part) < _FEWEST or key in self._new or key in _ARTICLES:
                continue
            self._new[key] = new
            self._patterns[key] = _capital(part) if key in ordinary else f"(?i:{re.escape(part)})"

    def __call__(self, text: str) -> str:
        return self._found.sub(lambda match: self._new[match[0].casefold()], text)


def _capital(word: str) -> str:
    """A pattern of a word where it is written as a name."""
    written = word.capitalize() if word.islower() else word
    return f"{re.escape(written)}|{re.escape(word.upper())}"


def _each_once(vendors: Iterable[str]) -> Iterable[str]:
    """Each vendor once, however it is written, in the order given."""
    return {name.casefold().strip(): name.strip() for name in vendors}.values()


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
