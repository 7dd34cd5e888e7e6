"""A call: what is typed is read at once, filed with one key, and stands in the record."""

from __future__ import annotations

from time import perf_counter

from negotiator.desk.workspace import Workspace
from tests.tui.support import in_call
from negotiator.deal import entry as e


async def test_try(workspace: Workspace) -> None:
    t = perf_counter()
    async with in_call(workspace) as person:
        print("start", perf_counter() - t); t = perf_counter()
        await person.type("roll everyone fwd")
        print("type", perf_counter() - t); t = perf_counter()
        print(person.screen)
        await person.press("enter")
        heard = await person.recorded(e.Heard)
        print("rec", perf_counter() - t); t = perf_counter()
        print(heard, person.screen)


async def test_try2(workspace: Workspace) -> None:
    t = perf_counter()
    async with in_call(workspace) as person:
        print("start", perf_counter() - t); t = perf_counter()
