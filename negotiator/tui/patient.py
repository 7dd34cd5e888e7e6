"""What Textual does not expect: palettes, questions and screens left as fast as opened."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.cache import LRUCache
from textual.command import CommandPalette
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen, SystemModalScreen
from textual.worker import get_current_worker

from negotiator.plain import one_line
from negotiator.tui.in_turn import HELD_SECONDS, KeysInTurn

_MOST_SHEETS = 1024
"""More than screens and widgets have together."""


class KeptStylesheet(Stylesheet):
    """A style sheet of which only what is new is parsed when a screen brings its own.

    Textual parses all of it again, which takes longer than a frame.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        # Textual's own holds 64, and gone through in turn keeps none of 65.
        self._parse_cache = LRUCache(_MOST_SHEETS)

    def reparse(self) -> None:
        """Read what has been added, or all of it where the colours have changed."""
        self.parse()


class PatientApp(KeysInTurn):
    """An app whose screens may be left as fast as they are opened."""

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self._asking: dict[Screen[Any] | str, float] = {}
        """Questions on their way, or answered while who asked has not gone on; when last seen."""

    def action_command_palette(self) -> None:
        """Every action of the screen one is on, found by typing."""
        from negotiator.tui.palette import PatientPalette

        if not any(isinstance(each, CommandPalette) for each in self.screen_stack):
            # Without Textual's id: one that is still going has it, and would not let this one in.
            self.push_screen(PatientPalette())

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint; what Textual drops because a widget is being rebuilt is painted after that.

        A footer that is rebuilt for another width would else leave the rest of the screen blank.
        """
        if renderable is not None and self._batch_count:
            screen.refresh()
        super()._display(screen, renderable)

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Ask something; no question of a screen that is left lies over what comes after it."""
        self._asking[screen] = monotonic()
        try:
            await self._flush_next_callbacks()
            if getattr(get_current_worker().node, "is_left", False):
                raise asyncio.CancelledError
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            del self._asking[screen]

    @property
    def building(self) -> bool:
        """What is typed between two questions is meant for the next one."""
        now, stack = monotonic(), set(self._screen_stack)
        self._asking.update(dict.fromkeys(stack & self._asking.keys(), now))
        coming = [seen for asked, seen in self._asking.items() if asked not in stack]
        return super().building or any(now - seen < HELD_SECONDS for seen in coming)

    def as_text(self, event: events.Event) -> events.Event:
        """What is pasted into Textual's palette is text too; lines of ours see to it themselves."""
        if isinstance(event, events.Paste) and isinstance(self.screen, SystemModalScreen):
            return events.Paste(one_line(event.text))
        return event
