"""An input of one line that keeps all of what is pasted into it."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input

LIMIT = 10_000
"""Characters of one line; what is pasted beyond is cut, and said to be."""


class OneLine(Input):
    """Textual keeps the first line of what is pasted, and nothing of what is too long."""

    class Cut(Message):
        """So many characters of what was pasted found no room."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

        @property
        def words(self) -> str:
            """What to tell the person who pasted."""
            return f"Too long: the last {self.count} characters were cut."

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines()
        text = event.text if len(lines) < 2 else " ".join(filter(None, map(str.strip, lines)))
        start, end = sorted(self.selection)
        room = (self.max_length or LIMIT) - len(self.value) + end - start
        self.replace(text[:room], start, end)
        if len(text) > room:
            self.post_message(self.Cut(len(text) - room))
