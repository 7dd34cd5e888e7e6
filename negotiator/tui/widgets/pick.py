"""A question that is answered by picking, or by typing the beginning of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual import events
from textual.widgets import Select

if TYPE_CHECKING:
    from negotiator.desk.form_views import Choice

_PAUSE = 1.0
"""Seconds after which a letter begins another word."""


class Pick(Select[str]):
    """Textual finds by typing only while its list is open; a form is filled in without opening."""

    def __init__(self, choices: tuple[Choice, ...], value: str, *, id: str) -> None:
        super().__init__(_options(choices), value=value, allow_blank=False, id=id, compact=True)
        self._choices = choices
        self._typed, self._at, self._before = "", 0.0, value

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Ask for one of these."""
        self._choices = choices
        self.set_options(_options(choices))

    def on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        if self.expanded or not letter.isalnum():
            return
        event.stop()
        event.prevent_default()
        if event.time - self._at > _PAUSE:
            self._typed, self._before = "", str(self.value)
        self._typed, self._at = self._typed + letter.casefold(), event.time
        self.value = self._found() or self._before

    def _found(self) -> str:
        """The answer that begins with what was typed, or has it; empty where none does."""
        labels = {choice.value: choice.label.casefold() for choice in self._choices}
        begin = (value for value, label in labels.items() if label.startswith(self._typed))
        have = (value for value, label in labels.items() if self._typed in label)
        return next(begin, None) or next(have, "")


def _options(choices: tuple[Choice, ...]) -> list[tuple[Text, str]]:
    """As a `Text`, which is no markup either; of a `Content` Textual finds nothing by typing."""
    return [(Text(choice.label), choice.value) for choice in choices]
