"""Waiting for a save: what is being read when the program ends is read to its end."""

from __future__ import annotations

import subprocess
import sys

_ENDS_MEANWHILE = """\
import time
from negotiator.desk.watch import Watch

def told():
    time.sleep(0.3)
    print("read")

Watch(lambda: [], told, at_once=True)
"""


def test_a_program_that_ends_waits_for_what_is_being_read_and_for_nothing_else() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ENDS_MEANWHILE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "read\n", "")
