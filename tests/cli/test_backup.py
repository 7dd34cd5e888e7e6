"""`negotiator backup`, `restore` and `doctor`, as someone uses them who fears for the record."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from negotiator.deal.body import Note
from negotiator.deal.entry import new_entry
from negotiator.desk import Desk
from negotiator.desk.desk import now
from negotiator.desk.in_hand import write_unsaved
from negotiator.desk.workspace import Workspace
from tests.cli.program import Program


def states(program: Program, code: int = 0) -> dict[str, str]:
    """What the doctor finds, by name."""
    return {
        check["name"]: check["state"]
        for check in program("doctor", "--json", code=code).json["checks"]
    }


@pytest.fixture(autouse=True)
def _private(workspace: Workspace) -> None:
    workspace.root.chmod(0o700)


def test_a_backup_is_taken_listed_and_put_back(quick: Program, workspace: Workspace) -> None:
    assert "No backup yet" in quick("backup", "--list").out
    quick("record", "acme", "--note", "early")
    told = quick("backup").out
    assert "Backed up and looked through" in told
    (listed,) = quick("backup", "--list", "--json").json
    assert listed["path"] in told
    assert listed["size"] > 10_000
    lines = quick("backup", "--list").out
    assert listed["name"] in lines
    assert "0 min" in lines
    quick("record", "acme", "--note", "late")
    done = quick("restore", "--json").json
    assert done["entries"] == 1
    assert Path(done["before"]).exists()
    newest, oldest = quick("backup", "--list", "--json").json
    assert oldest == listed
    assert f"{newest['name']}, 2 entries" in quick("restore", newest["name"]).out


def test_a_restore_in_a_process_of_its_own(negotiator: Program, workspace: Workspace) -> None:
    negotiator("backup")
    (backup,) = (workspace.sessions / "backups").iterdir()
    moved = backup.rename(workspace.root / "moved.sqlite")
    Path(workspace.database).write_text("dear diary, " * 900)
    told = negotiator("restore", moved).out
    assert "What was there before is kept" in told
    assert len(negotiator("deals", "--json").json) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("restore",), "There is no good backup."),
        (("restore",), "/sessions/backups. Of one kept elsewhere, name the file."),
        (("restore", "yesterday"), "'yesterday' is no backup."),
    ],
)
def test_what_cannot_be_restored(quick: Program, arguments: tuple[str, ...], says: str) -> None:
    assert says in quick.fails(*arguments)
    assert len(quick("deals", "--json").json) == 1


def test_a_server_is_looked_after_by_others(quick: Program) -> None:
    setting = {"NEGOTIATOR_DATABASE": "postgresql://ana:secret@host/deals"}
    for command in ("backup", "restore"):
        told = quick.fails(command, settings=setting)
        assert "on a server" in told
        assert "secret" not in told


# ── the doctor ───────────────────────────────────────────────────────────────────────────────


def test_all_is_well(quick: Program, workspace: Workspace) -> None:
    quick("record", "acme", "--note", "x")
    quick("backup")
    before = Path(workspace.database).read_bytes()
    assert set(states(quick).values()) == {"good"}
    assert "1 entries are as they were written" in quick("doctor").out
    assert Path(workspace.database).read_bytes() == before


def test_an_entry_that_was_altered_is_named_and_comes_from_the_backup(
    quick: Program, workspace: Workspace
) -> None:
    quick("record", "acme", "--note", "twelve months")
    quick("backup")
    quick("record", "acme", "--note", "said later")
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.execute("UPDATE entry SET body = replace(body, 'twelve', 'twenty')")
    assert states(quick, code=1)["checksums"] == "problem"
    assert "was altered on the disk" in quick("doctor", code=1).out
    mended = quick("doctor", "--repair", "--json").json
    assert "1 of them from the backup" in mended["repaired"][0]
    assert {check["state"] for check in mended["checks"]} == {"good"}
    with closing(sqlite3.connect(workspace.database)) as connection:
        bodies = [body for (body,) in connection.execute("SELECT body FROM entry ORDER BY seq")]
    assert "twelve months" in bodies[0]
    assert "said later" in bodies[1]


def test_standings_that_are_not_what_the_entries_say(quick: Program, workspace: Workspace) -> None:
    quick("record", "acme", "--raised", "--clause", "data.training")
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.execute("UPDATE standing SET standing = 'papered'")
    found = states(quick, code=1)
    assert [name for name, state in found.items() if state == "problem"] == ["standings"]
    assert "Standings folded anew" in quick("doctor", "--repair").out
    assert states(quick)["standings"] == "good"


def test_an_entry_that_is_gone_is_missed(quick: Program, workspace: Workspace) -> None:
    for words in ("one", "two", "three"):
        quick("record", "acme", "--note", words)
    quick("backup")
    with closing(sqlite3.connect(workspace.database)) as connection, connection:
        connection.execute("DELETE FROM entry WHERE body LIKE '%two%'")
    assert "3 entries were recorded, and 2 are there" in quick("doctor", code=1).out
    quick("doctor", "--repair")
    assert "3 entries are as they were written" in quick("doctor").out


def test_what_a_killed_program_left_is_named_and_cleared(
    quick: Program, workspace: Workspace
) -> None:
    quick("record", "acme", "--note", "x")
    quick("backup")
    record = Path(workspace.database)
    left = [
        record.with_name(f".{record.name}.restoring"),
        record.with_name(f".{record.name}.recovering-wal"),
        record.parent / "backups" / f"{record.stem}-123-0.part",
        workspace.playbooks / ".llm-vendor.toml.x1_y2z3a.part",
    ]
    theirs = [
        workspace.sessions / "minutes-1-2.part",
        workspace.playbooks / "ours-1-2.part",
        workspace.playbooks / ".hidden.part",
    ]
    for path in (*left, *theirs):
        path.write_text("half of it")
        path.chmod(0o600)
    assert states(quick)["unfinished"] == "good", "somebody may be at it"
    for path in (*left, *theirs):
        os.utime(path, (0, 0))
    told = quick("doctor").out
    assert all(str(path) in told for path in left)
    assert states(quick)["unfinished"] == "warning"
    assert "Never finished, deleted" in quick("doctor", "--repair").out
    assert states(quick)["unfinished"] == "good"
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in theirs), "what a person put there is none of ours"


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_files_that_others_may_read(quick: Program, workspace: Workspace) -> None:
    quick("backup")
    (backup,) = (workspace.sessions / "backups").iterdir()
    backup.chmod(0o644)
    assert states(quick, code=1)["private"] == "problem"
    quick("doctor", "--repair")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    workspace.root.chmod(0o755)
    assert states(quick)["place"] == "warning"


@pytest.mark.parametrize(
    "folder", ["Dropbox", "Dropbox (Acme)", "OneDrive - Acme", "iCloud Drive", "Google Drive"]
)
def test_a_folder_that_is_synced(quick: Program, workspace: Workspace, folder: str) -> None:
    there = workspace.root.parent / folder / "deals"
    there.parent.mkdir()
    workspace.root.rename(there)
    told = quick("doctor", "--workspace", there, folder=there.parent).out
    assert "WARNING" in told
    assert "synced" in told


def test_a_record_that_is_none(quick: Program, workspace: Workspace) -> None:
    Path(workspace.database).write_text("dear diary, " * 900)
    assert states(quick, code=1)["pages"] == "problem"
    assert "is not a database" in quick("doctor", code=1).out


def test_a_damaged_record_is_recovered_by_any_command_and_said(
    quick: Program, workspace: Workspace
) -> None:
    quick("record", "acme", "--note", "x")
    quick("backup")
    path = Path(workspace.database)
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    shown = quick("deals", "--json", aside=True)
    assert len(shown.json) == 1
    assert "The database was damaged. What could be read was recovered: 1 entry." in shown.err
    assert "kept, untouched" in shown.err
    assert quick("deals", "--json").err == "", "said once"


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_whatever_the_umask_every_file_is_the_owners_alone(
    negotiator: Program, workspace: Workspace
) -> None:
    """Of all that the commands make: record, backups, what was set aside and the story of it."""
    before = os.umask(0)
    try:
        negotiator("record", "acme", "--note", "x")
        negotiator("backup")
        path = Path(workspace.database)
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
        negotiator("record", "acme", "--note", "y", aside=True)
        negotiator("restore")
        negotiator("report", "issues", "acme", "-o", workspace.sessions / "issues.md")
    finally:
        os.umask(before)
    names = {path.name for path in workspace.sessions.rglob("*")}
    assert {"backups", "issues.md"} < names
    assert any(".damaged-" in name and name.endswith(".txt") for name in names)
    for each in workspace.sessions.rglob("*"):
        mode = stat.S_IMODE(each.stat().st_mode)
        assert mode == (0o700 if each.is_dir() else 0o600), each


def test_a_record_that_is_gone_is_missed_and_can_be_had_back(
    quick: Program, workspace: Workspace
) -> None:
    quick("record", "acme", "--note", "x")
    quick("backup")
    Path(workspace.database).unlink()
    assert "negotiator restore" in quick("doctor", code=1).out
    shown = quick("deals", "--json", aside=True)
    assert shown.json == []
    assert "was not there, and a new one was begun" in shown.err
    assert "negotiator restore" in shown.err
    quick("restore")
    assert len(quick("deals", "--json").json) == 1


def test_entries_from_a_file_are_taken_in(
    quick: Program, workspace: Workspace, tmp_path: Path
) -> None:
    desk = Desk.open(workspace)
    call = desk.begin_now("acme", lambda _: None)
    desk.close()
    call._pending.append(new_entry(Note(words="on a stick"), session=call.session.id, at=now()))
    file = tmp_path / "stick.jsonl"
    assert write_unsaved(call, file) == 1
    assert quick("record", "acme", "--unsaved", file).out == "In the record: 1 entry.\n"
    assert quick("record", "acme", "--unsaved", file).out == "In the record: 1 entry.\n"
    assert "checksums   1 entries are as they were written" in quick("doctor").out
    file.write_text('{"kind": "song"}\n')
    told = quick.fails("record", "acme", "--unsaved", file)
    assert "line 1 is no entry" in told
    assert "No such file" in quick.fails("record", "acme", "--unsaved", tmp_path / "nowhere")
