"""An input of one line that keeps all of what is pasted into it."""

from __future__ import annotations

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from negotiator.plain import visible

LIMIT = 10_000
"""Characters of one line; what is pasted beyond is cut, and said to be."""


class OneLine(Input):
    """Textual keeps the first line of what is pasted, and nothing of what is too long."""

    # As long as its words; Textual would lay out the whole screen for every letter of them.
    virtual_size = Reactive(Size(0, 0), layout=False)

    class Cut(Message):
        """So many characters of what was pasted found no room."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

        @property
        def words(self) -> str:
            """What to tell the person who pasted."""
            return f"Too long: the last {self.count} characters were cut."

    def on_resize(self) -> None:
        """Keep in view what is being typed."""
        self._follow()

    async def _on_key(self, event: events.Key) -> None:
        """Act on the line's own keys in their turn.

        Textual hands them up to the program first: letters of the same burst, as a slow line
        delivers them, would come before a Backspace that was pressed before them.
        """
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return

    def _follow(self) -> None:
        cursor = Region(self._cursor_offset, 0, 1, 1)
        self.scroll_to_region(cursor, force=True, animate=False)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines()
        text = lines[0] if len(lines) == 1 else " ".join(filter(None, map(str.strip, lines)))
        text = visible(text.replace("\t", " "), kept="")
        start, end = sorted(self.selection)
        room = (self.max_length or LIMIT) - len(self.value) + end - start
        self.replace(text[:room], start, end)
        self.call_after_refresh(self._follow)  # Textual does so for all but the first change
        if len(text) > room:
            self.post_message(self.Cut(len(text) - room))
