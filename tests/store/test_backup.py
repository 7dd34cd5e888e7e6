"""Backups: whole, private, of one moment, while others write; and what a restore does."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from negotiator.store import Store, StoreError
from negotiator.store.backup import back_up, backups_of, content_of, last_good, thin
from negotiator.store.recover import put_in_place
from negotiator.store.restore import restore
from tests.store.samples import begin, begun, heard

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_backup_is_whole_private_and_has_a_time(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with Store.open(path) as store:
            deal, session = begin(store)
            entry = heard(session)
            store.append(deal.id, [entry])  # still in the log
            backup = back_up(path, AT)
    finally:
        os.umask(before)
    assert backup.path.name == "negotiator-20261120T093000Z.sqlite"
    assert backup.at == AT
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700
    assert [file.name for file in backup.path.parent.iterdir()] == [backup.path.name]
    assert content_of(backup.path).entries == 1
    assert [file.name for file in backup.path.parent.iterdir()] == [backup.path.name]
    assert backups_of(path) == [backup]
    with Store.open(backup.path) as store:
        assert store.entries(deal.id) == (entry,)


def test_two_of_one_second_are_two(path: Path) -> None:
    begun(path)
    first, second = back_up(path, AT), back_up(path, AT)
    assert first.path != second.path
    assert [backup.path for backup in backups_of(path)] == [second.path, first.path]


def test_what_is_written_meanwhile_waits_for_nothing_and_is_in_one_moment(path: Path) -> None:
    with Store.open(path) as store:
        deal, session = begin(store)
        store.append(deal.id, [heard(session, "x" * 2_000) for _ in range(500)])
        over = threading.Event()
        copies: list[int] = []

        def again_and_again() -> None:
            while not over.is_set():
                copies.append(content_of(back_up(path, datetime.now(UTC)).path).entries)

        thread = threading.Thread(target=again_and_again)
        thread.start()
        for _ in range(100):
            store.append(deal.id, [heard(session), heard(session)])
        over.set()
        thread.join()
        assert len(store.entries(deal.id)) == 700
    assert copies
    assert all(count % 2 == 0 for count in copies), "half a transaction was copied"


def test_of_a_damaged_database_no_backup_is_made(path: Path) -> None:
    with Store.open(path) as store:
        deal, session = begin(store)
        entry = heard(session)
        store.append(deal.id, [entry])
        with store._database.writing() as connection:
            connection.exec_driver_sql("UPDATE entry SET author = 'eve'")
        with pytest.raises(StoreError, match="checksum of 1 entries"):
            back_up(path, AT)
    assert list((path.parent / "backups").iterdir()) == []


def test_the_last_good_one_is_the_newest_that_is_whole(path: Path) -> None:
    begun(path)
    good = back_up(path, AT)
    back_up(path, AT + timedelta(days=1)).path.write_bytes(b"dear diary")
    torn = back_up(path, AT + timedelta(days=2)).path
    os.truncate(torn, torn.stat().st_size // 2)
    assert last_good(path) == good


def test_thinning_takes_files_away(path: Path) -> None:
    begun(path)
    first, second, *others = (
        back_up(path, AT - timedelta(hours=hours))
        for hours in (1_000, 999, 998, *range(23, -1, -1))
    )
    assert thin(path, AT) == [second, first]
    assert backups_of(path) == others[::-1]


def test_one_of_a_clock_that_was_ahead_is_never_taken_for_the_newest(path: Path) -> None:
    begun(path)
    ahead = back_up(path, datetime.now(UTC) + timedelta(days=3_650))
    later = back_up(path, AT)
    assert backups_of(path) == [later, ahead]
    assert last_good(path) == later


def test_what_a_killed_program_left_is_no_backup_and_goes_with_time(path: Path) -> None:
    begun(path)
    back_up(path, AT)
    part = path.parent / "backups" / "negotiator-1-0.part"
    part.write_text("half")
    assert len(backups_of(path)) == 1
    back_up(path, AT)
    assert part.exists(), "someone may be at it"
    os.utime(part, (0, 0))
    back_up(path, AT)
    assert not part.exists()


# ── restoring ────────────────────────────────────────────────────────────────────────────────


def test_what_was_there_is_kept_and_can_be_put_back(path: Path) -> None:
    with Store.open(path) as store:
        deal, session = begin(store)
        early, late = heard(session, "early"), heard(session, "late")
        store.append(deal.id, [early])
        backup = back_up(path, AT)
        store.append(deal.id, [late])
    done = restore(path, backup.path, AT + timedelta(hours=1))
    assert done.entries == 1
    with Store.open(path) as store:
        assert store.entries(deal.id) == (early,)
    assert done.before is not None
    restore(path, done.before, AT + timedelta(hours=2))
    with Store.open(path) as store:
        assert store.entries(deal.id) == (early, late)
    assert backup.path.exists()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_database_is_set_aside(path: Path) -> None:
    deal, _ = begun(path)
    backup = back_up(path, AT)
    path.write_bytes(b"dear diary")
    done = restore(path, backup.path, AT)
    assert done.before is not None
    assert done.before.read_bytes() == b"dear diary"
    with Store.open(path) as store:
        assert store.recovery is None
        assert store.deals() == [deal]


def test_where_nothing_is_a_backup_is_put(path: Path) -> None:
    deal, _ = begun(path)
    backup = back_up(path, AT)
    path.unlink()
    assert restore(path, backup.path, AT).before is None
    with Store.open(path) as store:
        assert store.deals() == [deal]


@pytest.mark.parametrize("what", ["torn", "text", "another program's", "newer"])
def test_what_is_no_good_backup_changes_nothing(path: Path, what: str) -> None:
    begun(path)
    backup = back_up(path, AT).path
    match what:
        case "torn":
            os.truncate(backup, backup.stat().st_size - 4096)
        case "text":
            backup.write_text("dear diary, " * 900)
        case _:
            sign = "application_id=7" if what.startswith("another") else "user_version=99"
            with closing(sqlite3.connect(backup)) as connection:
                connection.execute(f"PRAGMA {sign}")
    before = path.read_bytes()
    with pytest.raises(StoreError) as told:
        restore(path, backup, AT)
    assert str(backup) in told.value.what
    assert path.read_bytes() == before


def test_a_window_that_is_in_the_middle_of_writing_is_not_cut_off(path: Path) -> None:
    begun(path)
    backup = back_up(path, AT)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"in use|locked"):
            restore(path, backup.path, AT)
        other.execute("ROLLBACK")


def test_what_a_window_saves_during_a_restore_is_refused_or_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the backup of what is there and its replacement nothing may be called saved."""
    with Store.open(path, wait_seconds=0.1) as store:
        deal, session = begin(store)
        backup = back_up(path, AT)

        def late(fresh: Path, place: Path) -> None:
            with pytest.raises(StoreError, match=r"locked|another program"):
                store.append(deal.id, [heard(session)])
            put_in_place(fresh, place)

        monkeypatch.setattr("negotiator.store.restore.put_in_place", late)
        restore(path, backup.path, AT)
        with pytest.raises(StoreError, match="moved, deleted or replaced"):
            store.append(deal.id, [heard(session)])


def test_a_window_that_is_open_says_so_and_keeps_its_entries(path: Path) -> None:
    with Store.open(path) as store:
        deal, session = begin(store)
        backup = back_up(path, AT)
        restore(path, backup.path, AT)
        with pytest.raises(StoreError, match="moved, deleted or replaced"):
            store.append(deal.id, [heard(session)])
    with Store.open(path) as store:
        assert store.deals() == [deal], "closing the old window left the new file alone"
