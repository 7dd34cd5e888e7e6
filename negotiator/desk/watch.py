"""Waiting for a playbook to be saved, by looking at its files again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread, main_thread

from negotiator.playbook.read import files_of

PAUSE = 0.3
"""Seconds between two looks: too short to wait for, too long to be felt by the machine."""
REST = 0.05
"""Seconds without a change after which a save is over."""

Look = Mapping[Path, tuple[int, int]]
"""When each file was last written, in nanoseconds, and how many bytes it has."""


def look_at(playbooks: Iterable[Path]) -> Look:
    """The files of playbooks as they are now; what cannot be read is not there."""
    looks = {}
    for playbook in playbooks:
        for file in files_of(playbook)[0]:
            try:
                found = file.stat()
            except OSError:
                continue
            looks[file] = found.st_mtime_ns, found.st_size
    return looks


def changes(look: Callable[[], Look], wait: Callable[[float], None]) -> Iterator[Look]:
    """What is there, at once and then after each change, until whoever asks stops asking.

    A file is emptied before it is filled, so a change counts when it has come to rest. One that
    comes while the last is being worked on is not missed.
    """
    last = look()
    yield last
    while True:
        wait(PAUSE)
        now = look()
        if now == last:
            continue
        while now != last:
            wait(REST)
            last, now = now, look()
        yield last


class Watch:
    """Tells of every save, from a thread of its own, until it is closed or the program ends.

    Args:
        playbooks: where to look.
        tell: called on the thread; while it runs, what is saved waits for the next call.
        at_once: call it at the beginning too.
    """

    def __init__(
        self,
        playbooks: Callable[[], Iterable[Path]],
        tell: Callable[[], None],
        *,
        at_once: bool = False,
    ) -> None:
        self._over = Event()
        looks = changes(lambda: look_at(playbooks()), self._wait)
        run = partial(self._run, looks, tell, at_once=at_once)
        # No daemon: Python ends those in the middle of what they do, and in code in Rust, as when a
        # playbook is read, that aborts the whole process.
        Thread(target=run, name="watch").start()

    def close(self) -> None:
        """Tell no more."""
        self._over.set()

    def _run(self, looks: Iterator[Look], tell: Callable[[], None], *, at_once: bool) -> None:
        with suppress(_OverError):
            if not at_once:
                next(looks)
            for _ in looks:
                tell()

    def _wait(self, seconds: float) -> None:
        if self._over.wait(seconds) or not main_thread().is_alive():
            raise _OverError


class _OverError(Exception):
    """Nobody listens any more."""
