"""Impossible, or merely inconvenient? The sentence to say, and one key for what they say to it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from negotiator.tui.screen import ModalScreen
from negotiator.tui.widgets.rows import Rows

_ANSWERS = (
    ("i", "impossible", "impossible: it cannot be done"),
    ("m", "inconvenient", "merely inconvenient: it costs them something"),
    ("n", "not said", "not said: they did not answer"),
)


class ConstraintScreen(ModalScreen[str | None]):
    """The answer is one of `negotiator.desk.constraints.ANSWERS`, or None after Esc."""

    CSS_PATH = "constraint.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back"),
        *(Binding(key, f"dismiss('{answer}')", answer) for key, answer, _ in _ANSWERS),
    ]

    def __init__(self, title: str, known: str) -> None:
        super().__init__()
        self._title = title
        self._known = known

    def compose(self) -> ComposeResult:
        from negotiator.desk.constraints import QUESTION

        with Vertical(id="constraint") as panel:
            panel.border_title = Content(f"{self._title}: impossible or merely inconvenient?")
            panel.border_subtitle = "one key · Esc back"
            yield Static(Content(QUESTION), id="sentence")
            if self._known:
                yield Static(Content(f"so far: {self._known}"), id="known")
            yield Rows(
                *(Option(Content(f"{key}  {words}"), id=answer) for key, answer, words in _ANSWERS),
                id="answers",
            )

    def on_mount(self) -> None:
        self.query_one("#answers").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
