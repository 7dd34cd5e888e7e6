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
    letter: list[float] = []
    answer: list[float] = []
    for _ in range(rounds):
        with Terminal(_BARE, columns=120, rows=40) as terminal:
            terminal.until("minimal ready")
            terminal.quiet(0.3)
            bare += [first * 1000 for first, _ in map(terminal.press, _WORDS)][5:]
        with Terminal(_LIVE, columns=120, rows=40) as terminal:
            terminal.until("must-haves")
            terminal.quiet(0.4)
            terminal.send("\r")
            terminal.until("they say")
            terminal.quiet(0.4)
            for first, last in [terminal.press(key) for key in _WORDS][5:]:
                letter.append(first * 1000)
                answer.append(last * 1000)
    print("key press to painted frame, 120x40")
    print(line("  bare Textual Input, the letter", bare, "ms"))
    print(line("  live screen, the letter (at most 1.3 x)", letter, "ms", bare))
    print(line("  live screen, what it may mean", answer, "ms"))


if __name__ == "__main__":
    run()
