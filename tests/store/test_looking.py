"""A long file: read before all of it was looked through, and written to only after that."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.store import Store, StoreError, sqlite_file
from tests.store.samples import begin, heard

PAGE = 4096


@pytest.fixture(autouse=True)
def _little_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recovering a file of the true length would take the test half a minute."""
    monkeypatch.setattr(sqlite_file, "LONG", 25 * PAGE)


def a_long_file(path: Path) -> tuple[Deal, list[Entry]]:
    """A deal with its entries, in a file that counts as long."""
    with Store.open(path) as store:
        deal, session = begin(store)
        entries = [heard(session, f"number {number} " * 40) for number in range(100)]
        store.append(deal.id, entries)
    assert path.stat().st_size > sqlite_file.LONG
    return deal, entries


def spoil(path: Path, entry: Entry) -> None:
    """Empty the page on which an entry stands."""
    place = path.read_bytes().index(entry.body.words.encode())  # type: ignore[union-attr]
    with path.open("r+b") as file:
        file.seek(place // PAGE * PAGE)
        file.write(bytes(PAGE))


def test_what_is_whole_is_read_and_then_written_to(path: Path) -> None:
    deal, entries = a_long_file(path)
    damaged = Event()
    with Store.open(path, damaged=damaged.set) as store:
        at_first = store.looking
        assert [row.deal for row in store.overview()] == [deal]
        store.append(deal.id, [heard(entries[0].session, "one more")])
        assert (at_first, store.looking) == (True, False), "an entry waits until all was seen"
        assert len(store.entries(deal.id)) == len(entries) + 1
    assert not damaged.is_set()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_nothing_is_written_to_what_is_damaged(path: Path) -> None:
    deal, entries = a_long_file(path)
    spoil(path, entries[50])
    before = path.read_bytes()
    damaged = Event()
    store = Store.open(path, damaged=damaged.set)
    assert [row.deal for row in store.overview()] == [deal], "it shows meanwhile"
    with pytest.raises(StoreError, match="is damaged"):
        store.end_session(entries[0].session, deal.created)
    assert damaged.wait(10)
    store.close()
    assert path.read_bytes() == before
    with Store.open(path) as store:
        assert store.recovery is not None
        assert store.recovery.aside.read_bytes() == before


def test_damage_is_found_though_nobody_writes(path: Path) -> None:
    _, entries = a_long_file(path)
    spoil(path, entries[50])
    damaged = Event()
    with Store.open(path, damaged=damaged.set):
        assert damaged.wait(10)


def test_closing_does_not_wait_for_it(path: Path) -> None:
    a_long_file(path)
    damaged = Event()
    for _ in range(3):
        Store.open(path, damaged=damaged.set).close()
    assert not damaged.is_set()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_a_killed_program_left_is_looked_through_first(path: Path) -> None:
    deal, entries = a_long_file(path)
    with Store.open(path) as store:
        store.append(deal.id, [heard(entries[0].session, "one more")])
        with Store.open(path, damaged=lambda: None) as beside:  # as if the first had been killed
            assert not beside.looking


def test_a_short_file_is_looked_through_first(path: Path) -> None:
    with Store.open(path) as store:
        begin(store)
    with Store.open(path, damaged=lambda: None) as store:
        assert not store.looking
