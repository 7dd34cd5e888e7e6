"""Broken, missing and forbidden things: each gets words, an exit code, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiator.desk.workspace import Workspace
from negotiator.store.seal import seal_of
from tests.cli.program import UNEXPECTED, Program
from tests.samples import PINNING, TEXT, a_workspace

NOBODY = 65_534
NEEDS_THE_RECORD = [
    ("deals",),
    ("show", "acme"),
    ("record", "acme", "--note", "x"),
    ("report", "recap", "acme"),
]
OPENS_THE_RECORD = [
    *NEEDS_THE_RECORD,
    ("due",),
    ("term", "acme"),
    ("prepare", "acme"),
    ("insights",),
    ("renewal", "acme"),
    ("review",),
    ("export", "acme"),
    ("import", "deal.json"),
    ("purge", "acme", "--yes"),
    ("playbook", "promote"),
    ("playbook", "diff", "deal:acme", "llm-vendor"),
]


def names(command: tuple[str, ...]) -> str:
    return " ".join(command[:2])


# ── the workspace ────────────────────────────────────────────────────────────────────────────


def test_a_workspace_is_named_before_or_after_the_command_or_in_the_environment(
    newcomer: Program, workspace: Workspace
) -> None:
    here = ("--workspace", str(workspace.root))
    setting = {"NEGOTIATOR_WORKSPACE": str(workspace.root)}
    expected = newcomer("deals", "--json", *here).json
    assert [row["vendor"] for row in expected] == ["Acme AI"]
    assert newcomer(*here, "deals", "--json").json == expected
    assert newcomer("deals", "--json", settings=setting).json == expected


def test_what_is_named_wins_over_the_environment_and_that_over_the_folder(
    quick: Program, workspace: Workspace, tmp_path: Path
) -> None:
    other = a_workspace(tmp_path / "other")
    setting = {"NEGOTIATOR_WORKSPACE": str(other.root)}
    assert quick("deals", "--json", settings=setting).json == []
    named = quick("deals", "--json", "--workspace", workspace.root, settings=setting)
    assert len(named.json) == 1
    assert len(quick("deals", "--json", settings={"NEGOTIATOR_WORKSPACE": ""}).json) == 1


@pytest.mark.parametrize("kind", ["missing", "file", "no sessions"])
@pytest.mark.parametrize("command", [("deals",), ("suggest", "x"), ("playbook", "list")], ids=names)
def test_what_is_named_must_be_a_workspace(
    quick: Program, tmp_path: Path, kind: str, command: tuple[str, ...]
) -> None:
    named = tmp_path / "named"
    match kind:
        case "file":
            named.write_text("")
        case "no sessions":
            (named / "playbooks").mkdir(parents=True)
    told = quick.fails(*command, "--workspace", named)
    assert f"{named} is not a workspace" in told
    assert f"negotiator init {named}" in told


def test_a_user_without_a_workspace_has_one_in_the_data_directory(newcomer: Program) -> None:
    newcomer.fails("record", "acme", "--note", "x")
    made = newcomer.home / "negotiator"
    assert sorted(each.name for each in made.iterdir()) == ["playbooks", "sessions"]
    assert list(newcomer.folder.iterdir()) == []


def test_a_folder_that_is_gone(stranger: Program) -> None:
    gone = stranger.folder / "gone"
    gone.mkdir()
    script = f"import os, sys; os.rmdir({str(gone)!r}); from negotiator.cli import main; "
    ran = subprocess.run(
        [sys.executable, "-c", f"{script}sys.exit(main(['playbook', 'list']))"],
        cwd=gone,
        env=stranger.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "The current folder is gone." in ran.stderr


# ── the database ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", NEEDS_THE_RECORD, ids=names)
def test_a_database_that_is_none_is_left_as_it_is(
    quick: Program, workspace: Workspace, command: tuple[str, ...]
) -> None:
    file = Path(workspace.database)
    for beside in filter(Path.is_file, workspace.sessions.iterdir()):
        beside.unlink()
    file.write_bytes(b"a letter to the vendor\n" * 200)
    told = quick.fails(*command)
    assert f"{file} is not a database." in told
    assert file.read_bytes() == b"a letter to the vendor\n" * 200


def test_the_same_in_a_process_of_its_own(negotiator: Program, workspace: Workspace) -> None:
    Path(workspace.database).write_bytes(b"a letter to the vendor\n" * 200)
    assert "is not a database." in negotiator.fails("record", "acme", "--note", "x")


def test_a_database_of_another_program(quick: Program, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE song (words TEXT)")
    connection.close()
    told = quick.fails("deals", settings={"NEGOTIATOR_DATABASE": str(other)})
    assert "is a database of another program" in told


@pytest.mark.parametrize("command", OPENS_THE_RECORD, ids=names)
def test_no_command_begins_a_new_record_without_a_word(
    quick: Program, workspace: Workspace, command: tuple[str, ...]
) -> None:
    quick("backup")
    for file in filter(Path.is_file, workspace.sessions.iterdir()):
        file.unlink()
    done = quick.run([each.encode() for each in command], b"", quick.folder, quick.environment)
    assert "was not there, and a new one was begun. There is a backup" in done.err


def test_a_newer_database(quick: Program, workspace: Workspace) -> None:
    quick("record", "acme", "--note", "before it")
    with sqlite3.connect(workspace.database) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer Negotiator" in quick.fails("record", "acme", "--note", "x")
    before = Path(workspace.database).read_bytes()
    shown = quick("deals", "--json", aside=True)
    assert [row["vendor"] for row in shown.json] == ["Acme AI"]
    assert "newer Negotiator" in shown.err
    assert "as far as this one knows it" in shown.err
    assert quick("show", "acme", "--json", aside=True).json["vendor"] == "Acme AI"
    assert quick("report", "issues", "acme", aside=True).out
    assert quick("term", "acme", "--json", aside=True).json["vendor"] == "Acme AI"
    for command in ("due", "insights"):
        assert quick(command, aside=True).out
    assert quick("export", "acme", aside=True).out
    (session,) = quick("review", "--json", aside=True).json
    assert session["vendor"] == "Acme AI"
    assert quick("review", "--session", session["id"], aside=True).out
    assert Path(workspace.database).read_bytes() == before
    assert not workspace.sessions.joinpath("backups").exists()


def test_a_newer_database_that_has_something_no_more(quick: Program, workspace: Workspace) -> None:
    with sqlite3.connect(workspace.database) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("ALTER TABLE entry RENAME COLUMN kind TO sort")
    connection.close()
    before = Path(workspace.database).read_bytes()
    told = quick.fails("deals")
    assert "has no entry.kind any more" in told
    assert "Update Negotiator" in told
    assert Path(workspace.database).read_bytes() == before


def test_a_newer_database_with_an_entry_that_nobody_here_can_read(
    quick: Program, workspace: Workspace
) -> None:
    quick("record", "acme", "--note", "x")
    with sqlite3.connect(workspace.database) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA user_version = 99")
        connection.execute("UPDATE entry SET body = '{}'".format('{"kind": "sang"}'))
        row = connection.execute("SELECT * FROM entry").fetchone()
        connection.execute("UPDATE entry SET seal = ?", (seal_of(row),))
    connection.close()
    assert "does not know" in quick.fails("show", "acme")
    assert len(quick("deals", "--json", aside=True).json) == 1


def test_another_database_than_the_workspaces(quick: Program, tmp_path: Path) -> None:
    setting = {"NEGOTIATOR_DATABASE": str(tmp_path / "team.sqlite")}
    assert quick("deals", "--json", settings=setting).json == []
    assert (tmp_path / "team.sqlite").is_file()
    assert len(quick("deals", "--json").json) == 1


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://ana:secret@host/deals", "neither SQLite nor PostgreSQL"),
        ("postgresql://ana:secret@host:x/deals", "cannot be read"),
        ("/nowhere/at/all.sqlite", "/nowhere/at is missing"),
        ("/", "is a folder"),
    ],
)
def test_a_database_that_cannot_be(quick: Program, url: str, says: str) -> None:
    told = quick.fails("deals", settings={"NEGOTIATOR_DATABASE": url})
    assert says in told
    assert "secret" not in told


# ── the playbook ─────────────────────────────────────────────────────────────────────────────

BROKEN = {
    "syntax": TEXT + "\n[[clause",
    "no header": "[[clause]]\n",
    "bytes": "[playbook]\nname = 'caf\udce9'\n",
    "empty": "",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_playbook_answers_nothing_and_loses_nothing(
    quick: Program, workspace: Workspace, text: str
) -> None:
    file = workspace.playbooks / "llm-vendor.toml"
    file.write_bytes(text.encode(errors="surrogateescape"))
    told = quick.fails("suggest", "we roll every customer forward")
    assert "The playbook llm-vendor cannot be used" in told
    assert "llm-vendor.toml:" in told
    assert "negotiator playbook check llm-vendor" in told
    assert "llm-vendor.toml:" in quick("playbook", "check", "llm-vendor", code=1).out
    # A deal has the edition that it was begun with.
    heard = ("record", "acme", "--heard", "we roll every customer forward")
    assert quick(*heard).out == f"Filed under {PINNING}.\n"
    assert len(quick("show", "acme", "--json").json["clauses"]) == 8


def test_a_playbook_that_extends_nothing_there_is(quick: Program, workspace: Workspace) -> None:
    ours = '[playbook]\nid = "ours"\nname = "Ours"\nextends = "llm-vendr"\n'
    (workspace.playbooks / "ours.toml").write_text(ours)
    told = quick("playbook", "check", "ours", code=1).out
    assert "ours.toml:4:" in told
    assert "did you mean `llm-vendor`?" in told


# ── permissions, as someone who has none ─────────────────────────────────────────────────────


@pytest.fixture
def common() -> Iterator[Path]:
    """A workspace that everyone can reach."""
    folder = Path(tempfile.mkdtemp())
    a_workspace(folder)
    for each in (folder, folder / "playbooks", folder / "sessions"):
        each.chmod(0o755)
    (folder / "playbooks" / "llm-vendor.toml").chmod(0o644)
    yield folder
    for each in (folder, *folder.iterdir()):
        each.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(folder: Path, home: Path, *arguments: str) -> tuple[int, str]:
    """A command in a folder by someone without rights: its exit code and what it says."""
    source = f"""
