"""What a screen leaves when it is left: nothing, or a long day would fill the memory."""

from __future__ import annotations

import gc

import pytest
from textual.widgets._footer import FooterKey

from negotiator.desk.workspace import Workspace
from tests.tui.support import Person, in_call


@pytest.fixture
def footer() -> bool:
    return True


def keys_alive() -> int:
    """The keys of footers that are in memory, those that are shown included."""
    gc.unfreeze()  # the call hides what is there at its beginning from the collector
    gc.collect()
    return sum(isinstance(each, FooterKey) for each in gc.get_objects())


async def visit(person: Person, times: int) -> int:
    for _ in range(times):
        await person.press("R")
        await person.on("ReadinessScreen")
        await person.press("escape")
        await person.on("LiveScreen")
    return keys_alive()


async def test_screens_that_were_left_are_gone(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await person.press("escape")
        once = await visit(person, 1)
        assert await visit(person, 5) < once + 20, "a visit leaves keys of its footer behind"
