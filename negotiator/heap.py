"""One heap for all threads, so that what one gave back another takes."""

from __future__ import annotations

from contextlib import suppress

_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


def share_heap() -> None:
    """Keep glibc from giving each thread a heap of its own.

    What a thread frees stays in its heap, in pieces, and is seldom given back: after a day of
    screens, each read by a worker, most of those heaps is free, and none of it is the system's.
    Other C libraries have no such setting and need none.
    """
    import ctypes  # by none but the program on screen: other commands have one thread

    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
