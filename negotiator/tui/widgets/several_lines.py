"""A text of several lines to type, whose pasted text cannot act on the terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from negotiator.plain import visible


class SeveralLines(TextArea):
    """Tab leaves it, as it leaves an input of one line."""

    def __init__(self, text: str, *, id: str, placeholder: str) -> None:
        super().__init__(
            text,
            id=id,
            placeholder=placeholder,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert(visible(event.text))
