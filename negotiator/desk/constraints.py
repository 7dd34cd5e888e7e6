"""Impossible or merely inconvenient? What to ask, and what really keeps the vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.plain import visible

if TYPE_CHECKING:
    from negotiator.desk.call import Call

QUESTION = "What of this can you not do at all, and what is merely inconvenient?"
"""What to ask aloud."""
ANSWERS = tuple(map(str, b.Hardness))
"""What they may say to that."""


class Constraints:
    """What keeps the vendor from a clause, in their words."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def record(self, clause: str, hardness: str, words: str = "") -> None:
        """They were asked whether it is `impossible` or `inconvenient`, and said so or did not.

        Args:
            hardness: one of `ANSWERS`.
        """
        body = b.Constraint(hardness=b.Hardness(hardness), words=visible(words).strip())
        self._call.record(body, clause)
