"""Whole commands, from the shell's point of view, against the import of Textual's App."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

from benchmarks.figures import line
from benchmarks.playbooks import MAIN
from negotiator.playbook.shelf import shipped_root

_BASELINE = ("-c", "from textual.app import App")
_CHECK = ("playbook", "check", MAIN)
_TEST = '[[test]]\nheard = "we had lunch {}"\nexpect = ""'
_PHRASE = '[[clause]]\nid = "model.version-pinning"\nadd = true\nheard = ["{} pinned so far"]'
_COMMANDS = (
    ("--version (at most 0.4 x)", ("--version",), ""),
    ('suggest "roll everyone fwd"', ("suggest", "roll everyone fwd"), ""),
    (f"playbook check {MAIN}, nothing changed (under 1 s)", _CHECK, ""),
    (f"playbook check {MAIN}, a test added (under 1 s)", _CHECK, _TEST),
    (f"playbook check {MAIN}, a phrase added", _CHECK, _PHRASE),
)
_ALL = ("playbook check, all of them (under 1 s)", ("playbook", "check"), "")
"""What is measured, the command, and what is written into the playbook before.

For a phrase more the search index is built anew.
"""


def run(rounds: int = 10, *, short: bool = False) -> None:
    """Print how long each takes; the programs take turns. The short form checks one playbook."""
    commands = _COMMANDS if short else (_ALL, *_COMMANDS)
    times: dict[str, list[float]] = {name: [] for name, _, _ in commands}
    baseline: list[float] = []
    with tempfile.TemporaryDirectory() as made:
        # A playbook that changes is one of the workspace's own.
        ours, theirs = Path(made, "ours"), Path(made, "theirs")
        for folder in (ours, theirs):
            for name in ("playbooks", "sessions"):
                (folder / name).mkdir(parents=True)
        copytree(shipped_root() / MAIN, ours / "playbooks" / MAIN)
        for number in range(rounds + 1):
            took = _timed(_BASELINE, theirs)
            each: dict[str, float] = {}
            for name, words, change in commands:
                if change:
                    with (ours / "playbooks" / MAIN / "learned.toml").open("a") as file:
                        file.write(f"\n{change.format(1_000 + number)}\n")
                each[name] = _timed(("-m", "negotiator", *words), ours if change else theirs)
            if number:  # the first round warms the caches
                baseline.append(took)
                for name, seconds in each.items():
                    times[name].append(seconds)
    print("whole commands")
    print(line("  python -c 'from textual.app import App'", baseline, "ms"))
    for name, took_each in times.items():
        print(line(f"  {name}", took_each, "ms", baseline))


def _timed(arguments: Sequence[str], workspace: Path) -> float:
    """Milliseconds."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=env | {"NEGOTIATOR_WORKSPACE": str(workspace)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    run()
