"""The record, opened for one question by a command that needs no desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from negotiator.desk.errors import DeskError
from negotiator.desk.workspace import Workspace, make_workspace

if TYPE_CHECKING:
    from negotiator.store import Store


@contextmanager
def opened(workspace: Workspace) -> Iterator[Store]:
    """The store of a workspace, as long as the block lasts.

    Raises:
        DeskError: it cannot be opened, or what is asked of it in the block cannot be answered.
    """
    from negotiator.store import Store, StoreError

    try:
        with Store.open(make_workspace(workspace.root).database) as store:
            yield store
    except StoreError as error:
        raise DeskError(error.what, error.remedy) from error
