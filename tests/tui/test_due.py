"""Deferrals at the keyboard: Enter Enter records one; the next call opens with what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from negotiator.deal import body as b
from negotiator.deal.deferral import a_week_on
from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from tests.tui.support import Person, begin, in_call, negotiate, opened

PINNING, TRAINING = "model.version-pinning", "data.training"
TODAY = date.today()


def overdue(call: Call) -> None:
    """Two things are late, one is for today."""
    call.defer(PINNING, "their legal", TODAY - timedelta(days=3), "let me check with legal")
    call.task(TRAINING, "send our wording", "ana", TODAY - timedelta(days=1))
    call.task(None, "call the CFO", "bo", TODAY)


def shown(person: Person) -> bool:
    """Whether what is due stands in the place of the card."""
    return person.app.screen.query_one("#due").region.width > 0


async def test_enter_enter_records_a_deferral_that_was_heard(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("i")
        await person.paste("we only offer the latest version, let me check with legal")
        await person.press("enter")
        await person.sees("Filed. Sounds like a deferral: d puts it off to their legal")
        await person.press("escape", "d")
        await person.asked("who owes the answer?")
        await person.sees("their legal")
        await person.press("enter")
        await person.asked("By when?")
        await person.sees(a_week_on(TODAY).isoformat())
        await person.press("enter")
        deferred = await person.recorded(b.Deferred)
        assert (deferred.owner, deferred.due) == ("their legal", a_week_on(TODAY))
        assert deferred.words.endswith("let me check with legal")


async def test_what_is_still_being_typed_becomes_the_deferral(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("i")
        await person.paste("I'll get back to you on that")
        await person.press("escape", "d", "enter", "enter")
        deferred = await person.recorded(b.Deferred)
        assert (deferred.owner, deferred.words) == ("Acme AI", "I'll get back to you on that")
        assert person.live.typed == ""


async def test_other_words_stay_in_the_line(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("i")
        await person.paste("half a sentence")
        await person.press("escape", "d")
        await person.answer(("who owes the answer?", "bo"), ("By when?", ""))
        assert (await person.recorded(b.Deferred)).words == ""
        assert person.live.typed == "half a sentence"


async def test_the_third_time_says_what_to_do(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        for _ in range(2):
            await person.press("d", "enter", "enter")
            await person.sees("Put off to")
        await person.press("d")
        await person.asked("who owes the answer?")
        await person.sees("third time: get who decides on the call")
        await person.press("enter", "enter")
        await person.sees("Third time: get who decides on the call, or take it as a no (x)")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_call_opens_with_what_is_due(workspace: Workspace, size: tuple[int, int]) -> None:
    negotiate(workspace, overdue)
    async with in_call(workspace, size) as person:
        await person.sees("due: 2 overdue, 1 today", "3 days late", "1 day late", "due today")
        await person.sees(PINNING, "task: send our wording", "let me check with legal")
        await person.until(lambda: shown(person), "what is due does not show")
        await person.press("escape")
        await person.until(lambda: not shown(person), "what is due is still there")
        await person.sees("LADDER")
        await person.press("D")
        await person.until(lambda: shown(person), "what is due does not show")
        await person.press("escape")
        await person.until(lambda: not shown(person), "what is due is still there")
        await person.on("LiveScreen")


@pytest.mark.parametrize(
    "go_on",
    [
        lambda person: person.write("w"),
        lambda person: person.paste("we roll every customer forward"),
        lambda person: person.press("escape", "down"),
    ],
    ids=["a letter", "a statement", "another clause"],
)
async def test_it_makes_room_as_soon_as_the_call_goes_on(
    workspace: Workspace, go_on: Callable[[Person], object]
) -> None:
    negotiate(workspace, overdue)
    async with in_call(workspace) as person:
        await person.until(lambda: shown(person), "what is due does not show")
        await go_on(person)  # type: ignore[misc]
        await person.until(lambda: not shown(person), "what is due is still there")


async def test_nothing_typed_early_is_covered(workspace: Workspace) -> None:
    """Whether the letters come before the call has begun, or just after."""
    negotiate(workspace, overdue)
    async with opened(workspace) as person:
        await person.press("enter")
        await person.on("LiveScreen")
        await person.burst("w", "e")
        await person.until(lambda: person.live._call is not None, "the call did not begin")
        await person.until(lambda: not shown(person), "it covers the answer")
        assert person.live.typed == "we"


async def test_a_call_that_goes_on_after_an_interruption_does_not_ask_again(
    workspace: Workspace,
) -> None:
    negotiate(workspace, overdue)
    async with opened(workspace) as person:
        await begin(person)
        await person.press("escape")
        person.call.raise_(TRAINING)
        await person.saved()
        await person.press("escape")
        await person.on("DealsScreen")
        await begin(person)
        await person.until(lambda: not shown(person), "what is due is still there")


async def test_the_keys_of_the_call_act_on_what_is_under_the_cursor(workspace: Workspace) -> None:
    negotiate(workspace, overdue)
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("D")
        await person.sees("their legal, due", "a, x, d act on it")
        await person.press("x")
        assert (await person.saved())[-1].clause == PINNING
        await person.sees("due: 1 overdue, 1 today")
        await person.press("enter")
        await person.sees("Done; u takes it back.", "due: 0 overdue, 1 today")
        assert await person.recorded(b.TaskDone)
        await person.press("enter")
        await person.until(lambda: not shown(person), "nothing is due any more")
        await person.press("D")
        await person.sees("Nothing is overdue or due today.")
        await person.press("u")
        await person.press("D")
        await person.sees("due: 0 overdue, 1 today", "call the CFO")


async def test_enter_on_a_deferral_goes_on_with_its_clause(workspace: Workspace) -> None:
    negotiate(workspace, overdue)
    async with in_call(workspace, (120, 40), at=TRAINING) as person:
        await person.press("D", "enter")
        await person.until(lambda: not shown(person), "the card does not come back")
        assert person.card.clause == PINNING
        await person.sees("put off: their legal")


async def test_nothing_due_shows_nothing(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.until(lambda: not shown(person), "what is due is still there")
        await person.sees("LADDER")
