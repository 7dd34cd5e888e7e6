"""The outcome of a check is kept, and never for a playbook, a day or a place that is another."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from negotiator.desk import Library
from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.playbook.problem import Problem
from tests.playbook.files import BASE

TODAY = date(2026, 11, 21)
SOUND = BASE.replace("they train on all of it", "we train on everything")
LAYER = """\
[playbook]
id = "ours"
name = "Ours"
extends = "base"
last_reviewed = 2026-11-01
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One with a playbook and a layer over it, both sound."""
    made = make_workspace(tmp_path / "made")
    (made.playbooks / "base.toml").write_text(SOUND)
    (made.playbooks / "ours.toml").write_text(LAYER)
    return made


def check(workspace: Workspace, *names: str, today: date = TODAY) -> list[Problem]:
    """A check as a new program does it."""
    return Library(workspace).check_all(names or ("base", "ours"), today)


def codes(found: list[Problem]) -> dict[str, set[str]]:
    """The codes of what was found, by the name of the file."""
    names = {Path(each.source).name for each in found}
    return {n: {each.code for each in found if Path(each.source).name == n} for n in names}


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_what_stands_as_it_stood_is_not_looked_through_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(workspace.playbooks / "base.toml", 'approver = "legal"', 'approver = "lega"')
    first = check(workspace)
    assert codes(first) == {"base.toml": {"unknown-approver"}}

    def refuse(*_: object) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr(Library, "problems", refuse)
    assert check(workspace) == first
    assert check(workspace, "ours") == first


def test_a_change_is_seen_and_so_is_its_mending(workspace: Workspace) -> None:
    assert check(workspace) == []
    change(workspace.playbooks / "ours.toml", 'name = "Ours"', 'nmae = "Ours"')
    assert codes(check(workspace)) == {"ours.toml": {"unknown-key"}}
    change(workspace.playbooks / "ours.toml", "nmae", "name")
    assert check(workspace) == []


def test_a_change_of_what_it_extends_is_one_of_the_layer(workspace: Workspace) -> None:
    assert check(workspace, "ours") == []
    change(workspace.playbooks / "base.toml", "value = 60", "value = 95")
    assert codes(check(workspace, "ours")) == {"base.toml": {"values-out-of-order"}}


def test_what_was_learned_meanwhile_counts(workspace: Workspace) -> None:
    assert check(workspace, "ours") == []
    (workspace.playbooks / "ours.learned.toml").write_text('[[clause]]\nid = "data.training"\n')
    assert check(workspace, "ours") == []
    (workspace.playbooks / "base.learned.toml").write_text("[[clause]\n")
    assert codes(check(workspace, "ours")) == {"base.learned.toml": {"toml-syntax"}}


def test_another_day_is_another_check(workspace: Workspace) -> None:
    assert check(workspace) == []
    assert {each.code for each in check(workspace, today=TODAY + timedelta(99))} == {"stale-review"}
    assert check(workspace) == []


def test_another_playbook_of_the_parents_id_is_another_parent(workspace: Workspace) -> None:
    change(workspace.playbooks / "ours.toml", '"base"', '"llm-vendor"')
    assert check(workspace, "ours") == []
    (workspace.playbooks / "llm-vendor.toml").write_text("[playbook\n")
    assert codes(check(workspace, "ours")) == {"llm-vendor.toml": {"toml-syntax"}}


def test_what_is_damaged_is_found_out_again(workspace: Workspace) -> None:
    change(workspace.playbooks / "ours.toml", "2026-11-01", "2026-01-01")
    found = check(workspace)
    (workspace.cache / "checks").write_bytes(b"\0" * 99)
    assert check(workspace) == found
    assert codes(found) == {"ours.toml": {"stale-review"}}


def test_a_file_that_came_with_its_old_date_is_another(workspace: Workspace) -> None:
    file = workspace.playbooks / "ours.toml"
    before = file.stat()
    assert check(workspace) == []
    change(file, "name", "nmae")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert codes(check(workspace)) == {"ours.toml": {"unknown-key"}}
