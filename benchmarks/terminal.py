"""A program in a real pseudo-terminal, timed by what it paints."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|.)", re.S
)
_OURS = ("NEGOTIATOR_", "TEXTUAL", "COLUMNS", "LINES", "NO_COLOR", "TERM", "PYTHONDONTWRITE")
"""What in the environment would change what is painted, or have a program compiled every time."""
_AT_ONCE = 1024
"""Bytes sent in one go: less than a terminal holds for a program that is busy."""


class Terminal:
    """Runs a command in a pty of a given size; leaves no process behind."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int,
        rows: int,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        self.exit_code: int | None = None
        """None while it runs; minus the signal when one ended it."""
        self.maxrss_kib = 0
        self.closed = False
        """Whether the program has let go of the terminal, as it does when it ends."""
        self._seen = b""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        environment = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _set_size(0, columns, rows)
            os.execvpe(command[0], list(command), environment)
        _set_size(self._fd, columns, rows)
        os.set_blocking(self._fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.exit_code is None:
            self.signal(signal.SIGKILL)
            self.ended()
        os.close(self._fd)

    def send(self, keys: str | bytes) -> None:
        """Type. What is painted meanwhile is read, so that neither side waits for the other."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            if select.select([], [self._fd], [], 0.01)[1]:
                with contextlib.suppress(BlockingIOError):
                    data = data[os.write(self._fd, data[:_AT_ONCE]) :]
            self._read(0.0)

    def until(self, text: str, timeout: float = 20.0) -> float:
        """Seconds from the start until the text has been painted.

        Raises:
            TimeoutError: it never was.
        """
        wanted = text.encode()
        end = time.perf_counter() + timeout
        while wanted not in _ESCAPES.sub(b"", self._seen):
            if not self._read(end):
                raise TimeoutError(f"{text!r} was not painted: {self.painted()[-500:]!r}")
        return time.perf_counter() - self.started

    def painted(self) -> str:
        """What was painted so far, without the control sequences."""
        return _ESCAPES.sub(b"", self._seen).decode(errors="replace")

    def forget(self) -> None:
        """Look only at what is painted from here on."""
        self._seen = b""

    def quiet(self, seconds: float) -> None:
        """Read until nothing has been painted for a while."""
        while self._read(time.perf_counter() + seconds):
            pass

    def press(self, key: str, settle: float = 0.06) -> tuple[float, float]:
        """Type one key; seconds until the first and the last of what it made the program paint.

        Raises:
            TimeoutError: it painted nothing.
        """
        began = time.perf_counter()
        os.write(self._fd, key.encode())
        if not self._read(began + 5.0):
            raise TimeoutError(f"nothing was painted after {key!r}")
        first = last = time.perf_counter()
        while self._read(last + settle):
            last = time.perf_counter()
        return first - began, last - began

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, of which the kernel tells the program."""
        _set_size(self._fd, columns, rows)

    def signal(self, number: int) -> None:
        """Send the program a signal, if it still runs."""
        if self.exit_code is None:
            os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection does."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)

    def ended(self, timeout: float = 10.0) -> int:
        """The exit code of the program, once it has ended and all it painted was read.

        Raises:
            TimeoutError: it goes on running.
        """
        end = time.perf_counter() + timeout
        while self.exit_code is None:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                self.maxrss_kib = usage.ru_maxrss
            elif time.perf_counter() > end:
                raise TimeoutError(f"the program did not end: {self.painted()[-500:]!r}")
            elif not self._read(time.perf_counter() + 0.05) and self.closed:
                time.sleep(0.01)
        while self._read(0.0):
            pass
        return self.exit_code

    def peak_mib(self, timeout: float = 10.0) -> float:
        """The peak resident memory of the process, once it has ended, in MiB."""
        self.ended(timeout)
        return self.maxrss_kib / 1024

    def _read(self, end: float) -> bool:
        """Read what is painted next, waiting for it until `end`; whether there was anything."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, end - time.perf_counter()))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError:  # how Linux says that nobody holds the other side any more
            data = b""
        self.closed = not data
        self._seen += data
        return bool(data)


def _set_size(descriptor: int, columns: int, rows: int) -> None:
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
