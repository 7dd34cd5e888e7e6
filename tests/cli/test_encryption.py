"""A record that is encrypted on the disk: every command works on it, and no file shows a word."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from negotiator.desk.workspace import Workspace
from negotiator.store import cipher
from tests.cli.program import Program
from tests.cli.test_privacy import WORDS, everything

pytest.importorskip("sqlcipher3")

PASSPHRASE = 'it\'s a "long" walk — away'
WRONG = "it is another one"


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """A process keeps its passphrase; here many are one."""
    yield
    cipher.use("")


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the environment names."""
    path = tmp_path / "passphrase"
    write(path, PASSPHRASE)
    return path


def write(path: Path, passphrase: str) -> None:
    path.touch(0o600)
    path.write_text(f"{passphrase}\n", encoding="utf-8")


@pytest.fixture
def locked(quick: Program, named: Path) -> Program:
    """The program on a workspace whose record was made encrypted after words were said."""
    quick.settings["NEGOTIATOR_PASSPHRASE_FILE"] = str(named)
    quick("record", "acme", "--note", f"{WORDS} before")
    quick("backup")
    quick("encrypt", "--wipe")
    cipher.use("")
    return quick


def holding(folder: Path, words: str) -> list[Path]:
    return [
        path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()
    ]


def test_no_file_beside_the_sessions_shows_a_word(
    locked: Program, workspace: Workspace, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.mkdir(0o700)
    everything(locked, made)
    locked("backup")
    assert holding(made, WORDS)  # what is written for others is plain: it was asked for
    assert holding(workspace.root, WORDS) == []
    assert holding(workspace.root, "SQLite format 3") == []
    assert WORDS in locked("export", "acme").out


def test_what_a_killed_program_left_half_done_is_wiped_too(
    quick: Program, named: Path, workspace: Workspace
) -> None:
    quick.settings["NEGOTIATOR_PASSPHRASE_FILE"] = str(named)
    quick("record", "acme", "--note", f"{WORDS} before")
    quick("backup")
    record = Path(workspace.database)
    (backup,) = (record.parent / "backups").glob("*.sqlite")
    for cut in (
        f".{record.name}.restoring",
        f".{record.name}.restoring-journal",
        f".{record.name}.recovering",
        f"backups/{record.stem}-7-0.part",
    ):
        (record.parent / cut).write_bytes(backup.read_bytes())
    quick("encrypt", "--wipe")
    assert holding(workspace.root, WORDS) == []


def test_its_log_shows_no_word_while_it_is_open(locked: Program, workspace: Workspace) -> None:
    locked("deals")  # which begins the log
    cipher.use(PASSPHRASE)
    with closing(cipher.connect(Path(workspace.database))) as held:
        held.execute("SELECT count(*) FROM entry").fetchone()
        locked("record", "acme", "--note", f"{WORDS} in the log")
        log = Path(f"{workspace.database}-wal").read_bytes()
        assert len(log) > 4096
        assert WORDS.encode() not in log


def test_backups_are_restored_and_checked(locked: Program, workspace: Workspace) -> None:
    locked("backup")
    locked("record", "acme", "--note", f"{WORDS} after the backup")
    locked("restore")
    assert "after the backup" not in locked("export", "acme").out
    assert "before" in locked("export", "acme").out
    locked("doctor")
    assert holding(workspace.root, WORDS) == []


def test_a_plain_backup_of_before_is_restored_encrypted(
    quick: Program, named: Path, workspace: Workspace
) -> None:
    quick.settings["NEGOTIATOR_PASSPHRASE_FILE"] = str(named)
    quick("record", "acme", "--note", f"{WORDS} before")
    quick("backup")
    (plain,) = (workspace.sessions / "backups").glob("*.sqlite")
    told = quick("encrypt").out
    assert str(plain) in told  # nobody said that it may go, so it is named
    quick("restore", plain)
    assert cipher.is_encrypted(Path(workspace.database))
    assert f"{WORDS} before" in quick("export", "acme").out


def test_a_wrong_passphrase_changes_nothing(
    locked: Program, named: Path, workspace: Workspace
) -> None:
    before = Path(workspace.database).read_bytes()
    write(named, WRONG)
    for command in (["deals"], ["record", "acme", "--note", "x"], ["restore"], ["decrypt"]):
        told = locked(*command, code=1).err
        assert "This passphrase does not open the record. Nothing was changed." in told
        assert WRONG not in told
    named.chmod(0o644)
    assert "may be read by others" in locked("deals", code=1).err
    assert Path(workspace.database).read_bytes() == before
    assert list(workspace.sessions.glob("*.damaged-*")) == []


def test_nobody_to_be_asked_and_no_driver(locked: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    del locked.settings["NEGOTIATOR_PASSPHRASE_FILE"]
    assert "NEGOTIATOR_PASSPHRASE_FILE" in locked("deals", code=1).err
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    told = locked("deals", code=1).err
    assert "pip install 'negotiator[encryption]'" in told


def test_a_deal_is_purged(locked: Program, workspace: Workspace) -> None:
    locked("backup")
    locked("purge", "acme", "--yes")
    cipher.use(PASSPHRASE)
    files = [Path(workspace.database), *(workspace.sessions / "backups").glob("*.sqlite")]
    assert len(files) == 3
    for path in files:
        plain = path.with_suffix(".plain")
        plain.touch(0o600)
        with closing(cipher.connect(path)) as source:
            cipher.export(source, plain, "")
        assert WORDS.encode() not in plain.read_bytes()


def test_it_is_made_plain_again(locked: Program, workspace: Workspace) -> None:
    locked("decrypt", "--wipe")
    cipher.use("")
    with closing(sqlite3.connect(workspace.database)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA user_version").fetchone() > (0,)
    assert f"{WORDS} before" in locked("export", "acme").out
    locked("doctor")


def test_damage_is_named_and_a_backup_brings_it_back(locked: Program, workspace: Workspace) -> None:
    locked("backup")
    path = Path(workspace.database)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(4096) + whole[12288:])
    told = locked("deals", code=1).err
    assert "negotiator restore" in told or "last backup" in told
    locked("restore")
    assert f"{WORDS} before" in locked("export", "acme").out
    assert list(workspace.sessions.glob("*.damaged-*"))


@pytest.mark.parametrize(
    "left", [bytes(8192), b"cut short", b""], ids=["zeros", "cut short", "nothing"]
)
def test_damage_never_makes_a_plain_record_of_an_old_backup(
    quick: Program, named: Path, workspace: Workspace, left: bytes
) -> None:
    """The head is what tells an encrypted file; nothing but the mark beside it is left then."""
    quick.settings["NEGOTIATOR_PASSPHRASE_FILE"] = str(named)
    quick("record", "acme", "--note", f"{WORDS} before")
    quick("backup")  # plain, and it stays
    quick("encrypt")
    path = Path(workspace.database)
    path.write_bytes(left)
    for command in (["deals"], ["doctor", "--repair"]):
        cipher.use("")
        assert "negotiator restore" in quick(*command, code=1).err
        assert path.read_bytes() == left
    quick("restore")
    assert cipher.is_encrypted(path)
    assert f"{WORDS} before" in quick("export", "acme").out
