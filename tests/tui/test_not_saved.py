"""A disk that refuses: the screen says so in words, keeps everything, and tries again."""

from __future__ import annotations

import threading
from typing import NoReturn
from uuid import UUID

import pytest

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState
from negotiator.desk.workspace import Workspace
from negotiator.store import Store, StoreError
from negotiator.tui.screens import live
from tests.tui.support import bodies, in_call, record

PINNING = "model.version-pinning"
ROLL, KEPT = "we roll every customer forward", "prompts kept thirty days"


def full(*_: object, **__: object) -> NoReturn:
    """What the store says when the disk is full."""
    raise StoreError(
        "negotiator.sqlite cannot grow: the disk is full.",
        "Make room, then try again; what was saved before is safe.",
    )


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again after a moment that suits a test."""
    monkeypatch.setattr(live, "_RETRY_SECONDS", 0.05)


async def test_it_says_so_loses_nothing_and_tries_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await person.say(KEPT)
        await person.saved()
        monkeypatch.setattr(Store, "append", full)
        await person.say(ROLL)
        await person.sees("NOT SAVED: 1 entry kept here", "the disk is full", "Make room")
        await person.sees(f"“{ROLL}”")
        await person.press("c", "a")
        await person.sees("NOT SAVED: 3 entries kept here")
        assert person.row(PINNING).standing == "agreed in principle", "one goes on negotiating"
        assert len(record(workspace)) == 1
        monkeypatch.setattr(Store, "append", APPEND)
        entries = await person.saved()
        await person.sees("saved ")
        person.blind_to("NOT SAVED", "the disk is full")
        assert [entry.body.kind for entry in entries] == ["heard", "heard", "countered", "agreed"]
        assert len({entry.id for entry in entries}) == 4


async def test_what_is_not_saved_can_be_taken_back(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_call(workspace) as person:
        monkeypatch.setattr(Store, "append", full)
        await person.say(ROLL)
        await person.press("u")
        await person.sees("NOT SAVED: 2 entries", "Took back")
        monkeypatch.setattr(Store, "append", APPEND)
        assert [entry.body.kind for entry in await person.saved()] == ["heard", "retracted"]


async def test_a_session_that_cannot_begin_is_not_lost(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_call(workspace) as person:
        monkeypatch.setattr(Store, "start_session", full)
        await person.say(ROLL)
        await person.sees("NOT SAVED: 1 entry")
        monkeypatch.setattr(Store, "start_session", START)
        assert [body.words for body in bodies(await person.saved(), b.Heard)] == [ROLL]


async def test_it_is_said_in_a_small_window_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_call(workspace, (40, 10)) as person:
        monkeypatch.setattr(Store, "append", full)
        await person.say(ROLL)
        await person.sees("NOT SAVED: 1 entry kept here")


async def test_leaving_keeps_what_is_not_saved(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither Esc nor the end of the session nor Quit takes what no disk has taken."""
    async with in_call(workspace, (120, 40)) as person:
        monkeypatch.setattr(Store, "append", full)
        await person.say(ROLL)
        await person.sees("NOT SAVED: 1 entry")
        await person.press("escape")
        await person.on("LiveScreen")
        await person.sees("NOT SAVED", "kept for next time")
        await person.press("s")
        await person.on("WrapUpScreen")
        await person.press("e")
        await person.sees("kept for next time")
        await person.press("ctrl+q")
        await person.sees("Ctrl+Q again leaves")
        monkeypatch.setattr(Store, "append", APPEND)
        assert [body.words for body in bodies(await person.saved(), b.Heard)] == [ROLL]


async def test_a_slow_disk_does_not_hold_a_key(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the store is busy every key still shows its effect."""
    gate = threading.Event()

    def slow(store: Store, deal_id: UUID, entries: list[Entry]) -> DealState:
        gate.wait(60)
        return APPEND(store, deal_id, entries)

    async with in_call(workspace) as person:
        monkeypatch.setattr(Store, "append", slow)
        try:
            await person.say(ROLL)
            await person.press("c", "o", "a", "i")
            await person.write("prompts kept 30 days")
            await person.sees("data.retention")
            assert person.row(PINNING).standing == "agreed in principle"
            assert record(workspace) == []
        finally:
            gate.set()
        assert len(await person.saved()) == 4


APPEND, START = Store.append, Store.start_session
