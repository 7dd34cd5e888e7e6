"""The fields that many records share: a name, words, a number."""

from __future__ import annotations

from math import isfinite
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

NAME_LIMIT = 200
"""Characters of a name: a person, an office, a document."""
Words = Annotated[str, StringConstraints(max_length=20_000)]
Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT)]


def _finite(value: float | None) -> float | None:
    """No number rather than NaN or infinity, which JSON cannot keep; the words stay verbatim."""
    return value if value is not None and isfinite(value) else None


Number = Annotated[float | None, AfterValidator(_finite)]
