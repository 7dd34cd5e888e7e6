"""For all tests: machines are busy, so a slow example of hypothesis is no failure.

Some dozens of examples are drawn in every run, so that a run is short; over the runs they add up.
`HYPOTHESIS_PROFILE=long pytest` draws a thousand each.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("busy", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "busy"))


_HEAVY = "shipped"
"""In the name of a test, or of what it is given, that runs the same lines by the million."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Function) -> Generator[None, object, object]:
    """Count lines in what was written by hand; the other examples would take twice as long.

    The `no_cover` of pytest-cov ends one of the two countings that run in a worker of xdist.
    """
    drawn = hasattr(item.obj, "is_hypothesis_test")
    if not drawn and _HEAVY not in f"{item.nodeid} {item.fixturenames}":
        return (yield)
    counting, in_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(counting)
        threading.settrace(in_threads)
