"""The editions of playbooks that a record keeps: what a deal was begun with, or took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.deal.deal import Deal
from negotiator.desk.errors import DeskError
from negotiator.playbook.edition import EditionError, load_edition
from negotiator.playbook.model import Playbook

if TYPE_CHECKING:
    from negotiator.desk.library import Library
    from negotiator.store import Store
    from negotiator.suggest import Index


@dataclass(frozen=True, slots=True)
class Edition:
    """A playbook as one can negotiate on it."""

    playbook: Playbook
    digest: str
    index: Index


class SavedEditions:
    """The editions in a record, each read once."""

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library
        """Asked for only where an index is needed: the deals show without one."""
        self._read: dict[str, Playbook] = {}

    def playbook(self, store: Store, digest: str, deal: Deal) -> Playbook:
        """An edition that a deal was begun with or took.

        Where its text was damaged, the playbook as it is now.

        Raises:
            DeskError: neither can be read.
        """
        if digest not in self._read:
            try:
                self._read[digest] = load_edition(store.edition(digest))
            except EditionError as error:
                try:  # rather the playbook as it is now than no call
                    self._read[digest], _ = self._library().playbook(deal.playbook)
                except DeskError:
                    said = f"{deal.vendor} · {deal.title}: {error}"
                    raise DeskError(said, "") from error
        return self._read[digest]

    def edition(self, store: Store, digest: str, deal: Deal) -> Edition:
        """The same with its search index."""
        playbook = self.playbook(store, digest, deal)
        return Edition(playbook, digest, self._library().index(playbook, digest))