import os, sys
from negotiator.cli import main
os.chdir({str(a_workspace(home / "warm").root)!r})
main(sys.argv[1:])  # so that all is imported while it may be read
os.chdir({str(folder)!r})
if os.getuid() == 0:
    os.setgroups([])
    os.setuid({NOBODY})
sys.exit(main(sys.argv[1:]))
"""
    ran = subprocess.run(
        [sys.executable, "-c", source, *arguments],
        env=Program(home, folder).environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert not any(word in ran.stderr for word in UNEXPECTED), ran.stderr
    return ran.returncode, ran.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("init", "sub"), "sub: Permission denied. Name a folder that you may write to"),
        (("init", "."), "playbooks"),
        (("deals",), "its folder may not be written to"),
    ],
    ids=["init", "init again", "deals"],
)
def test_a_folder_that_may_not_be_written_to(
    common: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (common / "playbooks" / "llm-vendor.toml").unlink()
    for each in (common, common / "playbooks", common / "sessions"):
        each.chmod(0o555)
    code, told = as_nobody(common, tmp_path, *arguments)
    assert code == 1
    assert says in told


def test_a_playbook_that_may_not_be_read(common: Path, tmp_path: Path) -> None:
    (common / "playbooks" / "llm-vendor.toml").chmod(0o000)
    code, told = as_nobody(common, tmp_path, "playbook", "show")
    assert code == 1
    assert "llm-vendor.toml" in told
