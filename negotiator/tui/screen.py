"""Screens that leave when they are uppermost, and once: keys may come faster than screens go."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import events, screen
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.worker import Worker, WorkType

if TYPE_CHECKING:
    from negotiator.desk import DeskError
    from negotiator.tui.app import NegotiatorApp

Result = TypeVar("Result")


class _Leaving(screen.Screen[Result], Generic[Result]):
    """Textual takes away whatever is uppermost, whichever screen asks to leave."""

    # Before the field has its letters: what is typed right after Tab is for the next one.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    @property
    def _app(self) -> NegotiatorApp:
        return cast("NegotiatorApp", self.app)

    def report(self, error: DeskError) -> None:
        """Say what could not be done and what to do."""
        self._app.say(str(error), problem=True)

    @property
    def is_left(self) -> bool:
        """Whether it is gone, or going: what comes late has nowhere to be shown."""
        there = self.is_attached and self.app.is_running and self in self.app.screen_stack
        return not there

    def _on_mount(self, _: events.Mount) -> None:
        """Begin in the layout for the terminal there is.

        Textual sees to that after the first frame, which would be seen to jump.
        """
        width, height = self.app.size
        for dimension, breakpoints in (
            (width, self.app.HORIZONTAL_BREAKPOINTS),
            (height, self.app.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(*self._get_breakpoint_classes(dimension, breakpoints or []))

    async def _on_resize(self, event: events.Resize) -> None:
        """Do not lay out for a size that the terminal no longer has.

        A screen tells itself of each size that it was laid out for; two of them, on their way at
        once, would follow each other for ever.
        """
        if event.size != self.app.size:
            event.prevent_default()

    def run_worker(self, work: WorkType[Any], *args: Any, **kwargs: Any) -> Worker[Any]:
        """Work whose answer is shown nowhere if it comes when parts of the screen are gone.

        A screen waits for its parts to go, and until they have, its workers are not cancelled.
        """

        async def unless_left() -> Any:
            try:
                return await (work() if callable(work) else work)
            except NoMatches:
                if not self.is_left:
                    raise
                raise asyncio.CancelledError from None

        on_a_thread = kwargs.get("thread", False)
        return super().run_worker(work if on_a_thread else unless_left, *args, **kwargs)

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
