"""What the desk reports when something cannot be done: what, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class DeskError(Exception):
    """`what` names the thing and the reason, `remedy` the next step; both are shown as they are."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


@contextmanager
def store_errors_told() -> Iterator[None]:
    """Tell what the store refuses as the desk's own error: the front ends know no other.

    Raises:
        DeskError: the store refused something within.
    """
    # Of the whole package, which takes longer to import than a start may: this waits for the
    # store's thread, which may be importing it; one module of it would be imported beside that.
    from negotiator.store import StoreError

    try:
        yield
    except StoreError as error:
        raise DeskError(error.what, error.remedy) from error
