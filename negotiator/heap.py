"""One heap for all threads, so that what one gave back another takes."""

from __future__ import annotations

import sys

_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


def share_heap() -> None:
    """Keep glibc from giving each thread a heap of its own.

    What a thread frees stays in its heap, in pieces, and is seldom given back: after a day of
    screens, each read by a worker, most of those heaps is free, and none of it is the system's.
    Other C libraries have no such setting.
    """
    if sys.platform != "linux":
        return
    import ctypes  # by none but the program on screen: other commands have one thread

    if set_option := getattr(ctypes.CDLL(None), "mallopt", None):
        set_option(_M_ARENA_MAX, 1)
