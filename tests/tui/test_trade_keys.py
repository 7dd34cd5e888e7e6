"""What came back for a give, and what really keeps them: a key each, from anywhere in the call."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from negotiator.deal import body as b
from negotiator.desk.constraints import QUESTION
from negotiator.desk.workspace import Workspace
from tests.tui.support import Person, bodies, in_call, negotiate
from tests.tui.test_clause_keys import PINNING, RETENTION, TRAINING

WORDS = "Impossible: in their words?"


async def give(person: Person, what: str) -> None:
    """Give something for which nothing has come back yet."""
    await person.press("t")
    await person.answer(("what do we give?", what), ("what comes back?", ""))


# ── what came back ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_an_unanswered_give_stays_on_the_bar_until_something_came_back(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with in_call(workspace, size, at=PINNING) as person:
        await give(person, "a reference")
        await person.sees("give 1 get 0", "1 unanswered", "G fills it", "saved")
        await person.go(TRAINING)
        await person.press("G")
        await person.answer(("What came back for a reference?", "a calendar"))
        await person.sees("Answered.", "give 1 get 1")
        person.blind_to("unanswered")
        entries = await person.saved()
        assert entries[-1].clause == PINNING, "where it was given"
        assert entries[-1].body == b.Traded(get="a calendar", answers=entries[0].id)
        await person.undo()
        await person.sees("1 unanswered")


async def test_of_several_gives_one_is_chosen_and_one_is_free(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await give(person, "a reference")
        await give(person, "a case study")
        await person.sees("2 unanswered")
        await person.press("G")
        await person.answer(
            ("Which give was answered?", "case"), ("What came back for a case study?", "free")
        )
        await person.sees("Given free; that is on record", "1 unanswered", "give 2 get 0")
        entries = await person.saved()
        assert entries[-1].body == b.Traded(free=True, answers=entries[1].id)


async def test_a_give_is_not_answered_with_nothing(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("G")
        await person.sees("No give is unanswered")
        await give(person, "a reference")
        await person.press("G")
        await person.answer(("What came back for a reference?", " "))
        await person.sees("Nothing is recorded")
        await person.press("G")
        await person.asked("What came back for a reference?")
        await person.press("escape")
        await person.on("LiveScreen")
        await person.sees("1 unanswered")
        assert len(await person.saved()) == 1


async def test_a_give_of_an_earlier_call_is_still_there(workspace: Workspace) -> None:
    negotiate(workspace, lambda call: call.trade(RETENTION, "a reference", ""))
    async with in_call(workspace, at=PINNING) as person:
        await person.sees("1 unanswered")


# ── impossible, or merely inconvenient? ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("keys", "hardness"),
    [
        (("i",), b.Hardness.IMPOSSIBLE),
        (("m",), b.Hardness.INCONVENIENT),
        (("down", "enter"), b.Hardness.INCONVENIENT),
    ],
)
async def test_one_key_asks_one_key_answers_and_the_card_has_it(
    workspace: Workspace, keys: tuple[str, ...], hardness: b.Hardness
) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("q")
        await person.on("ConstraintScreen")
        await person.sees(QUESTION, "impossible: it", "merely inconvenient: it", "not said: they")
        await person.press(*keys)
        await person.answer(("in their words?", "nine people in ops"))
        await person.sees(f"Noted: {hardness}", f"{hardness}: “nine people in ops”")
        said = b.Constraint(hardness=hardness, words="nine people in ops")
        assert await person.recorded(b.Constraint) == said
        await person.press("q")
        await person.sees(f"so far: {hardness}: “nine people in ops”")
        await person.press("escape")
        await person.on("LiveScreen")
        await person.undo()
        person.blind_to("“nine people in ops”")


async def test_who_did_not_answer_has_no_words(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("q", "n")
        await person.sees("Noted: not said")
        said = await person.recorded(b.Constraint)
        assert (said.hardness, said.words) == (b.Hardness.NOT_SAID, "")


async def test_f6_asks_in_the_middle_of_a_sentence(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.paste("we run one ve")
        await person.press("f6")
        await person.on("ConstraintScreen")
        await person.press("i")
        await person.answer((WORDS, "no spare GPUs"))
        await person.write("rsion")
        line = person.app.screen.query_one("#line", Input)
        assert line.value == "we run one version", "the sentence goes on where it was"
        assert (await person.recorded(b.Constraint)).words == "no spare GPUs"


async def test_escape_keeps_nothing(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("q", "escape")
        await person.on("LiveScreen")
        await person.press("q", "i")
        await person.asked(WORDS)
        await person.press("escape")
        await person.on("LiveScreen")
        assert bodies(await person.saved(), b.Constraint) == []


async def test_hostile_words_are_text(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        await person.press("q", "i")
        await person.answer((WORDS, "[/b] [@click=app.quit]x[/]"))
        await person.sees("impossible: “[/b] [@click=app.quit]x[/]”")
        await person.press("q")
        await person.sees("so far: impossible: “[/b] [@click=app.quit]x[/]”")
