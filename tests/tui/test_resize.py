"""Terminals whose size changes while the program is busy."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

from negotiator.desk.workspace import Workspace
from tests.tui.support import in_call

A_MOMENT = 0.3


async def test_sizes_that_cross_do_not_follow_each_other(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[Size] = []
    really = Screen._screen_resized

    def resized(screen: Screen[Any], size: Size) -> None:
        sizes.append(size)
        really(screen, size)

    monkeypatch.setattr(Screen, "_screen_resized", resized)
    async with in_call(workspace) as person:
        screen, size = person.app.screen, person.app.size
        for each in (Size(1, 1), size):
            screen.post_message(Resize(each, each))
            screen.call_later(lambda: None)  # Textual drops the first of two next to each other.
        await asyncio.sleep(A_MOMENT)
        assert screen.size == size
        sizes.clear()
        await asyncio.sleep(A_MOMENT)
        assert not sizes


async def test_what_is_not_painted_while_a_footer_is_rebuilt_is_painted_after(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Any] = []
    really = App._display

    def display(app: App[None], screen: Screen[Any], what: Any) -> None:
        if not app._batch_count:
            painted.append(what)
        really(app, screen, what)

    monkeypatch.setattr(App, "_display", display)
    async with in_call(workspace) as person:
        screen = person.app.screen
        async with screen.query_one("KeyFooter").batch():
            painted.clear()
            person.app._display(screen, screen._compositor.render_full_update())
        await asyncio.sleep(A_MOMENT)
        assert any(isinstance(each, LayoutUpdate) for each in painted)
