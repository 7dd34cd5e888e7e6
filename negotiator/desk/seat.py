"""A window's place on a deal: who else has it open, told by locks that end with their program."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from negotiator.desk.atomic import PRIVATE

try:
    import fcntl
except ImportError:  # no POSIX: every window takes itself for the first
    fcntl = None  # type: ignore[assignment]


class Seat:
    """The first place that no other window has, from 1; kept until `leave`, or the program's end.

    Where nothing can be locked (a folder that cannot be written to, a disk without locks) it is 1.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self.number = 1
        self._lock: int | None = None
        with suppress(OSError):
            folder.mkdir(mode=0o700, exist_ok=True)
            for number in count(1):
                self._lock = _locked(self._file(number, ".lock"))
                if self._lock is not None:
                    self.number = number
                    break

    @property
    def file(self) -> Path:
        """Where what this window has in hand is kept."""
        return self._file(self.number, ".json")

    def leave(self) -> None:
        """Let the next window have the place; leaving twice does no harm."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def inherit(self) -> None:
        """Take over what a window left that was ended in another place, if nothing is in ours."""
        if self._lock is None or self.file.exists():
            return
        for other in files_of(self._folder, self._name):
            lock = _locked(other.with_suffix(".lock"))
            if lock is not None:
                other.rename(self.file)
                os.close(lock)
                return

    def _file(self, number: int, suffix: str) -> Path:
        place = "" if number == 1 else f".{number}"
        return self._folder / f"{self._name}{place}{suffix}"


def files_of(folder: Path, name: str) -> list[Path]:
    """What all windows on a deal have in hand, or left."""
    return sorted(folder.glob(f"{name}*.json"))


def _locked(path: Path) -> int | None:
    """The descriptor that holds a lock; None where another window does.

    Raises:
        OSError: there can be no lock here.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, PRIVATE)
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
