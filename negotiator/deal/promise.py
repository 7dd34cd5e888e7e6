"""What the vendor said they will do, from the spoken word to the section of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.hedge import hedges


class PromiseState(StrEnum):
    """How real a promise is."""

    ORAL = "oral"
    READ_BACK = "read back"
    PAPERED = "papered"
    WAIVED = "waived"
    """We sign without it, knowing so."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of the ledger."""

    id: UUID
    """That of the entry in which it was made; later entries refer to it."""
    clause: str | None
    words: str
    at: datetime
    author: str
    verbatim: bool
    condition: str
    state: PromiseState = PromiseState.ORAL
    document: str = ""
    section: str = ""
    basis: str = ""
    """Why we sign without it."""
    approver: str = ""
    """Who allowed that."""

    @property
    def hedges(self) -> tuple[str, ...]:
        """The words in it that make it smaller than it sounds."""
        return hedges(self.words)

    @property
    def loose(self) -> bool:
        """Nothing but somebody's word: neither in a document nor knowingly given up."""
        return self.state in {PromiseState.ORAL, PromiseState.READ_BACK}


def ledger(entries: Iterable[Entry]) -> tuple[Promise, ...]:
    """The promises of a deal, oldest first, from the entries that count (`live`).

    A promise that stands in a document is not made weaker by reading it back once more; what was
    said of a promise that does not count (any more) is passed over.
    """
    promises: dict[UUID, Promise] = {}
    for entry in entries:
        if isinstance(entry.body, b.Promised):
            promises[entry.id] = Promise(
                id=entry.id,
                clause=entry.clause,
                words=entry.body.words,
                at=entry.at,
                author=entry.author,
                verbatim=entry.body.verbatim,
                condition=entry.body.condition,
            )
            continue
        about = getattr(entry.body, "promise", None)
        if about in promises:
            promises[about] = _after(promises[about], entry)
    return tuple(promises.values())


def _after(promise: Promise, entry: Entry) -> Promise:
    """The promise after one entry about it."""
    match entry.body:
        case b.PromiseAmended(verbatim=verbatim, condition=condition):
            return replace(
                promise,
                verbatim=promise.verbatim if verbatim is None else verbatim,
                condition=promise.condition if condition is None else condition,
            )
        case b.ReadBack() if promise.state is not PromiseState.PAPERED:
            return replace(promise, state=PromiseState.READ_BACK, basis="", approver="")
        case b.Papered(document=document, section=section):
            return replace(promise, state=PromiseState.PAPERED, document=document, section=section)
        case b.Waived(words=words, approver=approver):
            return replace(promise, state=PromiseState.WAIVED, basis=words, approver=approver)
        case _:
            return promise
