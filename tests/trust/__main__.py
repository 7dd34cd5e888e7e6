"""The long runs of docs/reliability.md, one after the other: `python -m tests.trust`."""

from __future__ import annotations

import subprocess
import sys

RUNS = (("damage", "--files", "400"), ("power", "--rounds", "1000"), ("crash", "--rounds", "2000"))


def main() -> None:
    """Run all; fail if one did."""
    codes = []
    for name, *options in RUNS:
        print(f"{name} {' '.join(options)}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"tests.trust.{name}", *options], check=False)
        codes.append(run.returncode)
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
