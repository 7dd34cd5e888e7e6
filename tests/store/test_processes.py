"""Several programs on one database, and one that is killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from negotiator.deal.deal import Deal, Session
from negotiator.deal.standing import fold
from negotiator.store import Store
from negotiator.store.examine import examine
from tests.store.samples import begun, copied, folded, heard

ROOT = Path(__file__).parents[2]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Start:
    """Starts a Python program; its input and output are pipes."""

    def run(*arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    return run


def appender(
    start: Start, path: Path, deal: Deal, session: Session, count: int
) -> subprocess.Popen[str]:
    """A program that is ready to append."""
    program = start("-m", "tests.store.appender", path, deal.id, session.id, count)
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    return program


def test_four_programs_lose_and_double_nothing(path: Path, start: Start) -> None:
    deal, session = begun(path)
    programs = [appender(start, path, deal, session, 500) for _ in range(4)]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    saved: list[str] = []
    for program in programs:
        said, _ = program.communicate(timeout=120)
        assert program.returncode == 0
        saved += said.split()
    assert len(set(saved)) == len(saved) == 2000
    with Store.open(path) as store:
        log = store.entries(deal.id)
        assert len(log) == 2000
        assert {str(entry.id) for entry in log} == set(saved)
        assert store.state(deal.id) == fold(log)
        assert copied(store, deal) == folded(store, deal)


@pytest.mark.parametrize("after", [1, 40, 300])
def test_a_program_that_is_killed_loses_nothing_it_was_told_is_saved(
    path: Path, start: Start, after: int
) -> None:
    deal, session = begun(path)
    program = appender(start, path, deal, session, 1_000_000)
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("\n")
    program.stdin.flush()
    saved = [program.stdout.readline().strip() for _ in range(after)]
    program.kill()
    rest = program.stdout.read()  # `communicate` would pass over the lines that were read ahead
    program.communicate(timeout=30)
    saved += [line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    with Store.open(path) as store:
        ids = [str(entry.id) for entry in store.entries(deal.id)]
        # At most the one it was killed over is there without having been acknowledged.
        assert ids[: len(saved)] == saved
        assert len(ids) <= len(saved) + 1
        assert copied(store, deal) == folded(store, deal)
        assert len(store.append(deal.id, [heard(session)]).log) == len(ids) + 1


def test_a_program_that_opens_while_another_writes_finds_nothing_wrong(
    path: Path, start: Start
) -> None:
    deal, session = begun(path)
    program = start("-m", "tests.store.appender", path, deal.id, session.id, 400)
    assert program.stdout is not None
    assert program.stdin is not None
    program.stdout.readline()
    program.stdin.write("\n")
    program.stdin.flush()
    opened = 0
    while program.poll() is None or not opened:
        with Store.open(path, wait_seconds=60) as store:
            assert store.recovery is None
        found = examine(path)
        assert not found.damaged, found
        assert not found.standings, found
        opened += 1
        if opened > 300:
            break
    program.communicate(timeout=60)
    with Store.open(path) as store:
        assert len(store.entries(deal.id)) == 400


def test_programs_that_open_a_new_database_at_once_make_one(path: Path, start: Start) -> None:
    opening = "import sys; from negotiator.store import Store; Store.open(sys.argv[1]).close()"
    programs = [start("-c", opening, path) for _ in range(8)]
    for program in programs:
        program.communicate(timeout=60)
    assert [program.returncode for program in programs] == [0] * 8
    begun(path)
