"""What is typed in one burst: each key has its effect before the next, and none decides unseen."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.desk.memory import Memory, remember
from negotiator.desk.workspace import Workspace
from tests.tui.support import bodies, in_call, record

RETENTION = "data.retention"
GOT = "What came back for 14 days?"


async def test_letters_after_the_key_of_a_question_are_its_answer(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.burst("o", *"price cap")
        await person.asked(GOT)
        await person.sees("price cap")
        assert await person.saved() == []


async def test_words_that_were_typed_for_it_are_taken_with_enter(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.burst("o", *"price cap", "enter", *"we roll", "enter")
        await person.until(lambda: person.live.typed == "we roll", "the rest is not on the line")
        await person.sees("kept on the line")
        entries = await person.saved()
        assert [trade.get for trade in bodies(entries, b.Traded)] == ["price cap"]
        assert [type(entry.body) for entry in entries] == [b.Traded, b.Offered]


@pytest.mark.parametrize(
    ("keys", "stays", "kept"),
    [
        (("d", "enter", "enter"), "AskScreen", ""),
        (("y", "p", "i", "enter", "enter"), "RetierScreen", ""),
        (("q", *"min", "enter"), "ConstraintScreen", "min"),
        (("s", *"end"), "WrapUpScreen", "end"),
        (("L", *"up"), "LearnedScreen", "up"),
        (("M", "1", "enter"), "PackagesScreen", "1"),
        (("l", *"bh"), "PromisesScreen", "bh"),
    ],
)
async def test_nothing_is_decided_on_a_screen_that_was_not_seen(
    workspace: Workspace, keys: tuple[str, ...], stays: str, kept: str
) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.burst(*keys)
        await person.on(stays)
        await person.until(lambda: not person.app._early, "keys still wait")
        await person.on(stays)
        assert person.live.typed == kept
        assert record(workspace) == []


async def test_a_key_in_the_middle_of_a_sentence_does_not_take_its_end(
    workspace: Workspace,
) -> None:
    """F6 asks impossible or inconvenient: one letter is an answer, but not one of the sentence."""
    async with in_call(workspace) as person:
        await person.burst(*"we roll ", "f6", *"no one back")
        await person.on("ConstraintScreen")
        await person.until(lambda: person.live.typed == "we roll no one back", "letters are lost")
        await person.press("n")
        assert (await person.recorded(b.Constraint)).hardness is b.Hardness.NOT_SAID


async def test_the_way_to_the_line_is_not_overtaken(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.burst("i", *"apx")
        await person.until(lambda: person.live.typed == "apx", "letters are lost")
        assert record(workspace) == []


async def test_keys_of_the_same_screen_act_one_after_the_other(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.burst("r", "x", "p")
        await person.until(lambda: len(record(workspace)) == 3, "a key is lost")
        assert [entry.body.kind for entry in record(workspace)] == ["raised", "refused", "parked"]


async def test_what_is_pasted_where_no_line_is_goes_onto_the_line(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.paste("we keep\nprompts 60 days")
        await person.until(lambda: person.live.typed == "we keep prompts 60 days", "it is lost")
        assert record(workspace) == []


async def test_what_was_meant_for_a_covered_question_is_not_shown(workspace: Workspace) -> None:
    remember(workspace.state_file, Memory(discreet=True, clause=RETENTION))
    async with in_call(workspace, at=RETENTION) as person:
        person.app.memory.discreet = True
        await person.burst("n", *"bluff")
        await person.on("CoverScreen")
        await person.until(lambda: not person.app._early, "keys still wait")
        assert person.live.typed == ""
        assert record(workspace) == []
