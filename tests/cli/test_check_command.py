"""`negotiator playbook check`: what it prints, how strict it is, and how it watches."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from negotiator.desk.watch import changes, look_at
from tests.cli.program import COMMAND, Program
from tests.playbook.files import at
from tests.samples import TEXT

NO_LABEL = TEXT.replace('label = "nothing kept"\n', "")
LAYER = '[playbook]\nid = "ours"\nname = "Ours"\nextends = "llm-vendor"\n'


@pytest.fixture
def file(negotiator: Program) -> Path:
    """The sample's file."""
    return negotiator.folder / "playbooks" / "llm-vendor.toml"


# ── once ─────────────────────────────────────────────────────────────────────────────────────


def test_a_problem_is_a_line_as_compilers_write_it(quick: Program, file: Path) -> None:
    file.write_text(TEXT.replace("value = 14", "value = 900"))
    line, column = at(TEXT, "14")
    (told,) = quick("playbook", "check", "llm-vendor", code=1).out.splitlines()
    # The walk-away of 90 days is now the better one.
    assert told.startswith("playbooks/llm-vendor.toml:")
    assert told.endswith("[values-out-of-order]")
    assert ": error: data.retention: walk-away (90 days) is better for us" in told
    assert int(told.split(":")[1]) > line
    assert column == 9


def test_the_place_is_absolute_where_it_is_elsewhere(quick: Program, file: Path) -> None:
    file.write_text(TEXT.replace("value = 14", "value = 900"))
    told = quick("playbook", "check", file, code=1, folder=Path("/")).out
    assert told.startswith(f"{str(file).removeprefix('/')}:")


def test_a_note_tells_and_lets_the_check_pass(quick: Program, file: Path) -> None:
    file.write_text(NO_LABEL)
    told = quick("playbook", "check", "llm-vendor").out
    assert ": note: data.retention/target has no label; " in told


@pytest.mark.parametrize(("level", "code"), [("off", 0), ("warning", 1), ("error", 1)])
def test_the_playbook_says_how_strict_a_rule_is(
    quick: Program, file: Path, level: str, code: int
) -> None:
    header = "review_every_days = 3650\n"
    file.write_text(NO_LABEL.replace(header, f'{header}check = {{ no-label = "{level}" }}\n'))
    told = quick("playbook", "check", "llm-vendor", code=code).out
    assert (f": {level}: " in told) == (code == 1)


def test_a_folder_without_a_header_is_not_passed_over(quick: Program, file: Path) -> None:
    folder = file.parent / "lost"
    folder.mkdir()
    (folder / "data.toml").write_text('[[clause]]\nid = "a.b"\n')
    told = quick("playbook", "check", code=1).out
    assert "playbooks/lost:1:1: error: the folder has no playbook.toml" in told
    assert quick("playbook", "check", "llm-vendor").out == ""


# ── watching ─────────────────────────────────────────────────────────────────────────────────


class Watch:
    """A watching program, read line by line."""

    def __init__(self, program: Program, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [*COMMAND, "playbook", "check", "--watch", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=program.folder,
            env=program.environment,
            text=True,
        )
        self._patience = Timer(60, self._process.kill)
        self._patience.start()
        assert self._process.stdout is not None
        self._out = self._process.stdout

    def line(self) -> str:
        """The next line; nothing when patience for one that never comes has ended."""
        return self._out.readline().rstrip("\n")

    def json(self) -> list[dict[str, Any]]:
        """The next line, as the list it is."""
        found: list[dict[str, Any]] = json.loads(self.line())
        return found

    def interrupt(self) -> int:
        """Press Ctrl+C; the exit code."""
        self._process.send_signal(signal.SIGINT)
        _, err = self._process.communicate(timeout=20)
        assert err == ""
        return self._process.returncode

    def kill(self) -> None:
        """End it if it has not ended."""
        self._patience.cancel()
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def watching(negotiator: Program) -> Iterator[Watch]:
    watch = Watch(negotiator, "llm-vendor")
    yield watch
    watch.kill()


def test_it_checks_again_at_every_save_until_interrupted(watching: Watch, file: Path) -> None:
    assert watching.line().startswith("Nothing wrong; watching ")
    file.write_text(TEXT.replace("value = 14", "value = 900"))
    assert "values-out-of-order" in watching.line()
    assert watching.line().startswith("1 error; watching ")
    file.write_text(TEXT)
    assert watching.line().startswith("Nothing wrong; ")
    assert watching.interrupt() == 0


def test_it_ends_with_what_was_found_last(watching: Watch, file: Path) -> None:
    watching.line()
    file.write_text("[playbook")
    assert ": error: this is not TOML" in watching.line()
    watching.line()
    assert watching.interrupt() == 1


def test_a_playbook_that_is_gone_for_a_moment(watching: Watch, file: Path) -> None:
    watching.line()
    aside = file.rename(file.with_suffix(".bak"))
    # While ours is away, the shipped one of that id is checked, and has what problems it has.
    while "; watching " not in (line := watching.line()):
        assert line
    aside.rename(file)
    assert watching.line().startswith("Nothing wrong; ")
    assert watching.interrupt() == 0


def test_as_json_each_check_is_a_line(negotiator: Program, file: Path) -> None:
    (file.parent / "ours.toml").write_text(LAYER)
    watch = Watch(negotiator, "--json", "ours")
    try:
        assert watch.json() == []
        file.write_text(NO_LABEL)  # what it extends is watched too
        (problem,) = watch.json()
        assert problem["code"] == "no-label"
        assert watch.interrupt() == 0
    finally:
        watch.kill()


def test_what_is_not_there_is_not_watched(quick: Program) -> None:
    assert "There is no playbook nowhere." in quick.fails("playbook", "check", "--watch", "nowhere")


def test_each_change_is_seen_once_when_it_is_over_and_none_is_missed(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text("a = 1")
    saves = {2: "", 3: "a = ", 4: "a = 22", 7: "a = 333"}
    waits = 0

    def wait(_: float) -> None:
        nonlocal waits
        waits += 1
        if waits in saves:
            file.write_text(saves[waits])

    seen = changes(lambda: look_at([file, tmp_path / "gone.toml"]), wait)
    assert [next(seen)[file][1] for _ in range(3)] == [
        len(t) for t in ("a = 1", "a = 22", "a = 333")
    ]
    later = time.time() + 5
    os.utime(file, (later, later))  # saved again, of the same length, before the next look
    before = waits
    next(seen)
    assert waits == before + 2
