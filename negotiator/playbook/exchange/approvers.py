"""Approvers as a person writes them, "Legal lead" or "The CFO [cfo]", and their ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from negotiator.playbook.exchange.draft import identity
from negotiator.playbook.model import Playbook
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.scales import Owner

_WITH_ID = re.compile(r"(.*\S)\s*\[([a-z][a-z0-9-]*)\]", re.DOTALL)
_FUNCTIONS = frozenset(map(str, Owner))
_SURE, _SURE_SHORT, _SHORT = 80, 66, 4
"""Likeness in percent from which two ids may be one; a letter is much of one that has few."""
_LONGER = 2
"""Letters by which a misspelt id is longer or shorter at most."""
_NOBODY = frozenset(("none", "nobody", "no one", "n/a", "na", "not required"))
"""What people write where nobody has to agree."""


def is_nobody(text: str) -> bool:
    """Whether such a text names no approver."""
    return text.casefold() in _NOBODY


@dataclass
class Approvers:
    """Those who are named in a foreign file."""

    names: dict[str, str] = field(default_factory=dict)
    """By id, in the order of their first use; our own functions need no name."""
    uses: Counter[str] = field(default_factory=Counter)
    """How often each is named, by id."""

    sure: set[str] = field(default_factory=set)
    """Those whose id is written out: nobody misspells that."""

    def id_of(self, text: str) -> str:
        """The id of whoever is named so."""
        match = _WITH_ID.fullmatch(text)
        name, known = (match[1], match[2]) if match else (text, _derived(text))
        if match or known not in _FUNCTIONS:
            self.names.setdefault(known, name)
        if match:
            self.sure.add(known)
        self.uses[known] += 1
        return known

    def slips(self) -> Iterator[tuple[str, str]]:
        """The ids of those who may be another, misspelt, with the id of that other.

        Of two whose names are near, it is the one that is named less often, or later.
        """
        order = [*self.names]
        for place, known in enumerate(order):
            if known in self.sure:
                continue
            others = {*_FUNCTIONS, *order} - {known}
            # A slip makes a word little longer: the procurement lead is not procurement.
            near = (each for each in others if abs(len(each) - len(known)) <= _LONGER)
            sure = _SURE_SHORT if len(known) <= _SHORT else _SURE
            meant = did_you_mean(known, near, sure)
            if meant in _FUNCTIONS or (
                meant and (self.uses[known], -place) < (self.uses[meant], -order.index(meant))
            ):
                yield known, meant

    def tables(self) -> list[dict[str, str]]:
        """The approvers as a playbook lists them."""
        return [{"id": known, "name": name} for known, name in self.names.items()]


def written(playbook: Playbook) -> Mapping[str, str]:
    """How all approvers in the ladders of a playbook are written, by id.

    The id is left out where it is the one that would be made of the name.
    """
    names = {each.id: each.name for each in playbook.approver}
    ladders = (clause.position for clause in playbook.clause)
    used = {position.approver for ladder in ladders for position in ladder if position.approver}
    return {known: _written(known, names.get(known)) for known in used}


def _written(known: str, name: str | None) -> str:
    if name is None and known in _FUNCTIONS:
        return known
    name = name or known
    misread = known in _FUNCTIONS or is_nobody(name) or _WITH_ID.fullmatch(name)
    return f"{name} [{known}]" if misread or known != _derived(name) else name


def _derived(name: str) -> str:
    return identity(name, "approver")
