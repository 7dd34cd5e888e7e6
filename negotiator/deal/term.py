"""The life of a signed contract: its term, how it renews, and how notice is given."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

_Text = Annotated[str, StringConstraints(max_length=2_000)]
_Line = Annotated[str, StringConstraints(max_length=200)]
_Count = Annotated[int, Field(ge=0, le=3_650)]


class Renewal(StrEnum):
    """What happens at the end of a term if nobody does anything."""

    AUTOMATIC = "automatic"
    AGREEMENT = "by agreement"
    NONE = "none"


class Unit(StrEnum):
    """What a notice period is counted in."""

    DAYS = "days"
    BUSINESS_DAYS = "business days"
    MONTHS = "months"


class Method(StrEnum):
    """How notice has to be given."""

    PORTAL = "portal"
    EMAIL = "e-mail"
    COURIER = "courier"
    POST = "registered post"

    @property
    def transit(self) -> int:
        """Business days from sending until receipt can be relied on; our judgement."""
        return _TRANSIT[self]


_TRANSIT = {Method.PORTAL: 0, Method.EMAIL: 1, Method.COURIER: 3, Method.POST: 7}


class Term(BaseModel):
    """The term as it was signed; what happens to it later is in entries of their own."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    starts: date | None = None
    ends: date
    """The last day of the initial term. A renewal never overwrites it."""
    renewal: Renewal = Renewal.AUTOMATIC
    renews_for: Annotated[int, Field(ge=1, le=120)] = 12
    """Months of each further term."""
    notice: _Count = 0
    """The notice period; 0 where none has to be given."""
    unit: Unit = Unit.DAYS
    clear: bool = False
    """Clear days: neither the day of the notice nor the last day of the term counts."""
    method: Method = Method.EMAIL
    place: _Line = ""
    """Whose business days count, as `US` or `DE-BY`; Monday to Friday where empty."""
    price: _Text = ""
    """The price on renewal, in words."""
    uplift_cap: Annotated[float, Field(ge=0, le=1_000)] | None = None
    """By how many percent the price may rise at most."""
    owner: _Line = ""
    """Who in the business answers for the contract."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts is not None and self.starts > self.ends:
            raise ValueError("the term ends before it starts")
        return self
