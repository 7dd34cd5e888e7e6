"""The keys that change a playbook: save, read again, the user's editor, a layer, another one."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from textual import work

from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.tui.screens.upkeep import Upkeep


class UpkeepKeys(Upkeep):
    """Each acts on the file or the clause one is at."""

    @work(exclusive=True, group="save")
    async def action_save(self) -> None:
        """Write all that was edited."""
        if not self.unsaved:
            self._app.say("Nothing is edited that is not saved.")
        elif await self.save_all():
            await self._look_once()
            errors = len(self._look.loaded.errors) if self._look else 0
            count = "an error" if errors == 1 else f"{errors} errors"
            wrong = f" It has {count}: calls stay on the last good edition." if errors else ""
            self._app.say(f"Saved.{wrong}", problem=bool(errors))

    async def save_all(self) -> bool:
        """Write all that was edited; whether nothing is left."""
        for path in self.bench.unsaved:
            if not await self._save(path):
                return False
        return True

    async def _save(self, path: Path) -> bool:
        from negotiator.desk.sheet import ChangedError

        try:
            await self.off(self.bench.save, path)
        except ChangedError as error:
            choices = (
                Choice("keep", "keep what stands here, and write over the other"),
                Choice("reload", "reload what stands on the disk, and drop what was edited here"),
            )
            answer = await self.ask(error.what, "Esc leaves both as they are.", choices)
            if answer == "reload":
                return await self._reread(path)
            if answer == "keep":
                return await self._save_over(path)
            return False
        except DeskError as error:
            self.report(error)
            return False
        return True

    async def _save_over(self, path: Path) -> bool:
        try:
            await self.off(self.bench.save, path, over=True)
        except DeskError as error:
            self.report(error)
            return False
        return True

    async def may_leave(self) -> bool:
        """Whether what is edited is saved or not wanted; asks once."""
        if not self._bench or not self._bench.unsaved:
            return True
        choices = (Choice("save", "save"), Choice("drop", "drop what was edited"))
        answer = await self.ask(f"Not saved: {self.unsaved}", "Esc goes on editing.", choices)
        if answer == "drop":
            await self.off(self.bench.discard)
            return True
        return answer == "save" and await self.save_all()

    @work(exclusive=True, group="ask")
    async def action_reload(self) -> None:
        """Read the file one is at from the disk again."""
        if self.place is None:
            return
        path, _ = self.place
        if path in self.bench.unsaved:
            drop = (Choice("drop", "drop what was edited, and read it again"),)
            if not await self.ask(f"{path.name} is edited and not saved.", "", drop):
                return
        if await self._reread(path):
            self._app.say(f"Read again: {path.name}")
            self.judge()

    @work(exclusive=True, group="editor")
    async def action_editor(self) -> None:
        """The line one is at in the user's own editor; what comes back is read again."""
        from negotiator.desk.editor import editor_command
        from negotiator.tui.outside import run_outside

        if self.place is None:
            return
        path, line = self.place
        if not self.bench.is_ours(path):
            self.action_layer()
            return
        if path in self.bench.unsaved:
            self._app.say(f"{path.name} is edited here: save it first (Ctrl+S).", problem=True)
            return
        try:
            trouble = run_outside(self._app, editor_command(path, line, os.environ))
        except DeskError as error:
            self.report(error)
            return
        if trouble:
            self._app.say(trouble, problem=True)
        if self.bench.text(path) is not None:
            await self._reread(path)
        self.judge()

    @work(exclusive=True, group="ask")
    async def action_layer(self) -> None:
        """Change a clause that is not ours in a layer that is: one that is there, or a new one."""
        from negotiator.desk.layering import begin_layer, layers_over, parts_of

        clause, desk = self._clause, self.desk
        if self._look is None or clause not in self._look.clauses:
            self._app.say("Choose the clause that is to change.")
            return
        bench = self.bench
        try:
            parts = await self.off(parts_of, desk.library, bench.name, clause)
            layer = bench.name
            if not bench.is_ours(bench.place):
                layers = await self.off(layers_over, desk.workspace, desk.library, bench.name)
                hint = "It comes with the program. Choose, or type the name of a new layer."
                layer = await self.ask(f"Which layer changes {clause}?", hint, layers, free=True)
            part = layer and await self.ask(f"What of {clause} does {layer} change?", "", parts)
            if not part:
                return
            begun = await self.off(
                begin_layer,
                desk.workspace,
                desk.library,
                layer,
                clause,
                part,
                desk.clock().date(),
                bench.name,
            )
        except DeskError as error:
            self.report(error)
            return
        if desk.library.path(begun.playbook) != bench.place and not await self.put_on(
            begun.playbook
        ):
            return
        if await self.open_file(begun.file):
            if begun.text:
                self.append(begun.file, begun.text)
            else:
                here = self._look.outlines[begun.file].line_of(clause) if self._look else None
                self.place_cursor(begun.file, here or 1)
                self._app.say(f"Written: {begun.file}")
                self.judge()

    @work(exclusive=True, group="ask")
    async def action_other(self) -> None:
        """Another playbook."""
        ids = [name for name, _ in await asyncio.to_thread(lambda: self.desk.library.ids)]
        choices = tuple(Choice(name, name) for name in ids)
        name = await self.ask("Which playbook?", "", choices)
        if name and name != self._playbook and await self.may_leave():
            await self.put_on(name)
