"""Keeping a playbook up: what is read, watched and judged behind the screen that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from textual import work
from textual.timer import Timer

from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.tui.messages import FilesSaved
from negotiator.tui.screen import Screen
from negotiator.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from negotiator.desk import Desk
    from negotiator.desk.look import Look
    from negotiator.desk.watch import Watch
    from negotiator.desk.workbench import Workbench

P = ParamSpec("P")
Result = TypeVar("Result")
_PAUSE = 0.3
"""Seconds without a key after which what was typed is judged."""


class Upkeep(Screen[None]):
    """A screen with a playbook on the workbench; what it looks like is its subclass's business."""

    def __init__(self, name: str, clause: str = "") -> None:
        super().__init__()
        self._playbook = name
        self._clause = clause
        """The clause one is at, or the path of a file."""
        self._bench: Workbench | None = None
        self._look: Look | None = None
        self._lock = asyncio.Lock()
        self._watch: Watch | None = None
        self._pause: Timer | None = None
        self._stale = False
        """Something changed since the last look."""
        self._looking = False
        self._ruled = False
        """The rules were applied to what is shown."""

    @property
    def desk(self) -> Desk:
        """The desk; there is one before this screen is."""
        assert self._app.desk is not None
        return self._app.desk

    @property
    def bench(self) -> Workbench:
        """The workbench; only used once it is there."""
        assert self._bench is not None
        return self._bench

    @property
    def unsaved(self) -> str:
        """The names of the files that are edited and not saved."""
        return ", ".join(path.name for path in self._bench.unsaved) if self._bench else ""

    # ── what it looks like ───────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Another playbook is on the workbench: nothing of the one before is to be seen."""
        raise NotImplementedError

    def show(self, look: Look) -> None:
        """Show what the files say now."""
        raise NotImplementedError

    def show_text(self, path: Path) -> None:
        """The text of a file is another one, and not by typing."""
        raise NotImplementedError

    @property
    def place(self) -> tuple[Path, int] | None:
        """The file and line one is at."""
        raise NotImplementedError

    def place_cursor(self, path: Path, line: int) -> None:
        """Go to a line of an open file, to edit it."""
        raise NotImplementedError

    def append(self, path: Path, text: str) -> None:
        """Put a text to the end of an open file, and the cursor to its beginning."""
        raise NotImplementedError

    @property
    def all_well(self) -> str:
        """What is said where no problem is to be shown: before the rules have spoken, not much."""
        known = self._ruled and not self._stale
        return "Nothing is wrong with it." if known else "It is being checked …"

    # ── behind it ────────────────────────────────────────────────────────────────────────────

    async def off(self, do: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs) -> Result:
        """Do something with the workbench off the event loop, one thing at a time.

        Raises:
            CancelledError: the screen is left meanwhile, and there is nothing to show it on.
        """
        async with self._lock:
            result = await asyncio.to_thread(do, *args, **kwargs)
        if self.is_left:
            raise asyncio.CancelledError
        return result

    async def put_on(self, name: str) -> bool:
        """Put a playbook on the workbench; whether there is one."""
        from negotiator.desk.watch import Watch
        from negotiator.desk.workbench import Workbench

        desk = self.desk
        try:
            bench = await self.off(Workbench, desk.workspace, desk.library, name, desk.clock)
            found = ", ".join(path.name for path in await self.off(bench.recall))
        except DeskError as error:
            self.report(error)
            return False
        self._close_watch()
        self._bench, self._look, self._playbook = bench, None, name
        self._watch = Watch(desk.library.everywhere, self._files_saved)
        self.begin()
        await self._look_once()
        if found:
            self._app.say(f"Edits that were never saved are here again: {found}.")
        self._app.memory.playbook = name
        self._app.keep_memory()
        return True

    async def open_file(self, path: Path) -> bool:
        """Read a file, unless it is open; whether it could be read."""
        try:
            await self.off(self.bench.open, path)
        except DeskError as error:
            self.report(error)
            return False
        return True

    def judge(self) -> None:
        """Look at the files as soon as the typing pauses."""
        self._stale = True
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._judge)

    @work(group="judge")
    async def _judge(self) -> None:
        if self._looking:
            return  # which goes on while anything is stale
        self._looking = True
        try:
            while self._stale:
                await self._look_once()
        finally:
            self._looking = False

    async def _look_once(self) -> None:
        """First what the files say, then, unless they changed meanwhile, what the rules find."""
        self._stale = False
        bench = self.bench
        await self.off(bench.keep)
        look = await self.off(bench.look)
        if self._taken(bench, look):
            self._taken(bench, await self.off(bench.check, look), ruled=True)

    def _taken(self, bench: Workbench, look: Look, *, ruled: bool = False) -> bool:
        """Show a look; whether it is worth going on with."""
        if bench is not self._bench:
            return False  # another playbook came
        self._look, self._ruled = look, ruled
        self.show(look)
        return not self._stale

    def _files_saved(self) -> None:
        """On the thread of the watch: hand it over to the event loop."""
        self.post_message(FilesSaved())

    @work(group="files")
    async def on_files_saved(self) -> None:
        """Take in what another program wrote, where nothing is edited here."""
        if self._bench is None:
            return
        bench = self.bench
        try:
            if await self.off(self.desk.library.path, bench.name) != bench.place:
                await self.put_on(bench.name)  # a layer of the same id was begun
                return
        except DeskError as error:
            self.report(error)
            return
        for path in await self.off(bench.outdated):
            if path in bench.unsaved:
                self._app.say(f"{path.name} was changed on the disk; your edits are kept here.")
            elif await self._reread(path):
                self._app.say(f"{path.name} was changed on the disk and is read again.")
        self.judge()

    def on_unmount(self) -> None:
        self._close_watch()

    def _close_watch(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    async def _reread(self, path: Path) -> bool:
        try:
            await self.off(self.bench.reload, path)
        except DeskError as error:
            self.report(error)
            return False
        self.show_text(path)
        return True

    async def ask(
        self, title: str, hint: str, proposals: Sequence[Choice], *, free: bool = False
    ) -> str:
        """Ask for one of the proposals, or where `free` for any words; empty after Esc."""
        asked = AskScreen(title, hint, proposals=tuple(proposals), only_proposals=not free)
        return (await self.app.push_screen_wait(asked) or "").strip()
