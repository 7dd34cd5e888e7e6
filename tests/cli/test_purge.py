"""A deal that is purged is in no byte of the workspace; the others are as they were."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from negotiator.desk.errors import DeskError
from negotiator.desk.memory import Memory, remember
from negotiator.desk.purge import Doomed, doomed, purge
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from tests.cli.program import Program
from tests.samples import PINNING, add_deal

MARK = "zqxmark"


def holding(folder: Path, *words: str) -> list[Path]:
    """The files in which any of the words stands, byte by byte."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if any(word.encode() in path.read_bytes() for word in words)]


@pytest.fixture
def marked(quick: Program, workspace: Workspace) -> str:
    """A deal in which every text has the mark, its documents, and copies of the record."""
    deal = add_deal(workspace, f"{MARK} Data", f"{MARK} contract")
    quick("record", deal, "--heard", f"we roll every customer forward {MARK}", "--clause", PINNING)
    for option in ("--note", "--task", "--gave"):
        quick("record", deal, option, f"{MARK} " * 300)
    quick("record", "acme", "--note", "this one stays")
    with closing(sqlite3.connect(workspace.database)) as file:
        (name,) = file.execute("SELECT id FROM deal WHERE id = ?", [deal]).fetchone()
        copies = workspace.sessions / "backups"
        copies.mkdir()
        for place in (copies / "negotiator-1.sqlite", workspace.sessions / "negotiator.sqlite.bak"):
            with closing(sqlite3.connect(place)) as copy:
                file.backup(copy)
    remember(workspace.state_file, Memory(deal=deal, filter=MARK))
    for kind in ("recap", "issues", "memo-internal"):
        document = workspace.sessions / f"{MARK}-data-{kind}-20261121-100000.md"
        document.write_text(f"of {MARK}")
    (workspace.sessions / "in-hand").mkdir()
    (workspace.sessions / "in-hand" / f"{deal}.json").write_text(MARK)
    quick("due", "--ics", workspace.sessions / "due-20261121-100000.ics")
    return str(name)


def test_not_a_byte_of_a_purged_deal_is_left(
    quick: Program, workspace: Workspace, marked: str
) -> None:
    with Store.open(workspace.database) as store:
        other = store.find_deal("acme")
        before = store.entries(other.id), store.deals()
    assert len(holding(workspace.root, MARK, marked)) >= 7, "there is something to be found"

    told = quick("purge", MARK, "--yes").out

    assert "Purged" in told
    assert "exports and documents written elsewhere" in told
    assert holding(workspace.root, MARK, marked) == []
    for path in (Path(workspace.database), *workspace.sessions.glob("backups/*")):
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert file.execute("SELECT count(*) FROM deal").fetchone() == (1,)
    with Store.open(workspace.database) as store:
        assert store.entries(other.id) == before[0]
        assert store.deals() == [other]
        assert store.edition(other.edition)
    quick("record", "acme", "--note", "and goes on")
    with closing(sqlite3.connect(workspace.database)) as file:
        assert file.execute("SELECT seq FROM entry ORDER BY seq").fetchall() == [(1,), (2,)]


def test_the_edition_of_no_other_deal_goes_too(quick: Program, workspace: Workspace) -> None:
    playbook = workspace.playbooks / "llm-vendor.toml"
    text = playbook.read_text()
    playbook.write_text(text.replace("version =", f'description = "{MARK}"\nversion =', 1))
    add_deal(workspace, "Halyard", "Search")
    playbook.write_text(text)
    quick("deals")
    assert holding(workspace.sessions, MARK)
    quick("purge", "halyard", "--yes")
    assert holding(workspace.root, MARK) == []
    quick("show", "acme")


def test_a_purge_that_was_stopped_is_repeated(
    quick: Program, workspace: Workspace, marked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(workspace.database) as store:
        deal = doomed(store, marked)

    def stopped(*_: object) -> None:
        assert not holding(workspace.sessions / "backups", MARK), "they are the first to lose it"
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("negotiator.desk.purge._forget", stopped)
        with pytest.raises(KeyboardInterrupt):
            purge(workspace, deal)
    assert len(quick("deals", "--json").json) == 2
    quick("purge", MARK, "--yes")
    assert holding(workspace.root, MARK, marked) == []


def test_what_is_left_is_named(quick: Program, workspace: Workspace, marked: str) -> None:
    learned = workspace.playbooks / "notes.txt"
    learned.write_text(f"heard: we roll every customer forward {MARK}")
    damaged = workspace.sessions / "negotiator.sqlite.damaged"
    shutil.copy(workspace.database, damaged)
    with damaged.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 20_000)
    told = quick("purge", marked, "--yes", code=1).out
    assert f"look at: {learned}" in told
    assert f"look at: {damaged}" in told


def test_another_deal_with_the_vendor_keeps_its_documents(
    quick: Program, workspace: Workspace
) -> None:
    add_deal(workspace, "Acme AI", "Another")
    document = workspace.sessions / "acme-ai-recap-20261121-100000.md"
    document.write_text("whose?")
    told = quick("purge", "another", "--yes", code=1).out
    assert "it may be of this deal, or of another with this vendor" in told
    assert document.exists()


def test_nobody_is_asked_in_a_script(quick: Program, workspace: Workspace) -> None:
    assert "Add --yes" in quick("purge", "acme", code=1).err
    assert "There is no deal" in quick.fails("purge", "nobody", "--yes")
    assert len(quick("deals", "--json").json) == 1
    assert workspace.root.is_dir()


def test_not_while_another_window_has_it_open(quick: Program, workspace: Workspace) -> None:
    with Store.open(workspace.database) as other:
        assert len(other.deals()) == 1
        told = quick("purge", "acme", "--yes", code=1).err
    assert "is locked by another program. Close what holds it" in told
    assert len(quick("deals", "--json").json) == 1


def test_a_record_on_a_server_is_for_its_own_tools(workspace: Workspace) -> None:
    deal = Doomed("1", "Acme AI", "API", 1, 1, (), shared=False)
    with pytest.raises(DeskError, match="on a server"):
        purge(Workspace(workspace.root, "postgresql://somebody@nowhere/x"), deal)
