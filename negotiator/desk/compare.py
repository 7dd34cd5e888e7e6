"""Two playbooks side by side: at hand, in a file, or as saved with a deal."""

from __future__ import annotations

from collections.abc import Sequence

from negotiator.desk.errors import DeskError
from negotiator.desk.library import Library
from negotiator.desk.record import opened
from negotiator.desk.workspace import Workspace
from negotiator.playbook.diff import Change, diff
from negotiator.playbook.edition import EditionError, load_edition
from negotiator.playbook.model import Playbook

SAVED = "deal:"
"""Before the id, or words of the name, of a deal: the edition saved with it."""


def compare(workspace: Workspace, old: str, new: str) -> Sequence[Change]:
    """What the new playbook says differently from the old one.

    Raises:
        DeskError: one of them is not there or cannot be read, or parts of it cannot.
    """
    library = Library(workspace)
    return diff(*(_meant(library, workspace, name) for name in (old, new)))


def _meant(library: Library, workspace: Workspace, name: str) -> Playbook:
    if name.startswith(SAVED):
        return _saved_with(workspace, name.removeprefix(SAVED))
    return library.sound(name, "would look removed")


def _saved_with(workspace: Workspace, words: str) -> Playbook:
    with opened(workspace) as store:
        deal = store.find_deal(words)
        text = store.edition(store.state(deal.id).edition or deal.edition)
    try:
        return load_edition(text)
    except EditionError as error:
        raise DeskError(f"{deal.vendor} · {deal.title}: {error}", "") from error
