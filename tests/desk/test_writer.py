"""One thread touches the store: in order, opened by the first job, closed by the last."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Queue

import pytest

from negotiator.desk.writer import Writer
from negotiator.store import StoreError
from tests.store.samples import heard
from tests.store.test_looking import _little_is_long, a_long_file, spoil  # noqa: F401


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "negotiator.sqlite"


def test_nothing_is_opened_before_it_is_needed(path: Path) -> None:
    writer = Writer(str(path))
    assert not path.exists()
    assert writer.submit(lambda store: store.deals()).result() == []
    assert path.exists()
    writer.close()


def test_jobs_run_in_their_order_on_a_thread_of_their_own(path: Path) -> None:
    writer = Writer(str(path))
    seen: list[tuple[int, str]] = []
    for number in range(50):
        writer.submit(lambda _, n=number: seen.append((n, threading.current_thread().name)))  # type: ignore[misc]
    writer.close()
    assert [number for number, _ in seen] == list(range(50))
    (name,) = {name for _, name in seen}
    assert name != threading.current_thread().name


def test_a_job_that_fails_does_not_stop_the_next(path: Path) -> None:
    writer = Writer(str(path))
    failed = writer.submit(lambda _: 1 // 0)
    assert writer.submit(lambda _: "done").result() == "done"
    with pytest.raises(ZeroDivisionError):
        failed.result()
    writer.close()


def test_a_database_that_cannot_be_opened_is_tried_again(path: Path) -> None:
    path.mkdir()
    writer = Writer(str(path))
    with pytest.raises(StoreError, match="is a folder"):
        writer.submit(lambda store: store.deals()).result()
    path.rmdir()
    assert writer.submit(lambda store: store.deals()).result() == []
    writer.close()


def test_closing_finishes_what_is_queued_and_lets_go_of_the_file(path: Path) -> None:
    writer = Writer(str(path))
    waiting = threading.Event()
    writer.submit(lambda _: waiting.wait(60))
    last = writer.submit(lambda store: store.deals())
    threading.Timer(0.05, waiting.set).start()
    writer.close()
    assert last.done()
    # SQLite takes its log away when the last connection is closed.
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_long_file_that_is_damaged_is_recovered_before_it_is_written_to(path: Path) -> None:
    deal, entries = a_long_file(path)
    spoil(path, entries[50])
    told: list[str] = []
    writer = Writer(str(path), told=told.append)
    assert writer.submit(lambda store: len(store.overview())).result() == 1
    assert (told, writer.news) == ([], ""), "nobody knows yet"
    new = heard(entries[0].session, "one more")
    state = writer.submit(lambda store: store.append(deal.id, [new])).result()
    assert new in state.log
    assert told[0].startswith("Something is wrong with the record.")
    assert told[1].startswith("The database was damaged. What could be read was recovered: ")
    assert writer.news == told[1]
    writer.close()
    assert [*path.parent.glob(f"{path.name}.damaged-*")]


def test_damage_of_a_long_file_is_told_though_nobody_writes(path: Path) -> None:
    _, entries = a_long_file(path)
    spoil(path, entries[50])
    told: Queue[str] = Queue()
    writer = Writer(str(path), told=told.put)
    writer.submit(lambda store: store.deals()).result()
    assert "is wrong" in told.get(timeout=10)
    assert "was recovered" in told.get(timeout=10)
    assert len(writer.submit(lambda store: store.deals()).result()) == 1
    writer.close()


def test_closing_what_was_never_used(path: Path) -> None:
    Writer(str(path)).close()
    assert not path.exists()
