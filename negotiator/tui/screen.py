"""Screens that leave when they are uppermost, and once: keys may come faster than screens go."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual import screen
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType

Result = TypeVar("Result")


class _Leaving(screen.Screen[Result], Generic[Result]):
    """Textual takes away whatever is uppermost, whichever screen asks to leave."""

    # Before the field has its letters: what is typed right after Tab is for the next one.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    @property
    def is_left(self) -> bool:
        """Whether it is gone, or going: what comes late has nowhere to be shown."""
        there = self.is_attached and self.app.is_running and self in self.app.screen_stack
        return not there

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result; a second key of the same moment closes nothing else.

        A cover does not count: it goes with what is under it.
        """
        stack = [each for each in self.app.screen_stack if not getattr(each, "covers", False)]
        if stack[-1:] != [self]:
            return AwaitComplete()
        return super().dismiss(result)


class Screen(_Leaving[Result], Generic[Result]):
    """What all full screens are."""


class ModalScreen(_Leaving[Result], screen.ModalScreen[Result], Generic[Result]):
    """What all questions are."""
