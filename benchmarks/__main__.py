"""`python -m benchmarks [--short]`: every figure in one run."""

from __future__ import annotations

import sys

from benchmarks import commands, durable_entry, first_frame, key_press, slow_disk, suggest_speed

short = "--short" in sys.argv[1:]
suggest_speed.run()
durable_entry.run(entries=500 if short else 5_000)
first_frame.run(rounds=4 if short else 12)
key_press.run(rounds=1 if short else 5)
slow_disk.run(rounds=5 if short else 20)
commands.run(rounds=3 if short else 12)
