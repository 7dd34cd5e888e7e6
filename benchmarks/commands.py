"""Whole commands, from the shell's point of view, against the import of Textual's App."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import line

_BASELINE = ("-c", "from textual.app import App")
_COMMANDS = (
    ("--version (at most 0.4 x)", ("--version",), False),
    ('suggest "roll everyone fwd"', ("suggest", "roll everyone fwd"), False),
    ("playbook check llm-vendor, after a change", ("playbook", "check", "llm-vendor"), True),
)
_ALL = ("playbook check, all of them (under 1 s)", ("playbook", "check"), False)
"""What is measured, the command, and whether it may know what the check before it found."""


def run(rounds: int = 10, *, short: bool = False) -> None:
    """Print how long each takes; the programs take turns. The short form checks one playbook."""
    commands = _COMMANDS if short else (_ALL, *_COMMANDS)
    times: dict[str, list[float]] = {name: [] for name, _, _ in commands}
    baseline: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("playbooks", "sessions"):
            (Path(folder) / name).mkdir()
        for number in range(rounds + 1):
            took = _timed(_BASELINE, folder)
            each: dict[str, float] = {}
            for name, words, afresh in commands:
                if afresh:
                    (Path(folder) / "sessions" / "cache" / "checks").unlink(missing_ok=True)
                each[name] = _timed(("-m", "negotiator", *words), folder)
            # The check of all finds what it knows again: the one after it must not be its loss.
            if not short:
                _timed(("-m", "negotiator", "playbook", "check"), folder)
            if number:  # the first round warms the caches
                baseline.append(took)
                for name, seconds in each.items():
                    times[name].append(seconds)
    print("whole commands")
    print(line("  python -c 'from textual.app import App'", baseline, "ms"))
    for name, took_each in times.items():
        print(line(f"  {name}", took_each, "ms", baseline))


def _timed(arguments: Sequence[str], workspace: str) -> float:
    """Milliseconds."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=env | {"NEGOTIATOR_WORKSPACE": workspace},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    run()
