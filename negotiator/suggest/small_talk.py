"""What is said in every call and is about no clause, so that the matcher learns to let it be."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).with_suffix(".txt")


def small_talk() -> list[str]:
    """Greetings, technology, travel, weather, scheduling, the pitch, thanks and paperwork."""
    return _FILE.read_text(encoding="utf-8").splitlines()
