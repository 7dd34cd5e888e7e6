"""`python -m benchmarks [--short]`: every figure in one run; 1 when accuracy is not what it was."""

from __future__ import annotations

import sys

from benchmarks import (
    accuracy,
    commands,
    durable_entry,
    first_frame,
    key_press,
    slow_disk,
    typing_speed,
)

short = "--short" in sys.argv[1:]
durable_entry.run(entries=500 if short else 5_000)
first_frame.run(rounds=3 if short else 12)
key_press.run(rounds=1 if short else 5)
slow_disk.run(rounds=5 if short else 20)
commands.run(rounds=2 if short else 12, short=short)
# Last, because the peak memory of a program that is started from here is never below our own.
typing_speed.run(short=short)
complaints = accuracy.run(short=short)
sys.exit(1 if complaints else 0)
