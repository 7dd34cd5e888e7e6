"""The garbage collector at rest, while much is made of which nothing is garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_rest(*, for_good: bool = False) -> Iterator[None]:
    """It would look through all that was made so far, again and again, and find nothing.

    Args:
        for_good: what there is then stays until the program ends, as modules do; it is not looked
            through afterwards either, which would hold up whoever is typing.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        if enabled:
            gc.enable()
