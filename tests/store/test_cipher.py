"""Files that are encrypted: the key is made once, and any tool for SQLCipher opens them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from negotiator.store import Store, cipher
from negotiator.store.backup import back_up, backups_of
from negotiator.store.encrypt import change, opens

dbapi2 = pytest.importorskip("sqlcipher3").dbapi2

PASSPHRASE = 'it\'s a "long" walk — away'
NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    cipher.use("")


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The salts for which a key was made."""
    salts: list[bytes] = []
    derive = hashlib.pbkdf2_hmac

    def counted(name: str, secret: bytes, salt: bytes, rounds: int, length: int) -> bytes:
        salts.append(salt)
        return derive(name, secret, salt, rounds, length)

    monkeypatch.setattr(hashlib, "pbkdf2_hmac", counted)
    return salts


def encrypted(path: Path) -> Path:
    """A record of ours, encrypted; the process has forgotten the passphrase."""
    Store.open(path).close()
    change(path, PASSPHRASE, NOW)
    cipher.use("")
    return path


def by_another_tool(path: Path) -> sqlite3.Connection:
    """As SQLCipher's own shell opens a file: with the passphrase."""
    connection: sqlite3.Connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA key = '" + PASSPHRASE.replace("'", "''") + "'")
    return connection


def test_one_process_makes_the_key_once(tmp_path: Path, derived: list[bytes]) -> None:
    path = encrypted(tmp_path / "record.sqlite")
    derived.clear()
    assert opens(path, PASSPHRASE)
    cipher.use(PASSPHRASE)
    for _ in range(3):
        Store.open(path).close()
    back_up(path, NOW)
    assert derived == [path.read_bytes()[:16]]


def test_whatever_is_made_beside_it_opens_with_the_passphrase(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "record.sqlite")
    made = [path, *(backup.path for backup in backups_of(path))]
    assert len(made) == 2
    for each in made:
        with closing(by_another_tool(each)) as connection:
            assert connection.execute("SELECT count(*) FROM entry").fetchone() == (0,)


def test_what_another_tool_made_opens_with_a_salt_of_its_own(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "record.sqlite")
    other = tmp_path / "other.sqlite"
    with closing(by_another_tool(other)) as connection:
        connection.execute("CREATE TABLE words (text)")
    assert other.read_bytes()[:16] != path.read_bytes()[:16]
    cipher.use(PASSPHRASE)
    for each, table in ((path, "entry"), (other, "words")):
        with closing(cipher.connect(each)) as connection:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_another_passphrase_comes_with_another_salt(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "record.sqlite")
    before = path.read_bytes()[:16]
    cipher.use(PASSPHRASE)
    change(path, "another passphrase", NOW)
    assert path.read_bytes()[:16] != before
    assert not opens(path, PASSPHRASE)
    assert opens(path, "another passphrase")
