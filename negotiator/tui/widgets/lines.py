"""Texts of a line each, of which only those are painted again that have changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

_BLANK = Content("")


class Lines(Widget):
    """As many lines as there is room for: told at every key what they say, mostly as before."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Content] = ()

    def say(self, lines: Sequence[Content]) -> None:
        """Show these lines."""
        before, self._lines = self._lines, lines
        for y in range(max(len(before), len(lines))):
            old = before[y] if y < len(before) else _BLANK
            new = lines[y] if y < len(lines) else _BLANK
            if old is not new and not old.is_same(new):
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        return strip(self, self._lines[y] if y < len(self._lines) else _BLANK)


def strip(widget: Widget, line: Content) -> Strip:
    """A line as a widget paints it, to its full width."""
    width, style = widget.scrollable_content_region.width, widget.visual_style
    strips = Visual.to_strips(widget, line, width, 1, style, pad=True)
    return strips[0] if strips else Strip.blank(width, style.rich_style)
