"""A program in a real pseudo-terminal, timed by what it paints."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Sequence
from types import TracebackType

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|.)", re.S
)


class Terminal:
    """Runs a command in a pty of a given size; leaves no process behind."""

    def __init__(
        self, command: Sequence[str], *, columns: int, rows: int, env: dict[str, str] | None = None
    ) -> None:
        self.started = time.perf_counter()
        self._seen = b""
        self.maxrss_kib = 0
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(
                command[0],
                list(command),
                {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
            )
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._fd)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, 9)
        if not self.maxrss_kib:
            os.waitpid(self._pid, 0)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._fd, keys.encode())

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

    def press(self, key: str, settle: float = 0.06) -> float:
        """Type one key; seconds until the last of what it made the program paint was there.

        Raises:
            TimeoutError: it painted nothing.
        """
        began = time.perf_counter()
        self.send(key)
        if not self._read(began + 5.0):
            raise TimeoutError(f"nothing was painted after {key!r}")
        painted = time.perf_counter()
        while self._read(painted + settle):
            painted = time.perf_counter()
        return painted - began

    def peak_mib(self, timeout: float = 10.0) -> float:
        """The peak resident memory of the process, once it has ended, in MiB."""
        end = time.perf_counter() + timeout
        while True:
            pid, _, usage = os.wait4(self._pid, os.WNOHANG)
            if pid:
                self.maxrss_kib = usage.ru_maxrss
                return usage.ru_maxrss / 1024
            if time.perf_counter() > end:
                raise TimeoutError("the program did not end")
            self._read(time.perf_counter() + 0.05)

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], max(0.0, end - time.perf_counter()))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError:
            return False
        self._seen += data
        return bool(data)
