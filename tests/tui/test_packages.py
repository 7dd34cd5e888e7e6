"""Packages on the screen: pick clauses, read three offers, put one on the table."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.deal.standing import live
from negotiator.desk.workspace import Workspace
from tests.tui.support import Person, bodies, in_call

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"


def with_room(person: Person) -> None:
    """Legal has allowed a step on training, so three clauses can move."""
    person.call.offer(TRAINING, "fallback-1")
    person.call.approve(TRAINING)


async def test_three_offers_and_one_is_put_on_the_table(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        with_room(person)
        await person.press("M")
        await person.on("PackagesScreen")
        await person.sees("3 picked", "1  Package A", "2  Package B", "3  Package C", "▼")
        await person.press("1")
        await person.asked("Package A: what do you ask for?")
        await person.sees("If we have this:", "Then we can do this:")
        await person.press("enter")
        await person.on("LiveScreen")
        await person.sees("Package A is on the table: 3 clauses.")
        entries = await person.saved()
        assert len(bodies(entries, b.Offered)) == 3
        offered = {entry.clause for entry in live(entries) if isinstance(entry.body, b.Offered)}
        assert offered == {PINNING, TRAINING, RETENTION}
        (trade,) = bodies(entries, b.Traded)
        assert trade.get


@pytest.mark.parametrize("size", [(40, 12), (60, 24)])
async def test_a_narrow_terminal_has_room_for_clauses_and_packages(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with in_call(workspace, size, at=PINNING) as person:
        with_room(person)
        await person.press("M")
        await person.on("PackagesScreen")
        await person.sees("[x]", "Version pin", "1  Package A", "of 100 to us", "12 months")


async def test_what_is_asked_for_is_ours_to_say(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        with_room(person)
        await person.press("M")
        await person.sees("2  Package B")
        await person.press("2")
        await person.asked("Package B: what do you ask for?")
        await person.press("ctrl+u")
        await person.paste("a signature this month")
        await person.press("enter")
        await person.on("LiveScreen")
        (trade,) = bodies(await person.saved(), b.Traded)
        assert trade.get == "a signature this month"


async def test_escape_offers_nothing(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        with_room(person)
        before = await person.saved()
        await person.press("M")
        await person.sees("3  Package C")
        await person.press("3", "escape", "escape")
        await person.on("LiveScreen")
        assert await person.saved() == before


async def test_a_clause_is_taken_out_and_in_again(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        with_room(person)
        await person.press("M")
        await person.sees("3 picked", "3  Package C")
        await person.press("space")
        await person.sees("2 picked", "None of 4 mixes")
        person.blind_to("Package A")
        await person.press("1")
        await person.on("PackagesScreen")
        await person.press("space")
        await person.sees("3 picked", "3  Package C")


async def test_why_there_are_none(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        await person.press("M")
        await person.sees("2 picked", "None of 4 mixes has two others of the same value")
        await person.sees("opt-out once needs T…", "Version pinning: only the walk-away is")


async def test_a_package_that_was_overtaken_is_refused(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        with_room(person)
        await person.press("M")
        await person.sees("3  Package C")
        for clause, rung in ((PINNING, "fallback-1"), (TRAINING, "fallback-1")):
            person.call.offer(clause, rung)
        await person.press("1", "enter")
        await person.told("Build packages anew.")
        await person.on("PackagesScreen")
        await person.press("escape")
        await person.on("LiveScreen")
        assert not bodies(await person.saved(), b.Traded)


async def test_a_deal_in_which_all_is_settled_has_no_packages(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for clause in person.call.priorities:
            person.call.waive(clause, "not needed")
        await person.press("M")
        await person.sees("Pick 2 to 6 clauses; 0 are picked.")
        await person.press("space", "escape")
        await person.on("LiveScreen")
