"""What is on the line, and what no disk takes, when the program ends in the middle of it."""

from __future__ import annotations

import asyncio
import json
import shutil
import stat
from pathlib import Path

import pytest

from negotiator.deal import body as b
from negotiator.desk import Desk
from negotiator.desk.backups import back_up, restore
from negotiator.desk.desk import now
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from negotiator.tui.screens import in_hand_keys, live
from tests.tui.support import Person, begin, bodies, in_call, opened, record
from tests.tui.test_not_saved import APPEND, ROLL, full


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_hand_keys, "_PAUSE", 0.02)
    monkeypatch.setattr(live, "_RETRY_SECONDS", 0.05)


def kept(workspace: Workspace) -> list[Path]:
    """The files in which something is kept."""
    return list(workspace.in_hand.glob("*.json"))


async def writes_down(person: Person, words: str) -> None:
    """Wait until the words stand in a file."""
    await person.until(
        lambda: any(words in path.read_text() for path in kept(person.app.workspace)),
        f"{words!r} was not written down",
    )


def killed(workspace: Workspace, copy: Path) -> Workspace:
    """The workspace as it would be if the program were killed now.

    Half-written files are left out: they vanish while the living program is copied.
    """
    shutil.copytree(workspace.root, copy, ignore=shutil.ignore_patterns("*.part"))
    return Workspace(copy)


async def test_half_a_sentence_is_offered_at_the_next_start(
    workspace: Workspace, tmp_path: Path
) -> None:
    async with in_call(workspace) as person:
        await person.write("we roll every")
        await writes_down(person, "we roll every")
        (path,) = kept(workspace)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        after = killed(workspace, tmp_path / "killed")
    async with in_call(after) as person:
        await person.sees("we roll every", "Kept from before")
        await person.write("one forward")
        await person.press("enter")
        (heard,) = bodies(await person.saved(), b.Heard)
        assert heard.words == "we roll everyone forward"
        await person.until(lambda: not kept(after), "what is filed is still kept")
    async with in_call(after) as person:
        assert person.live.query_one("#line").value == ""  # type: ignore[attr-defined]


async def test_what_is_typed_before_the_call_is_open_is_written_down_too(
    workspace: Workspace,
) -> None:
    async with opened(workspace) as person:
        await person.press("enter")
        await person.on("LiveScreen")
        await person.burst(*"early")
        await writes_down(person, "early")


async def test_it_is_there_again_after_the_call_was_left(workspace: Workspace) -> None:
    async with opened(workspace) as person:
        await begin(person)
        await person.write("half a")
        await person.press("escape", "escape")
        await person.on("DealsScreen")
        await begin(person)
        await person.sees("half a")
        await person.press(*["backspace"] * 6)
        await person.until(lambda: not kept(workspace), "a line that was cleared is still kept")


@pytest.mark.parametrize("written_down", [ROLL, ROLL[:12]])
async def test_what_was_filed_just_before_the_end_is_not_offered_again(
    workspace: Workspace, written_down: str
) -> None:
    async with in_call(workspace) as person:
        await person.write(ROLL)
        await writes_down(person, ROLL)
        (path,) = kept(workspace)
        text = path.read_text()
        await person.press("enter")
        await person.saved()
        await person.until(lambda: not kept(workspace), "still kept")
    path.write_text(text.replace(ROLL, written_down))
    async with in_call(workspace) as person:
        person.blind_to("Kept from before", "not filed yet")


