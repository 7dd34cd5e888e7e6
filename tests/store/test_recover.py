"""A damaged file: set aside untouched, and what can be read of it is there again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from negotiator.deal.body import Countered
from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.store import Store, StoreError
from negotiator.store import recover as recovering
from negotiator.store.backup import back_up
from negotiator.store.refill import refill
from negotiator.store.salvage import Salvaged, salvage
from tests.store.samples import an_entry, begin, copied, folded, heard

Spoil = Callable[[Path], None]


def filled(path: Path, count: int = 60) -> tuple[Deal, list[Entry]]:
    """A deal with that many entries, in a file that is closed."""
    with Store.open(path) as store:
        deal, session = begin(store)
        entries = [heard(session, f"{number} " * 200) for number in range(count)]
        store.append(deal.id, entries)
    return deal, entries


def lose_page(number: int) -> Spoil:
    """Empty one page."""

    def spoil(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek((number - 1) * 4096)
            file.write(bytes(4096))

    return spoil


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 2 // 3)


def lose_roots(path: Path) -> None:
    """Nothing of the tree is left, only its leaves."""
    for number in range(1, 12):
        lose_page(number)(path)


@pytest.mark.parametrize("spoil", [lose_page(1), lose_page(2), cut, lose_roots])
def test_what_can_be_read_is_there_again_and_the_file_is_kept(path: Path, spoil: Spoil) -> None:
    _, entries = filled(path)
    spoil(path)
    before = path.read_bytes()
    with Store.open(path) as store:
        recovery = store.recovery
        assert recovery is not None
        (there,) = store.deals()
        found = store.entries(there.id)
        assert recovery.entries == len(found)
        assert len(found) + recovery.missing == len(entries)
        assert [entry for entry in entries if entry in found] == list(found), "in their order"
        assert copied(store, there) == folded(store, there)
        assert store.damaged(there.id) == ()
        store.append(there.id, [heard(found[0].session)])
    assert recovery.aside.read_bytes() == before
    assert recovery.aside.name.startswith(f"{path.name}.damaged-20")
    note = recovery.aside.with_name(f"{recovery.aside.name}.txt")
    assert note.read_text().startswith(str(recovery))
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    with Store.open(path) as store:
        assert store.recovery is None, "once is enough"


def test_what_cannot_be_read_comes_from_the_last_good_backup(path: Path) -> None:
    deal, entries = filled(path)
    backup = back_up(path, datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    broken = back_up(path, datetime(2026, 11, 21, tzinfo=UTC))
    cut(broken.path)
    with Store.open(path) as store:
        later = heard(entries[0].session, "said after the backup")
        store.append(deal.id, [later])
    os.truncate(path, path.stat().st_size // 3)
    with Store.open(path) as store:
        assert store.recovery is not None
        assert store.recovery.backup == backup
        assert set(entries) <= set(store.entries(deal.id))
        told = str(store.recovery)
    assert str(backup.path) in told
    assert "from the backup of 2026-11-20 09:30 UTC" in told
    assert str(store.recovery.aside) in told


@pytest.mark.parametrize("main", [b"", b"x", b"dear diary, " * 900])
def test_a_file_of_which_nothing_is_left_comes_from_the_backup(path: Path, main: bytes) -> None:
    deal, entries = filled(path, 5)
    back_up(path, datetime(2026, 11, 20, tzinfo=UTC))
    path.write_bytes(main)
    with Store.open(path) as store:
        assert store.recovery is not None
        assert list(store.entries(deal.id)) == entries
        assert store.recovery.aside.read_bytes() == main


def test_a_log_beside_an_empty_file_still_holds_everything(path: Path) -> None:
    """SQLite would throw it away."""
    with Store.open(path) as store:
        deal, session = begin(store)
        entries = [heard(session, str(number)) for number in range(9)]
        store.append(deal.id, entries)
        log = path.with_name(f"{path.name}-wal").read_bytes()
    path.write_bytes(b"")
    path.with_name(f"{path.name}-wal").write_bytes(log)
    with Store.open(path) as store:
        assert list(store.entries(deal.id)) == entries
        aside = store.recovery.aside if store.recovery else path
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == log


def test_a_recovery_that_is_cut_short_is_done_again_from_the_same_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the log's end and the new file's place: the worst moment."""
    deal, entries = filled(path, 30)
    with Store.open(path) as store:
        # Whose words are not searched, so that the first page stays out of the log.
        words = Countered(objection="one-fleet", step=0, words="only in the log")
        more = [an_entry(entries[0].session, words)]
        store.append(deal.id, more)
        log = path.with_name(f"{path.name}-wal").read_bytes()
        main = path.read_bytes()
    path.write_bytes(bytes(4096) + main[4096:])
    path.with_name(f"{path.name}-wal").write_bytes(log)

    def killed(self: Path, _: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            Store.open(path)
    assert not path.with_name(f"{path.name}-wal").exists()
    with Store.open(path) as store:
        assert list(store.entries(deal.id)) == [*entries, *more]
    assert len(list(path.parent.glob("*.damaged-*Z"))) == 1


def test_a_disk_that_cannot_link_gets_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    cut(path)
    before = path.read_bytes()

    def no_links(self: Path, _: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    with Store.open(path) as store:
        assert store.recovery is not None
        assert store.recovery.aside.read_bytes() == before


def test_a_disk_that_is_full_leaves_the_damaged_file_where_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path)
    cut(path)
    before = path.read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recovering, "refill", full)
    with pytest.raises(StoreError, match="No space left"):
        Store.open(path)
    assert path.read_bytes() == before


