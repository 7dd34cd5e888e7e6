"""A disk in trouble under a call in a real terminal: said, kept, tried again, saved.

    python -m tests.trust.disk --longest 120

A small disk of its own (a tmpfs, which only root may mount; skipped for others) runs full and has
room again. The folder may not be written to any more. The database is held by another program for
longer and longer, replaced by an earlier copy, and the clock is set back.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journeys.terminal import (
    CTRL_Q,
    ENTER,
    NEGOTIATOR,
    Screen,
    database,
    filed,
    resume,
)
from tests.samples import a_workspace, add_deal
from tests.trust.figures import parser

ROLL = "we roll every customer forward"
_DISK = "size=3m"
_ORDINARY = (
    (setpriv, "--bounding-set", "-dac_override,-dac_read_search")
    if os.geteuid() == 0 and (setpriv := shutil.which("setpriv"))
    else ()
)
"""What makes root obey the rights of files."""
_LOCKED = (5, 30, 120)
BACK = """
import sys, time
from datetime import datetime, timedelta
from negotiator.desk import desk
began = time.monotonic()
desk.Desk.__init__.__defaults__ = (
    lambda: datetime.now().astimezone() - timedelta(hours=9 if time.monotonic() > began + 6 else 0),
)
desk.Desk.open.__func__.__defaults__ = desk.Desk.__init__.__defaults__
from negotiator.cli.main import main
sys.exit(main())
"""
"""The program with a clock that is set back by nine hours after some seconds."""


@contextmanager
def in_call(workspace: Path, command: tuple[str, ...] = NEGOTIATOR) -> Iterator[Screen]:
    with Screen(workspace, columns=120, rows=40, command=command) as screen:
        resume(screen)
        yield screen


def say(screen: Screen, words: str) -> None:
    screen.send(words + ENTER)
    screen.shows(f"“{words}")


def meanwhile(screen: Screen, seconds: float) -> None:
    """Time goes by; what is painted is read."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        screen.quiet(0.1)


def leave(screen: Screen) -> None:
    screen.send(CTRL_Q)
    assert screen.ended() == 0


def a_deal(folder: Path) -> Path:
    workspace = a_workspace(folder)
    add_deal(workspace)
    return workspace.root


@contextmanager
def a_disk(at: Path) -> Iterator[Path | None]:
    """A disk of a few megabytes; None where none may be mounted."""
    at.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", _DISK, "tmpfs", str(at)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Not a byte of room is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    yield
    filler.unlink()


def run_full(disk: Path) -> None:
    """What is filed meanwhile is kept and said, and saved once the disk has room."""
    workspace = a_deal(disk / "ours")
    with in_call(workspace) as screen:
        say(screen, f"{ROLL} before")
        screen.says_saved()
        with full(disk):
            for word in ("one", "two", "three"):
                say(screen, f"{ROLL} {word}")
            screen.shows("NOT SAVED: 3 entries", "the disk is full")
            screen.send("and half a line")
            screen.shows("and half a line")
        screen.says_saved("and half a line", timeout=20)
        screen.shows_no("NOT SAVED")
        leave(screen)
    words = [f"{ROLL} {word}" for word in ("before", "one", "two", "three")]
    assert [each.words for each in filed(workspace)] == words


def read_only(folder: Path) -> None:
    """The files that are open take what is filed; the next start says what is the matter."""
    workspace = a_deal(folder)
    sessions = workspace / "sessions"
    with in_call(workspace, (*_ORDINARY, *NEGOTIATOR)) as screen:
        say(screen, f"{ROLL} before")
        screen.says_saved()
        sessions.chmod(0o500)
        say(screen, f"{ROLL} then")
        screen.says_saved()
        screen.send("and half a line")
        meanwhile(screen, 1.0)
        screen.signal(signal.SIGKILL)
        screen.ended()
    with Screen(workspace, columns=120, rows=40, command=(*_ORDINARY, *NEGOTIATOR)) as screen:
        screen.shows("may not be written to", "Nothing was changed.")
        leave(screen)
    sessions.chmod(0o700)
    assert [each.words for each in filed(workspace)] == [f"{ROLL} before", f"{ROLL} then"]


def held(folder: Path, seconds: int) -> None:
    """Another program is in the middle of writing for a while."""
    workspace = a_deal(folder)
    with in_call(workspace) as screen:
        with closing(sqlite3.connect(database(workspace), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began, said = time.monotonic(), 0
            while time.monotonic() < began + seconds:
                say(screen, f"{ROLL} {said}")
                said += 1
                meanwhile(screen, seconds / 10)
            other.execute("ROLLBACK")
        screen.says_saved(timeout=20)
        screen.shows_no("NOT SAVED", timeout=20)
        leave(screen)
    assert [each.words for each in filed(workspace)] == [f"{ROLL} {n}" for n in range(said)]


def replaced(folder: Path) -> None:
    """An earlier copy of the database is put in its place, as a tool that syncs folders does."""
    workspace = a_deal(folder)
    path = database(workspace)
    earlier = path.with_name("earlier.sqlite")
    shutil.copy(path, earlier)
    with in_call(workspace) as screen:
        earlier.replace(path)
        say(screen, ROLL)
        screen.shows("NOT SAVED: 1 entry", "replaced")
        meanwhile(screen, 1.0)
        screen.send(CTRL_Q)
        screen.shows("kept for next time")
        leave(screen)
    with in_call(workspace) as screen:
        screen.shows(f"“{ROLL}")
        leave(screen)
    assert [each.words for each in filed(workspace)] == [ROLL]


def set_back(folder: Path) -> None:
    """The order of what was said is kept, whatever the clock says."""
    workspace = a_deal(folder)
    with in_call(workspace, (sys.executable, "-c", BACK)) as screen:
        for number in range(10):
            say(screen, f"{ROLL} {number}")
            meanwhile(screen, 1.0)
        screen.says_saved()
        leave(screen)
    assert [each.words for each in filed(workspace)] == [f"{ROLL} {n}" for n in range(10)]


def main() -> None:
    """All of them; ends with an error if anything was not said or not kept."""
    longest = parser(__doc__, longest=max(_LOCKED)).parse_args().longest
    with TemporaryDirectory() as made, a_disk(Path(made, "disk")) as disk:
        if disk is None:
            print("full: skipped, no disk may be mounted", flush=True)
        else:
            run_full(disk)
            print("full: said, kept, saved", flush=True)
        if os.geteuid() or _ORDINARY:
            read_only(Path(made, "read-only"))
            print("read-only: saved where it was open, said at the next start", flush=True)
        replaced(Path(made, "replaced"))
        print("replaced: said, kept, filed at the next start", flush=True)
        set_back(Path(made, "back"))
        print("clock set back: in order", flush=True)
        for seconds in (each for each in _LOCKED if each <= longest):
            held(Path(made, f"held-{seconds}"), seconds)
            print(f"held for {seconds} s: said, kept, saved", flush=True)


if __name__ == "__main__":
    main()
