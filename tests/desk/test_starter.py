"""The playbook that a new workspace begins with is sound, private, and left alone afterwards."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from negotiator.desk import Library
from negotiator.desk.starter import NAME, write_starter
from negotiator.desk.workspace import Workspace, make_workspace
from tests.samples import PINNING, TEXT


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path / "ours")


def test_it_is_a_sound_layer_over_the_default_playbook(empty: Workspace) -> None:
    path = write_starter(empty)
    assert path == empty.playbooks / f"{NAME}.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (empty.playbooks / "llm-vendor.toml").write_text(TEXT)
    library = Library(empty)
    assert library.check(NAME, date(2026, 11, 21)) == ()
    playbook, _ = library.playbook(NAME)
    assert playbook.id == NAME
    assert playbook.clauses.keys() == library.playbook("llm-vendor")[0].clauses.keys()


def test_over_the_shipped_one_it_brings_no_problem_of_its_own(empty: Workspace) -> None:
    path = write_starter(empty)
    library = Library(empty)
    found = library.check(NAME, date.today())
    assert [problem for problem in found if problem.source == path] == []
    assert library.playbook(NAME)[0].clauses


def test_what_it_shows_is_right_for_the_clause_it_shows_it_on(empty: Workspace) -> None:
    path = write_starter(empty)
    assert path is not None
    shown = next(line for line in path.read_text().splitlines() if line.startswith("# id = "))
    clause = Library(empty).clause("llm-vendor", shown.removeprefix("# id = ").strip('"'))
    assert f'{clause.id} is "{clause.title}"' in path.read_text()
    lines = path.read_text().splitlines()
    blocks = [at for at, line in enumerate(lines) if line == "# [[clause]]"]
    for at in blocks:  # each as it stands when its marks are taken away
        block = "\n".join(line[2:] for line in lines[at : lines.index("#", at)])
        path.write_text(f"{path.read_text().partition('[[clause]]')[0][:-2]}\n{block}\n")
        assert not Library(empty).load(NAME).errors


def test_one_may_change_a_clause_as_it_says(empty: Workspace) -> None:
    path = write_starter(empty)
    assert path is not None
    (empty.playbooks / "llm-vendor.toml").write_text(TEXT)
    path.write_text(f'{path.read_text()}\n[[clause]]\nid = "{PINNING}"\nweight = 10\n')
    clause = Library(empty).clause(NAME, PINNING)
    assert (clause.weight, clause.title) == (10, "Version pinning")


def test_where_playbooks_are_it_is_not_wanted(empty: Workspace) -> None:
    (empty.playbooks / "mine.toml").write_text("# mine")
    assert write_starter(empty) is None
    assert [each.name for each in empty.playbooks.iterdir()] == ["mine.toml"]
