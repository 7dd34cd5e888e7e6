"""Keys that come at once, as from a slow line: words for a question are no commands."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.desk.workspace import Workspace
from tests.tui.support import bodies, in_call, record
from tests.tui.test_clause_keys import PINNING, RETENTION


async def test_words_after_a_step_down_say_what_came_back(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.burst("o", *"a wax price cap", "enter")
        offered = await person.recorded(b.Offered)
        assert len(await person.saved()) == 2, "the step and what came back, and nothing else"
        assert offered.rung == "fallback-1"
        traded = bodies(record(workspace), b.Traded)
        assert [trade.get for trade in traded] == ["a wax price cap"]


@pytest.mark.parametrize("words", ["axe the cap", "we will park it", "up to you"])
async def test_words_after_the_key_of_a_note_are_the_note(workspace: Workspace, words: str) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.burst("n", *words, "enter")
        assert await person.recorded(b.Note) == b.Note(words=words)
        assert len(record(workspace)) == 1


async def test_what_comes_between_two_questions_is_for_the_next(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.burst("k", *"ask a vendor", "enter", *"axel", "enter", "7", "enter", "enter")
        task = await person.recorded(b.Task)
        assert len(record(workspace)) == 1
        assert (task.words, task.owner) == ("ask a vendor", "axel")


async def test_words_after_the_key_of_the_line_are_typed_into_it(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.burst("i", *"axe the roll", "enter")
        assert (await person.recorded(b.Heard)).words == "axe the roll"
        assert len(record(workspace)) == 1


async def test_commands_that_come_at_once_act_in_their_order(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.burst("r", "p", "u", "a")
        assert (await person.recorded(b.Agreed)).rung == "target"
        kinds = [entry.body.kind for entry in await person.saved()]
        assert kinds == ["raised", "parked", "retracted", "agreed"]
