"""What another risk tier would change; it is taken here, or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from negotiator.tui.screen import ModalScreen
from negotiator.tui.widgets.one_line import LIMIT, OneLine

if TYPE_CHECKING:
    from negotiator.desk.retier import RetierView

_AROUND = 5
"""Rows of the frame, of the line for the words, and of what stands above that."""


class RetierScreen(ModalScreen[str | None]):
    """The words about what was given with it, may be empty, where it is taken; None after Esc."""

    CSS_PATH = "retier.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        Binding("down,pagedown", "move(1)", "Down", show=False, priority=True),
        Binding("up,pageup", "move(-1)", "Up", show=False, priority=True),
    ]

    def __init__(self, view: RetierView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        with Vertical(id="retier") as panel:
            panel.border_title = Content(self._view.summary)
            panel.border_subtitle = "Enter takes it · Esc leaves it as it is · ↑↓ reads on"
            with VerticalScroll(id="consequences", can_focus=False):
                yield Static(Content("\n").join(_lines(self._view)))
            yield Static(Content("Scope given for control, in words; may be empty:"), id="scope")
            yield OneLine(
                id="words",
                max_length=LIMIT,
                placeholder="e.g. one use case and 200 users, for audit from day one",
            )

    def on_mount(self) -> None:
        self.on_resize()
        self.query_one("#words").focus()

    def on_resize(self) -> None:
        """The line for the words is always in sight; the consequences take the rest."""
        room = self.app.size.height - _AROUND
        self.query_one("#consequences").styles.max_height = max(room, 3)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_move(self, way: int) -> None:
        """Read on while the cursor stays in the line."""
        shown = self.query_one("#consequences", VerticalScroll)
        shown.scroll_relative(y=way * max(shown.size.height - 1, 1), animate=False)


def _lines(view: RetierView) -> Iterator[Content]:
    yield Content.styled(view.counts or "Nothing changes.", "bold $warning")
    for heading, lines in view.sections:
        yield Content.styled(heading, "bold $primary")
        for title, more in lines:
            yield Content.assemble("  ", title, (f"  {more}" if more else "", "$warning"))
