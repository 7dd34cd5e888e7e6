"""A line to try: what the text as it is now would find for it, how surely, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from negotiator.tui.paint import columns, sure
from negotiator.tui.widgets.one_line import LIMIT, OneLine
from negotiator.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from negotiator.desk.views import SuggestionView


class Trial(Panel["SuggestionView"]):
    """Type; Up and Down look at the other readings, Enter goes to the clause."""

    TITLE = "what would they say?"

    class Typed(Message):
        """The words changed."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def compose(self) -> ComposeResult:
        yield TrialLine(
            placeholder="what would they say?",
            id="trial-line",
            max_length=LIMIT,
            select_on_focus=False,
            compact=True,
        )
        yield from super().compose()

    @property
    def words(self) -> str:
        """What is typed."""
        return self.query_one("#trial-line", TrialLine).value

    def line(self, item: SuggestionView, width: int) -> Content:
        where = f"{item.clause}/{item.objection}" if item.objection else item.clause
        name = min(44, width // 2)
        rest = max(width - 3 - 4 - name - 3, 10)
        return columns(
            [
                (sure(item.score), 3, "$accent"),
                (f"{item.score:.2f}", 4, "bold"),
                (where, name, ""),
                (f"“{item.phrase}”" if item.phrase else "", rest, "$muted"),
            ]
        )

    def detail(self, item: SuggestionView) -> Content:
        return Content.assemble(
            ("WHY  ", "bold $muted"),
            (item.why or "it looks like it, letter by letter", ""),
            ("\nSAY  ", "bold $muted"),
            (item.say, "$accent"),
            (f"  {item.then}", "$muted"),
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_one_line_cut(self, event: OneLine.Cut) -> None:
        event.stop()
        self.border_subtitle = Content(event.words)


class TrialLine(OneLine):
    """An input whose arrows look at another reading and whose Enter goes to its clause."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the clause", tooltip="Show the clause of the reading."),
        Binding("down", "look(1)", "Look", key_display="↓↑", tooltip="Another reading."),
        Binding("up", "look(-1)", "Previous reading", show=False),
    ]

    async def _on_key(self, event: events.Key) -> None:
        """Arrows act here, in the order of the keys."""
        if event.key in {"down", "up"}:
            event.stop()
            event.prevent_default()
            self.action_look(1 if event.key == "down" else -1)

    def action_look(self, by: int) -> None:
        if isinstance(self.parent, Trial):
            self.parent.move(by)

    async def action_submit(self) -> None:
        if isinstance(self.parent, Trial) and self.parent.item is not None:
            self.parent.post_message(Panel.Picked(self.parent))
