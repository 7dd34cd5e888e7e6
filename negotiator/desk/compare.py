"""Two playbooks side by side: at hand, in a file, or as saved with a deal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from negotiator.desk.errors import DeskError
from negotiator.desk.library import Library
from negotiator.desk.record import opened
from negotiator.desk.workspace import Workspace
from negotiator.playbook.diff import Change, diff
from negotiator.playbook.edition import EditionError, load_edition
from negotiator.playbook.model import Playbook

if TYPE_CHECKING:
    from negotiator.store import Store

SAVED = "deal:"
"""Before the id, or words of the name, of a deal: the edition saved with it."""


def compare(
    workspace: Workspace, old: str, new: str, told: Callable[[str], None]
) -> Sequence[Change]:
    """What the new playbook says differently from the old one.

    Args:
        told: called with what there is to say of a record that was damaged or is missing.

    Raises:
        DeskError: one of them is not there or cannot be read, or parts of it cannot.
    """
    library = Library(workspace)

    def meant(name: str) -> Playbook:
        if name.startswith(SAVED):
            with opened(workspace, told) as store:
                return _saved_with(store, name.removeprefix(SAVED))
        return library.sound(name, "would look removed")

    return diff(meant(old), meant(new))


def _saved_with(store: Store, words: str) -> Playbook:
    deal = store.find_deal(words)
    text = store.edition(store.state(deal.id).edition or deal.edition)
    try:
        return load_edition(text)
    except EditionError as error:
        raise DeskError(f"{deal.vendor} · {deal.title}: {error}", "") from error
