"""A change to what is not ours goes to a layer of ours: one that is there, or a new one."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from negotiator.desk import DeskError, Library
from negotiator.desk.layering import Begun, begin_layer, layers_over, parts_of
from negotiator.desk.workspace import Workspace
from tests.samples import PINNING, RETENTION

TODAY = date(2026, 11, 21)
OURS = '# Ours.\n[playbook]\nid = "ours"\nname = "House terms"\nextends = "llm-vendor"\n'


@pytest.fixture
def shipped(workspace: Workspace) -> Workspace:
    """A workspace without a playbook of its own, so that llm-vendor is the shipped one."""
    (workspace.playbooks / "llm-vendor.toml").unlink()
    return workspace


@pytest.fixture
def library(shipped: Workspace) -> Library:
    return Library(shipped)


def begin(
    workspace: Workspace,
    library: Library,
    layer: str,
    part: str = "position",
    clause: str = PINNING,
) -> Begun:
    return begin_layer(workspace, library, layer, clause, part, TODAY, "llm-vendor")


def test_the_layers_there_are_and_one_of_the_same_name(
    shipped: Workspace, library: Library
) -> None:
    assert [choice.value for choice in layers_over(shipped, library, "llm-vendor")] == [
        "llm-vendor"
    ]
    (shipped.playbooks / "ours.toml").write_text(OURS)
    (shipped.playbooks / "apart.toml").write_text('[playbook]\nname = "Apart"\n')
    library.forget()
    ours, same = layers_over(shipped, library, "llm-vendor")
    assert (ours.value, ours.label) == ("ours", "ours  House terms")
    assert same.value == "llm-vendor"


def test_the_parts_of_a_clause_the_ladder_first(library: Library) -> None:
    parts = [choice.value for choice in parts_of(library, "llm-vendor", PINNING)]
    assert parts[:2] == ["position", "objection"]
    assert parts[-1] == "everything"
    assert "id" not in parts
    assert len(set(parts)) == len(parts)
    with pytest.raises(DeskError, match="no clause"):
        parts_of(library, "llm-vendor", "no.such")


def test_a_new_layer_is_written_and_sound(shipped: Workspace, library: Library) -> None:
    begun = begin(shipped, library, "house")
    assert begun == Begun("house", shipped.playbooks / "house.toml", "")
    said = tomllib.loads(begun.file.read_text())
    assert set(said["clause"][0]) == {"id", "position"}
    assert library.load("house").problems == ()
    assert library.playbook("house")[0].playbook.name == "House"


def test_one_of_the_same_id_keeps_name_and_version(shipped: Workspace, library: Library) -> None:
    below, _ = library.playbook("llm-vendor")
    begun = begin(shipped, library, "llm-vendor")
    ours, _ = library.playbook("llm-vendor")
    assert library.path("llm-vendor") == begun.file
    assert ours.playbook.name == below.playbook.name
    assert ours.playbook.version == below.playbook.version


def test_a_file_that_is_there_is_left_to_the_hand_that_wrote_it(
    shipped: Workspace, library: Library
) -> None:
    file = shipped.playbooks / "ours.toml"
    file.write_text(OURS)
    library.forget()
    begun = begin(shipped, library, "ours")
    assert file.read_text() == OURS
    assert (begun.playbook, begun.file) == ("ours", file)
    file.write_text(OURS + begun.text)
    library.forget()
    assert library.load("ours").problems == ()


def test_in_a_folder_a_clause_is_a_file_of_its_own(shipped: Workspace, library: Library) -> None:
    folder = shipped.playbooks / "ours"
    folder.mkdir()
    (folder / "playbook.toml").write_text(OURS)
    library.forget()
    first = begin(shipped, library, "ours")
    assert first == Begun("ours", folder / "model-version-pinning.toml", "")
    more = begin(shipped, library, "ours", part="heard")
    assert more.file == first.file
    assert tomllib.loads(more.text)["clause"][0]["heard"]
    assert begin(shipped, library, "ours", clause=RETENTION).file.name == "data-retention.toml"


def test_a_whole_clause_is_copied_from_the_layer_itself(
    shipped: Workspace, library: Library
) -> None:
    (shipped.playbooks / "ours.toml").write_text(
        f'{OURS}\n[[clause]]\nid = "{PINNING}"\nweight = 77\n'
    )
    library.forget()
    begun = begin(shipped, library, "ours", part="everything")
    (clause,) = tomllib.loads(begun.text)["clause"]
    assert clause["weight"] == 77
    assert {"position", "objection", "why"} <= set(clause)


@pytest.mark.parametrize("name", ["Our Terms", "../evil", "x" * 99, ""])
def test_what_is_no_id_is_refused(shipped: Workspace, library: Library, name: str) -> None:
    before: list[Path] = list(shipped.playbooks.iterdir())
    with pytest.raises(DeskError) as told:
        begin(shipped, library, name)
    assert told.value.remedy
    assert list(shipped.playbooks.iterdir()) == before
