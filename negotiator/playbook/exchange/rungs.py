"""Rungs by name: "fallback-2" is a rung of the kind fallback, and stands below fallback-1."""

from __future__ import annotations

from negotiator.playbook.scales import Rung

_ORDER = list(map(str, Rung))


def kind_of(name: str) -> str:
    """The kind of a rung by its name."""
    return str(Rung.FALLBACK) if name.startswith(Rung.FALLBACK) else name


def descent(name: str) -> tuple[int, int]:
    """The place of a rung in a ladder, best first; the key to sort by."""
    number = name.rpartition("-")[2]
    return _ORDER.index(kind_of(name)), int(number) if number.isdecimal() else 0