def test_another_window_recovers_only_once(path: Path) -> None:
    filled(path)
    cut(path)
    damaged = path.read_bytes()
    Store.open(path).close()
    recovered = path.read_bytes()
    assert recovering.recover(path, datetime.now(UTC)) is None
    assert path.read_bytes() == recovered != damaged


def test_an_older_database_is_recovered_too(path: Path) -> None:
    """Its entries have no checksum yet: what can be read counts."""
    shutil.copy(Path(__file__).parent / "fixtures" / "v1.sqlite", path)
    with Store.open(path.with_name("whole.sqlite")):
        pass
    lose_page(1)(path)
    with Store.open(path) as store:
        assert store.recovery is not None
        assert store.recovery.entries > 20
        assert sum(len(store.entries(deal.id)) for deal in store.deals()) == store.recovery.entries


def test_deals_whose_playbook_edition_is_lost_are_there(path: Path) -> None:
    """The desk negotiates on the playbook as it is now."""
    shutil.copy(Path(__file__).parent / "fixtures" / "v1.sqlite", path)
    with Store.open(path) as store:
        deals = store.deals()
        entries = {deal.id: store.entries(deal.id) for deal in deals}
    found = salvage(path.read_bytes(), b"", recovering._columns())
    assert found.editions.keys() == {"1" * 64, "2" * 64}
    found.editions.clear()
    fresh = path.with_name("fresh.sqlite")
    assert refill(fresh, found) == sum(map(len, entries.values()))
    with Store.open(fresh) as store:
        assert store.deals() == deals
        assert {deal.id: store.entries(deal.id) for deal in deals} == entries
        assert store.edition("2" * 64) == ""


def test_deals_and_sessions_that_are_lost_get_stand_ins(path: Path) -> None:
    deal, entries = filled(path, 5)
    found = salvage(path.read_bytes(), b"", recovering._columns())
    found.deals.clear()
    found.sessions.clear()
    fresh = path.with_name("fresh.sqlite")
    assert refill(fresh, found) == 5
    with Store.open(fresh) as store:
        (stand_in,) = store.deals()
        assert stand_in.id == deal.id
        assert stand_in.vendor == "Recovered"
        assert list(store.entries(deal.id)) == entries
        assert store.sessions(deal.id)[0].id == entries[0].session


def test_an_entry_that_its_index_has_lost_is_found_again(path: Path) -> None:
    """SQLite's quick check sees nothing of it, and reading the deal would pass it over."""
    deal, entries = filled(path, 5)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'entry_by_deal'"
        ).fetchone()
    data = bytearray(path.read_bytes())
    at = data.index(str(deal.id).encode(), (page - 1) * 4096)
    data[at] = ord("z")  # a key behind all others, where no search comes
    path.write_bytes(data)
    with Store.open(path) as store:
        assert store.recovery is not None
        assert list(store.entries(deal.id)) == entries


def test_what_another_window_writes_meanwhile_is_recovered_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was told that it is saved, though the file is damaged elsewhere."""
    deal, entries = filled(path)
    late = heard(entries[0].session, "said in the other window")
    with Store.open(path) as other:
        lose_page(4)(path)

        def while_it_writes(fresh: Path, found: Salvaged) -> int:
            if str(late.id) not in found.entries:
                other.append(deal.id, [late])
            return refill(fresh, found)

        monkeypatch.setattr(recovering, "refill", while_it_writes)
        assert recovering.recover(path, datetime.now(UTC), sound=False) is not None
        with pytest.raises(StoreError, match="moved, deleted or replaced"):
            other.append(deal.id, [heard(entries[0].session)])
    with Store.open(path) as store:
        assert late in store.entries(deal.id)
