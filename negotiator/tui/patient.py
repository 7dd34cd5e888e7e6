"""Keys that come faster than screens: they wait until the screen is there, which is soon."""

from __future__ import annotations

import asyncio
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.cache import LRUCache
from textual.command import CommandList, CommandPalette
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen, SystemModalScreen
from textual.worker import get_current_worker

from negotiator.plain import one_line

_LOOK_SECONDS = 0.005
_MOST_SHEETS = 1024
"""More than screens and widgets have together."""


class PatientPalette(CommandPalette):
    """A palette whose list may be paged before it is there."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


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


class PatientApp(App[None]):
    """An app whose screens may be left as fast as they are opened."""

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self._early: tuple[events.Event, ...] = ()
        """What was typed or pasted while a screen was being built."""

    def action_command_palette(self) -> None:
        """Every action of the screen one is on, found by typing."""
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
        await self._flush_next_callbacks()
        if getattr(get_current_worker().node, "is_left", False):
            raise asyncio.CancelledError
        return await super().push_screen_wait(screen, mode=mode)

    async def on_event(self, event: events.Event) -> None:
        """A key for a screen that is not there yet would be lost, or close it half built."""
        if isinstance(event, events.Key | events.Paste) and (self._early or self._building):
            if not self._early:
                self.set_timer(_LOOK_SECONDS, self._pass_on)
            self._early = (*self._early, event)
            return
        await super().on_event(self._as_text(event))

    def _as_text(self, event: events.Event) -> events.Event:
        """What is pasted into Textual's palette is text too; lines of ours see to it themselves."""
        if isinstance(event, events.Paste) and isinstance(self.screen, SystemModalScreen):
            return events.Paste(one_line(event.text))
        return event

    async def _pass_on(self) -> None:
        """The screen is there, or it is waited for again."""
        early, self._early = self._early, ()
        for place, event in enumerate(early):
            if self._building:
                self._early = early[place:]
                self.set_timer(_LOOK_SECONDS, self._pass_on)
                return
            await super().on_event(self._as_text(event))

    @property
    def _building(self) -> bool:
        return bool(self._screen_stack) and not self.screen.is_mounted
