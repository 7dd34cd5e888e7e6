"""Names of people as ids of playbooks."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str, otherwise: str, limit: int = 60) -> str:
    """The text as an id; `otherwise` leads where it would not begin with a letter."""
    plain = _OTHER.sub("-", text.lower()).strip("-")[:limit].rstrip("-")
    return plain if plain[:1].isalpha() else f"{otherwise}-{plain}"[:limit].rstrip("-")
