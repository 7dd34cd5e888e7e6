"""Keys pressed while an entry is on its way to a slow disk: 20 ms are added to every fsync.

A shim before the C library adds them, so that the program itself knows nothing of it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import line
from benchmarks.terminal import Terminal

_SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static void wait_20_ms(void) { struct timespec t = {0, 20000000L}; nanosleep(&t, 0); }
int fsync(int fd) { wait_20_ms(); return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd); }
int fdatasync(int fd) { wait_20_ms(); return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd); }
"""
_LIVE = [sys.executable, "-m", "negotiator", "demo"]
_WORDS = "we keep prompts for thirty days"
_AFTER = "no customer"
"""Typed right after Enter, while the entry is being written."""


def run(rounds: int = 20) -> None:
    """Print how soon a letter is painted right after Enter, on this disk and on a slow one."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        print("key press after Enter on a slow disk: not measured, there is no C compiler")
        return
    with tempfile.TemporaryDirectory() as folder:
        source, shim = Path(folder, "slow.c"), Path(folder, "slow.so")
        source.write_text(_SHIM)
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-o", str(shim), str(source), "-ldl"], check=True
        )
        usual = _letters(rounds, {})
        slow = _letters(rounds, {"LD_PRELOAD": str(shim)})
    print("key press to painted letter right after Enter, 120x40")
    print(line("  live screen on this disk", usual, "ms"))
    print(line("  20 ms added to every fsync", slow, "ms", usual))


def _letters(rounds: int, env: dict[str, str]) -> list[float]:
    times: list[float] = []
    with Terminal(_LIVE, columns=120, rows=40, env=env) as terminal:
        terminal.until("must-haves", timeout=60)
        terminal.quiet(0.4)
        terminal.send("\r")
        terminal.until("they say")
        terminal.quiet(0.4)
        for _ in range(rounds):
            terminal.send(_WORDS + "\r")
            times += [terminal.press(key, settle=0.002)[0] * 1000 for key in _AFTER]
            terminal.quiet(0.2)
            terminal.send("\x15")  # Ctrl+U empties the line
            terminal.quiet(0.2)
    return times


if __name__ == "__main__":
    run()
