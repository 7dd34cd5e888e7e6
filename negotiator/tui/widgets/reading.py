"""How far something long has come: a line that says so, and that it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import monotonic

from textual.content import Content
from textual.widgets import Static

from negotiator.tui.paint import bar

_AFTER = 0.2
"""Seconds before there is anything to say: most is read sooner."""
_EVERY = 0.1


class Reading(Static):
    """Hidden while nothing is read; the thread that reads never waits for it."""

    def __init__(self) -> None:
        super().__init__("", id="reading")
        self._going = Event()
        self._part = self._begun = 0.0

    def on_mount(self) -> None:
        self.display = False
        self._timer = self.set_interval(_EVERY, self._tell, pause=True)

    def on_unmount(self) -> None:
        self._going.clear()

    def begin(self) -> Callable[[float], bool]:
        """Something is read from now on, and what was read before is not wanted any more.

        The job tells what comes back which part it has read, and is told whether to go on.
        """
        self.end()
        going = self._going = Event()
        going.set()
        self._part, self._begun = 0.0, monotonic()
        self._timer.resume()

        def goes_on(part: float) -> bool:
            if going.is_set():
                self._part = part
            return going.is_set()

        return goes_on

    def end(self) -> bool:
        """It is read, or not wanted any more; whether it was still being read."""
        was = self._going.is_set()
        self._going.clear()
        self._timer.pause()
        self.display = False
        return was

    def _tell(self) -> None:
        if monotonic() - self._begun < _AFTER:
            return
        self.display = True
        done = min(round(100 * self._part), 100)
        self.update(Content(f"Reading {bar(done, 100, 20)} {done}%   Esc stops it"))
