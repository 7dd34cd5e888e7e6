"""For all tests: machines are busy, so a slow example of hypothesis is no failure.

Some dozens of examples are drawn in every run, so that a run is short; over the runs they add up.
`HYPOTHESIS_PROFILE=long pytest` draws a thousand each.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("busy", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "busy"))
