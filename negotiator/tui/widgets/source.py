"""The text of a playbook file to edit: plain, with its tables, keys and comments told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from negotiator.plain import HIDDEN

if TYPE_CHECKING:
    from negotiator.playbook.problem import Problem

_HEADER = re.compile(r"\s*\[\[?[\w.\- ]+\]\]?")
_KEY = re.compile(r"\s*[\w.\-]+(?=\s*=)")
_COMMENT = re.compile(r"""(?:[^"'#]|"(?:\\.|[^"\\])*"|'[^']*')*?(#.*)$""")
_WRAPPED = 300_000
"""Characters up to which long lines are wrapped; of more it would take too long."""
_TAKEN = frozenset({"f6", "f7"})
"""Keys of the screen that a text area would keep for itself."""


class Source(TextArea, inherit_bindings=False):
    """One file. What cannot be kept as it is, to the last line end, is shown and not edited."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(each for each in TextArea.BINDINGS if getattr(each, "key", "") not in _TAKEN),
        Binding("ctrl+home", "edge(False)", "To the beginning", show=False),
        Binding("ctrl+end", "edge(True)", "To the end", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source--header",
        "source--key",
        "source--comment",
        "source--wrong",
    }

    class Edited(Message):
        """The text is another one."""

        def __init__(self, path: Path, text: str) -> None:
            super().__init__()
            self.path = path
            self.text = text

    class Moved(Message):
        """The cursor came to another line, from 1."""

        def __init__(self, path: Path, line: int) -> None:
            super().__init__()
            self.path = path
            self.line = line

    def __init__(self, path: Path, text: str, *, ours: bool) -> None:
        super().__init__(
            text,
            soft_wrap=len(text) < _WRAPPED,
            show_line_numbers=True,
            compact=True,
            highlight_cursor_line=False,  # it would take the colours from that line
        )
        self.path = path
        self.ours = ours
        self.kept = True
        """Whether the text would come back as it is; it would not where line ends are mixed."""
        self._wrong: dict[int, int] = {}
        """The column, from 1, of the first problem in each line."""
        self._line = 0
        self._known = text
        self._check(text)

    def load(self, text: str) -> None:
        """Another text, with the cursor in the line it was in."""
        line, column = self.cursor_location
        self._known = text
        self.load_text(text)
        self._check(text)
        self.go(line + 1, column + 1)

    def go(self, line: int, column: int = 1, *, top: bool = False) -> None:
        """Put the cursor to a line and column, from 1; `top` brings the line to the top."""
        row = min(max(line - 1, 0), self.document.line_count - 1)
        self.move_cursor((row, min(max(column - 1, 0), len(self.document.get_line(row)))))
        if top:
            _, y = self.wrapped_document.location_to_offset((row, 0))
            self.scroll_to(y=max(y - 1, 0), animate=False)
        else:
            self.scroll_cursor_visible(center=True, animate=False)

    def action_edge(self, end: bool) -> None:
        """To the end of the text, or to its beginning."""
        self.move_cursor(self.document.end if end else self.document.start)

    def mark(self, problems: Iterable[Problem]) -> None:
        """Underline what is wrong."""
        wrong: dict[int, int] = {}
        for problem in problems:
            if Path(problem.source) == self.path and problem.fails:
                wrong.setdefault(problem.line, problem.column)
        if wrong != self._wrong:
            self._wrong = wrong
            if self.is_mounted:  # before, it has neither its colours nor any line painted
                self.notify_style_update()
                self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line in its colours; what a terminal would obey is shown as a box."""
        text = self.document.get_line(line_index)
        if not text.isascii() or not text.isprintable():
            text = "".join(map(_shown, text))
        line = Text(text, end="", no_wrap=True)
        for pattern, name in ((_HEADER, "header"), (_KEY, "key")):
            if found := pattern.match(text):
                line.stylize(self.get_component_rich_style(f"source--{name}"), 0, found.end())
        if "#" in text and (found := _COMMENT.match(text)):
            line.stylize(self.get_component_rich_style("source--comment"), found.start(1))
        if column := self._wrong.get(line_index + 1):
            line.stylize(self.get_component_rich_style("source--wrong"), min(column, len(text)) - 1)
        return line

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blank once it was taken from the screen: it may be painted once more without its styles,
        which a text area does not survive."""
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        if (text := self.text) != self._known:
            self._known = text
            self.post_message(self.Edited(self.path, text))

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        line = self.cursor_location[0] + 1
        if line != self._line:
            self._line = line
            self.post_message(self.Moved(self.path, line))

    def _check(self, text: str) -> None:
        self.kept = self.text == text
        self.read_only = not (self.ours and self.kept)


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in HIDDEN and character != "\t"
    return "□" if hidden else character
