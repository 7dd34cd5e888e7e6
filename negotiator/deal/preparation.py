"""What we know before the call: our alternative, the deadline, our leverage, who sits there."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from negotiator.deal.fields import Name, Words

Minutes = Annotated[int, Field(ge=1, le=1440)]
PLANNED_MINUTES = 45
"""Of a session for which nobody planned any."""


class Side(StrEnum):
    """On which side of the table somebody sits."""

    OURS = "ours"
    THEIRS = "theirs"


class Authority(StrEnum):
    """What somebody at the table may do about what is asked there."""

    UNKNOWN = "unknown"
    DECIDES = "may decide"
    ASKS = "must ask"


class Participant(BaseModel):
    """Somebody in the call."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    side: Side
    name: Name
    role: Name = ""
    authority: Authority = Authority.UNKNOWN


class Preparation(BaseModel):
    """All of it is internal."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    batna: Words = ""
    """Our best alternative to a negotiated agreement: what we do if this deal fails (Fisher and
    Ury, Getting to Yes, 1981)."""
    deadline: date | None = None
    deadline_why: Words = ""
    """Whose deadline, and what happens on it."""
    competing: Words = ""
    """Leverage: who else offers this, and how far we are with them."""
    pilot: Words = ""
    """Leverage: what our pilot or test of their service has shown."""
    commitment: Words = ""
    """Leverage: what we could commit to, in term, volume or scope."""
    participants: tuple[Participant, ...] = ()
    agenda: tuple[Words, ...] = ()
    """The points with which we want to open, in order."""
    planned_minutes: Minutes | None = None

    def side(self, side: Side) -> tuple[Participant, ...]:
        """Who sits on one side of the table."""
        return tuple(each for each in self.participants if each.side is side)
