"""What is printed where: on a terminal, in a pipe, into a full disk, with nobody listening."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.terminal import Terminal
from negotiator.desk.workspace import Workspace
from tests.cli.program import COMMAND, UNEXPECTED, Done, Program
from tests.samples import add_deal

LONG = "a contract with a name that is longer than a narrow terminal can be wide"
BOLD = b"\x1b[1m"


@contextmanager
def terminal(
    program: Program, *arguments: str, columns: int = 80, **settings: str
) -> Iterator[Terminal]:
    """A command that has ended, in a terminal."""
    env = {**program.environment, **settings}
    command = [*COMMAND, "--workspace", str(program.folder), *arguments]
    with Terminal(command, columns=columns, rows=24, env=env) as running:
        assert running.ended() == 0
        yield running


def shell(program: Program, script: str) -> Done:
    """A line of shell, with `$negotiator` in it."""
    ran = subprocess.run(
        ["sh", "-c", script.replace("$negotiator", " ".join(COMMAND))],
        cwd=program.folder,
        env=program.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert not any(word in ran.stdout + ran.stderr for word in UNEXPECTED), ran.stderr
    return Done(ran.returncode, ran.stdout, ran.stderr)


# ── a terminal or a pipe ─────────────────────────────────────────────────────────────────────


def test_a_narrow_terminal_keeps_the_days_whole(negotiator: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Bright", LONG)
    dates = ("--starts", "2001-01-01", "--ends", "2001-12-31", "--notice", "90d")
    negotiator("term", "bright", *dates, "--method", "registered post", "--owner", LONG)
    command = [*COMMAND, "--workspace", str(negotiator.folder), "due"]
    with Terminal(command, columns=80, rows=24, env=negotiator.environment) as shown:
        assert shown.ended() == 1, "a day was missed"
        rows = shown.painted().replace("\r", "").splitlines()
    assert max(map(len, rows)) <= 80
    assert any("days ago  Mon 31 Dec 2001  Bright" in row for row in rows)


def test_a_terminal_gets_bold_headings_and_rows_that_fit(
    negotiator: Program, workspace: Workspace
) -> None:
    add_deal(workspace, "Bright", LONG)
    with terminal(negotiator, "deals", columns=80) as shown:
        assert BOLD in shown._seen
        rows = shown.painted().replace("\r", "").splitlines()
    assert max(map(len, rows)) <= 80
    (row,) = (row for row in rows if "Bright" in row)
    assert LONG[:7] in row
    assert "…" in row
    assert row.split()[-7:] == "new 0 of 4 0 - -".split()


def test_no_color_is_heeded(negotiator: Program) -> None:
    with terminal(negotiator, "playbook", "list", NO_COLOR="1") as shown:
        assert "llm-vendor" in shown.painted()
        assert b"\x1b[3" not in shown._seen
        assert b"\x1b[4" not in shown._seen


def test_a_pipe_gets_the_whole_row_and_no_escapes(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Bright", LONG)
    out = quick("deals").out
    assert LONG in out
    assert "\x1b" not in out


def test_markup_in_a_name_is_shown_as_it_is(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "[red]Bright[/red] :smile:", "\x1b[31mBox")
    assert r"[red]Bright[/red] :smile:" in quick("deals").out
    assert r"\x1b[31mBox" in quick("show", "bright").out


@pytest.mark.parametrize("command", ["", "demo"])
def test_the_screens_need_a_terminal(negotiator: Program, command: str) -> None:
    told = negotiator.fails(*command.split(), code=2)
    assert "negotiator needs a terminal" in told
    assert "--help" in told


# ── nobody listens ───────────────────────────────────────────────────────────────────────────


def test_a_reader_who_has_gone(negotiator: Program) -> None:
    done = shell(negotiator, "{ $negotiator playbook list; echo $? >&2; } | true")
    assert done.err == "0\n"


@pytest.mark.parametrize("command", ["playbook list", "suggest --json hello", "report recap acme"])
def test_a_full_disk_is_said(negotiator: Program, command: str) -> None:
    done = shell(negotiator, f"$negotiator {command} > /dev/full")
    assert done.code == 1
    assert "No space left on device" in done.err


@pytest.mark.parametrize("command", ["playbook list", "suggest --json hello"])
def test_a_closed_output_is_nobody_listening(negotiator: Program, command: str) -> None:
    assert shell(negotiator, f"$negotiator {command} >&-") == Done(0, "", "")
    assert shell(negotiator, f"$negotiator {command} >&- 2>&-") == Done(0, "", "")


_HALF_A_FRAME = """\
import sys
from importlib import import_module

cli = import_module("negotiator.cli.main")

def painted(options):
    sys.stderr.write("half a frame")
    return 7

cli._run = painted
sys.exit(cli.main(["deals"]))
"""


def test_where_nobody_takes_the_last_frame_the_exit_code_stays() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _HALF_A_FRAME],
            env=os.environ | {"PYTHONUNBUFFERED": ""},  # what is written waits in Python
            stderr=writing,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == 7
