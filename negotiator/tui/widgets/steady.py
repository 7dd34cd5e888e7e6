"""A text that is painted again only when it has changed."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Steady(Static):
    """A text of a given size, told at every key what it says: mostly what it says already."""

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id)
        self._said = Content("")

    def say(self, text: Content) -> None:
        """Show a text."""
        if not text.is_same(self._said):
            self._said = text
            self.update(text, layout=False)
