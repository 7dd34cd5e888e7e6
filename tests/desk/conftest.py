"""A workspace, a desk on it, and a call on its one deal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from negotiator.desk import Call, Desk, NotSaved, Saved
from negotiator.desk.workspace import Workspace
from tests.samples import TITLE, VENDOR, a_workspace


@dataclass
class Clock:
    """A time that moves a second at each look, and when a test says so."""

    time: datetime = datetime(2026, 11, 21, 10, 0, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@dataclass
class Sitting:
    """A call, and what its store said of it."""

    call: Call
    outcomes: list[Saved | NotSaved]

    def settled(self) -> list[Saved | NotSaved]:
        """Wait for what is on its way and take in what became of it, as a screen does."""
        self.call._writer.submit(lambda _: None).exception()  # it waits its turn behind the rest
        taken = self.outcomes[:]
        self.outcomes.clear()
        for outcome in taken:
            self.call.settle(outcome)
        return taken


Open = Callable[[], Desk]


@pytest.fixture
def clock() -> Clock:
    """Ten in the morning."""
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with the sample playbook."""
    monkeypatch.setenv("LOGNAME", "ana")
    monkeypatch.delenv("NEGOTIATOR_DATABASE", raising=False)
    return a_workspace(tmp_path / "ours")


@pytest.fixture
def open_desk(workspace: Workspace, clock: Clock) -> Iterator[Open]:
    """Opens a desk on the workspace, as a window more."""
    with ExitStack() as desks:

        def opened() -> Desk:
            desk = Desk.open(workspace, clock)
            desks.callback(desk.close)
            return desk

        yield opened


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    """A desk on the workspace."""
    return open_desk()


@pytest.fixture
def deal(desk: Desk) -> str:
    """The id of a deal that nobody has negotiated yet."""
    return asyncio.run(desk.new_deal(VENDOR, TITLE, {}))


def sit(desk: Desk, deal: str) -> Sitting:
    """Begin a session, or go on with the one that was interrupted."""
    outcomes: list[Saved | NotSaved] = []
    return Sitting(desk.begin_now(deal, outcomes.append), outcomes)


@pytest.fixture
def sitting(desk: Desk, deal: str) -> Sitting:
    """The first session on the deal."""
    return sit(desk, deal)


@pytest.fixture
def call(sitting: Sitting) -> Call:
    """Its call."""
    return sitting.call
