"""Preparing a deal from the list of deals, before any call on it has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from negotiator.tui.messages import RecordSettled
from negotiator.tui.screen import Screen

if TYPE_CHECKING:
    from negotiator.desk import Call, NotSaved, Saved


class PrepareKeys(Screen[None]):
    """A screen on which a deal can be pointed at."""

    def __init__(self) -> None:
        super().__init__()
        self._preparing: Call | None = None
        """Kept beyond its screen while the disk has not taken what was prepared."""

    def pointed_at(self) -> str | None:
        """The id of the deal under the cursor."""
        raise NotImplementedError

    @work(exclusive=True, group="prepare")
    async def action_prepare(self) -> None:
        """The preparation of the deal under the cursor, in a session of its own."""
        from negotiator.desk import DeskError
        from negotiator.tui.screens.preparation import PreparationScreen

        app = self._app
        deal = self.pointed_at()
        if app.desk is None or deal is None:
            return
        call = self._preparing
        if call is None:
            try:
                call = self._preparing = await app.desk.begin(deal, self._settled)
            except DeskError as error:
                self.report(error)
                return
            call.preparation.begin_apart()
        call.save()
        await app.push_screen_wait(PreparationScreen(call))
        if not await app.loses(call, "Prepare it again: what you typed is kept here."):
            call.preparation.end_apart()
            self._preparing = None

    def on_record_settled(self, message: RecordSettled) -> None:
        """What became of the preparation."""
        if self._preparing is not None:
            self._preparing.settle(message.outcome)

    def _settled(self, outcome: Saved | NotSaved) -> None:
        """On the store's thread: hand the outcome over to the event loop."""
        self.post_message(RecordSettled(outcome))
