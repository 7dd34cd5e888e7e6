"""A playbook on the workbench: its files as text, edited and saved, and what the text makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from negotiator.desk.library import Library
from negotiator.desk.look import Look, broken_clauses
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
        self._kept = UnsavedTexts(workspace.sessions / "unsaved")
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

    def open(self, path: Path) -> bool:
        """Read a file, unless it is open; whether edits were found again that nobody had saved.

        Raises:
            DeskError: it cannot be read.
        """
        if path in self._texts:
            return False
        sheet = read_sheet(path)
        kept = self._kept.recall(path) if self.is_ours(path) else None
        text = sheet.text
        if kept is not None and kept[0] != text:
            text, mark = kept
            sheet = replace(sheet, mark=mark)
        self._sheets[path], self._texts[path] = sheet, text
        return text != sheet.text

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
        texts = self.unsaved
        loaded = self._library.as_saved(self.place, texts)
        outlines = self._outlines(loaded, texts)
        broken = broken_clauses(loaded, outlines)
        sound = loaded.playbook.clauses if loaded.playbook else {}
        self._seen |= sound
        clauses = {
            name: clause for name, clause in self._seen.items() if name in sound or name in broken
        }
        before = self._last
        now = Look(loaded, clauses, broken, outlines)
        if before is not None:
            now = replace(now, found=before.found, index=before.index)
        return self._taken(now)

    def check(self, look: Look) -> Look:
        """The look with what the rules find, and with an index of its words."""
        found = self._library.problems(look.loaded, self._clock().date())
        playbook = look.loaded.playbook
        index = self._library.index(playbook, look.loaded.digest) if playbook else look.index
        known = {*look.loaded.problems}
        return self._taken(
            replace(look, found=tuple(each for each in found if each not in known), index=index)
        )

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
