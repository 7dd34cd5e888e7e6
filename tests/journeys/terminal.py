"""Negotiator in a real pty, read as a person sees it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pyte

from benchmarks.terminal import Terminal
from negotiator.deal.body import Heard
from negotiator.store import Store
from negotiator.tui.themes import THEMES

ROOT = Path(__file__).parents[2]
NEGOTIATOR = (sys.executable, "-m", "negotiator")

ENTER, ESCAPE, TAB, DOWN = "\r", "\x1b", "\t", "\x1b[B"
CTRL_C, CTRL_Q, CTRL_S, F2, F3 = "\x03", "\x11", "\x13", "\x1bOQ", "\x1bOR"

LINE = "what do they say?"
"""What stands on the line when nothing is typed there."""
LEFT_ON = {7, 25}
"""What a terminal has on when nothing runs in it: lines wrap, and the cursor is to be seen."""
SAVED = re.compile(r"saved \d\d:\d\d:\d\d")
_FRAME_SECONDS = 0.01
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_CURSOR = THEMES[0].variables["input-cursor-background"].removeprefix("#")
_POP_KEYBOARD = b"\x1b[<u"
"""Leaves the kitty keyboard protocol; pyte would draw the u."""


def environment(home: Path) -> dict[str, str]:
    """What a program is given beside the path: a home of its own, UTF-8, nobody's settings."""
    return {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "LC_ALL": "C.UTF-8"}


class Screen(Terminal):
    """A running Negotiator and the cells of its terminal."""

    def __init__(
        self,
        workspace: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        command: tuple[str, ...] = NEGOTIATOR,
    ) -> None:
        self._cells = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._cells)
        super().__init__(
            [*command, "--workspace", str(workspace), *arguments],
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
        """Wait until something is true of the text on the screen, and not of half a frame of it.

        Raises:
            AssertionError: it never was; shows the screen.
        """
        end = time.perf_counter() + timeout
        while not what(self.text) or self._read(time.perf_counter() + _FRAME_SECONDS):
            if self.closed or time.perf_counter() > end:
                raise AssertionError(f"{name}; the screen was:\n{self.text}")
            self._read(end if not what(self.text) else 0.0)

    def goes_on(self, seconds: float) -> None:
        """Take what the program sends for so long, whatever it is."""
        end = time.perf_counter() + seconds
        while self._read(end):
            pass

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

    def types_at(self, text: str, timeout: float = 10.0) -> None:
        """Wait until the cursor of an input is on the same line as a text."""
        self.wait(
            lambda screen: any(text in screen.splitlines()[row] for row in self._cursor_rows()),
            f"the cursor did not come to {text!r}",
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

    def _cursor_rows(self) -> list[int]:
        cells = self._cells
        return [
            row
            for row in range(cells.lines)
            if any(cells.buffer[row][column].bg == _CURSOR for column in range(cells.columns))
        ]

    def _read(self, end: float) -> bool:
        before = len(self._seen)
        if not super()._read(end):
            return False
        self._stream.feed(self._seen[before:].replace(_POP_KEYBOARD, b""))
        return True


@dataclass(frozen=True)
class Filed:
    """A statement in the record."""

    words: str
    clause: str | None
    session: UUID


def negotiator(
    *arguments: str, home: Path | None = None, workspace: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command of the command line, without a terminal."""
    place = ["--workspace", str(workspace)] if workspace else []
    return subprocess.run(
        [*NEGOTIATOR, *place, *arguments],
        env=os.environ | environment(home or workspace or ROOT),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def new_deal(screen: Screen, vendor: str, title: str) -> None:
    """Begin a deal with the form, and be in its call."""
    screen.shows("No deals yet")
    screen.send(F2)
    screen.types_at("Vendor")
    screen.send(vendor + TAB)
    screen.types_at("Contract")
    screen.send(title)
    screen.shows(vendor, f" {title} ")
    screen.send(CTRL_S)
    screen.shows(LINE, "nothing recorded yet")


def resume(screen: Screen, *texts: str) -> None:
    """Go on with the last deal, until the texts are on the screen of its call."""
    screen.shows("Acme AI")
    screen.send(F3)
    screen.shows(LINE, "must-haves", *texts)


def file(screen: Screen, words: str, keys: str = ENTER, timeout: float = 10.0) -> None:
    """Press the keys that file what stands on the line; wait until it is said to be saved.

    The time of the entry before may stand there for a moment: so the words must be on the card, or
    the line must say that they are in no playbook, which the same key paints.
    """
    nowhere = "Filed as not in the playbook."
    before = nowhere in screen.text
    screen.send(keys)
    screen.wait(
        lambda text: (
            SAVED.search(text) and (f"“{words[:15]}" in text or (nowhere in text and not before))
        ),
        f"{words!r} is not said to be saved",
        timeout,
    )


def database(workspace: Path) -> Path:
    """The SQLite file of a workspace."""
    return workspace / "sessions" / "negotiator.sqlite"


def filed(workspace: Path) -> list[Filed]:
    """What was heard in the only deal of a workspace, as the database has it."""
    with Store.open(database(workspace)) as store:
        (deal,) = store.deals()
        return [
            Filed(entry.body.words, entry.clause, entry.session)
            for entry in store.entries(deal.id)
            if isinstance(entry.body, Heard)
        ]
