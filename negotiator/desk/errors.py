"""What the desk reports when something cannot be done: what, and what to do."""

from __future__ import annotations


class DeskError(Exception):
    """`what` names the thing and the reason, `remedy` the next step; both are shown as they are."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy
