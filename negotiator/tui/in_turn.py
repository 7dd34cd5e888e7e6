"""Keys in their turn: what one does has begun before the next one acts.

Textual hands all keys that have come to whatever has the focus then. After a moment in which the
program was busy, letters meant for the line would act as commands: the key that goes to the line
would not have got there yet.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.widgets import Input

_LOOK_SECONDS = 0.005
HELD_SECONDS = 1.0
"""For which keys wait at most for what is on its way."""
_PATIENCE_SECONDS = 0.25
"""After which a key takes its time, or went with the widget that had it: the others go on."""


def _is_letter(event: events.Event) -> bool:
    """Whether a line only takes it up: the next one need not wait, and both are painted at once."""
    return isinstance(event, events.Key) and event.is_printable


class KeysInTurn(App[None]):
    """An app in which a key waits for the one before it, and for a screen that is being built."""

    def __init__(self) -> None:
        super().__init__()
        self._early: deque[events.Event] = deque()
        """What was typed or pasted before its turn."""
        self._under_way: events.Event | None = None
        """What was handed on last, until what it does has begun."""
        self._held_until = 0.0
        self._hands_on = False
        self._looks = False
        self._watches = False

    @contextmanager
    def keys_held(self) -> Iterator[None]:
        """Keys wait, though not for long, until what they are meant for is there."""
        self._held_until = monotonic() + HELD_SECONDS
        try:
            yield
        finally:
            self._held_until = 0.0

    async def on_event(self, event: events.Event) -> None:
        """A key for a screen that is not there yet would be lost, or close it half built."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:  # nobody below had a use for it: it is older than those that wait
            self._early.appendleft(event)
            await self._hand_on()
        else:
            self._early.append(event)
            await self._hand_on()

    def as_text(self, event: events.Event) -> events.Event:
        """What is handed on of what was pasted."""
        return event

    @property
    def building(self) -> bool:
        """Whether what is typed is meant for what is not there yet."""
        mounted = not self._screen_stack or self.screen.is_mounted
        return not mounted or monotonic() < self._held_until

    async def _hand_on(self) -> None:
        """Those that wait, up to one of which the next has to wait for what it does."""
        if self._hands_on:
            return
        self._hands_on = True
        try:
            await self._hand_on_in_turn()
        finally:
            self._hands_on = False

    async def _hand_on_in_turn(self) -> None:
        while self._early:
            first = self._early[0]
            if self.building:
                self._look_again()
                return
            if self._under_way is not None and not first.is_forwarded:
                self._watch(self._under_way)
                return
            self._early.popleft()
            at = self.focused or self.screen
            at_once = first.is_forwarded or (isinstance(at, Input) and _is_letter(first))
            if not at_once:
                self._under_way = first
            await super().on_event(self.as_text(first))
            if not at_once:
                self._follow(first, at)

    def _look_again(self) -> None:
        """The screen will be there soon."""
        if not self._looks:
            self._looks = True
            self.set_timer(_LOOK_SECONDS, self._looked)

    async def _looked(self) -> None:
        self._looks = False
        await self._hand_on()

    def _follow(self, event: events.Event, at: MessagePump, *, again: bool = True) -> None:
        """Go the way of a key up to the app, behind all that it has caused on that way."""
        there = at.call_later(self._passed, event, at, again)
        if not there:
            self.call_later(self._dealt_with, event)

    async def _passed(self, event: events.Event, at: MessagePump, again: bool) -> None:
        if again:
            self._follow(event, at, again=False)
        elif (above := at._parent) is not None:
            self._follow(event, above)
        else:
            await asyncio.sleep(0)  # a worker that asks something has come to its question
            await self._dealt_with(event)

    async def _dealt_with(self, event: events.Event) -> None:
        if self._under_way is event:
            self._under_way = None
            await self._hand_on()

    def _watch(self, event: events.Event) -> None:
        """Wait for a key no longer than is reasonable."""
        if not self._watches:
            self._watches = True
            self.set_timer(_PATIENCE_SECONDS, lambda: self._watched(event))

    async def _watched(self, event: events.Event) -> None:
        self._watches = False
        await self._dealt_with(event)
        await self._hand_on()
