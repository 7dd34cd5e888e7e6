"""When a backup is due, and that it is taken behind the scenes."""

from __future__ import annotations

import os
import threading
from datetime import timedelta

import pytest

from negotiator.desk import Desk, backups
from negotiator.desk.backups import Backups, back_up_if_due
from negotiator.desk.desk import now
from negotiator.desk.errors import DeskError
from negotiator.desk.workspace import Workspace
from tests.desk.conftest import Sitting


def test_one_is_due_when_something_changed_and_the_last_is_old(
    workspace: Workspace, sitting: Sitting
) -> None:
    at = now()
    for file in workspace.sessions.glob("negotiator.sqlite*"):
        os.utime(file, (at.timestamp() - 60,) * 2)
    assert back_up_if_due(workspace, at) is not None, "there was none"
    assert back_up_if_due(workspace, at + timedelta(hours=2)) is None, "nothing changed"
    sitting.call.note(None, "something new")
    sitting.settled()
    assert back_up_if_due(workspace, at + timedelta(minutes=29)) is None, "the last is young"
    later = back_up_if_due(workspace, at + timedelta(minutes=31))
    assert later is not None
    assert next(iter(backups.backups(workspace))).path == later.path


def test_a_clock_that_was_ahead_once_keeps_none_from_being_taken(
    workspace: Workspace, sitting: Sitting
) -> None:
    at = now()
    ahead = back_up_if_due(workspace, at + timedelta(days=3_650))
    sitting.call.note(None, "after it was set right")
    sitting.settled()
    taken = back_up_if_due(workspace, at)
    assert taken is not None
    assert ahead is not None
    assert [each.path for each in backups.backups(workspace)] == [taken.path, ahead.path]
    assert back_up_if_due(workspace, at + timedelta(minutes=29)) is None, "the last is young"


def test_they_are_thinned(workspace: Workspace, sitting: Sitting) -> None:
    for day in range(40):
        for hour in (1, 2):
            backups.back_up(workspace, now() - timedelta(days=40 - day, hours=hour))
    assert len(backups.backups(workspace)) < 50


def test_a_running_desk_takes_them_by_itself(
    desk: Desk, sitting: Sitting, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_LOOK_SECONDS", 0.01)
    taken = threading.Event()
    real = backups.back_up_if_due

    def watched(*arguments: object) -> object:
        done = real(*arguments)  # type: ignore[arg-type]
        taken.set()
        return done

    monkeypatch.setattr(backups, "back_up_if_due", watched)
    told: list[str] = []
    desk.backups.start(told.append)
    assert taken.wait(10)
    desk.close()
    assert len(backups.backups(workspace)) == 1
    assert told == []


def test_the_program_may_end_while_it_begins(
    workspace: Workspace, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Backups(workspace, now)
    really = threading.Thread.start

    def start(thread: threading.Thread) -> None:
        begun.close()
        really(thread)

    monkeypatch.setattr(threading.Thread, "start", start)
    begun.start(print)
    begun.close()
    assert "backups" not in {thread.name for thread in threading.enumerate()}


def test_one_that_fails_is_told_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_LOOK_SECONDS", 0.001)

    def full(*_: object) -> None:
        raise DeskError("The disk is full.", "Make room.")

    monkeypatch.setattr(backups, "back_up_if_due", full)
    told: list[str] = []
    said = threading.Event()

    def tell(text: str) -> None:
        told.append(text)
        said.set()

    taking = Backups(workspace, now)
    taking.start(tell)
    assert said.wait(10)
    threading.Event().wait(0.1)
    taking.close()
    assert told == ["No backup could be taken. The disk is full. Make room."]
