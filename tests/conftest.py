"""For all tests: machines are busy, so a slow example of hypothesis is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("busy", deadline=None)
settings.load_profile("busy")
