"""Keys that come before what they act on is there."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from textual import work
from textual.app import App, ComposeResult
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse

from negotiator.desk.workspace import Workspace
from negotiator.tui.keys import CALL
from negotiator.tui.patient import KeptStylesheet, PatientApp
from negotiator.tui.screen import ModalScreen
from negotiator.tui.widgets.rows import Rows
from tests.tui.support import in_call
from tests.tui.test_late import Asking

TITLES = {command.title for command in CALL}
PAGES = ("page_up", "page_down")


async def test_a_page_in_the_palette_before_its_list_is_there(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        for keys in (("pageup",), ("down", "pagedown"), ("q", "pageup", "pagedown", "pageup")):
            await person.burst("ctrl+p", *keys)
            await person.press("escape")
            await person.on("LiveScreen")
    assert person.app._exception is None


@pytest.mark.parametrize("action", PAGES)
async def test_a_page_in_a_list_that_has_no_room_yet(action: str) -> None:
    class Hidden(App[None]):
        def compose(self) -> ComposeResult:
            rows = Rows("one", "two")
            rows.display = False
            yield rows

    async with Hidden().run_test() as pilot:
        rows = pilot.app.query_one(Rows)
        rows.highlighted = 1
        await rows.run_action(action)
        assert rows.highlighted == 1
        rows.display = True
        await pilot.pause()
        rows.highlighted = 1
        await rows.run_action("page_up")
        assert rows.highlighted == 0


async def test_what_the_palette_was_asked_for_on_a_screen_that_was_left(
    workspace: Workspace,
) -> None:
    async with in_call(workspace) as person:
        commands = [*person.app.get_system_commands(person.app.screen)]
        await person.press("escape", "escape")
        await person.on("DealsScreen")
        for command in commands:
            if command.title in TITLES:
                await command.callback()
        await person.on("DealsScreen")
    assert person.app._exception is None


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each style sheet was parsed."""
    sheets: Counter[str] = Counter()

    def counting(
        scope: str, css: str, read_from: tuple[str, str], **more: Any
    ) -> Iterable[RuleSet]:
        sheets[f"{scope} {read_from} {more['tie_breaker']} {css}"] += 1
        return parse(scope, css, read_from, **more)

    monkeypatch.setattr(stylesheet, "parse", counting)
    return sheets


async def test_a_screen_that_is_opened_has_nothing_parsed_again(
    workspace: Workspace, parsed: Counter[str]
) -> None:
    async with in_call(workspace) as person:
        await person.press("escape", "question_mark")
        await person.on("HelpScreen")
        await person.press("escape", "s")
        await person.on("WrapUpScreen")
        assert max(parsed.values()) == 1
        person.app.set_theme("negotiator-light")
        await person.pilot.pause()
        assert max(parsed.values()) == 2, "other colours, once"


def test_nor_after_all_screens_were_opened(parsed: Counter[str]) -> None:
    sheets = KeptStylesheet()
    for number in range(200):
        sheets.add_source(f"#a{number} {{ width: 1; }}", read_from=(f"{number}.tcss", ""))
    sheets.parse()
    sheets.add_source("#b { width: 1; }", read_from=("b.tcss", ""))
    sheets.reparse()
    assert [*parsed.values()] == [1] * 201


class Questioner(Asking):
    """A screen that asks something once it is told to."""

    @work
    async def ask(self) -> None:
        await self.answer.wait()
        await self.app.push_screen_wait(ModalScreen())


async def test_no_question_lies_over_what_comes_after_its_screen() -> None:
    app = PatientApp()
    async with app.run_test() as pilot:
        screen = Questioner("")
        await app.push_screen(screen)
        worker = screen.ask()
        await pilot.pause()
        screen.dismiss()
        while screen.query("#quick"):
            await asyncio.sleep(0.01)
        screen.answer.set()
        while not worker.is_finished:
            await asyncio.sleep(0.01)
        assert len(app.screen_stack) == 1
