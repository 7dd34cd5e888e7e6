"""From a key press to the painted frame on the live screen, against a bare Textual Input."""

from __future__ import annotations

import sys

from benchmarks.figures import line
from benchmarks.terminal import Terminal

_WORDS = "we roll every customer forward and cannot keep old checkpoints alive for one account "
_BARE = [sys.executable, "-m", "benchmarks.minimal_app", "input"]
_LIVE = [sys.executable, "-m", "negotiator", "demo"]


def run(rounds: int = 3) -> None:
    """Print the figures: the same words typed into both, in turns."""
    bare: list[float] = []
    live: list[float] = []
    for _ in range(rounds):
        with Terminal(_BARE, columns=120, rows=40) as terminal:
            terminal.until("minimal ready")
            terminal.quiet(0.3)
            bare += [terminal.press(key) * 1000 for key in _WORDS][5:]
        with Terminal(_LIVE, columns=120, rows=40) as terminal:
            terminal.until("must-haves")
            terminal.quiet(0.5)
            terminal.send("\r")
            terminal.until("they say")
            terminal.quiet(0.5)
            live += [terminal.press(key) * 1000 for key in _WORDS][5:]
    print("key press to painted frame, 120x40")
    print(line("  bare Textual Input", bare, "ms"))
    print(line("  live screen (at most 1.3 x)", live, "ms", bare))


if __name__ == "__main__":
    run()
