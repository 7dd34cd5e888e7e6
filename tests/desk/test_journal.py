"""The way of entries to the disk: shown at once, kept and tried again until they are durable."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.desk import Desk, DeskError, NotSaved, Saved
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from tests.desk.conftest import Clock, Open, Sitting, sit
from tests.samples import PINNING, TRAINING


def in_file(workspace: Workspace) -> list[Entry]:
    """What is durable, of all deals, as another program sees it."""
    with Store.open(workspace.database) as store:
        return [entry for deal in store.deals() for entry in store.entries(deal.id)]


def words(entries: list[Entry]) -> list[str]:
    return [entry.body.words for entry in entries if isinstance(entry.body, b.Note)]


@contextmanager
def away(workspace: Workspace) -> Iterator[None]:
    """The database is somewhere else, as when a synced folder moves it, and comes back."""
    file = Path(workspace.database)
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    yield
    elsewhere.rename(file)


# ── when all is well ─────────────────────────────────────────────────────────────────────────


def test_what_is_recorded_shows_at_once_and_is_saved_soon(
    sitting: Sitting, workspace: Workspace
) -> None:
    call = sitting.call
    assert call.status().saved_at is None
    call.agree(TRAINING)
    assert call.status().unsaved == 1
    assert call.card(TRAINING).standing == "agreed in principle"
    (outcome,) = sitting.settled()
    assert isinstance(outcome, Saved)
    assert outcome.entries == {entry.id for entry in in_file(workspace)}
    status = call.status()
    assert (status.unsaved, status.trouble) == (0, "")
    assert status.saved_at == call.state.log[-1].at
    assert in_file(workspace) == list(call.state.log)


def test_waiting_until_all_is_saved(sitting: Sitting, workspace: Workspace) -> None:
    for number in range(20):
        sitting.call.note(None, str(number))
    sitting.call.save_now()
    assert sitting.call.status().unsaved == 0
    assert words(in_file(workspace)) == [str(number) for number in range(20)]


def test_what_comes_while_an_answer_is_under_way_stays(
    sitting: Sitting, workspace: Workspace
) -> None:
    call = sitting.call
    call.note(None, "one")
    sitting.settled()
    call.note(None, "two")
    stale = Saved(call.state, frozenset())
    call.note(None, "three")
    call.settle(stale)
    assert words(list(call.state.log)) == ["one", "two", "three"]
    assert call.status().unsaved == 2
    sitting.settled()
    assert call.status().unsaved == 0
    assert words(list(call.state.log)) == words(in_file(workspace)) == ["one", "two", "three"]


def test_recording_does_not_wait_for_the_disk(desk: Desk, sitting: Sitting) -> None:
    slow = threading.Event()
    desk._writer.submit(lambda _: slow.wait(10))
    for number in range(50):
        sitting.call.note(None, str(number))
    assert sitting.call.status().unsaved == 50
    slow.set()
    sitting.settled()
    assert sitting.call.status().unsaved == 0


# ── when it is not ───────────────────────────────────────────────────────────────────────────


def test_what_cannot_be_saved_is_kept_told_and_tried_again(
    sitting: Sitting, workspace: Workspace
) -> None:
    call = sitting.call
    call.note(None, "one")
    sitting.settled()
    saved_at = call.status().saved_at
    with away(workspace):
        call.note(None, "two")
        call.note(None, "three")
        outcomes = sitting.settled()
        assert outcomes
        assert all(isinstance(outcome, NotSaved) for outcome in outcomes)
        status = call.status()
        assert status.unsaved == 2
        assert "was moved, deleted or replaced" in status.trouble
        assert "Put it back" in status.trouble
        assert status.saved_at == saved_at
        assert words(list(call.state.log)) == ["one", "two", "three"]
    call.save()
    sitting.settled()
    assert (call.status().unsaved, call.status().trouble) == (0, "")
    assert words(in_file(workspace)) == ["one", "two", "three"]


def test_a_window_at_rest_says_when_the_record_is_another_file(
    sitting: Sitting, workspace: Workspace
) -> None:
    call = sitting.call
    call.note(None, "one")
    sitting.settled()
    with away(workspace):
        call.look()
        assert len(sitting.settled()) == 1
        assert "was moved, deleted or replaced" in call.status().trouble
        call.look()
        assert sitting.settled() == [], "it is told once"
    call.look()
    sitting.settled()
    assert call.status().trouble == ""


def test_the_next_entry_takes_the_others_with_it(sitting: Sitting, workspace: Workspace) -> None:
    with away(workspace):
        sitting.call.note(None, "one")
        sitting.settled()
    sitting.call.note(None, "two")
    sitting.settled()
    assert sitting.call.status().unsaved == 0
    assert words(in_file(workspace)) == ["one", "two"]


def test_what_was_undone_before_it_was_saved_stays_undone(
    sitting: Sitting, workspace: Workspace
) -> None:
    with away(workspace):
        sitting.call.agree(TRAINING)
        sitting.call.undo()
        sitting.settled()
    sitting.call.save_now()
    assert [entry.body.kind for entry in in_file(workspace)] == ["agreed", "retracted"]
    assert sitting.call.card(TRAINING).standing == "not raised"


def test_a_caller_who_waits_is_told(sitting: Sitting, workspace: Workspace) -> None:
    with away(workspace):
        sitting.call.note(None, "one")
        with pytest.raises(DeskError, match="was moved") as told:
            sitting.call.save_now()
        assert told.value.remedy.startswith("Put it back")
    sitting.call.save_now()
    assert words(in_file(workspace)) == ["one"]


def test_nothing_to_save_is_not_sent(sitting: Sitting) -> None:
    sitting.call.save()
    assert sitting.settled() == []


def test_closing_the_desk_saves_what_is_on_its_way(
    desk: Desk, sitting: Sitting, workspace: Workspace
) -> None:
    for number in range(10):
        sitting.call.note(None, str(number))
    desk.close()
    assert len(in_file(workspace)) == 10


# ── sessions ─────────────────────────────────────────────────────────────────────────────────


def sessions(desk: Desk) -> int:
    (row,) = desk.deals_now()
    return row.sessions


def test_a_session_in_which_nothing_happened_leaves_no_trace(desk: Desk, deal: str) -> None:
    sit(desk, deal).call.finish()
    assert sessions(desk) == 0


def test_a_finished_session_is_followed_by_another(desk: Desk, deal: str) -> None:
    first = sit(desk, deal).call
    first.note(None, "one")
    first.finish()
    second = sit(desk, deal).call
    assert second.session.id != first.session.id
    assert (first.number, second.number) == (1, 2)
    assert second.undo() is None
    assert first.session.ended is not None


@pytest.mark.parametrize(("hours", "resumed"), [(3, True), (5, False)])
def test_an_interrupted_session_is_gone_on_with_for_a_while(
    open_desk: Open, clock: Clock, desk: Desk, deal: str, hours: int, resumed: bool
) -> None:
    first = sit(desk, deal).call
    first.note(None, "one")
    first.save_now()
    desk.close()
    clock.time += timedelta(hours=hours)
    second = sit(open_desk(), deal).call
    assert (second.session.id == first.session.id) is resumed
    assert second.number == (1 if resumed else 2)
    assert words(list(second.state.log)) == ["one"]
    assert (second.undo() is not None) is resumed


# ── two windows ──────────────────────────────────────────────────────────────────────────────


def test_two_windows_on_one_deal_see_each_other_and_lose_nothing(
    desk: Desk, open_desk: Open, deal: str, workspace: Workspace
) -> None:
    ours, theirs = sit(desk, deal), sit(open_desk(), deal)
    ours.call.agree(TRAINING)
    ours.settled()
    theirs.call.park(PINNING)
    assert theirs.call.card(TRAINING).standing == "not raised"
    theirs.settled()
    assert theirs.call.card(TRAINING).standing == "agreed in principle"
    ours.call.note(None, "hm")
    ours.settled()
    assert ours.call.card(PINNING).standing == "parked"
    theirs.call.save_now()
    assert ours.call.state == theirs.call.state
    assert [entry.body.kind for entry in in_file(workspace)] == ["agreed", "parked", "note"]


def test_one_window_does_not_undo_what_another_did(desk: Desk, open_desk: Open, deal: str) -> None:
    ours, theirs = sit(desk, deal), sit(open_desk(), deal)
    ours.call.agree(TRAINING)
    ours.settled()
    theirs.call.save_now()
    assert theirs.call.card(TRAINING).standing == "agreed in principle"
    assert theirs.call.undo() is None
