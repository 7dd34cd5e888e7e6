"""Playbooks read once and kept: never a stale one, never a damaged one, and no harm without."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from negotiator.desk import Library
from negotiator.desk.cache import Cache
from negotiator.desk.workspace import Workspace
from negotiator.suggest import suggest
from tests.samples import TEXT

NAME = "llm-vendor"


@pytest.fixture
def file(workspace: Workspace) -> Path:
    return workspace.playbooks / f"{NAME}.toml"


def read(workspace: Workspace) -> tuple[str, str]:
    """The playbook's name and digest as a new program reads them; its index is built too."""
    library = Library(workspace)
    playbook, digest = library.playbook(NAME)
    assert suggest(library.index(playbook, digest), "we roll every customer forward")
    return playbook.playbook.name, digest


def kept(workspace: Workspace) -> list[Path]:
    return sorted(workspace.cache.iterdir())


def test_what_is_kept_is_what_was_read(workspace: Workspace) -> None:
    first = read(workspace)
    files = kept(workspace)
    assert len(files) == 2
    assert read(workspace) == first
    assert kept(workspace) == files
    fresh, from_cache = Library(), Library(workspace)
    path = workspace.playbooks / f"{NAME}.toml"
    assert from_cache.playbook(NAME)[0] == fresh.playbook(str(path))[0]


def test_only_its_owner_may_read_it(workspace: Workspace) -> None:
    read(workspace)
    assert stat.S_IMODE(workspace.cache.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept(workspace)} == {0o600}


def test_a_changed_file_is_read_again(workspace: Workspace, file: Path) -> None:
    _, before = read(workspace)
    file.write_text(TEXT.replace('name = "', 'name = "New ', 1))
    name, after = read(workspace)
    assert name.startswith("New ")
    assert after != before


def test_the_index_is_built_anew_for_other_words_and_for_nothing_else(
    workspace: Workspace, file: Path
) -> None:
    def indexes() -> set[Path]:
        read(workspace)
        return {path for path in kept(workspace) if len(path.name) == 64}

    (first,) = indexes()
    for old, new in (
        ("value = 24", "value = 23"),
        ("review_every_days = 3650", "review_every_days = 3000"),
        ('expect = ""', 'expect = "data.training"'),
    ):
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))
        assert indexes() == {first}
    for old, new in (
        ('"we only offer the latest version"', '"the latest version it is"'),
        ('cust = "customer"', 'cust = "customs"'),
        ('"freeze", "pin"', '"freeze", "needle"'),
    ):
        assert old in file.read_text()
        before = indexes()
        file.write_text(file.read_text().replace(old, new))
        assert len(indexes() - before) == 1


def test_a_file_more_is_read_too(workspace: Workspace, file: Path) -> None:
    read(workspace)
    file.with_name(f"{NAME}.learned.toml").write_text(
        '[[clause]]\nid = "data.new"\ntitle = "N"\n[[clause.position]]\nrung = "target"\n'
    )
    assert "data.new" in Library(workspace).playbook(NAME)[0].clauses


def test_problems_are_told_at_every_start(workspace: Workspace, file: Path) -> None:
    file.write_text(TEXT + '\n[[floor]]\nid = "x"\nstatemnt = "y"\n')
    for _ in range(2):
        library = Library(workspace)
        library.playbook(NAME)
        assert f"{NAME}.toml:" in library.trouble(NAME)


def test_damage_costs_time_and_nothing_else(workspace: Workspace) -> None:
    before = read(workspace)
    for path in kept(workspace):
        data = bytearray(path.read_bytes())
        for place in (0, len(data) // 2, len(data) - 1):
            damaged = data[:]
            damaged[place] ^= 1
            path.write_bytes(damaged)
            assert read(workspace) == before
        for rest in (b"", b"\n", bytes(data[: len(data) // 3])):
            path.write_bytes(rest)
            assert read(workspace) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to(workspace: Workspace) -> None:
    workspace.sessions.chmod(0o500)
    try:
        read(workspace)
    finally:
        workspace.sessions.chmod(0o700)


def test_no_folder_at_all(tmp_path: Path) -> None:
    for cache in (Cache(None), Cache(Workspace(tmp_path / "none"))):
        cache.put("name", b"body")
        assert cache.get("name") is None
    assert not (tmp_path / "none").exists()


def test_old_ones_are_thrown_away(workspace: Workspace) -> None:
    cache = Cache(workspace)
    for number in range(40):
        cache.put(f"name{number}", b"body")
        os.utime(workspace.cache / f"name{number}", (number, number))
    left = {path.name for path in kept(workspace)}
    assert len(left) <= 16
    assert cache.get("name39") == b"body"
    assert cache.get("name0") is None
