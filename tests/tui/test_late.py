"""What is read for a screen and comes when it is going: it is shown nowhere, and ends nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import work
from textual.actions import parse
from textual.app import App, ComposeResult
from textual.widgets import Static
from textual.worker import WorkerFailed, WorkerState

from negotiator.desk.look import Look
from negotiator.desk.workbench import Workbench
from negotiator.desk.workspace import Workspace
from negotiator.tui.keys import PLAYBOOK
from negotiator.tui.screen import Screen
from negotiator.tui.widgets.clause_page import ClausePage
from tests.tui.maintainer import at, judged, maintaining
from tests.tui.support import opened


@pytest.mark.parametrize(
    ("reader", "name", "asked"),
    [
        (Workbench, "look", lambda screen: screen.judge()),
        (Workbench, "check", lambda screen: screen.judge()),
        (Look, "ask", lambda screen: screen.action_try()),
    ],
)
async def test_what_comes_while_the_screen_goes_is_shown_nowhere(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, reader: type, name: str, asked: Any
) -> None:
    """The screen waits for its parts to go, and until then its workers are not stopped."""
    begun, going, done = Event(), Event(), Event()
    reads = getattr(reader, name)

    def late(*arguments: object) -> object:
        found = reads(*arguments)
        begun.set()
        assert going.wait(10)
        done.set()
        return found

    async def last_to_go(self: ClausePage) -> None:
        going.set()
        while not done.is_set():
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)  # all other parts are gone meanwhile

    async with maintaining(workspace) as person:
        monkeypatch.setattr(reader, name, late)
        monkeypatch.setattr(ClausePage, "on_unmount", last_to_go, raising=False)
        asked(at(person))
        if name == "ask":
            await person.paste("we roll forward")
        await person.until(begun.is_set, f"{name} was not asked for")
    assert done.is_set()
    assert person.app._exception is None
    assert not list(Path(workspace.sessions).glob("crash-*"))


async def test_keys_that_come_before_the_playbook_is_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = Event()
    open_it = Workbench.__init__

    def late(*arguments: Any) -> None:
        assert going.wait(10)
        open_it(*arguments)

    monkeypatch.setattr(Workbench, "__init__", late)
    async with opened(workspace, (120, 40)) as person:
        await person.press("f4")
        await person.on("PlaybookScreen")
        screen = at(person)
        for command in PLAYBOOK:
            _, name, arguments = parse(command.action)
            if name not in {"back", "other"} and hasattr(screen, f"action_{name}"):
                getattr(screen, f"action_{name}")(*arguments)
                await person.pilot.pause()
        going.set()
        await judged(person)
    assert person.app._exception is None


class Slow(Static):
    """The part of a screen that goes last."""

    async def on_unmount(self) -> None:
        await asyncio.sleep(0.2)


class Asking(Screen[None]):
    """A screen with a worker that looks for a part once it is told to."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self.part = part
        self.answer = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Static("", id="quick")
        yield Slow()

    @work
    async def ask(self) -> None:
        await self.answer.wait()
        self.query_one(self.part)


async def test_a_worker_of_any_screen_may_come_late() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Asking("#quick")
        await app.push_screen(screen)
        worker = screen.ask()
        await pilot.pause()
        screen.dismiss()
        while screen.query("#quick"):
            await asyncio.sleep(0.01)
        screen.answer.set()
        while not worker.is_finished:
            await asyncio.sleep(0.01)
        assert worker.state == WorkerState.CANCELLED
    assert app._exception is None


async def asked_for(part: str) -> None:
    """A screen that is there asks for a part."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Asking(part)
        await app.push_screen(screen)
        screen.ask()
        screen.answer.set()
        await pilot.pause()


async def test_a_part_that_is_not_there_while_the_screen_is_stays_an_error() -> None:
    await asked_for("#quick")
    with pytest.raises(WorkerFailed):
        await asked_for("#no-such-part")
