"""The passphrase in the keyring of the system: only when asked for, and told when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program

pytest.importorskip("sqlcipher3")
pytest.importorskip("keyrings.alt")

PASSPHRASE = "a long walk nobody takes"
NONE_KEEPS = "keyring.backends.fail.Keyring"
FORGETS = "keyring.backends.null.Keyring"
IN_KEYRING = "The passphrase is in the keyring of the system"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "passphrase"
    path.touch(0o600)
    path.write_text(PASSPHRASE)
    return path


@pytest.fixture
def program(negotiator: Program) -> Program:
    """With a keyring that keeps what it is given in a file of the user's home."""
    negotiator.settings["PYTHON_KEYRING_BACKEND"] = "keyrings.alt.file.PlaintextKeyring"
    return negotiator


def by_file(secret: Path) -> dict[str, str]:
    return {"NEGOTIATOR_PASSPHRASE_FILE": str(secret)}


def test_it_is_asked_no_more_and_asked_again_once_taken_out(
    program: Program, secret: Path, workspace: Workspace
) -> None:
    said = program("encrypt", "--wipe", "--keyring", settings=by_file(secret)).out
    assert IN_KEYRING in said
    assert "Acme" in program("deals").out
    program("record", "acme", "--note", "x")
    program("encrypt", "--no-keyring")
    told = program.fails("deals")
    assert "Nobody is there to be asked" in told
    assert "Acme" in program("deals", settings=by_file(secret)).out
    assert IN_KEYRING in program("encrypt", "--keyring", settings=by_file(secret)).out
    assert "Acme" in program("deals").out
    program("decrypt", "--wipe")
    assert not list(workspace.sessions.glob("*.keyring"))
    assert "Acme" in program("deals").out
    for path in program.home.rglob("*keyring*.cfg"):
        assert "negotiator.sqlite" not in path.read_text()


def test_nothing_is_put_there_unless_asked_for(program: Program, secret: Path) -> None:
    program("encrypt", "--wipe", settings=by_file(secret))
    assert not list(program.home.rglob("*keyring*.cfg"))
    assert "Nobody is there to be asked" in program.fails("deals")


@pytest.mark.parametrize("backend", [NONE_KEEPS, FORGETS])
def test_no_keyring_is_told_before_anything_is_changed(
    program: Program, secret: Path, workspace: Workspace, backend: str
) -> None:
    none = {**by_file(secret), "PYTHON_KEYRING_BACKEND": backend}
    told = program.fails("encrypt", "--keyring", settings=none)
    assert "This system has no keyring that keeps anything" in told
    assert "leave out --keyring" in told
    assert Path(workspace.database).read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("backend", [NONE_KEEPS, FORGETS, "no.such.Backend"])
def test_a_keyring_that_is_gone_is_told_and_the_passphrase_asked(
    program: Program, secret: Path, backend: str
) -> None:
    program("encrypt", "--wipe", "--keyring", settings=by_file(secret))
    program.settings["PYTHON_KEYRING_BACKEND"] = backend
    told = program.fails("deals")
    assert "keyring" in told
    assert "Nobody is there to be asked" in told
    assert PASSPHRASE not in told
    assert "Acme" in program("deals", settings=by_file(secret)).out


def test_without_the_library(program: Program, secret: Path) -> None:
    program.settings["PYTHONPATH"] = str(secret.parent / "hidden")
    (secret.parent / "hidden").mkdir()
    (secret.parent / "hidden" / "keyring.py").write_text("raise ImportError('not here')\n")
    told = program.fails("encrypt", "--keyring", settings=by_file(secret))
    assert "pip install 'negotiator[keyring]'" in told
