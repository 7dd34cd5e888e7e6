"""Keys that come before what they act on is there."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from negotiator.desk.workspace import Workspace
from negotiator.tui.widgets.rows import Rows
from tests.tui.support import in_call

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
