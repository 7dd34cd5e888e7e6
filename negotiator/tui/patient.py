"""Keys that come faster than screens: they wait their turn, and decide nothing unseen."""

from __future__ import annotations

import asyncio
from typing import Any

from textual import events
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen, SystemModalScreen
from textual.worker import get_current_worker

from negotiator.plain import one_line

_LOOK_SECONDS = 0.005


class PatientPalette(CommandPalette):
    """A palette whose list may be paged before it is there."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


class PatientApp(App[None]):
    """An app whose screens may be left as fast as they are opened.

    What is typed in one burst has its effect in its order. Beyond a key that opens or leaves a
    screen it is text, for the line there or else for `keep_typed`: nobody has seen what its letters
    would do as keys, nor what Enter would take but the words typed ahead of it.
    """

    _early: tuple[events.Event, ...] = ()
    """What was typed or pasted before the key ahead of it had its effect."""
    _acting = False
    """The last key was no letter of a text: it may open a screen, or leave one."""
    _seen: Screen[object] | None = None
    """The screen on which the burst that waits was typed; None once another one has come."""
    _told: Screen[object] | None = None
    """The screen that was not seen, but was given words."""

    def keep_typed(self, text: str) -> None:
        """Text that was typed where no line was ready for it."""

    def action_command_palette(self) -> None:
        """Every action of the screen one is on, found by typing."""
        if not any(isinstance(each, CommandPalette) for each in self.screen_stack):
            # Without Textual's id: one that is still going has it, and would not let this one in.
            self.push_screen(PatientPalette())

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Ask something; no question of a screen that is left lies over what comes after it."""
        await self._flush_next_callbacks()
        if getattr(get_current_worker().node, "is_left", False):
            raise asyncio.CancelledError
        return await super().push_screen_wait(screen, mode=mode)

    async def on_event(self, event: events.Event) -> None:
        """A key must not overtake the one before it, nor reach a screen that is not there yet."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and (self._early or await self._is_busy()):
            if not self._early:
                self._seen = self.screen if self.screen.is_mounted else None
                self.set_timer(_LOOK_SECONDS, self._pass_on)
            self._early = (*self._early, event)
        elif typed:
            await self._deliver(event)
        else:
            await super().on_event(event)

    async def _deliver(self, event: events.Event) -> None:
        """Hand a key or a paste on to who has the focus; the palette takes a paste as text."""
        if isinstance(event, events.Key):
            self._acting = not self._takes(event.key, event.character)
        elif isinstance(event, events.Paste):
            if not self._takes("x", "x"):
                self.keep_typed(one_line(event.text))
                return
            if isinstance(self.screen, SystemModalScreen):
                event = events.Paste(one_line(event.text))
        await super().on_event(event)

    async def _pass_on(self) -> None:
        """What waited, as far as the keys of it have had their effect; the rest waits again."""
        while self._early and self._screen_stack:
            if await self._is_busy():
                self.set_timer(_LOOK_SECONDS, self._pass_on)
                return
            event, *rest = self._early
            if self.screen is not self._seen:
                self._seen = None
            if self._seen or not self._is_blind(event):
                self._told = self.screen
                await self._deliver(event)
            elif isinstance(event, events.Key) and event.is_printable:
                self.keep_typed(event.character or "")
            self._early = tuple(rest)

    def _takes(self, key: str, character: str | None) -> bool:
        """Whether a key is a letter of a text, for who has the focus."""
        return self.focused is not None and self.focused.check_consume_key(key, character)

    def _is_blind(self, event: events.Event) -> bool:
        """Whether a key would decide something on a screen that was not seen."""
        if not isinstance(event, events.Key) or self._takes(event.key, event.character):
            return False
        return event.is_printable or (event.key == "enter" and self._told is not self.screen)

    async def _is_busy(self) -> bool:
        """Whether what was pressed is still on its way to its effect."""
        if self._acting:
            await asyncio.sleep(0)  # a worker that was begun has its first step: its question
        if not self._screen_stack:
            return False  # not begun yet, or ended
        return not self.screen.is_mounted or (self._acting and any(map(_waits, self._way)))

    @property
    def _way(self) -> list[DOMNode]:
        """Where a key passes by, from who has the focus to the app."""
        return (self.focused or self.screen).ancestors_with_self


def _waits(node: DOMNode) -> bool:
    return node.message_queue_size > 0
