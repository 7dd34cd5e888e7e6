"""The playbook behind a call: told quietly when it changes, taken or left with one key."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from negotiator.plain import ended
from negotiator.tui.messages import PlaybookSeen
from negotiator.tui.screens.clause_keys import ClauseKeys

if TYPE_CHECKING:
    from negotiator.desk import Call
    from negotiator.desk.editions import OnDisk
    from negotiator.desk.watch import Watch


class EditionKeys(ClauseKeys):
    """A screen with a call, whose playbook may be saved meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self._watch: Watch | None = None

    def show_status(self) -> None:
        """Show the line above the call."""
        raise NotImplementedError

    def follow(self, call: Call) -> None:
        """Hear of every save of the call's playbook from here on."""
        from negotiator.desk.editions import follow

        if self._app.desk is not None:
            self._watch = follow(self._app.desk.library, call, self._seen)

    def on_unmount(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def _seen(self, found: OnDisk) -> None:
        """On the thread of the watch: hand it over to the event loop."""
        self.post_message(PlaybookSeen(found))

    def on_playbook_seen(self, message: PlaybookSeen) -> None:
        """Say what there is to say where it covers nothing, and once."""
        call = self.call
        before, call.on_disk = call.on_disk, message.found
        if call.news == "changed":
            self.tell("playbook changed: E shows what and takes it")
        elif call.news and before != message.found:
            self.tell(f"playbook broken, the last good edition holds: {message.found.trouble}")
        self.show_status()

    @work(exclusive=True, group="edition")
    async def action_edition(self) -> None:
        """Show what changed, and take it or not."""
        from negotiator.tui.screens.edition import EditionScreen

        call = self.call
        if trouble := call.on_disk.trouble:
            what = ended(trouble)
            self._app.say(f"{what} The last good edition stays in force.", problem=True)
            return
        shown = call.on_disk
        changes = await asyncio.to_thread(call.changes)
        if not changes:
            self.tell("The playbook says what the edition of this deal says.")
            return
        taken = await self.app.push_screen_wait(EditionScreen(changes, call.versions()))
        if taken and call.on_disk != shown:
            self.tell("It changed once more meanwhile: E shows what.")
        elif taken:
            call.take()
            self._act("The deal is on the new edition; u gives the old one back.")
        elif taken is not None:
            call.keep()
            self._act("The deal stays on its edition.")

    def action_playbook(self) -> None:
        """The clause on screen, where it is written."""
        from negotiator.tui.screens.playbook import PlaybookScreen

        self.app.push_screen(PlaybookScreen(self.call.deal.playbook, self._clause))
