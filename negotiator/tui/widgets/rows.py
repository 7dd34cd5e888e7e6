"""A list whose rows have colours of their own, except the one under the cursor."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual._widget_navigation import Direction
from textual.strip import Strip
from textual.widgets import OptionList


class Rows(OptionList):
    """Rows of one line each.

    A colour that reads well on the background need not on the cursor's bar, so the bar has one.
    """

    def _move_page(self, direction: Direction) -> None:
        """A page up or down; none while there are no lines, where Textual would raise."""
        if self.scrollable_content_region:
            super()._move_page(direction)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if self.scroll_offset.y + y != self.highlighted:
            return strip
        bar = self.get_component_rich_style("option-list--option-highlighted")
        over = Style(color=bar.color, bgcolor=bar.bgcolor)
        segments = [
            Segment(text, over if style is None else style + over) for text, style, _ in strip
        ]
        return Strip(segments, strip.cell_length)
