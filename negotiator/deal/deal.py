"""A deal, and the sessions in which it is negotiated."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from negotiator.deal.preparation import PLANNED_MINUTES, Minutes
from negotiator.deal.profile import Profile

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""What a playbook edition is known by: the sha256 of what it says."""


class SessionKind(StrEnum):
    """How the two sides met."""

    CALL = "call"
    EMAIL = "e-mail round"
    REVIEW = "review"


class Deal(BaseModel):
    """One contract being negotiated with one vendor."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: UUID
    vendor: Name
    title: Name
    profile: Profile = Profile()
    """The profile the deal began with; entries may change it later."""
    playbook: Name
    edition: Digest
    """The playbook edition the deal began with; entries may change it later."""
    created: AwareDatetime
    follows: UUID | None = None
    """The deal this one renews."""


class Session(BaseModel):
    """One sitting on a deal."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: UUID
    deal: UUID
    kind: SessionKind = SessionKind.CALL
    started: AwareDatetime
    ended: AwareDatetime | None = None
    planned_minutes: Minutes = PLANNED_MINUTES
    author: str = ""
