"""What the front ends show of deals that are not open: their line, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def how_far(left: int) -> str:
    """How far off a day is, in words, by the days until then."""
    if left in _NEAR:
        return _NEAR[left]
    return f"in {left} days" if left > 0 else f"{-left} days ago"


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due, as a line of a list."""

    deal: str
    vendor: str
    title: str
    day: date
    left: int
    """Days until then; negative once it is missed."""
    band: str
    what: str
    why: str
    owner: str
    clause: str

    @property
    def when(self) -> str:
        """How far off it is, in words."""
        return how_far(self.left)


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal as a line of the Deals screen."""

    id: str
    vendor: str
    title: str
    tier: str
    stage: str
    """new, negotiating, agreed, papered: how far the must-haves are."""
    must_haves: int
    settled: int
    sessions: int
    last: datetime | None
    playbook: str
    open: tuple[tuple[str, str], ...]
    """The must-haves that are not settled: (title, standing)."""
    due: DueRow | None = None
    """What the contract's term asks for next."""
