"""What the team knows, and the precedents of a clause, on the screen."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import sleep

import pytest

import negotiator.tui.screens.insights
from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from negotiator.tui.widgets.card import past
from tests.tui.support import add_deal, begin, negotiate, opened

PINNING = "model.version-pinning"


def agreed(call: Call) -> None:
    call.offer(PINNING, "fallback-1", got="a named contact")
    call.agree(PINNING)
    call.trades.record(PINNING, "a reference", "")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_tables_are_a_key_each(workspace: Workspace, size: tuple[int, int]) -> None:
    negotiate(workspace, agreed)
    async with opened(workspace, size) as person:
        await person.press("ctrl+k")
        await person.on("InsightsScreen")
        await person.sees("given for nothing, a year", "a reference", "unanswered")
        await person.press("2")
        await person.sees("what was agreed", "0 of 1", "1 fallback-1")
        await person.press("3")
        await person.sees("clauses by vendor", "▒ 1")
        await person.press("6")
        await person.sees("left open", "never raised")
        await person.press("w")
        await person.asked("When?")
        await person.paste("2001")
        await person.press("enter", "1")
        await person.sees("given for nothing, 2001", "Nothing was given")
        await person.press("escape")
        await person.on("DealsScreen")


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (82, "they 2025: 12 months · others (3): best 15 months · median 12 · last 7 months ago"),
        (60, "they 2025: 12 months · others (3): best 15 months · N …"),
        (30, "they 2025: 12 months · N …"),
        (20, "they 2025: 12… · N …"),
    ],
)
def test_what_helps_most_is_what_a_narrow_card_keeps(room: int, shown: str) -> None:
    parts = "they 2025: 12 months", "others (3): best 15 months", "median 12", "last 7 months ago"
    assert past(parts, room) == shown
    assert len(shown) <= room


async def test_a_precedent_on_the_card_and_in_the_list(workspace: Workspace) -> None:
    negotiate(workspace, agreed)
    await add_deal(workspace, "Corvid", "Enrichment")
    async with opened(workspace) as person:
        await person.paste("corvid")
        await begin(person)
        await person.press("escape")
        await person.go(PINNING)
        await person.sees("others (1): 12 months")
        await person.press("N")
        await person.on("PrecedentsScreen")
        await person.sees("Acme AI", "fallback-1", "a named contact")
        await person.press("escape")
        await person.on("LiveScreen")


async def test_a_long_reading_says_how_far_it_has_come_and_is_stopped(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    negotiate(workspace, agreed)
    stopped = Event()

    def slow(store: object, goes_on: Callable[[float], bool], **_: object) -> tuple[()]:
        while goes_on(0.4):
            sleep(0.01)
        stopped.set()
        return ()

    async with opened(workspace) as person:
        await person.press("ctrl+k")
        await person.sees("a reference")
        monkeypatch.setattr(negotiator.tui.screens.insights, "read_insights", slow)
        await person.press("w")
        await person.asked("When?")
        await person.press("down", "enter")
        await person.sees("Reading ████████░", "40%", "Esc stops it", "a reference")
        await person.press("escape")
        await person.until(stopped.is_set, "it was not stopped")
        await person.on("InsightsScreen")
        await person.until(lambda: "Esc stops it" not in person.screen, "it still reads")
        await person.sees("given for nothing, a year")
        await person.press("w")
        await person.asked("When?")
        await person.press("enter")
        await person.sees("40%")
        await person.press("escape", "escape")
        await person.on("DealsScreen")
