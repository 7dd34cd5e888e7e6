"""The record, opened for one question by a command that needs no desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from negotiator.desk.errors import store_errors_told
from negotiator.desk.workspace import Workspace, make_workspace

if TYPE_CHECKING:
    from negotiator.store import Store


@contextmanager
def opened(workspace: Workspace, told: Callable[[str], None]) -> Iterator[Store]:
    """The store of a workspace, as long as the block lasts.

    Args:
        told: called with what there is to say of a record that was damaged or is missing.

    Raises:
        DeskError: it cannot be opened, or what is asked of it in the block cannot be answered.
    """
    from negotiator.store import Store
    from negotiator.store.backup import missing

    database = make_workspace(workspace.root).database
    missed = missing(database)
    with store_errors_told(), Store.open(database) as store:
        if news := store.recovery or missed:
            told(str(news))
        yield store
