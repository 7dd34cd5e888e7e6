"""Migrations: all or none, after a backup, and nothing of an old database is lost."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from negotiator.deal.standing import fold
from negotiator.store import Store, StoreError
from negotiator.store.backup import backups_of, content_of
from negotiator.store.database import Database
from negotiator.store.migrations import MIGRATIONS, Migration
from negotiator.store.upgrade import upgrade
from tests.store.make_fixture import Record
from tests.store.samples import begun, copied, folded, heard

FIXTURES = Path(__file__).parent / "fixtures"


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def the_record(number: int) -> Record:
    """What the database of a version holds."""
    return Record.model_validate_json((FIXTURES / f"v{number}.json").read_bytes())


def upgraded(path: Path, migrations: tuple[Migration, ...]) -> Path | None:
    database = Database.open(path, len(migrations), wait_seconds=1)
    try:
        return upgrade(database, migrations)
    finally:
        database.close()


def add_stage(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE deal ADD COLUMN stage TEXT NOT NULL DEFAULT 'new'")


def add_mood(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE deal ADD COLUMN mood TEXT")


def fail_midway(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half (a)")
    connection.exec_driver_sql("DELETE FROM standing")
    raise RuntimeError("no more")


# ── the databases of released versions ───────────────────────────────────────────────────────


@pytest.mark.parametrize("number", range(1, len(MIGRATIONS) + 1))
def test_every_entry_of_an_old_database_is_found(number: int, path: Path) -> None:
    shutil.copy(FIXTURES / f"v{number}.sqlite", path)
    before = dump(path)
    record = the_record(number)
    with Store.open(path) as store:
        assert store.recovery is None
        assert store.deals() == record.deals
        for deal in record.deals:
            entries = record.entries[str(deal.id)]
            assert store.entries(deal.id) == entries
            assert store.state(deal.id) == fold(entries)
            assert store.sessions(deal.id) == record.sessions[str(deal.id)]
            assert store.edition(deal.edition) == record.editions[deal.edition]
            store.rebuild(deal.id)
            assert copied(store, deal) == folded(store, deal)
            assert store.damaged(deal.id) == ()
    assert version(path) == len(MIGRATIONS)
    assert content_of(path).problems == ()
    backups = [dump(each.path) for each in backups_of(path)]
    assert backups == ([before] if number < len(MIGRATIONS) else [])


@pytest.mark.parametrize(("number", "kinds"), [(1, 22), (2, 23), (3, 34), (4, 34)])
def test_a_version_has_every_kind_of_entry_it_knew(number: int, kinds: int) -> None:
    entries = [entry for each in the_record(number).entries.values() for entry in each]
    assert len({entry.body.kind for entry in entries}) == kinds


def test_the_old_databases_are_still_of_their_version() -> None:
    for file in FIXTURES.glob("*.sqlite"):
        assert int.from_bytes(file.read_bytes()[60:64]) == int(file.stem.removeprefix("v"))


# ── upgrading ────────────────────────────────────────────────────────────────────────────────


def test_a_new_database_has_every_migration_on_record(path: Path) -> None:
    begun(path)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, at FROM migration").fetchall()
    assert [name for name, _ in rows] == [migration.__name__ for migration in MIGRATIONS]
    for _, at in rows:
        assert datetime.fromisoformat(at).utcoffset() == timedelta()


def test_an_old_database_is_copied_then_upgraded(path: Path) -> None:
    deal, session = begun(path)
    with Store.open(path) as store:
        store.append(deal.id, [heard(session)])
    before = dump(path)
    backup = upgraded(path, (*MIGRATIONS, add_stage))
    assert backup is not None
    assert backup.parent == path.parent / "backups"
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert dump(backup) == before
    assert version(backup) == len(MIGRATIONS)
    assert version(path) == len(MIGRATIONS) + 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT stage FROM deal").fetchall() == [("new",)]
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
        names = connection.execute("SELECT name FROM migration ORDER BY rowid").fetchall()
    assert names == [(migration.__name__,) for migration in (*MIGRATIONS, add_stage)]


def test_what_was_not_yet_merged_into_the_file_is_in_the_backup(path: Path) -> None:
    deal, session = begun(path)
    with Store.open(path) as store:
        entry = heard(session)
        store.append(deal.id, [entry])
        backup = upgraded(path, (*MIGRATIONS, add_stage))
    assert backup is not None
    with Store.open(backup) as store:
        assert store.entries(deal.id) == (entry,)


def test_an_older_backup_is_not_written_over(path: Path) -> None:
    begun(path)
    first = upgraded(path, (*MIGRATIONS, add_stage))
    second = upgraded(path, (*MIGRATIONS, add_stage, add_mood))
    assert first is not None
    assert second is not None
    assert first != second
    assert [version(first), version(second)] == [len(MIGRATIONS), len(MIGRATIONS) + 1]


def test_a_migration_that_fails_midway_leaves_everything_as_it_was(path: Path) -> None:
    deal, session = begun(path)
    with Store.open(path) as store:
        store.append(deal.id, [heard(session)])
    before = dump(path)
    with pytest.raises(StoreError, match="fail_midway") as told:
        upgraded(path, (*MIGRATIONS, add_stage, fail_midway))
    assert "as it was" in told.value.what
    assert dump(path) == before
    assert version(path) == len(MIGRATIONS)
    assert list((path.parent / "backups").iterdir()) == []
    with Store.open(path) as store:
        assert len(store.entries(deal.id)) == 1


def test_a_new_database_whose_making_failed_can_be_made_again(path: Path) -> None:
    with pytest.raises(StoreError, match="fail_midway"):
        upgraded(path, (*MIGRATIONS, fail_midway))
    assert dump(path) == ["BEGIN TRANSACTION;", "COMMIT;"]
    begun(path)


def test_a_database_that_is_up_to_date_is_left_alone(path: Path) -> None:
    begun(path)
    before = path.read_bytes()
    assert upgraded(path, tuple(MIGRATIONS)) is None
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_older_program_refuses_the_upgraded_database(path: Path) -> None:
    begun(path)
    upgraded(path, (*MIGRATIONS, add_stage))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_program_that_is_open_while_another_upgrades_writes_no_more(path: Path) -> None:
    deal, session = begun(path)
    with Store.open(path) as store:
        upgraded(path, (*MIGRATIONS, add_stage))
        with pytest.raises(StoreError, match="newer"):
            store.append(deal.id, [heard(session)])
        assert store.deals() == [deal]
