"""Keys that come in one moment, as after a stall, act in the order in which they were pressed."""

from __future__ import annotations

import asyncio

import pytest
from textual.widgets import Input

from negotiator.deal.body import Heard
from negotiator.desk import Desk
from negotiator.desk.workspace import Workspace
from negotiator.tui import in_turn, patient
from negotiator.tui.widgets.source import Source
from tests.tui.maintainer import TRAINING, go, maintaining
from tests.tui.support import Person, bodies, in_call, opened
from tests.tui.test_clause_keys import PINNING


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, keys wait until it is their turn."""
    for module, name in (
        (in_turn, "_PATIENCE_SECONDS"),
        (in_turn, "HELD_SECONDS"),
        (patient, "HELD_SECONDS"),
    ):
        monkeypatch.setattr(module, name, 60.0)


def words(person: Person, where: str) -> str:
    """What stands in a line of the uppermost screen."""
    return person.app.screen.query_one(where, Input).value


async def test_letters_after_the_key_of_the_line_are_letters(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.burst("i", *"okay")
        await person.until(lambda: words(person, "#line") == "okay", "the letters went elsewhere")
        assert await person.saved() == []


async def test_letters_after_the_key_of_a_question_are_its_answer(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.burst("n", *"okay")
        await person.on("AskScreen")
        await person.until(lambda: words(person, "#answer") == "okay", "the answer went elsewhere")
        assert await person.saved() == []


async def test_the_letter_after_esc_is_a_key(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("i")
        await person.burst("a", "escape", "question_mark")
        await person.on("HelpScreen")
        await person.burst("escape", "i", "b")
        await person.until(lambda: words(person, "#line") == "ab", "Esc closed the help too late")


async def test_help_and_back_in_one_moment(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("i")
        await person.burst("f1", "escape", *"we")
        await person.on("LiveScreen")
        await person.until(lambda: words(person, "#line") == "we", "the help stayed")


async def test_many_keys_of_one_moment_are_all_there(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        said = "we-keep-prompts-for-thirty-days-" * 10
        await person.burst("i", *said, "enter", *"ok")
        await person.until(lambda: words(person, "#line") == "ok", "letters are missing")
        assert [heard.words for heard in bodies(await person.saved(), Heard)] == [said]


async def test_what_is_typed_right_after_f4_is_in_the_text(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await go(person, TRAINING)
        await person.press("f3")
        await person.burst("f4", *"we")
        source = person.app.screen.query_one("#edit")
        await person.until(
            lambda: any(text.text.count("we[[clause]]") for text in source.query(Source)),
            "it was typed elsewhere, or nowhere",
        )


async def test_what_is_typed_right_after_f2_is_in_the_form(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Desk.ready

    async def late(desk: Desk, name: str) -> None:
        await asyncio.sleep(0.5)
        await ready(desk, name)

    monkeypatch.setattr(in_turn, "_PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(Desk, "ready", late)
    async with opened(workspace) as person:
        await person.burst("f2", *"Halyard")
        await person.on("NewDealScreen")
        await person.sees("Vendor", "Halyard")
