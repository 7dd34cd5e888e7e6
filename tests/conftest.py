"""For all tests: machines are busy, so a slow example of hypothesis is no failure.

Some dozens of examples are drawn in every run, so that a run is short; over the runs they add up.
`HYPOTHESIS_PROFILE=long pytest` draws a thousand each.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("busy", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "busy"))


_HEAVY = ("shipped", "trust", "benchmarks")
"""In the names of tests that go through the same lines by the million."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count lines in what was written by hand; the other examples would take twice as long."""
    for item in items:
        drawn = isinstance(item, pytest.Function) and hasattr(item.obj, "is_hypothesis_test")
        if drawn or any(name in item.nodeid for name in _HEAVY):
            item.add_marker(pytest.mark.no_cover)
