"""`negotiator init`: a workspace, private, with a playbook of one's own to begin with."""

from __future__ import annotations

import stat
from pathlib import Path

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.samples import TEXT


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_workspace_is_made_here(stranger: Program) -> None:
    told = stranger("init").out
    assert told.splitlines() == [
        f"Workspace: {stranger.folder}",
        f"Who you are, and what you may decide alone: {stranger.folder / 'settings.toml'}",
        "Your own layer over the shipped playbook: "
        f"{stranger.folder / 'playbooks' / 'our-company.toml'}",
    ]
    assert sorted(each.name for each in stranger.folder.iterdir()) == [
        *("playbooks", "sessions", "settings.toml")
    ]


def test_a_workspace_is_made_where_it_is_named_and_only_its_owner_may_look(
    stranger: Program,
) -> None:
    stranger("init", "a/b")
    folder = stranger.folder / "a" / "b"
    for made in (folder, folder / "playbooks", folder / "sessions", stranger.folder / "a"):
        assert mode(made) == 0o700
    assert mode(folder / "playbooks" / "our-company.toml") == 0o600
    assert mode(folder / "settings.toml") == 0o600


def test_a_folder_that_was_there_keeps_its_mode(newcomer: Program) -> None:
    newcomer.folder.chmod(0o755)
    newcomer("init")
    assert mode(newcomer.folder) == 0o755
    assert mode(newcomer.folder / "sessions") == 0o700


def test_doing_it_again_changes_nothing(newcomer: Program) -> None:
    newcomer("init")
    starter = newcomer.folder / "playbooks" / "our-company.toml"
    settings = newcomer.folder / "settings.toml"
    for file in (starter, settings):
        file.write_text("# mine now\n")
    told = newcomer("init").out
    assert "Your own layer" not in told
    assert "Who you are" not in told
    assert starter.read_text() == settings.read_text() == "# mine now\n"


def test_a_workspace_with_playbooks_gets_no_starter(
    negotiator: Program, workspace: Workspace
) -> None:
    negotiator("init")
    assert [each.name for each in workspace.playbooks.iterdir()] == ["llm-vendor.toml"]
    assert (workspace.playbooks / "llm-vendor.toml").read_text() == TEXT


def test_what_was_made_is_found_from_inside(newcomer: Program) -> None:
    newcomer("init", "ours")
    deeper = newcomer.folder / "ours" / "sessions" / "deeper"
    deeper.mkdir()
    (path,) = (
        row["path"]
        for row in newcomer("playbook", "list", "--json", folder=deeper).json
        if row["id"] == "our-company"
    )
    assert path == str(newcomer.folder / "ours" / "playbooks" / "our-company.toml")


def test_a_file_in_the_way(newcomer: Program) -> None:
    (newcomer.folder / "playbooks").write_text("in the way")
    told = newcomer.fails("init")
    assert f"Cannot make a workspace in {newcomer.folder}: File exists." in told
    assert "negotiator init DIR" in told


def test_a_folder_that_cannot_be_made(newcomer: Program) -> None:
    assert "Cannot make a workspace in /proc/ours" in newcomer.fails("init", "/proc/ours")


def test_a_home_of_nobody(newcomer: Program) -> None:
    assert "~nobody-here names no user's folder" in newcomer.fails("init", "~nobody-here")


def test_a_name_that_is_no_text_is_spelled_out(stranger: Program) -> None:
    told = stranger("init", b"\xff\x1b[31m".decode(errors="surrogateescape")).out
    assert "\\udcff\\x1b[31m" in told
    assert "\x1b" not in told


def test_the_sample_data_is_kept_for_the_commands_and_never_put_to_ours(stranger: Program) -> None:
    told = stranger("demo", "--keep", "sample").out
    assert f"Sample data: {stranger.folder / 'sample'}" in told
    deals = stranger("--workspace", "sample", "deals", "--json").json
    assert "Acme AI" in {each["vendor"] for each in deals}
    assert "not empty" in stranger.fails("demo", "--keep", "sample")
