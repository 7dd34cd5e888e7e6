"""Two windows on one deal: each sees what the other files and stands in nobody's way."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from negotiator.deal import body as b
from negotiator.desk.seat import Seat
from negotiator.desk.workspace import Workspace
from tests.tui.support import bodies, in_call, negotiate, record

ROLL, KEPT = "we roll every customer forward", "prompts kept thirty days"


@pytest.fixture
def deal(workspace: Workspace) -> str:
    with closing(sqlite3.connect(workspace.database)) as connection:
        (found,) = connection.execute("SELECT id FROM deal").fetchone()
    return str(found)


async def test_what_another_window_files_is_seen_at_once_and_nothing_typed_is_disturbed(
    workspace: Workspace,
) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await person.write("half a sen")
        training = "data.training"
        await asyncio.to_thread(negotiate, workspace, lambda call: call.hear_about(ROLL, training))
        await person.sees("Another window added an entry on data.training.", f"“{ROLL}”")
        assert person.row(training).standing == "open"
        await person.write("tence")
        await person.sees("half a sentence")
        await person.press("enter", "escape")
        assert [said.words for said in bodies(await person.saved(), b.Heard)] == [
            ROLL,
            "half a sentence",
        ]


async def test_the_promises_show_what_another_window_files(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await person.press("f7")
        await person.on("PromisesScreen")
        await asyncio.to_thread(
            negotiate, workspace, lambda call: call.promise(None, "we help customers leave")
        )
        await person.sees("we help customers leave")


async def test_who_has_to_wait_for_another_window_is_told_so_and_goes_on(
    workspace: Workspace,
) -> None:
    async with in_call(workspace, (120, 40)) as person:
        with closing(sqlite3.connect(workspace.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await person.say(ROLL)
            await person.sees("another window is writing…", f"“{ROLL}”")
            await person.say(KEPT)
            await person.sees(f"“{KEPT}”")
            assert record(workspace) == []
            other.execute("ROLLBACK")
        assert len(await person.saved()) == 2
        await person.sees("saved ")
        person.blind_to("another window is writing")


async def test_each_window_keeps_a_line_of_its_own(
    workspace: Workspace, deal: str, tmp_path: Path
) -> None:
    other = Seat(workspace.in_hand, deal)
    other.file.write_text(json.dumps({"line": "the other half", "unsaved": []}))
    async with in_call(workspace, (120, 40)) as person:
        await person.sees("Open in another window too")
        person.blind_to("the other half")
        await person.write("our half")
    assert "the other half" in other.file.read_text()
    other.file.unlink()
    other.leave()
    async with in_call(workspace, (120, 40)) as person:
        await person.sees("our half", "Kept from before")
        person.blind_to("another window")


# ── the places ───────────────────────────────────────────────────────────────────────────────


def test_places_are_counted_and_given_back(tmp_path: Path) -> None:
    folder = tmp_path / "in-hand"
    first, second = Seat(folder, "deal"), Seat(folder, "deal")
    assert [first.number, second.number, Seat(folder, "other").number] == [1, 2, 1]
    assert first.file != second.file
    first.leave()
    first.leave()
    assert Seat(folder, "deal").number == 1


def test_what_a_second_window_left_goes_to_whoever_comes_next(tmp_path: Path) -> None:
    first, second = Seat(tmp_path, "deal"), Seat(tmp_path, "deal")
    second.file.write_text("left")
    first.inherit()
    assert not first.file.exists(), "its window is still there"
    second.leave()
    first.inherit()
    assert first.file.read_text() == "left"
    assert not second.file.exists()


def test_a_folder_that_cannot_be_locked_makes_every_window_the_first(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert Seat(in_the_way, "deal").number == Seat(in_the_way, "deal").number == 1
