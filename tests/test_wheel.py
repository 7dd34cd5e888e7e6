"""The wheel, built and installed as a user does, runs from any folder with all it needs inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal

ROOT = Path(__file__).parents[1]
CTRL_Q = "\x11"


def run(*command: object, folder: Path, home: Path) -> str:
    """A command's output; it must end well."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def environment(home: Path) -> dict[str, str]:
    """What a user has: nothing that would lead Python or Negotiator to this checkout."""
    places = {"HOME": str(home), "XDG_DATA_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return {"PATH": os.environ["PATH"], "PIP_DISABLE_PIP_VERSION_CHECK": "1", **places}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's empty home, which is also where they stand."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    options = ("--wheel", "--no-isolation", "--outdir", folder)
    run(sys.executable, "-m", "build", *options, ROOT, folder=home, home=home)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def negotiator(wheel: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed in an environment of its own.

    The dependencies are borrowed from this environment by a path file, which needs no network; path
    files over there, such as that of this checkout, are not followed from here.
    """
    place = tmp_path_factory.mktemp("venv")
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    options = ("--python", python, "install", "--quiet", "--no-index", "--no-deps")
    run(sys.executable, "-m", "pip", *options, wheel, folder=home, home=home)
    (packages,) = place.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return place / "bin" / "negotiator"


def test_the_wheel_carries_more_than_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
        metadata = archive.read(next(n for n in packed if n.endswith("/METADATA"))).decode()
    for folder, pattern in (
        (ROOT / "negotiator", "**/*.py"),
        (ROOT / "negotiator", "**/*.tcss"),
        (ROOT / "negotiator", "**/*.toml"),
        (ROOT, "playbooks/**/*.toml"),
    ):
        files = [file.relative_to(folder).as_posix() for file in folder.glob(pattern)]
        assert files
        assert {f"negotiator/{file}" for file in files} <= packed
    assert "License-Expression: MIT" in metadata
    assert any(name.endswith("/LICENSE") for name in packed)
    assert all(name.startswith(("negotiator/", "negotiator-")) for name in packed)


def test_its_own_playbooks_are_at_hand_and_sound(negotiator: Path, home: Path) -> None:
    listed = json.loads(run(negotiator, "playbook", "list", "--json", folder=home, home=home))
    shipped = {playbook["id"]: playbook for playbook in listed}
    assert shipped.keys() == {path.parent.name for path in ROOT.glob("playbooks/*/playbook.toml")}
    for playbook in shipped.values():
        assert playbook["clauses"] >= shipped["llm-vendor"]["clauses"] >= 66
        assert Path(playbook["path"]).is_relative_to(negotiator.parents[1])
    assert run(negotiator, "playbook", "check", "llm-vendor", folder=home, home=home) == ""


def test_it_answers(negotiator: Path, home: Path) -> None:
    out = run(negotiator, "suggest", "--json", "we train on your data", folder=home, home=home)
    assert json.loads(out)["suggestions"]


def test_the_demo_runs_and_leaves_nothing_behind(
    negotiator: Path, home: Path, tmp_path: Path
) -> None:
    real = tmp_path / "real.sqlite"
    settings = {"TMPDIR": str(tmp_path), "NEGOTIATOR_DATABASE": str(real)}
    command = [str(negotiator), "demo"]
    env = {**environment(home), **settings}
    with Terminal(command, columns=80, rows=24, env=env) as running:
        running.until("Acme AI")
        assert [each.name.startswith("negotiator-demo-") for each in tmp_path.iterdir()] == [True]
        running.send(CTRL_Q)
        assert running.ended() == 0
    assert "Traceback" not in running.painted()
    assert list(tmp_path.iterdir()) == []
    assert not (home / "negotiator").exists()
