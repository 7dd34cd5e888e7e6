"""A workspace is found upwards, or in the data directory, or made; and it is private."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from negotiator.desk.errors import DeskError
from negotiator.desk.workspace import Workspace, find_workspace, make_workspace


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NEGOTIATOR_WORKSPACE", "NEGOTIATOR_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def folders(*paths: Path) -> None:
    for path in paths:
        path.mkdir(parents=True)


def test_the_nearest_upwards_is_found(tmp_path: Path) -> None:
    outer, inner = tmp_path / "outer", tmp_path / "outer" / "deep" / "inner"
    make_workspace(outer)
    make_workspace(inner)
    assert find_workspace(start=inner / "playbooks").root == inner
    assert find_workspace(start=inner).root == inner
    assert find_workspace(start=inner.parent).root == outer


@pytest.mark.parametrize("half", ["playbooks", "sessions"])
def test_half_a_workspace_is_none(tmp_path: Path, half: str) -> None:
    make_workspace(tmp_path / "outer")
    inner = tmp_path / "outer" / "inner"
    folders(inner / half)
    assert find_workspace(start=inner).root == tmp_path / "outer"


def test_a_file_of_that_name_is_no_folder(tmp_path: Path) -> None:
    folders(tmp_path / "playbooks")
    (tmp_path / "sessions").write_text("")
    assert find_workspace(start=tmp_path).root == tmp_path / "data" / "negotiator"


def test_without_one_it_is_in_the_data_directory_and_not_made_by_looking(tmp_path: Path) -> None:
    found = find_workspace(start=tmp_path)
    assert found.root == tmp_path / "data" / "negotiator"
    assert not found.root.exists()


def test_the_current_folder_is_where_one_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(tmp_path / "ours")
    monkeypatch.chdir(tmp_path / "ours" / "sessions")
    assert find_workspace().root == tmp_path / "ours"
    assert find_workspace(Path("..")).root.resolve() == tmp_path / "ours"


def test_what_is_named_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two", "three"):
        make_workspace(tmp_path / name)
    monkeypatch.setenv("NEGOTIATOR_WORKSPACE", str(tmp_path / "two"))
    assert find_workspace(start=tmp_path / "three").root == tmp_path / "two"
    assert find_workspace(tmp_path / "one", start=tmp_path / "three").root == tmp_path / "one"


def test_a_home_is_spelled_out(tmp_path: Path) -> None:
    make_workspace(tmp_path / "home" / "ours")
    assert find_workspace(Path("~/ours")).root == tmp_path / "home" / "ours"


def test_what_is_named_and_is_none(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="is not a workspace") as told:
        find_workspace(tmp_path)
    assert told.value.remedy == f"Make one with: negotiator init {tmp_path}"


def test_another_database_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_workspace(tmp_path)
    assert find_workspace(tmp_path).database == str(tmp_path / "sessions" / "negotiator.sqlite")
    monkeypatch.setenv("NEGOTIATOR_DATABASE", "postgresql://host/deals")
    assert find_workspace(tmp_path).database == "postgresql://host/deals"
    assert make_workspace(tmp_path).database == "postgresql://host/deals"
    monkeypatch.setenv("NEGOTIATOR_DATABASE", "")
    assert find_workspace(tmp_path).database_url is None


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_what_is_made_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        made = make_workspace(tmp_path / "ours")
    finally:
        os.umask(before)
    assert made == Workspace(tmp_path / "ours")
    assert [mode(each) for each in (made.root, made.playbooks, made.sessions)] == [0o700] * 3


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    folders(tmp_path / "sessions")
    (tmp_path / "sessions").chmod(0o750)
    (tmp_path / "sessions" / "negotiator.sqlite").write_text("kept")
    made = make_workspace(tmp_path)
    assert mode(made.sessions) == 0o750
    assert mode(made.playbooks) == 0o700
    assert Path(made.database).read_text() == "kept"


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("")
    with pytest.raises(DeskError, match=f"Cannot make a workspace in {tmp_path}: File exists"):
        make_workspace(tmp_path)
