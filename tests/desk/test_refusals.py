"""Errors that are seldom met: each says what, where, and what to do, and changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from negotiator.desk import Desk, DeskError
from negotiator.desk.backups import back_up, restore
from negotiator.desk.compare import compare
from negotiator.desk.desk import now
from negotiator.desk.doctor import repair
from negotiator.desk.in_hand import write_unsaved
from negotiator.desk.renewals import read_renewal
from negotiator.desk.sheet import read_sheet
from negotiator.desk.workspace import Workspace
from negotiator.store import Store, StoreError
from negotiator.store.sqlite_file import connected
from tests.samples import add_deal
from tests.store.samples import a_deal


def database(workspace: Workspace) -> Path:
    return Path(workspace.database)


def test_a_backup_of_nothing(workspace: Workspace) -> None:
    with pytest.raises(DeskError, match="There is no record") as told:
        back_up(workspace, now())
    assert str(database(workspace)) in told.value.what
    assert told.value.remedy == "Start once with: negotiator"


def test_a_restore_while_another_program_writes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_deal(workspace)
    back_up(workspace, now())
    before = database(workspace).read_bytes()

    def held(*_: object) -> None:
        raise StoreError(f"{database(workspace)} is in use.", "Close the other windows.")

    monkeypatch.setattr("negotiator.store.restore.restore", held)
    with pytest.raises(DeskError, match="in use") as told:
        restore(workspace, None, now())
    assert told.value.remedy == "Close the other windows."
    assert database(workspace).read_bytes() == before


def test_an_edition_that_nobody_can_read_is_named_with_its_deal(workspace: Workspace) -> None:
    with Store.open(database(workspace)) as store:
        store.add_deal(a_deal("Acme AI"), version="1", text="{half")
    with pytest.raises(DeskError, match="Acme AI · Enterprise API: the saved playbook") as told:
        compare(workspace, "deal:acme", "llm-vendor", print)
    assert "take the deal's edition from a backup" in str(told.value)


def test_the_doctor_mends_no_other_programs_database(workspace: Workspace) -> None:
    with closing(sqlite3.connect(database(workspace))) as other:
        other.execute("CREATE TABLE theirs (id)")
        other.commit()
    before = database(workspace).read_bytes()
    with pytest.raises(DeskError, match="is not a database of ours") as told:
        repair(workspace, now())
    assert str(database(workspace)) in told.value.what
    assert told.value.remedy == "Restore one: negotiator restore"
    assert database(workspace).read_bytes() == before


def test_a_place_that_takes_nothing(desk: Desk, deal: str, tmp_path: Path) -> None:
    call = desk.begin_now(deal, lambda _: None)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(DeskError, match=r"cannot be written: Not a directory\.") as told:
        write_unsaved(call, in_the_way / "unsaved.jsonl")
    assert str(in_the_way) in told.value.what
    assert told.value.remedy == "Name another place."


def test_a_deal_to_renew_that_could_be_several(workspace: Workspace) -> None:
    for title in ("Enterprise API", "Batch API"):
        add_deal(workspace, title=title)
    desk = Desk.open(workspace)
    try:
        with pytest.raises(DeskError, match="acme") as told:
            read_renewal(desk, "acme")
    finally:
        desk.close()
    assert "Enterprise API" in str(told.value)
    assert "Batch API" in str(told.value)


def test_a_playbook_file_that_goes_away_while_it_is_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workspace.playbooks / "llm-vendor.toml"

    def gone(_: Path) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "read_bytes", gone)
    with pytest.raises(DeskError, match=r"llm-vendor\.toml cannot be read") as told:
        read_sheet(file)
    assert told.value.remedy == "Try again."


def test_the_doctor_mends_nothing_while_another_program_writes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_deal(workspace)
    desk = Desk.open(workspace)
    try:
        call = desk.begin_now(desk.deals_now()[0].id, lambda _: None)
        call.note(None, "twelve months")
        call.save_now()
    finally:
        desk.close()
    with closing(sqlite3.connect(database(workspace))) as other, other:
        other.execute("UPDATE entry SET body = replace(body, 'twelve', 'twenty')")
    at_once = partial(connected, wait_seconds=0.1)
    monkeypatch.setattr("negotiator.store.recover.connected", at_once)
    with closing(sqlite3.connect(database(workspace), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeskError, match="is locked by another program") as told:
            repair(workspace, now())
        other.execute("ROLLBACK")
    assert str(database(workspace)) in told.value.what
    assert told.value.remedy.startswith("Close what holds it")
    assert not list(workspace.sessions.glob("*damaged*"))
    with closing(sqlite3.connect(database(workspace))) as other:
        (body,) = other.execute("SELECT body FROM entry").fetchone()
    assert "twenty months" in body
    assert "The database was damaged" in repair(workspace, now())[0]
