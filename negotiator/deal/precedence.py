"""Which document wins: the order of precedence, and what is lost by standing in the wrong one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.promise import Promise
from negotiator.deal.standing import ClauseState, Standing
from negotiator.playbook.model import Clause

_BETWEEN = re.compile(r"[>;,\n]")


@dataclass(frozen=True, slots=True)
class Paper:
    """A place in a document where a clause, or a promise about it, stands."""

    document: str
    section: str
    promise: UUID | None = None

    def __str__(self) -> str:
        return f"{self.document}, {self.section}" if self.section else self.document


@dataclass(frozen=True, slots=True)
class Papers:
    """All that stands in documents, and which of them wins."""

    order: tuple[str, ...]
    """The order of precedence, the highest first; empty while it is not on record."""
    places: Mapping[str, tuple[Paper, ...]]
    """Where each clause has been papered so far, oldest first, promises about it included."""

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents in which something stands, each once, as it was first named."""
        named = [paper.document for each in self.places.values() for paper in each]
        return tuple({name.casefold(): name for name in reversed(named)}.values())[::-1]

    def doubt(self, clause: Clause, now: ClauseState) -> str:
        """Why a clause is not settled on paper, in words; empty where it is, or was left out."""
        if now.standing is Standing.PAPERED:
            others = [paper.document for paper in self.places.get(clause.id, ())]
            return overridden(self.order, now.document, others, _home(clause))
        return f"{now.standing}, in no document" if now.standing.agreed else ""

    def doubt_of(self, promise: Promise, clause: Clause | None) -> str:
        """Why a promise that stands in a document may not hold; empty where nothing is against it.

        Args:
            clause: the one that the promise is about, where it is about one.
        """
        if not promise.document:
            return ""
        others = [
            paper.document
            for paper in self.places.get(promise.clause or "", ())
            if promise.clause and paper.promise != promise.id
        ]
        return overridden(self.order, promise.document, others, _home(clause))


def read_papers(entries: Iterable[Entry]) -> Papers:
    """What stands where, from the entries that count (`live`)."""
    order: tuple[str, ...] = ()
    places: defaultdict[str, list[Paper]] = defaultdict(list)
    for entry in entries:
        match entry.body:
            case b.Precedence(documents=documents):
                order = documents
            case b.Papered(document=document, section=section, promise=promise):
                places[entry.clause or ""].append(Paper(document, section, promise))
            case _:
                pass
    return Papers(order, {clause: tuple(each) for clause, each in places.items()})


def read_order(text: str) -> tuple[str, ...]:
    """An order as it is typed in one line, "order form > DPA > MSA", the highest first.

    Each document once: where one is named twice, its higher place counts.
    """
    names = (" ".join(part.split()) for part in _BETWEEN.split(text))
    order: dict[str, str] = {}
    for name in filter(None, names):
        order.setdefault(name.casefold(), name)
    return tuple(order.values())


def overridden(
    order: tuple[str, ...], document: str, others: Iterable[str] = (), home: str = ""
) -> str:
    """Why what stands in a document may not hold, in words; empty where nothing is against it.

    The rule, as a careful lawyer reads an order of precedence. A text in document D is in doubt

    1. when a document above D papers the same clause (`others`): where the two differ, the words
       up there are the contract;
    2. when the clause's `home` is above D: the home is the document that will speak of the subject
       sooner or later, in standard terms if not in ours, and then it wins;
    3. when D is not in the order at all while others are: an e-mail, an exhibit, an online page
       that nobody ranked is read as being below everything that was.

    Being papered below is no fault of its own: where neither the documents above nor the home say
    anything, D holds. While no order is on record nothing can be said, and nothing is.
    """
    if not order:
        return ""
    place = _place(order, document)
    above = [other for other in others if _place(order, other) < place]
    if above:
        winner = min(above, key=lambda other: _place(order, other))
        return f"{winner} overrides {document} and papers the same clause"
    if home and _place(order, home) < place:
        return f"{home}, where it belongs, overrides {document}"
    if place == len(order):
        return f"{document} is not in the order of precedence: all that are override it"
    return ""


def _home(clause: Clause | None) -> str:
    return clause.home.document if clause and clause.home else ""


def _place(order: tuple[str, ...], document: str) -> int:
    """How high a document ranks, from 0; below all that are named where it is not."""
    name = " ".join(document.split()).casefold()
    for place, each in enumerate(order):
        if each.casefold() == name:
            return place
    return len(order)
