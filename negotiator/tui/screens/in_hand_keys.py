"""The half sentence on the line, and what no disk has taken: kept for whatever happens next."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on, work

from negotiator.desk.errors import DeskError
from negotiator.tui.screens.ask import AskScreen
from negotiator.tui.screens.edition_keys import EditionKeys

if TYPE_CHECKING:
    from textual.timer import Timer

    from negotiator.desk.in_hand import InHand

_PAUSE = 0.5
"""Seconds of words that a killed program may lose."""


class InHandKeys(EditionKeys):
    """What is typed is on a disk within a second; what cannot be saved goes where one says."""

    def __init__(self) -> None:
        super().__init__()
        self._in_hand: InHand | None = None
        self._soon: Timer | None = None

    def type_on(self, words: str) -> None:
        """Put the words of before on the line."""
        raise NotImplementedError

    def offer_what_was_in_hand(self) -> None:
        """At the beginning: the line as it was when the program ended, and a word about damage."""
        self._in_hand = self.call.in_hand
        if self._in_hand is not None and self._in_hand.beside:
            beside = "Open in another window too: each shows what the other files."
            self.tell(beside, beside)
        if self.call.half_line and not self.typed:
            self.type_on(self.call.half_line)
            self.tell("Kept from before: it is not filed yet.")
        if damage := self.call.damage:
            count = "1 entry is" if len(damage) == 1 else f"{len(damage)} entries are"
            self._app.say(
                f"{count} damaged on the disk. {damage[0]} See: negotiator doctor", problem=True
            )
        self.hold()  # what was typed while the call was not open yet

    def hold(self) -> None:
        """Something was typed, filed or saved: write it down in a moment."""
        if self._in_hand is not None:
            changed = self._in_hand.hold(self.typed, self.call)
            if changed and self._soon is None:
                self._soon = self.set_timer(_PAUSE, self._keep)

    def _keep(self) -> None:
        self._soon = None
        if self._in_hand is not None:
            self.run_worker(self._in_hand.keep, thread=True, group="in hand")

    @on(events.Unmount)
    async def _keep_at_the_end(self) -> None:
        """However the call is left, half a sentence is there when one comes back."""
        if self._in_hand is not None:
            await asyncio.to_thread(self._in_hand.keep)
            self._in_hand.leave()

    @work
    async def action_elsewhere(self) -> None:
        """Write what is not saved to a file of one's choice."""
        from negotiator.desk.in_hand import write_unsaved

        if not self.call.unsaved:
            self.tell("Everything is saved.")
            return
        name = f"negotiator-unsaved-{datetime.now():%Y%m%d-%H%M%S}.jsonl"
        where = await self.app.push_screen_wait(
            AskScreen(
                "Write what is not saved to which file?",
                "Another disk will do. Later: negotiator record DEAL --unsaved FILE",
                value=str(Path.home() / name),
            )
        )
        if not where or not where.strip():
            return
        try:
            count = await asyncio.to_thread(write_unsaved, self.call, Path(where.strip()))
        except DeskError as error:
            self.report(error)
            return
        self._app.say(f"Written: {count} not saved here yet, to {where.strip()}")
