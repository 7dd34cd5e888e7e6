"""Looking back as a team lead does: find the session, go through it, lay deals side by side."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep

import pytest

import negotiator.desk.sessions
from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from tests.tui.support import Person, add_deal, negotiate, opened

PINNING = "model.version-pinning"


def conceded(call: Call) -> None:
    """A call that went down the ladder and gave something for nothing."""
    call.hear_about("we roll everyone forward, sorry", PINNING)
    call.offer(PINNING, "target")
    call.note(PINNING, "they looked at their counsel first")
    call.offer(PINNING, "fallback-1", got="a named contact")
    call.agree(PINNING)
    call.trades.record(PINNING, "a reference", "")


def held(call: Call) -> None:
    """One that did not."""
    call.offer(PINNING, "target")
    call.agree(PINNING)


@pytest.fixture
async def two(workspace: Workspace) -> Workspace:
    """Two deals that went differently."""
    negotiate(workspace, conceded)
    await add_deal(workspace, "Corvid", "Enrichment")
    negotiate(workspace, held, "Corvid")
    return workspace


async def review(person: Person) -> None:
    await person.press("f10")
    await person.on("ReviewsScreen")
    await person.sees("2 sessions", "Corvid", "Acme AI")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_a_session_is_found_by_its_words_and_gone_through(
    two: Workspace, size: tuple[int, int]
) -> None:
    async with opened(two, size) as person:
        await review(person)
        await person.press("slash")
        await person.write("counsel")
        await person.sees("review · 1 session", "“they looked at their counsel first”")
        await person.press("enter", "enter")
        await person.on("SessionScreen")
        await person.sees("Acme AI · Enterprise API · call of")
        # It begins where the words were found; the fallback was not on the table yet.
        await person.sees("they looked at their counsel first", "entry 3")
        assert "▸ ◐ version-pinning" in person.screen
        await person.press("c")
        await person.sees("▼ offered", "entry 5")
        await person.press("a")
        await person.sees("entry 6", "▸ ✓ version-pinning")
        await person.press("left", "left", "left", "left", "left")
        await person.sees("entry 1", "▸ ◔ version-pinning", "give 0 get 0")
        await person.press("left")
        await person.sees("entry 1")
        await person.press("escape", "escape")
        await person.on("DealsScreen")


async def test_the_list_is_narrowed_by_keys_that_combine(two: Workspace) -> None:
    async with opened(two) as person:
        await review(person)
        await person.press("v")
        await person.asked("Which vendor?")
        await person.paste("corvid")
        await person.press("enter")
        await person.sees("1 session of 2", "v Corvid")
        await person.press("w")
        await person.asked("When?")
        await person.paste("last")
        await person.press("enter")
        await person.sees("0 sessions", "w the last quarter", "x takes away")
        await person.press("x")
        await person.sees("2 sessions", "v any vendor")


async def test_any_time_is_typed_and_shown_in_days_before_it_is_taken(two: Workspace) -> None:
    async with opened(two) as person:
        await review(person)
        await person.press("w")
        await person.asked("When?")
        await person.sees("2026, 2026-Q3", "the last quarter")
        await person.paste("2001-q3..2002-02")
        await person.sees("01 Jul 2001 to 28 Feb 2002")
        await person.press("enter")
        await person.sees("0 sessions", "w 2001-q3..2002-02")
        await person.press("w")
        await person.asked("When?")
        await person.paste("2001-q5")
        await person.press("enter")
        await person.asked("When?")
        await person.press("escape")
        await person.sees("w 2001-q3..2002-02")
        await person.press("w")
        await person.asked("When?")
        await person.paste("2001..")
        await person.press("enter")
        await person.sees("2 sessions", "w 2001..")


async def test_paths_and_sides(two: Workspace) -> None:
    async with opened(two, (120, 40)) as person:
        await person.paste("corvid")
        await person.press("ctrl+t")
        await person.on("PathsScreen")
        await person.sees("Corvid · Enrichment · paths")
        await person.press("escape")
        await review(person)
        await person.press("down", "p")
        await person.on("PathsScreen")
        await person.sees("offered target", "agreed fallback-1")
        row = next(row for row in person.screen.splitlines() if "version-pinning" in row)
        assert row.index("○") < row.index("─") < row.rindex("✓")
        await person.press("b")
        await person.asked("Beside which?")
        await person.paste("corvid")
        await person.press("enter")
        await person.on("SidesScreen")
        await person.sees("Acme AI · Enterprise API  ↔  Corvid · Enrichment")
        await person.sees(f"≠ {PINNING}", "fallback-1: ")
        await person.press("b")
        await person.paste("all of corvid")
        await person.press("enter")
        await person.sees("Acme AI  ↔  Corvid")
        await person.press("escape", "escape", "escape")
        await person.on("DealsScreen")


async def test_from_what_was_given_for_nothing_to_the_moment_it_was(two: Workspace) -> None:
    async with opened(two) as person:
        await person.press("ctrl+k")
        await person.sees("a reference", "unanswered", "Enter opens")
        await person.press("enter")
        await person.on("SessionScreen")
        await person.sees("! traded", "gave a reference, for nothing", "entry 7")
        await person.press("escape", "f10")
        await person.on("ReviewsScreen")


async def test_what_narrows_is_as_before_where_a_search_was_stopped(
    two: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(store: object, goes_on: Callable[[float], bool], **_: object) -> None:
        while goes_on(0.4):
            sleep(0.01)

    async with opened(two, (120, 40)) as person:
        await review(person)
        with monkeypatch.context() as patched:
            patched.setattr(negotiator.desk.sessions, "read_sessions", slow)
            await person.press("v")
            await person.asked("Which vendor?")
            await person.paste("corvid")
            await person.press("enter")
            await person.sees("Esc stops it")
            await person.press("w")
            await person.asked("When?")
            await person.press("down", "enter")
            await person.sees("Esc stops it")
            await person.press("escape")
            await person.on("ReviewsScreen")
        await person.sees("v any vendor", "w any when", "2 sessions")
        await person.press("o")
        await person.asked("How did it end?")
        await person.paste("agreed")
        await person.press("enter")
        await person.sees("o agreed", "v any vendor", "Acme AI", "Corvid")
