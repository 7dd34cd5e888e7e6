"""Keys that come faster than screens: they wait until the screen is there, which is soon.

What is typed after a key that asks something is meant for the question, and never a command.
"""

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
from textual.widgets import Input, OptionList, Select, TextArea
from textual.worker import get_current_worker

from negotiator.plain import one_line

_LOOK_SECONDS = 0.005
_TURNS = 20
"""Turns of the event loop in which a key is done with, and what it asks is on its way."""
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
        self._asking: list[Screen[Any] | str] = []
        """Questions on their way, or standing, or answered while who asked has not gone on."""

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
        self._asking.append(screen)
        try:
            await self._flush_next_callbacks()
            if getattr(get_current_worker().node, "is_left", False):
                raise asyncio.CancelledError
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._asking.remove(screen)

    async def on_event(self, event: events.Event) -> None:
        """A key for a screen that is not there yet would be lost, or close it half built."""
        if isinstance(event, events.Key | events.Paste) and (self._early or self._building):
            if not self._early:
                self.set_timer(_LOOK_SECONDS, self._pass_on)
            self._early = (*self._early, event)
            return
        await self._deliver(event)

    async def _deliver(self, event: events.Event) -> None:
        """Hand on an event; what answers a question is done with before the next key."""
        await super().on_event(self._as_text(event))
        enter = isinstance(event, events.Key) and event.key == "enter"
        if enter and self._screen_stack and self.screen.is_modal:
            await _others()

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Where letters are commands, act on each before the next is looked at.

        Textual first hands all of a burst to the widget in focus; each would act on the screen of
        that moment, also those that were typed for what the first one asks.
        """
        done = await super()._check_bindings(key, priority)
        if priority and not done and not self._takes_letters:
            done = await super()._check_bindings(key)
            await _others()
        return done

    @property
    def _takes_letters(self) -> bool:
        """Whether the widget in focus does something of its own with keys."""
        at = self.focused
        typed = isinstance(at, Input | TextArea | Select)
        return typed or (isinstance(at, OptionList) and isinstance(at.parent, Select))

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
            await self._deliver(event)

    @property
    def _building(self) -> bool:
        """Whether another screen is about to be on top, and what is typed is meant for it."""
        stack: list[Screen[Any]] = self._screen_stack
        if any(asked not in stack for asked in self._asking):
            return True
        return bool(stack) and not self.screen.is_mounted


async def _others() -> None:
    """Let the widgets, and whoever asks, have their turn."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)
