"""A terminal in which one presses the next key when the last was answered, however long."""

from __future__ import annotations

import time
from pathlib import Path

from tests.journeys.terminal import Screen

_LOOKS, _LOOK_SECONDS = 4, 0.01
"""So often in a row nothing may be painted and no thread may run, until keys count as answered."""


class Pressed(Screen):
    """A terminal that waits for the program, and not for a time."""

    def settle(self) -> None:
        """Wait until nothing is painted and the program has nothing to do.

        On a busy machine a program that still has to answer paints nothing for a while; but it is
        said to be waiting for a processor or the disk.
        """
        looked = 0
        while looked < _LOOKS and not self.gone:
            painted = self._read(time.perf_counter() + _LOOK_SECONDS)
            looked = 0 if painted or self._at_work() else looked + 1

    @property
    def gone(self) -> bool:
        """Whether the program has ended; then its exit code is known."""
        if self.exit_code is None:
            state = _state(Path("/proc", str(self.pid), "stat"))
            if state in "ZX":
                self.ended()
        return self.exit_code is not None

    def _at_work(self) -> bool:
        tasks = Path("/proc", str(self.pid), "task").glob("*/stat")
        return any(_state(task) in "RD" for task in tasks)


def _state(stat: Path) -> str:
    """What the system says a process or thread does: R runs, S sleeps, D waits, Z has ended."""
    try:
        return stat.read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "X"
