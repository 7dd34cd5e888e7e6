"""A disk that runs full in the middle of what rewrites the record: done or refused, nothing lost.

    python -m tests.trust.room

A small disk of its own (a tmpfs, which only root may mount; skipped for others) has more and more
room left, from none on, when the record is encrypted, gets another passphrase, is made plain,
backed up, restored, or takes in a deal or an entry. What came of it is said without a traceback;
with room again the record opens, with the one passphrase or the other, and every entry is there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys.terminal import NEGOTIATOR, environment
from tests.trust.disk import a_deal, a_disk

ENTRIES = 6
WORDS = "we roll every customer forward, number"
FIRST, SECOND = "a long walk nobody takes", "another walk altogether"
ROOM = (0, 8, 24, 48, 96, 140, 200, 300, 500)
"""KiB that are left."""
ACTS: dict[str, tuple[str, ...]] = {
    "encrypt": ("encrypt", "--wipe"),
    "change": ("encrypt", "--change", "--wipe"),
    "decrypt": ("decrypt", "--wipe"),
    "backup": ("backup",),
    "backup of an encrypted record": ("backup",),
    "restore": ("restore",),
    "restore of an encrypted record": ("restore",),
    "import": ("import", "{deal}"),
    "record": ("record", "acme", "--note", "one more"),
}


class Bench:
    """A workspace on a small disk, and programs that work on it."""

    def __init__(self, disk: Path, home: Path) -> None:
        self.disk = disk
        self.home = home
        self.folder = disk / "ours"
        self._secret = home / "passphrase"
        self._secret.touch(0o600)

    def run(self, passphrase: str, *command: str) -> subprocess.CompletedProcess[str]:
        self._secret.write_text(passphrase or "unused words")
        return subprocess.run(
            [*NEGOTIATOR, "--workspace", str(self.folder), *command],
            env=os.environ
            | environment(self.home)
            | {"NEGOTIATOR_PASSPHRASE_FILE": str(self._secret)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def sure(self, passphrase: str, *command: str) -> str:
        done = self.run(passphrase, *command)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout

    def leave(self, kib: int) -> Path:
        """Fill the disk but for so much."""
        status = os.statvfs(self.disk)
        filler = self.disk / "filler"
        with filler.open("wb") as file:
            file.write(bytes(max(status.f_bavail * status.f_frsize - kib * 1024, 0)))
        return filler

    def told(self, passphrase: str) -> int:
        """How many of the statements an export holds."""
        done = self.run(passphrase, "export", "acme")
        return done.stdout.count(WORDS) if done.returncode == 0 else -1


def attempt(bench: Bench, name: str, kib: int) -> str:
    """Do one thing with so much room; `done` or `refused`."""
    before = FIRST if "encrypted" in name or name in {"change", "decrypt"} else ""
    a_deal(bench.folder)
    for number in range(ENTRIES):
        bench.sure("", "record", "acme", "--heard", f"{WORDS} {number}")
    deal = bench.home / "deal.json"
    deal.write_text(bench.sure("", "export", "acme"))
    if before:
        bench.sure(before, "encrypt", "--wipe")
    bench.sure(before, "backup")
    after = {"encrypt": FIRST, "change": SECOND, "decrypt": ""}.get(name, before)
    filler = bench.leave(kib)
    command = [each.format(deal=deal) for each in ACTS[name]]
    if name == "change":
        done = _changed(bench, before, after)
    else:  # the first passphrase is read from the file too
        done = bench.run(after if name == "encrypt" else before, *command)
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    assert "did not expect" not in said, said
    assert done.returncode in {0, 1}, said
    filler.unlink()
    opens = {each: bench.told(each) for each in dict.fromkeys((before, after))}
    whole = [each for each, count in opens.items() if count == ENTRIES]
    assert whole, f"{name} with {kib} KiB: {opens}; {said}"
    if done.returncode == 0 and after:  # a plain one opens whatever the passphrase
        assert whole == [after], (name, kib, opens, said)
    doctor = bench.run(whole[0], "doctor").stdout
    assert "PROBLEM" not in doctor, doctor
    assert "not as" not in doctor, doctor
    return "done" if done.returncode == 0 else "refused"


def _changed(bench: Bench, before: str, after: str) -> subprocess.CompletedProcess[str]:
    """The new passphrase is asked for in a terminal alone; so the library is called for it."""
    code = (
        "import sys; from pathlib import Path\n"
        "from negotiator.desk import encryption\n"
        "from negotiator.desk.desk import now\n"
        "from negotiator.desk.errors import DeskError\n"
        "from negotiator.desk.workspace import Workspace\n"
        "w = Workspace(Path(sys.argv[1]))\n"
        "assert encryption.unlock(w, sys.argv[2])\n"
        "try: encryption.change(w, sys.argv[3], now())\n"
        "except (DeskError, OSError) as e: sys.exit(f'{e}')\n"
    )
    command = [sys.executable, "-c", code, str(bench.folder), before, after]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def main() -> None:
    """Everything at every room; what came of it."""
    with TemporaryDirectory() as made:
        for name in sys.argv[1:] or ACTS:
            outcomes: Counter[str] = Counter()
            for kib in ROOM:
                with a_disk(Path(made, "disk")) as disk:
                    if disk is None:
                        print("skipped: no disk may be mounted here")
                        return
                    home = Path(made, f"home-{name}-{kib}")
                    home.mkdir()
                    outcomes[attempt(Bench(disk, home), name, kib)] += 1
                Path(made, "disk").rmdir()
            print(f"{name}: {dict(outcomes)}", flush=True)
    print("lost 0")


if __name__ == "__main__":
    main()
