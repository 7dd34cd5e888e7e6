"""The long runs of docs/reliability.md, one after the other, or those that are named.

python -m tests.trust
python -m tests.trust soak windows
"""

from __future__ import annotations

import subprocess
import sys

RUNS = {
    "damage": ("--files", "400"),
    "calls": ("--every", "1"),
    "power": ("--rounds", "1000"),
    "crash": ("--rounds", "2000"),
    "screens": ("--rounds", "200"),
    "disk": ("--longest", "120"),
    "windows": ("--rounds", "50", "--statements", "500"),
    "hostile": ("--rounds", "1"),
    "parsers": ("--seconds", "300"),
    "bursts": ("--bursts", "300"),
    "room": (),
    "soak": ("--presses", "50000"),
}


def main(names: list[str]) -> None:
    """Run them; fail if one did."""
    unknown = [name for name in names if name not in RUNS]
    if unknown:
        sys.exit(f"There is no run {', '.join(unknown)}: {', '.join(RUNS)}")
    codes = []
    for name in names or RUNS:
        print(name, *RUNS[name], flush=True)
        command = [sys.executable, "-m", f"tests.trust.{name}", *RUNS[name]]
        codes.append(subprocess.run(command, check=False).returncode)
    sys.exit(max(map(abs, codes)))


if __name__ == "__main__":
    main(sys.argv[1:])