async def test_entries_that_no_disk_took_are_filed_at_the_next_start(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_call(workspace) as person:
        monkeypatch.setattr(Store, "append", full)
        await person.say(ROLL)
        await person.press("c")
        await person.sees("NOT SAVED: 2 entries")
        await person.press("i")
        await person.write("and then")
        await writes_down(person, "and then")
        after = killed(workspace, tmp_path / "killed")
        monkeypatch.setattr(Store, "append", APPEND)
    assert record(after) == []
    async with in_call(after) as person:
        await person.sees("and then")
        assert [entry.body.kind for entry in record(after)] == ["heard", "countered"]
        await person.press("enter")
        assert len(await person.saved()) == 3


@pytest.mark.parametrize("text", ["", "{", "[]", '{"line": 5, "unsaved": []}', "\x7f" * 99])
async def test_a_damaged_file_only_means_an_empty_line(workspace: Workspace, text: str) -> None:
    with Store.open(workspace.database) as store:
        (deal,) = store.deals()
    workspace.in_hand.mkdir()
    (workspace.in_hand / f"{deal.id}.json").write_text(text)
    async with in_call(workspace) as person:
        await person.say(ROLL)
        assert len(await person.saved()) == 1


async def test_what_is_not_saved_is_written_elsewhere_and_taken_in_later(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "stick.jsonl"
    async with in_call(workspace, (120, 40)) as person:
        await person.press("ctrl+s")
        await person.sees("Everything is saved.")
        monkeypatch.setattr(Store, "append", full)
        await person.say(ROLL)
        await person.press("c", "a", "i")
        await person.sees("NOT SAVED: 3 entries kept here, Ctrl+S: elsewhere.")
        await person.press("ctrl+s")
        await person.asked("Write what is not saved to which file?")
        person.app.screen.query_one("#answer").value = str(there)  # type: ignore[attr-defined]
        await person.press("enter")
        await person.told("Written: 3 not saved here yet")
        await person.press("ctrl+s")
        await person.asked("Write what is not saved to which file?")
        person.app.screen.query_one("#answer").value = str(there)  # type: ignore[attr-defined]
        await person.press("enter")
        await person.told("is there already")
    assert stat.S_IMODE(there.stat().st_mode) == 0o600
    lines = there.read_text().splitlines()
    assert [json.loads(line)["entry"]["body"]["kind"] for line in lines] == [
        "heard",
        "countered",
        "agreed",
    ]
    monkeypatch.setattr(Store, "append", APPEND)
    desk = await asyncio.to_thread(Desk.open, workspace)
    try:
        assert await asyncio.to_thread(desk.take_in, there) == 3
        assert await asyncio.to_thread(desk.take_in, there) == 3, "twice is once"
    finally:
        await asyncio.to_thread(desk.close)
    assert [entry.body.kind for entry in record(workspace)] == ["heard", "countered", "agreed"]


async def test_damage_is_said_where_one_negotiates(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.say(ROLL)
        await person.saved()
    with Store.open(workspace.database) as store, store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE entry SET body = '{'")
    async with in_call(workspace) as person:
        await person.told("1 entry is damaged on the disk.")
        await person.say(ROLL)
        await person.until(lambda: person.call.status().unsaved == 0, "not saved")


async def test_a_recovery_is_told_above_the_deals(workspace: Workspace) -> None:
    path = Path(workspace.database)
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    async with opened(workspace, (120, 40)) as person:
        await person.sees("The database was damaged.", "untouched", "Acme AI")
        await begin(person)
        await person.say(ROLL)
        assert len(await person.saved()) == 1


async def test_a_record_that_was_deleted_and_restored_has_what_was_said_meanwhile(
    workspace: Workspace,
) -> None:
    path = Path(workspace.database)
    back_up(workspace, now())
    async with in_call(workspace, (120, 40)) as person:
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        await person.sees("NOT SAVED from here on", "was moved, deleted or replaced")
        await person.say(ROLL)
        await person.sees("NOT SAVED: 1 entry", "was moved, deleted or replaced")
        await writes_down(person, ROLL)
        await person.press("ctrl+q")
        await person.sees("kept for next time")
    restore(workspace, None, now())
    async with in_call(workspace) as person:
        await person.sees(ROLL)
        assert [entry.body.kind for entry in record(workspace)] == ["heard"]
        assert record(workspace)[0].clause == "model.version-pinning"
