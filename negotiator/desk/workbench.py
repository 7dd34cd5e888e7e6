"""A playbook on the workbench: its files as text, edited and saved, and what the text makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from negotiator.desk.library import Library
from negotiator.desk.look import Look, unread_clauses
from negotiator.desk.outline import Outline, outline
from negotiator.desk.sheet import Sheet, is_outdated, read_sheet, write_sheet
from negotiator.desk.unsaved import UnsavedTexts
from negotiator.desk.workspace import Workspace
from negotiator.playbook.load import Loaded
from negotiator.playbook.model import Clause
from negotiator.playbook.read import files_of


class Workbench:
    """One playbook, as its maintainer works on it.

    What touches the disk or takes time may be called on another thread, one call at a time;
    `edit`, and what only tells, on that of the screen.

    Raises:
        DeskError: there is no such playbook.
    """

    def __init__(
        self, workspace: Workspace, library: Library, name: str, clock: Callable[[], datetime]
    ) -> None:
        self.name = name
        self.place = library.path(name)
        self._workspace = workspace
        self._library = library
        self._clock = clock
        self._kept = UnsavedTexts(workspace.unsaved)
        self._sheets: dict[Path, Sheet] = {}
        self._texts: dict[Path, str] = {}
        self._seen: dict[str, Clause] = {}
        """Every clause as it was last sound, in the order in which they were first seen."""
        self._last: Look | None = None

    # ── texts ────────────────────────────────────────────────────────────────────────────────

    @property
    def unsaved(self) -> dict[Path, str]:
        """The texts that differ from what is in their files."""
        texts = [*self._texts.items()]
        return {path: text for path, text in texts if text != self._sheets[path].text}

    def is_ours(self, path: Path) -> bool:
        """Whether a file may be edited in place: what comes with the program may not."""
        return path.is_relative_to(self._workspace.playbooks)

    def text(self, path: Path) -> str | None:
        """The text of a file as it is edited; None until the file was opened."""
        return self._texts.get(path)

    def open(self, path: Path) -> None:
        """Read a file, unless it is open.

        Raises:
            DeskError: it cannot be read.
        """
        if path not in self._texts:
            sheet = read_sheet(path)
            self._sheets[path], self._texts[path] = sheet, sheet.text

    def recall(self) -> list[Path]:
        """Open the files whose edits an earlier end of the program left unsaved.

        Raises:
            DeskError: one of them cannot be read.
        """
        found = []
        for path in filter(self.is_ours, files_of(self.place)[0]):
            kept = self._kept.recall(path)
            if kept is None:
                continue
            self.open(path)
            text, mark = kept
            if text != self._texts[path]:
                self._sheets[path] = replace(self._sheets[path], mark=mark)
                self._texts[path] = text
                found.append(path)
        return found

    def edit(self, path: Path, text: str) -> None:
        """The text of an open file is another one now."""
        self._texts[path] = text

    def keep(self) -> None:
        """Put what is not saved where no end of the program can lose it."""
        for path, sheet in [*self._sheets.items()]:
            if self._texts[path] != sheet.text:
                self._kept.keep(path, self._texts[path], sheet.mark)
            elif self.is_ours(path):
                self._kept.drop(path)

    def save(self, path: Path, *, over: bool = False) -> None:
        """Write the text of a file; the playbook counts from here on where it has no error.

        Args:
            over: even over what somebody else wrote meanwhile.

        Raises:
            ChangedError: the file is not what was read; nothing was written.
            DeskError: it cannot be written; the text is still here.
        """
        text = self._texts[path]
        self._sheets[path] = write_sheet(self._sheets[path], text, over=over)
        self._kept.drop(path)
        self._library.renewed(str(self.place))

    def reload(self, path: Path) -> None:
        """Read a file afresh; what was edited in it is dropped.

        Raises:
            DeskError: it cannot be read; the text is still here.
        """
        sheet = read_sheet(path)
        self._sheets[path], self._texts[path] = sheet, sheet.text
        self._kept.drop(path)

    def discard(self) -> None:
        """Drop all that is not saved."""
        for path in self.unsaved:
            self._texts[path] = self._sheets[path].text
            self._kept.drop(path)

    def outdated(self) -> list[Path]:
        """The open files that somebody else has written since."""
        return [path for path, sheet in [*self._sheets.items()] if is_outdated(sheet)]

    # ── what they make ───────────────────────────────────────────────────────────────────────

    def look(self) -> Look:
        """What the files say now; what the rules find in it, `check` tells."""
        texts, before = self.unsaved, self._last
        loaded = self._library.as_saved(self.place, texts)
        outlines = self._outlines(loaded, texts)
        sound: Mapping[str, Clause] = {}
        title = before.title if before else ""
        if loaded.playbook is not None:
            sound, header = loaded.playbook.clauses, loaded.playbook.playbook
            title = f"{header.name} {header.version}"
        elif before is not None:
            outlines = {**before.outlines, **outlines}  # what it extends is not known just now
        unread = unread_clauses(loaded, outlines, before)
        self._seen |= sound
        clauses = {
            name: clause for name, clause in self._seen.items() if name in sound or name in unread
        }
        now = Look(loaded, clauses, unread, outlines, title)
        if before is not None:
            now = replace(now, found=before.found, index=before.index)
        return self._taken(now)

    def check(self, look: Look) -> Look:
        """The look with what the rules find, and with an index of its words."""
        loaded = look.loaded
        if loaded.playbook is None:
            return look  # there is nothing to apply them to; what they found before stands
        known = {*loaded.problems}
        every = self._library.problems(loaded, self._clock().date())
        found = tuple(each for each in every if each not in known)
        index = self._library.index(loaded.playbook, loaded.digest)
        return self._taken(replace(look, found=found, index=index))

    def _taken(self, look: Look) -> Look:
        _ = look.rows  # worked out here, and not on the thread of the screen
        self._last = look
        return look

    def _outlines(self, loaded: Loaded, texts: Mapping[Path, str]) -> dict[Path, Outline]:
        own, _ = files_of(self.place, texts)
        wrong = (Path(problem.source) for problem in loaded.errors)
        files = dict.fromkeys((*own, *loaded.files, *(path for path in wrong if path.is_file())))
        return {path: outline(texts.get(path) or _text_in(path)) for path in files}


def _text_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
