"""What `add = true` does: it lengthens the lists of a clause, in whichever file that one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from negotiator.playbook.layer import Entry, listed_in
from negotiator.playbook.near import did_you_mean, listed
from negotiator.playbook.positions import Keys
from negotiator.playbook.problem import Problem, shortened
from negotiator.playbook.read import Place

ADDABLE = ("heard", "weak", "evidence", "trade_for", "sources", "objection")
"""The lists of a clause that may be lengthened; a ladder is never lengthened blindly."""
ADDABLE_TO_OBJECTION = ("heard", "counter")


@dataclass(frozen=True)
class Growing:
    """A clause to which things are added: a copy of its own, that may be changed in place."""

    table: dict[str, Any]
    place: Place
    parts: dict[Keys, Place]
    objections: dict[str, int]
    """The index of each objection by its id."""

    @classmethod
    def of(cls, entry: Entry) -> Growing:
        """A copy as deep as additions reach."""
        table = _copied(entry.table, ADDABLE)
        objections: dict[str, int] = {}
        for index, objection in listed_in(table, "objection"):
            table["objection"][index] = _copied(objection, ADDABLE_TO_OBJECTION)
            if isinstance(objection.get("id"), str):
                objections.setdefault(objection["id"], index)
        return cls(table, entry.place, dict(entry.parts), objections)

    @property
    def entry(self) -> Entry:
        """The clause with all that was added."""
        return Entry(self.table, self.place, self.parts)

    def add(self, more: Entry) -> list[Problem]:
        """Adds the lists of a table; the problems are those of its keys that are none."""
        problems = []
        for key, value in more.table.items():
            if key == "id" or key.startswith("x_"):
                continue
            place = more.where((key,))
            problem = _refused(key, value, place, ADDABLE)
            if problem is not None:
                problems.append(problem)
            elif key == "objection":
                for index, objection in enumerate(value):
                    problems.extend(self._add_objection(objection, place / (index,)))
            else:
                self._lengthen(self.table, (key,), value, place)
        return problems

    def _add_objection(self, objection: Any, place: Place) -> list[Problem]:
        """Adds an objection, or what was newly heard and answered of one the clause has."""
        identity = objection.get("id") if isinstance(objection, Mapping) else None
        index = self.objections.get(identity) if isinstance(identity, str) else None
        if index is None:
            self._append(self.table, ("objection",), objection, place)
            if isinstance(identity, str) and isinstance(self.table["objection"], list):
                self.objections[identity] = len(self.table["objection"]) - 1
                self.table["objection"][-1] = _copied(objection, ADDABLE_TO_OBJECTION)
            return []
        problems = []
        known = self.table["objection"][index]
        for key, value in objection.items():
            if key == "id" or key.startswith("x_"):
                continue
            problem = _refused(key, value, place / (key,), ADDABLE_TO_OBJECTION)
            if problem is None:
                self._lengthen(known, ("objection", index, key), value, place / (key,))
            else:
                problems.append(problem)
        return problems

    def _lengthen(self, table: dict[str, Any], path: Keys, values: list[Any], place: Place) -> None:
        for index, value in enumerate(values):
            self._append(table, path, value, place / (index,))

    def _append(self, table: dict[str, Any], path: Keys, value: Any, place: Place) -> None:
        known = table.setdefault(str(path[-1]), [])
        if isinstance(known, list):  # anything else is reported as the wrong type it is
            self.parts[(*path, len(known))] = place
            known.append(value)


def _copied(table: Mapping[str, Any], lists: tuple[str, ...]) -> dict[str, Any]:
    """A copy of a table with copies of some of its lists."""
    copies = {key: list(table[key]) for key in lists if isinstance(table.get(key), list)}
    return {**table, **copies}


def _refused(key: str, value: Any, place: Place, allowed: tuple[str, ...]) -> Problem | None:
    if key not in allowed:
        what = f"`{shortened(key)}` cannot be added to"
        remedy = f"add only to {listed(allowed)}; change it in a [[clause]] without `add = true`"
        if allowed is ADDABLE_TO_OBJECTION:
            remedy = f"of an objection that exists, add only to {listed(allowed)}"
        if guess := did_you_mean(key, allowed):
            remedy = f"did you mean `{guess}`?"
        return place.problem("not-addable", what, remedy, key=True)
    if not isinstance(value, list):
        what, remedy = f"`{key}` must be a list", "put it between [ and ]"
        return place.problem("wrong-type", what, remedy)
    return None
