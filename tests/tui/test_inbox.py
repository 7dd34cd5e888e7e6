"""What calls left that no phrase matched, taken into the playbook from its screen: a key each."""

from __future__ import annotations

from typing import cast

from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from negotiator.tui.screens.playbook import PlaybookScreen
from tests.tui.support import Person, negotiate, opened

UNKNOWN = (
    "our zebra rotation forbids it",
    "the ferret committee meets on tuesdays",
    "a pelican licence costs extra",
)


def unmatched(call: Call) -> None:
    """Statements that were filed as known to no playbook."""
    for words in UNKNOWN:
        call.hear(words)


async def inbox(person: Person) -> None:
    """From the deals to what waits for the playbook."""
    await person.press("f4")
    await person.on("PlaybookScreen")
    await person.sees("contents", "data.training")
    await person.press("i")
    await person.sees("3 waiting", *UNKNOWN)


def learned(workspace: Workspace) -> str:
    return "".join(each.read_text("utf-8") for each in workspace.playbooks.rglob("*learned.toml"))


async def test_a_key_each_and_the_next_does_not_stop_the_last(workspace: Workspace) -> None:
    negotiate(workspace, unmatched)
    async with opened(workspace, (120, 40)) as person:
        await inbox(person)
        async with cast("PlaybookScreen", person.app.screen)._lock:  # a slow disk
            for key in ("plus", "down", "z", "down", "plus"):
                await person.press(key)
        await person.until(lambda: all(w in learned(workspace) for w in UNKNOWN), "one is lost")
        await person.sees("Nothing waits")
    assert learned(workspace).count('expect = ""') == 1, "small talk is tried to find nothing"
    async with opened(workspace, (120, 40)) as person:
        await person.press("enter")
        await person.on("LiveScreen")
        await person.paste(UNKNOWN[0])
        await person.sees("data.training")
