"""A disk that is full, a file that is damaged or gone: what is said, and that nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from negotiator.store import Store, StoreError
from negotiator.store.seal import seal_of
from tests.store.samples import begin, begun, heard


def test_a_full_disk_loses_nothing_and_is_over_when_there_is_room(store: Store) -> None:
    deal, session = begin(store)
    store.append(deal.id, [heard(session)])
    with store._database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    large = [heard(session, "x" * 20_000) for _ in range(10)]
    with pytest.raises(StoreError, match="full") as told:
        store.append(deal.id, large)
    assert "Make room" in told.value.remedy
    assert len(store.entries(deal.id)) == 1
    with store._database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert len(store.append(deal.id, large).log) == 11


def test_a_damaged_file_is_called_damaged(path: Path) -> None:
    deal, session = begun(path)
    with Store.open(path) as store:
        store.append(deal.id, [heard(session, "x" * 5000) for _ in range(50)])
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(StoreError, match="damaged") as told, Store.open(path) as store:
        store.state(deal.id)
    assert str(path) in told.value.what
    assert "backup" in told.value.remedy


@pytest.mark.parametrize("happening", ["deleted", "moved", "replaced"])
def test_a_file_that_is_gone_is_not_written_to(store: Store, path: Path, happening: str) -> None:
    deal, session = begin(store)
    other = path.with_name("elsewhere.sqlite")
    match happening:
        case "deleted":
            path.unlink()
        case "moved":
            path.rename(other)
        case _:
            shutil.copy(path, other)
            other.replace(path)
    with pytest.raises(StoreError, match="moved, deleted or replaced"):
        store.append(deal.id, [heard(session)])


def test_a_file_that_is_put_back_is_written_to_again(store: Store, path: Path) -> None:
    deal, session = begin(store)
    elsewhere = path.with_name("elsewhere.sqlite")
    path.rename(elsewhere)
    with pytest.raises(StoreError):
        store.append(deal.id, [heard(session)])
    elsewhere.rename(path)
    assert len(store.append(deal.id, [heard(session)]).log) == 1


@pytest.mark.parametrize(
    "body",
    ['{"kind": "sang"}', '{"kind": "heard", "words": "a", "tune": "b"}', "{", '{"kind": "heard"}'],
)
def test_an_entry_that_only_a_newer_program_knows(store: Store, path: Path, body: str) -> None:
    deal, session = begin(store)
    store.append(deal.id, [heard(session)])
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET body = ?", (body,))
        row = connection.exec_driver_sql("SELECT * FROM entry").mappings().one()
        connection.exec_driver_sql("UPDATE entry SET seal = ?", (seal_of(row),))
    with Store.open(path) as other:
        with pytest.raises(StoreError, match="does not know") as told:
            other.state(deal.id)
        assert "Update Negotiator" in told.value.remedy
        with pytest.raises(StoreError):
            other.append(deal.id, [heard(session)])
        assert [row.deal for row in other.overview()] == [deal]


def test_what_was_typed_is_in_no_error(store: Store) -> None:
    deal, session = begin(store)
    entry = heard(session, "our walk-away is 6")
    with store._database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE entry")
    with pytest.raises(StoreError) as told:
        store.append(deal.id, [entry])
    error: BaseException | None = told.value
    while error is not None:
        assert "walk-away is 6" not in str(error)
        error = error.__cause__
