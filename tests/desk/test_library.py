"""The playbooks at hand, by id or by path, read once and read again when told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from negotiator.desk import DeskError, Library
from negotiator.desk.workspace import Workspace, make_workspace
from tests.samples import PINNING, TEXT, TRAINING

TODAY = date(2026, 11, 21)


@pytest.fixture
def file(workspace: Workspace) -> Path:
    return workspace.playbooks / "llm-vendor.toml"


@pytest.fixture
def library(workspace: Workspace) -> Library:
    return Library(workspace)


def test_the_workspaces_own_come_before_the_shipped(library: Library, file: Path) -> None:
    assert dict(library.ids)["llm-vendor"] == file
    assert library.path("llm-vendor") == file
    shipped = Library().path("llm-vendor")
    assert shipped != file
    assert shipped.exists()


def test_a_playbook_by_its_path(library: Library, file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.toml"
    copy.write_text(TEXT)
    assert library.path(str(copy)) == copy
    assert library.playbook(str(copy))[0].id == "llm-vendor"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("llm-vendr", "Did you mean llm-vendor?"),
        ("zzz", "There are: "),
        ("./no.toml", ""),
        ("", ""),
        ("~nobody-here/x.toml", ""),
    ],
)
def test_what_is_not_at_hand(library: Library, name: str, hint: str) -> None:
    with pytest.raises(DeskError, match="There is no playbook") as told:
        library.path(name)
    assert hint in told.value.remedy
    assert told.value.remedy


def test_a_clause_by_its_id(library: Library) -> None:
    assert library.clause("llm-vendor", PINNING).title == "Version pinning"
    with pytest.raises(DeskError, match=r"has no clause data\.trainig") as told:
        library.clause("llm-vendor", "data.trainig")
    assert told.value.remedy == f"Did you mean {TRAINING}?"


def test_one_that_cannot_be_used_is_named_with_its_place(library: Library, file: Path) -> None:
    file.write_text("[playbook")
    with pytest.raises(DeskError, match=r"llm-vendor\.toml:1:") as told:
        library.playbook("llm-vendor")
    assert "negotiator playbook check llm-vendor" in told.value.remedy
    assert library.counts("llm-vendor")["version"] == "unusable"
    assert [problem.code for problem in library.check("llm-vendor", TODAY)] == ["toml-syntax"]


def test_what_was_read_stays_until_it_is_to_be_read_again(library: Library, file: Path) -> None:
    before, digest = library.playbook("llm-vendor")
    file.write_text(TEXT.replace('title = "Version pinning"', 'title = "The pin"'))
    (file.parent / "more.toml").write_text('[playbook]\nname = "More"\n')
    assert library.playbook("llm-vendor") == (before, digest)
    library.forget()
    after, other = library.playbook("llm-vendor")
    assert after.clauses[PINNING].title == "The pin"
    assert other != digest
    assert "more" in dict(library.ids)


def test_the_same_playbook_has_the_same_digest(workspace: Workspace, file: Path) -> None:
    digest = Library(workspace).playbook("llm-vendor")[1]
    file.write_text(TEXT + "\n# a remark changes nothing\n")
    assert Library(workspace).playbook("llm-vendor")[1] == digest


def test_an_index_is_built_once(library: Library) -> None:
    playbook, digest = library.playbook("llm-vendor")
    assert library.index(playbook, digest) is library.index(playbook, digest)


def test_a_sound_playbook_has_no_problem(library: Library) -> None:
    assert library.check("llm-vendor", TODAY) == ()


def test_the_rules_know_the_profile(library: Library, file: Path) -> None:
    file.write_text(TEXT.replace('hosting = ["saas"]', 'hosting = ["sass"]'))
    (problem,) = library.check("llm-vendor", TODAY)
    assert problem.code == "unknown-fact"
    assert "did you mean `saas`?" in problem.remedy


def test_asking_outside_any_deal(library: Library) -> None:
    ask = library.asker("llm-vendor", None, 1)
    (found,) = ask("we run one version for everyone, old checkpoints are gone")
    assert (found.clause, found.rung, found.next) == (PINNING, "target", "18 months")
    assert ask("see you at the match") == []
    with pytest.raises(DeskError, match="has no clause"):
        library.asker("llm-vendor", "no.such", 1)


def test_a_playbook_that_came_while_the_program_runs_is_at_hand(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "another")
    library = Library(workspace)
    assert "ours" not in dict(library.ids)
    (workspace.playbooks / "ours.toml").write_text('[playbook]\nname = "Ours"\n')
    assert "ours" in dict(library.ids)


def test_two_playbooks_of_one_id_are_told(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "another")
    for name in ("a", "b"):
        text = '[playbook]\nid = "ours"\nname = "Ours"\nlast_reviewed = 2026-11-01\n'
        (workspace.playbooks / f"{name}.toml").write_text(text)
    library = Library(workspace)
    library.roots = (workspace.playbooks,)  # what is shipped has nothing to do with it
    found = library.check_all((), TODAY)
    (told,) = (str(each) for each in found if each.code == "same-id")
    assert "b.toml:1:1" in told
    assert "its id `ours` is that of a.toml too" in told
