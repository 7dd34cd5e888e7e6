"""The user's own editor at a line, in the way each of them wants to be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.desk import DeskError
from negotiator.desk.editor import editor_command

FILE = Path("/ours/a file.toml")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is all there is."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("vim", ["vim", "+12", str(FILE)]),
        ("emacs -nw", ["emacs", "-nw", "+12", str(FILE)]),
        ("hx", ["hx", f"{FILE}:12"]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:12"]),
        ("my-editor", ["my-editor", str(FILE)]),
    ],
)
def test_each_is_told_the_line_in_its_way(path: Path, named: str, told: list[str]) -> None:
    program(path, named.split()[0])
    assert editor_command(FILE, 12, {"EDITOR": named}) == told


def test_a_path_with_a_blank_and_visual_before_editor(path: Path) -> None:
    (path / "my programs").mkdir()
    vim = program(path / "my programs", "vim")
    named = {"VISUAL": f"'{vim}' -u NONE", "EDITOR": "nano"}
    assert editor_command(FILE, 3, named) == [str(vim), "-u", "NONE", "+3", str(FILE)]


def test_where_none_is_named_one_that_is_usually_there(path: Path) -> None:
    program(path, "vi")
    assert editor_command(FILE, 1, {"EDITOR": ""}) == ["vi", "+1", str(FILE)]
    program(path, "nano")
    assert editor_command(FILE, 1, {})[0] == "nano"


@pytest.mark.parametrize("named", ["", "no-such-editor", "vim 'unclosed"])
def test_there_is_none(path: Path, named: str) -> None:
    with pytest.raises(DeskError) as told:
        editor_command(FILE, 1, {"EDITOR": named})
    assert told.value.remedy


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_the_variable_at_fault_is_blamed(path: Path, variable: str) -> None:
    with pytest.raises(DeskError) as told:
        editor_command(FILE, 1, {"EDITOR": "", variable: "vim 'unclosed"})
    assert told.value.what == f"${variable} is no command: vim 'unclosed."
    assert "quotation mark" in told.value.remedy
    with pytest.raises(DeskError) as told:
        editor_command(FILE, 1, {"EDITOR": "", variable: "no-such-editor"})
    assert told.value.what == "There is no editor no-such-editor."
    assert f"${variable}" in told.value.remedy
