"""Negotiator in a real pty, read as a person sees it."""

from __future__ import annotations

import re
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

from benchmarks.terminal import Terminal

ROOT = Path(__file__).parents[2]
NEGOTIATOR = (sys.executable, "-m", "negotiator")

ENTER, ESCAPE, TAB, UP, DOWN = "\r", "\x1b", "\t", "\x1b[A", "\x1b[B"
CTRL_C, CTRL_Q, F2, F3 = "\x03", "\x11", "\x1bOQ", "\x1bOR"

SAVED = re.compile(r"saved \d\d:\d\d:\d\d")
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_POP_KEYBOARD = b"\x1b[<u"
"""Leaves the kitty keyboard protocol; pyte would draw the u."""


def environment(home: Path) -> dict[str, str]:
    """What a program is given beside the path: a home of its own, UTF-8, nobody's settings."""
    return {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "LC_ALL": "C.UTF-8"}


class Screen(Terminal):
    """A running Negotiator and the cells of its terminal."""

    def __init__(
        self, workspace: Path, *arguments: str, columns: int = 80, rows: int = 24
    ) -> None:
        self._cells = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._cells)
        super().__init__(
            [*NEGOTIATOR, "--workspace", str(workspace), *arguments],
            columns=columns,
            rows=rows,
            env=environment(workspace),
        )

    @property
    def raw(self) -> bytes:
        """Every byte that the program sent to the terminal."""
        return self._seen

    @property
    def rows(self) -> list[str]:
        """The lines of the screen."""
        return [line.rstrip() for line in self._cells.display]

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self.rows)

    def wait(self, what: Callable[[str], object], name: str, timeout: float = 10.0) -> None:
        """Wait until something is true of the text on the screen.

        Raises:
            AssertionError: it never was; shows the screen.
        """
        end = time.perf_counter() + timeout
        while not what(self.text):
            if self.closed or time.perf_counter() > end:
                raise AssertionError(f"{name}; the screen was:\n{self.text}")
            self._read(end)

    def shows(self, *texts: str, timeout: float = 10.0) -> None:
        """Wait until all the texts are on the screen at once, each on one line."""
        self.wait(
            lambda text: all(each in text for each in texts), f"{texts} did not come", timeout
        )

    def shows_no(self, text: str, timeout: float = 10.0) -> None:
        """Wait until a text is not on the screen."""
        self.wait(lambda screen: text not in screen, f"{text!r} stayed", timeout)

    def says_saved(self, *texts: str, timeout: float = 10.0) -> None:
        """Wait until the status says that all is saved, with the texts on the screen too."""
        self.wait(
            lambda text: SAVED.search(text) and all(each in text for each in texts),
            f"'saved' with {texts} did not come",
            timeout,
        )

    def paste(self, text: str) -> None:
        """Send a text as a terminal does that marks what is pasted."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        self._cells.resize(rows, columns)
        super().resize(columns, rows)

    def modes_left_on(self) -> set[int]:
        """The private modes of the terminal that are switched on by what was sent so far."""
        modes: set[int] = set()
        for numbers, switch in _MODE.findall(self.raw):
            named = {int(number) for number in numbers.split(b";")}
            modes = modes | named if switch == b"h" else modes - named
        return modes

    def echoes(self) -> bool:
        """Whether the terminal is in the state in which a shell expects it."""
        flags = termios.tcgetattr(self._fd)[3]
        return all(flags & flag for flag in (termios.ECHO, termios.ICANON, termios.ISIG))

    def _read(self, end: float) -> bool:
        before = len(self._seen)
        if not super()._read(end):
            return False
        self._stream.feed(self._seen[before:].replace(_POP_KEYBOARD, b""))
        return True

