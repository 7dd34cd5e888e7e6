"""Playbooks are found by folder, by file and by header; the workspace comes before the shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.playbook.shelf import available, default_id, find, shipped_root, twins
from tests.playbook.files import HEADER, write


def test_available_lists_files_and_folders_with_a_header(tmp_path: Path) -> None:
    write(tmp_path, "own/a.toml", '[playbook]\nname = "x"\n')
    write(tmp_path, "own/folder/playbook.toml", '# c\n[playbook]\nname = "x"\n  id = "headed"\n')
    write(tmp_path, "own/no-header/other.toml", "")
    write(tmp_path, "own/notes.md", "")
    write(tmp_path, "own/.hidden.toml", "")
    write(tmp_path, "shipped/a.toml", '[playbook]\nname = "shadowed"\n')
    write(tmp_path, "shipped/z.toml", "[playbook]\nid = 'zed'\n")
    roots = [tmp_path / "own", tmp_path / "missing", tmp_path / "shipped"]
    assert available(roots) == [
        ("a", tmp_path / "own/a.toml"),
        ("headed", tmp_path / "own/folder"),
        ("zed", tmp_path / "shipped/z.toml"),
    ]


def test_an_id_of_another_table_is_not_the_headers(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", '[playbook]\nname = "x"\n[[floor]]\nid = "other"\n')
    assert available([tmp_path]) == [("a", tmp_path / "a.toml")]


def test_find_by_name_then_by_header(tmp_path: Path) -> None:
    named = write(tmp_path, "base.toml", '[playbook]\nid = "other"\n')
    headed = write(tmp_path, "a/playbook.toml", HEADER).parent
    assert find("base", [tmp_path]) == named
    assert find("base", [tmp_path], but={str(named)}) == headed
    assert find("other", [tmp_path]) == named
    assert find("none", [tmp_path]) is None


def test_the_first_root_wins(tmp_path: Path) -> None:
    own = write(tmp_path, "own/base.toml", HEADER)
    shipped = write(tmp_path, "shipped/base.toml", HEADER)
    assert find("base", [own.parent, shipped.parent]) == own


def test_a_damaged_file_is_listed_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe[playbook")
    assert available([tmp_path]) == [("bad", tmp_path / "bad.toml")]


@pytest.mark.parametrize(
    ("name", "identity"),
    [("llm-vendor", "llm-vendor"), ("My Book.toml", "my-book"), ("2026", "playbook-2026"),
     ("ü.toml", "playbook"), ("x" * 99, "x" * 60)],
)  # fmt: skip
def test_a_name_becomes_an_id(name: str, identity: str) -> None:
    assert default_id(Path(name)) == identity


def test_the_shipped_playbooks_are_in_the_checkout_or_the_wheel() -> None:
    assert (shipped_root() / "llm-vendor").is_dir()


def test_an_id_in_a_header_of_the_first_root_wins_over_a_name_in_the_second(tmp_path: Path) -> None:
    own = write(tmp_path, "own/any-name.toml", '[playbook]\nid = "a"\n')
    write(tmp_path, "shipped/a.toml", '[playbook]\nname = "x"\n')
    roots = [tmp_path / "own", tmp_path / "shipped"]
    assert find("a", roots) == own == dict(available(roots))["a"]


def test_two_of_one_id_in_one_folder(tmp_path: Path) -> None:
    first = write(tmp_path, "own/a.toml", '[playbook]\nname = "x"\n')
    second = write(tmp_path, "own/b.toml", '[playbook]\nid = "a"\n')
    write(tmp_path, "shipped/a.toml", '[playbook]\nname = "x"\n')
    assert list(twins([tmp_path / "own", tmp_path / "shipped"])) == [("a", first, second)]
