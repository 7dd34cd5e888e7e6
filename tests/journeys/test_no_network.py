"""The whole program, each process of it, where no socket may lead anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.terminal import (
    CTRL_Q,
    ENTER,
    ESCAPE,
    F3,
    LINE,
    NEGOTIATOR,
    Screen,
    environment,
    file,
    new_deal,
)

_FORBIDS = """\
import os, sys

def forbid(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        with open(os.environ["TRIED"], "a") as told:
            told.write(f"{event} {arguments[1:]!r}\\n")
        raise PermissionError("no network here")

sys.addaudithook(forbid)
"""
"""An audit hook: Python asks it before any socket is connected, bound or sent to, by whomever."""
WORDS = "we roll every customer forward"


class Offline:
    """A way to run programs that forbids, and remembers what was tried."""

    def __init__(self, folder: Path) -> None:
        (folder / "hook").mkdir()
        (folder / "hook" / "sitecustomize.py").write_text(_FORBIDS)
        self._tried = folder / "tried"
        self._settings = {"PYTHONPATH": str(folder / "hook"), "TRIED": str(self._tried)}
        self.command = ("env", *(f"{n}={v}" for n, v in self._settings.items()), *NEGOTIATOR)

    @property
    def tried(self) -> str:
        return self._tried.read_text() if self._tried.exists() else ""

    def run(self, home: Path, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=os.environ | environment(home) | self._settings,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def offline(tmp_path: Path) -> Offline:
    return Offline(tmp_path)


def test_the_hook_forbids(offline: Offline, tmp_path: Path) -> None:
    connect = "import socket; socket.create_connection(('127.0.0.1', 9))"
    assert offline.run(tmp_path, sys.executable, "-c", connect).returncode != 0
    assert "socket.getaddrinfo" in offline.tried


def test_a_negotiation_from_the_deal_to_the_documents(workspace: Path, offline: Offline) -> None:
    with Screen(workspace, columns=120, rows=40, command=offline.command) as screen:
        new_deal(screen, "Acme AI", "API")
        screen.send(WORDS)
        screen.shows(WORDS[-12:])
        file(screen, WORDS)
        for keys, seen in (
            (ESCAPE, "esc"),
            ("R", "before signature"),
            (ESCAPE, "checklist"),
            ("\x1bOS", "contents"),  # the playbook
            (ESCAPE, "checklist"),
            ("\x1b[21~", "Wrap-up"),  # F10
        ):
            screen.quiet(0.2)
            screen.send(keys)
            screen.wait(lambda text, seen=seen: seen.lower() in text.lower(), f"no {seen}")  # type: ignore[misc]
        screen.send("r")
        screen.shows("in which form?")
        screen.send(ENTER)
        screen.shows("Written")
        screen.send(CTRL_Q)
        assert screen.ended() == 0
    assert list((workspace / "sessions").glob("*recap*"))
    for command in (
        ("deals",),
        ("show", "acme"),
        ("record", "acme", "--note", "x"),
        ("suggest", WORDS),
        ("report", "memo", "acme", "--internal"),
        ("review",),
        ("due", "--ics", str(workspace / "due.ics")),
        ("backup",),
        ("doctor",),
        ("export", "acme", "-o", str(workspace / "acme.json")),
        ("import", str(workspace / "acme.json")),
        ("playbook", "check", "llm-vendor"),
    ):
        done = offline.run(workspace, *NEGOTIATOR, "--workspace", str(workspace), *command)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    with Screen(workspace, command=offline.command) as screen:
        screen.shows("Acme AI")
        screen.send(F3)
        screen.shows(LINE)
        screen.send(CTRL_Q)
        assert screen.ended() == 0
    assert offline.tried == ""
