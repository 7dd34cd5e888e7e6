"""What the front ends show of deals that are not open: their line, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


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
        if self.left in _NEAR:
            return _NEAR[self.left]
        return f"in {self.left} days" if self.left > 0 else f"{-self.left} days ago"


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
