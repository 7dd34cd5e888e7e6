"""The open files of a playbook, one of them to be seen; each keeps its cursor and its undo."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from negotiator.tui.paint import SEVERITIES
from negotiator.tui.widgets.source import Source

if TYPE_CHECKING:
    from negotiator.playbook.problem import Problem


class Sources(Vertical):
    """The frame says which file it is, whether it may be edited, what is wrong at the cursor."""

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self._files: dict[Path, Source] = {}
        self._problems: list[Problem] = []
        self.current: Source | None = None
        """The one to be seen."""

    def show(self, path: Path, text: str, *, ours: bool) -> Source:
        """Show a file, as it was left if it is open."""
        source = self._files.get(path)
        if source is None:
            source = self._files[path] = Source(path, text, ours=ours)
            self.mount(source)
            source.mark(self._problems)
        if self.current is not source:
            if self.current is not None:
                self.current.display = False
            source.display = True
            self.current = source
        return source

    def reload(self, path: Path, text: str) -> None:
        """The file has another text now."""
        if path in self._files:
            self._files[path].load(text)

    def close_all(self) -> None:
        """Another playbook comes."""
        self.remove_children(Source)
        self._files.clear()
        self.current = None

    def mark(self, problems: Iterable[Problem]) -> None:
        """Show what is wrong in the files."""
        self._problems = list(problems)
        for source in self._files.values():
            source.mark(self._problems)
        self.tell_line()

    def name_it(self, unsaved: Container[Path]) -> None:
        """Say on the frame which file it is, and whether it is one of those not saved."""
        if self.current is not None:
            name = self.current.path.name
            not_saved = self.current.path in unsaved
            self.border_title = Content(f"{name} · not saved" if not_saved else name)
            self.tell_line()

    def tell_line(self) -> None:
        """Say on the frame what is wrong in the line of the cursor, or why it cannot be edited."""
        source = self.current
        if source is None:
            return
        line = source.cursor_location[0] + 1
        here = [
            problem
            for problem in self._problems
            if problem.line == line and Path(problem.source) == source.path
        ]
        if here:
            sign, colour = SEVERITIES[here[0].severity]
            self.border_subtitle = Content.styled(f"{sign} {here[0].what}", colour)
        elif not source.kept:
            self.border_subtitle = Content("mixed line ends: Ctrl+O edits it in your own editor")
        elif not source.ours:
            self.border_subtitle = Content("comes with the program: l changes it in a layer")
        else:
            self.border_subtitle = Content("")
