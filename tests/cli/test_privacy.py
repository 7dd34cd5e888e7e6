"""What the program makes is for its owner alone, and nothing of it leaves the machine."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path
from unittest.mock import patch

import pytest

from negotiator.cli import main, reports
from negotiator.desk.workspace import Workspace
from tests.cli.program import COMMAND, Program
from tests.samples import PINNING, TRAINING

WORDS = "zqxwords"


def everything(quick: Program, folder: Path) -> None:
    """A whole negotiation on the command line, and all that can be written of it."""
    quick("record", "acme", "--heard", f"{WORDS} we roll every customer forward")
    quick("record", "acme", "--clause", PINNING, "--offered", "target")
    quick("record", "acme", "--clause", TRAINING, "--agreed", "target")
    quick("record", "acme", "--clause", TRAINING, "--promised", "we will")
    quick("term", "acme", "--ends", "2027-03-31", "--notice", "90d", "--renewal", "automatic")
    quick("due", "--ics", folder / "due.ics")
    for kind in ("recap", "issues", "memo"):
        for form in ("md", "html", "docx", "csv", "json"):
            quick("report", kind, "acme", "-o", folder / f"{kind}.{form}")
    quick("export", "acme", "-o", folder / "deal.json")
    quick("import", folder / "deal.json")
    quick("suggest", "we roll everyone forward")
    quick("playbook", "check", "llm-vendor")
    quick("deals")


def test_every_file_is_for_its_owner_alone(newcomer: Program, workspace: Workspace) -> None:
    """Even where the user's mask keeps nothing from anybody."""
    before = {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*")}
    quick = type(newcomer)(newcomer.home, workspace.root)
    made = workspace.root / "made"
    umask = os.umask(0)
    try:
        made.mkdir(0o700)
        with patch(
            "os.umask", lambda _: 0
        ):  # even the program's own is not what keeps them private
            everything(quick, made)
            newcomer("init", newcomer.folder / "new")
    finally:
        os.umask(umask)
    files = [*workspace.root.rglob("*"), *(newcomer.folder / "new").rglob("*")]
    written = [path for path in files if before.get(path) != path.stat().st_mtime_ns]
    assert len([path for path in written if path.is_file()]) > 15
    for path in written:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert not mode & 0o077 or path == workspace.root, f"{path} has {mode:o}"


NO_NETWORK = ("unshare", "--net", "--map-root-user")


@pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run([*NO_NETWORK, "true"], check=False, capture_output=True).returncode != 0,
    reason="this system takes no network away",
)
def test_it_runs_where_there_is_no_network(negotiator: Program) -> None:
    said = subprocess.run(
        [*NO_NETWORK, *COMMAND, "record", "acme", "--note", "x"],
        cwd=negotiator.folder,
        env=negotiator.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stdout, said.stderr) == (0, "Recorded: note.\n", "")


def test_an_error_nobody_thought_of_is_told_without_words(
    quick: Program,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: object) -> int:
        local = WORDS
        raise RuntimeError(f"about {local}")

    monkeypatch.setattr(reports, "report", fail)
    monkeypatch.chdir(workspace.root)
    monkeypatch.delenv("NEGOTIATOR_WORKSPACE", raising=False)
    assert main(["report", "memo", "acme"]) == 1
    told = capsys.readouterr().err
    (report,) = workspace.sessions.glob("crash-*.txt")
    assert str(report) in told
    assert "What it had shown as saved is saved" in told
    assert "Start it again" in told
    content = report.read_text()
    assert "RuntimeError" in content
    assert WORDS not in told + content
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
