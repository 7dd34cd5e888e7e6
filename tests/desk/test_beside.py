"""What lies beside an encrypted record: no word of it is plain, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from negotiator.desk import beside, encryption
from negotiator.desk.cache import Cache
from negotiator.desk.errors import DeskError
from negotiator.desk.memory import Memory, recall, remember
from negotiator.desk.unsaved import UnsavedTexts
from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.store import Store, cipher

pytest.importorskip("sqlcipher3")

FIRST, SECOND = "a long walk nobody takes", "another walk altogether"
WORDS = b"zqxwords"
LINE = b'{"line": "zqxwords we roll", "unsaved": []}'
NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    cipher.use("")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """One whose record is plain, with words in everything beside it."""
    made = make_workspace(tmp_path / "ours")
    Store.open(made.database).close()
    made.in_hand.mkdir()
    beside.write(line_of(made), LINE)
    remember(made.state_file, Memory(filter=WORDS.decode()))
    UnsavedTexts(made.unsaved).keep(made.playbooks / "a.toml", WORDS.decode(), "mark")
    Cache(made).put("index", WORDS)
    (made.in_hand / ".killed.json.abc123").write_bytes(LINE)
    (made.sessions / "negotiator.sqlite.damaged-20261101T000000Z.txt").write_bytes(LINE)
    assert len(plain(made)) == 6
    return made


def line_of(workspace: Workspace) -> Path:
    return workspace.in_hand / "one.json"


def plain(workspace: Workspace) -> list[str]:
    """The files in which words stand for everybody."""
    files = (path for path in workspace.sessions.rglob("*") if path.is_file())
    return sorted(path.name for path in files if WORDS in path.read_bytes())


def change(workspace: Workspace, passphrase: str) -> None:
    done = encryption.change(workspace, passphrase, NOW)
    encryption.wipe(done.left, lambda path, why: pytest.fail(f"{path}: {why}"))


def start(workspace: Workspace, passphrase: str) -> None:
    """As a new process begins."""
    cipher.use("")
    if passphrase:
        assert encryption.unlock(workspace, passphrase)


def nothing_is_lost(workspace: Workspace) -> None:
    assert beside.read(line_of(workspace)) == LINE
    assert recall(workspace.state_file).filter == WORDS.decode()
    texts = UnsavedTexts(workspace.unsaved)
    assert texts.recall(workspace.playbooks / "a.toml") == (WORDS.decode(), "mark")
    assert list(workspace.sessions.rglob("*.next")) == []


def test_all_of_it_follows_the_record(workspace: Workspace) -> None:
    for passphrase in (FIRST, SECOND):
        change(workspace, passphrase)
        for _ in range(2):
            assert plain(workspace) == []
            nothing_is_lost(workspace)
            start(workspace, passphrase)
    start(workspace, "")  # which nobody can: the program asks first
    assert recall(workspace.state_file) == Memory()
    start(workspace, SECOND)
    change(workspace, "")
    start(workspace, "")
    nothing_is_lost(workspace)


def test_what_is_written_and_read_later_is_encrypted_too(workspace: Workspace) -> None:
    change(workspace, FIRST)
    cache = Cache(workspace)
    assert cache.get("index") is None  # it is made again
    cache.put("index", WORDS * 1_000)
    assert cache.get("index") == WORDS * 1_000
    beside.write(line_of(workspace), LINE * 2)
    assert beside.read(line_of(workspace)) == LINE * 2
    assert line_of(workspace).stat().st_mode & 0o777 == 0o600
    assert plain(workspace) == []


@pytest.mark.parametrize(("before", "after"), [("", FIRST), (FIRST, SECOND), (FIRST, "")])
@pytest.mark.parametrize("when", ["before the record", "after the record"])
def test_a_change_that_is_cut_short_loses_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, before: str, after: str, when: str
) -> None:
    """As if the program were killed before the record was replaced, or right after it."""
    from negotiator.store import encrypt

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    if before:
        change(workspace, before)
    with monkeypatch.context() as patch:
        patch.setattr(beside, "settle", lambda _: None)  # a killed program does nothing more
        patch.setattr(encrypt, "set_aside" if when.startswith("before") else "_first_backup", die)
        with pytest.raises(Killed):
            encryption.change(workspace, after, NOW)
    now = before if when.startswith("before") else after
    assert encryption.is_encrypted(workspace) == bool(now)
    start(workspace, now)
    nothing_is_lost(workspace)
    if now:
        beside_it = {"one.json", "state.json", *(p.name for p in workspace.unsaved.iterdir())}
        assert beside_it.isdisjoint(plain(workspace))


@pytest.mark.parametrize("before", ["", FIRST])
def test_a_change_that_is_refused_changes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    from negotiator.store import encrypt

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if before:
        change(workspace, before)
    seen = plain(workspace)
    monkeypatch.setattr(encrypt, "set_aside", full)
    with pytest.raises(DeskError, match="No space left"):
        encryption.change(workspace, SECOND, NOW)
    assert plain(workspace) == seen
    start(workspace, before)
    nothing_is_lost(workspace)


def test_a_link_to_a_file_of_somebody_else_is_left_alone(
    workspace: Workspace, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"theirs")
    for folder in (workspace.in_hand, workspace.cache):
        (folder / f"{uuid4()}.json").symlink_to(theirs)
    change(workspace, FIRST)
    assert theirs.read_bytes() == b"theirs"
