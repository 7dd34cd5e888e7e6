"""What every table of a playbook file has in common: its base, and the kinds of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

from negotiator.plain import visible

ClauseId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=80)
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
# What a terminal would obey is made visible here, where a playbook's texts enter.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(partial(visible, limit=2_000)),
]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=20_000),
    AfterValidator(partial(visible, limit=20_000)),
]
Label = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=60),
    AfterValidator(partial(visible, limit=60)),
]

# Strict, because a guess at a limit is worse than a message: `requires_get = "no"` is not true,
# and `value = true` is not 1.
Flag = Annotated[bool, Strict()]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]

Level = Literal["off", "note", "warning", "error"]
"""What a rule of `playbook check` counts as: a note lets a check pass, the two after it fail it."""


def _day(value: Any) -> Any:
    """A quoted day is a day too: an edition is JSON, which has no dates of its own."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


Day = Annotated[date, Strict(), BeforeValidator(_day)]


class Table(BaseModel):
    """A TOML table: unknown keys are errors, save those that start with `x_`, which are dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_private_keys(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {key: value for key, value in data.items() if not str(key).startswith("x_")}
        return data
