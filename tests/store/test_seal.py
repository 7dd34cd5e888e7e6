"""The checksum of an entry: what it notices, what is said, and that nothing goes without a word."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal.entry import Entry
from negotiator.store import Store
from negotiator.store.rows import entry_values
from negotiator.store.seal import intact, seal_of, sealed
from negotiator.store.sessions import Sought
from tests.store.samples import CLAUSE, TEN, a_deal, begin, heard
from tests.strategies import histories

DEAL = a_deal().id


def alter(store: Store, entry: Entry, **columns: str) -> None:
    """Change a row behind the store's back, as a disk does."""
    with store._database.writing() as connection:
        for name, value in columns.items():
            connection.exec_driver_sql(
                f"UPDATE entry SET {name} = ? WHERE id = ?", (value, str(entry.id))
            )


@given(histories(max_size=4), st.data())
def test_any_change_of_any_column_is_noticed(history: list[Entry], data: st.DataObject) -> None:
    for entry in history:
        row = sealed(entry_values(DEAL, entry))
        assert intact(row)
        name = data.draw(st.sampled_from(sorted(row)))
        other = data.draw(st.none() | st.integers() | st.text())
        if other != row[name]:
            assert not intact({**row, name: other})


def test_a_seal_is_the_same_in_every_version() -> None:
    row = {
        "id": "1",
        "deal": "2",
        "session": "3",
        "clause": None,
        "kind": "heard",
        "author": "ana",
        "at": "2026-11-21T10:00:00.000000+00:00",
        "offset_minutes": 60,
        "body": '{"words":"naïve 数 🙂 \\" \' \0"}',
    }
    assert seal_of(row) == "6c8c7ec7f062ca158e6651525b9fac07"


def test_words_that_were_altered_are_shown_and_named(store: Store, path: Path) -> None:
    deal, session = begin(store)
    first, second = heard(session, "keep it 12 months"), heard(session, "no")
    store.append(deal.id, [first, second])
    assert store.damaged(deal.id) == ()
    alter(store, first, body='{"kind":"heard","words":"keep it 72 months"}')
    with Store.open(path) as again:
        assert [entry.id for entry in again.entries(deal.id)] == [first.id, second.id]
        (damage,) = again.damaged(deal.id)
        assert str(damage) == (
            f"The entry 'heard' of 2026-11-21T10:00 UTC ({CLAUSE}, {str(first.id)[:8]}) "
            "was altered on the disk."
        )


@pytest.mark.parametrize(
    "columns", [{"body": '{"kin'}, {"at": "2026-11-"}, {"session": "x"}, {"body": "\x7f"}]
)
def test_an_entry_that_cannot_be_read_is_named_and_hides_no_other(
    store: Store, path: Path, columns: dict[str, str]
) -> None:
    deal, session = begin(store)
    entries = [heard(session, words) for words in ("one", "two", "three")]
    store.append(deal.id, entries)
    with store._database.connection.begin():
        store._database.connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    alter(store, entries[1], **columns)
    with Store.open(path) as again:
        assert list(again.entries(deal.id)) == [entries[0], entries[2]]
        (damage,) = again.damaged(deal.id)
        assert "can no longer be read" in str(damage)
        assert [entry.id for _, entry in again.heard()] == [entries[0].id, entries[2].id]
        more = heard(session, "one goes on negotiating")
        assert again.append(deal.id, [more]).log[-1] == more
        assert again.damaged(deal.id) == (damage,)


def test_bytes_that_are_no_text_are_damage_too(store: Store, path: Path) -> None:
    deal, session = begin(store)
    entries = [heard(session, words) for words in ("one", "two")]
    store.append(deal.id, entries)
    with store._database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE entry SET body = CAST(X'7BFF' AS TEXT) WHERE id = ?", (str(entries[0].id),)
        )
    with Store.open(path) as again:
        assert list(again.entries(deal.id)) == [entries[1]]
        assert len(again.damaged(deal.id)) == 1


def test_bytes_that_are_no_text_hide_nothing_from_long_reads(store: Store) -> None:
    deal, session = begin(store)
    store.append(deal.id, [heard(session, "one"), heard(session, "two", clause=None)])
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE deal SET title = CAST(x'41ff42' AS TEXT)")
    (row,) = store.overview()
    assert row.deal.title == "A\ufffdB"
    sought = Sought(TEN - timedelta(days=1), TEN + timedelta(days=1), words="two")
    (past,) = store.past_sessions(sought, lambda _: True)
    assert (past.title, len(past.found)) == ("A\ufffdB", 1)
    assert store.deal(deal.id).title == "A\ufffdB", "and so it is read from then on"
