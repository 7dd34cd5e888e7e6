"""Negotiator as a shell starts it: arguments and input in, exit code and output out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

from negotiator.cli import main

COMMAND = (sys.executable, "-m", "negotiator")
_SETTINGS = (
    *("NEGOTIATOR_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LC_", "LANG"),
    *("PYTHONIOENCODING", "PYTHONUNBUFFERED", "PYTHONUTF8"),
)
"""What in the environment would change what is printed, or when."""
UNEXPECTED = ("Traceback", "did not expect", "Exception ignored", "Exception in thread")
"""How an error looks that nobody thought of."""


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as the one value it is."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The output as a value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Program:
    """Negotiator for one user: a home, a folder to stand in, nobody else's settings."""

    home: Path
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What a program is given."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith(_SETTINGS)}
        self.home.mkdir(exist_ok=True)
        home = {name: str(self.home) for name in ("HOME", "XDG_DATA_HOME", "TMPDIR")}
        return {**kept, **home, "LOGNAME": "ana", "LC_ALL": "C.UTF-8", **self.settings}

    def __call__(
        self,
        *arguments: object,
        stdin: str | bytes = "",
        code: int = 0,
        settings: Mapping[str, str] | None = None,
        folder: Path | None = None,
        aside: bool = False,
    ) -> Done:
        """Run a command to its end; it must end with that exit code and in no confusion.

        Only what is told `aside` may stand on standard error where all went well.
        """
        done = self.run(
            [os.fsencode(str(each)) for each in arguments],
            stdin.encode() if isinstance(stdin, str) else stdin,
            folder or self.folder,
            {**self.environment, **(settings or {})},
        )
        assert not any(word in done.out + done.err for word in UNEXPECTED), done.err
        assert done.code == code, done
        if code == 0:
            assert done.err == "" or aside
        else:
            assert done.err or done.out, "it failed without a word"
        return done

    def run(
        self, arguments: list[bytes], stdin: bytes, folder: Path, settings: Mapping[str, str]
    ) -> Done:
        """Run a command in a process of its own."""
        ran = subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            cwd=folder,
            env=dict(settings),
            timeout=30,
            check=False,
        )
        return Done(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def fails(self, *arguments: object, code: int = 1, **more: Any) -> str:
        """Run a command that fails; what it says about it, and nothing on standard output."""
        done = self(*arguments, code=code, **more)
        assert done.out == ""
        return done.err


class Inside(Program):
    """The same without a new process: for the many variants of what a process has shown."""

    def run(
        self, arguments: list[bytes], stdin: bytes, folder: Path, settings: Mapping[str, str]
    ) -> Done:
        """Run a command in this process, with everything that it may change put back."""
        out, err = BytesIO(), BytesIO()
        umask = os.umask(0o077)
        try:
            with (
                chdir(folder),
                patch.dict(os.environ, settings, clear=True),
                patch("sys.stdin", TextIOWrapper(BytesIO(stdin), "utf-8")),
                patch("sys.stdout", TextIOWrapper(out, "utf-8", write_through=True)),
                patch("sys.stderr", TextIOWrapper(err, "utf-8", write_through=True)),
            ):
                code = _exit_code([os.fsdecode(each) for each in arguments])
                return Done(code, out.getvalue().decode(), err.getvalue().decode())
        finally:
            os.umask(umask)


def _exit_code(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
