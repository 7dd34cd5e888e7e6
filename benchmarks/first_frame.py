"""From process start to the first painted frame and to the open store, against a minimal app."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.figures import line
from benchmarks.terminal import Terminal

_MINIMAL = [sys.executable, "-m", "benchmarks.minimal_app"]
_OURS = [sys.executable, "-m", "negotiator"]
_SIZES = ((80, 24), (200, 50))


def run(rounds: int = 12) -> None:
    """Print the figures for both sizes; the two programs take turns."""
    for columns, rows in _SIZES:
        minimal: list[float] = []
        frame: list[float] = []
        ready: list[float] = []
        memory: list[float] = []
        with tempfile.TemporaryDirectory() as folder:
            for name in ("playbooks", "sessions"):
                (Path(folder) / name).mkdir()
            env = {"NEGOTIATOR_WORKSPACE": folder}
            for number in range(rounds + 1):
                with Terminal(_MINIMAL, columns=columns, rows=rows) as terminal:
                    first = terminal.until("minimal ready")
                with Terminal(_OURS, columns=columns, rows=rows, env=env) as terminal:
                    painted = terminal.until("find a deal")
                    opened = terminal.until("No deals yet")
                    terminal.send("\x11")
                    peak = terminal.peak_mib()
                if number:  # the first round warms the caches
                    minimal.append(first * 1000)
                    frame.append(painted * 1000)
                    ready.append(opened * 1000)
                    memory.append(peak)
        print(f"start at {columns}x{rows}")
        print(line("  minimal Textual app, first frame", minimal, "ms"))
        print(line("  negotiator, first frame (at most 2.0 x)", frame, "ms", minimal))
        print(line("  negotiator, store ready (at most 4.0 x)", ready, "ms", minimal))
        print(line("  negotiator, peak memory (under 80 MiB)", memory, "MiB"))


if __name__ == "__main__":
    run()
