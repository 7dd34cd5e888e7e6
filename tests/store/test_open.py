"""Opening: what is private, what is refused, and that what is refused stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from negotiator.store import Store, StoreError
from negotiator.store.migrations import MIGRATIONS
from negotiator.store.sqlite_file import APPLICATION_ID
from tests.store.samples import begin, begun, heard

NOBODY = 65534


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def refused(target: str | Path, wait_seconds: float = 5.0) -> StoreError:
    """The error with which a target is refused."""
    with pytest.raises(StoreError) as told:
        Store.open(target, wait_seconds=wait_seconds).close()
    assert told.value.what.endswith(".")
    assert told.value.remedy.endswith((".", "database", "'psycopg[binary]'", "://")), told.value
    assert "sqlalche.me" not in str(told.value)
    return told.value


# ── private ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=["umask 000", "umask 022", "umask 777"])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_every_file_is_the_owners_alone(path: Path) -> None:
    with Store.open(path) as store:
        deal, session = begin(store)
        store.append(deal.id, [heard(session)])
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {path.name + suffix: 0o600 for suffix in ("", "-wal", "-shm")}


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    begun(path)
    path.chmod(0o644)
    Store.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_folder_stays_as_it_is(path: Path) -> None:
    path.parent.chmod(0o755)
    Store.open(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


# ── opened ───────────────────────────────────────────────────────────────────────────────────


def test_a_database_is_known_as_ours_and_kept_safe(path: Path) -> None:
    with Store.open(path) as store, store._database.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72]) == APPLICATION_ID
    assert int.from_bytes(header[60:64]) == len(MIGRATIONS)


@pytest.mark.parametrize(
    "name", ["a file ? # % & é 🚀.sqlite", ":memory:", "file:x?mode=ro", "-wal", "no-suffix"]
)
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    deal, _ = begun(path)
    assert path.is_file()
    with Store.open(path) as store:
        assert store.deals() == [deal]


def test_a_name_that_is_no_text_will_do(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.sqlite")
    deal, _ = begun(path)
    with Store.open(path) as store:
        assert store.deals() == [deal]


def test_a_url_and_a_path_name_the_same_file(path: Path) -> None:
    deal, _ = begun(path)
    with Store.open(f"sqlite:///{path}") as store:
        assert store.deals() == [deal]


def test_a_relative_path_stays_where_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with Store.open(path.name) as store:
        monkeypatch.chdir("/")
        begin(store)
        assert store.deals()


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    assert begun(path)


def test_a_link_is_followed(path: Path) -> None:
    deal, _ = begun(path)
    link = path.with_name("link.sqlite")
    link.symlink_to(path)
    with Store.open(link) as store:
        assert store.deals() == [deal]


# ── refused ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [b"x", b"dear diary, " * 1000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    assert str(path) in refused(path).what
    assert contents(path.parent) == {path.name: text}


@pytest.mark.parametrize("sign", ["application_id = 7", "user_version = 7"])
@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_database_of_another_program(path: Path, sign: str, journal: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute(f"PRAGMA {sign}")
        connection.execute("CREATE TABLE theirs (a)")
    before = contents(path.parent)
    assert "another program" in refused(path).what
    assert contents(path.parent) == before


def test_a_database_of_a_program_that_signs_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entry (a)")
    before = contents(path.parent)
    assert "another program" in refused(path).what
    assert contents(path.parent) == before


def test_a_newer_database(path: Path) -> None:
    begun(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = contents(path.parent)
    error = refused(path)
    assert "newer" in error.what
    assert str(path) in error.what
    assert "Update" in error.remedy
    assert contents(path.parent) == before


def test_a_newer_database_whose_program_was_killed(path: Path) -> None:
    begun(path)
    killed = f"""
import os, signal, sqlite3
connection = sqlite3.connect({str(path)!r}, isolation_level=None)
connection.execute("PRAGMA user_version=99")
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", killed], check=False)
    wal = path.with_name(path.name + "-wal")
    before = path.read_bytes(), wal.read_bytes()
    assert wal.stat().st_size
    assert "newer" in refused(path).what
    assert (path.read_bytes(), wal.read_bytes()) == before


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in refused(path).what


def test_a_pipe_in_its_place(path: Path) -> None:
    os.mkfifo(path)
    assert "not an ordinary file" in refused(path).what


def test_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "negotiator.sqlite"
    error = refused(path)
    assert str(path.parent) in error.what
    assert not path.parent.exists()


def test_a_file_where_the_folder_should_be(path: Path) -> None:
    path.touch()
    assert "no folder" in refused(path / "negotiator.sqlite").what


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    assert str(link) in refused(link).what


def test_a_name_that_no_disk_allows(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300))
    assert refused(f"{tmp_path}/a\0b")


@pytest.mark.parametrize(
    "target",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////tmp/x.sqlite?mode=memory",
        "mysql://user:secret@host/db",
        "nonsense://user:secret@host",
        "postgresql://user:secret@host:port/db",
        "://",
    ],
)
def test_a_url_of_no_use(target: str) -> None:
    assert "secret" not in str(refused(target))


def test_a_server_that_is_not_there() -> None:
    error = refused("postgresql+psycopg://user:secret@127.0.0.1:9/db", wait_seconds=1)
    assert "secret" not in str(error)
    assert "127.0.0.1" in error.what


def test_a_database_that_another_program_keeps_to_itself(path: Path) -> None:
    begun(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert "locked" in refused(path, wait_seconds=0.2).what


def test_a_write_lock_held_elsewhere_keeps_nobody_from_reading(path: Path) -> None:
    deal, session = begun(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path, wait_seconds=0.2) as store:
            assert store.deals() == [deal]
            with pytest.raises(StoreError, match="locked") as told:
                store.append(deal.id, [heard(session)])
            assert str(path) in told.value.what
            other.execute("ROLLBACK")
            assert len(store.append(deal.id, [heard(session)]).log) == 1


# ── permissions, as someone who has none ─────────────────────────────────────────────────────


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that everyone can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def told_to_nobody(path: Path, warm_up: Path) -> str:
    """What someone without rights is told when they open the path."""
    source = f"""
import os, sys
from negotiator.store import Store, StoreError
Store.open(sys.argv[2]).close()  # imports everything while it may be read
if os.getuid() == 0:
    os.setgroups([])
    os.setuid({NOBODY})
try: Store.open(sys.argv[1]).close()
except StoreError as error: print(error)
else: print("opened")
"""
    done = subprocess.run(
        [sys.executable, "-c", source, str(path), str(warm_up)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_that_may_not_be_written_to(common: Path, path: Path) -> None:
    common.chmod(0o555)
    told = told_to_nobody(common / "negotiator.sqlite", path)
    assert str(common) in told
    assert "folder may not be written to" in told
    assert list(common.iterdir()) == []


def test_a_file_that_may_not_be_read(common: Path, path: Path) -> None:
    theirs = common / "negotiator.sqlite"
    begun(theirs)
    common.chmod(0o777)
    theirs.chmod(0o000)
    assert f"{theirs} may not be read and written." in told_to_nobody(theirs, path)


@pytest.mark.skipif(os.getuid() != 0, reason="needs files of two people")
def test_a_file_of_someone_else_that_others_can_read(common: Path, path: Path) -> None:
    theirs = common / "negotiator.sqlite"
    begun(theirs)
    common.chmod(0o777)
    theirs.chmod(0o666)
    assert "belongs to someone else" in told_to_nobody(theirs, path)
