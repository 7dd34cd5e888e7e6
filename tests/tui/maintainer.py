"""A maintainer at the keyboard, on the Playbook screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from negotiator.desk.workspace import Workspace
from negotiator.tui.screens.playbook import PlaybookScreen
from negotiator.tui.widgets.contents import Contents
from tests.tui.support import Person, opened

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"
COMMENT = "# Ours, and nobody is to touch it."
LAYER = f"""\
{COMMENT}
[playbook]
id = "ours"
name = "Ours"
extends = "llm-vendor"

[[clause]]
id = "{PINNING}"
weight = 9
"""


def at(person: Person) -> PlaybookScreen:
    """The screen itself."""
    return cast("PlaybookScreen", person.app.screen)


async def judged(person: Person) -> None:
    """Wait until the text as it is has been judged by all rules."""

    def done() -> bool:
        look, bench = at(person)._look, at(person)._bench
        quiet = not at(person)._stale and not at(person)._looking
        return look is not None and bench is not None and look is bench._last and quiet

    await person.until(done, "it was not judged")


@asynccontextmanager
async def maintaining(
    workspace: Workspace, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Person]:
    """The program with the playbook on the screen, the cursor in its contents."""
    async with opened(workspace, size) as person:
        await enter(person)
        yield person


async def enter(person: Person) -> None:
    """From the deals to the playbook."""
    await person.press("f4")
    await person.on("PlaybookScreen")
    await person.until(lambda: at(person)._look is not None, "no playbook came")
    await judged(person)


async def go(person: Person, clause: str) -> None:
    """Find a clause by its id, and be on its page."""
    await person.press("f2", "ctrl+u")
    await person.write(clause)
    await person.press("enter")
    await person.until(lambda: at(person)._clause == clause, f"not at {clause}")


async def edit(person: Person, clause: str) -> None:
    """To the text of a clause, the cursor on its first line."""
    await go(person, clause)
    await person.press("f4")
    await person.until(lambda: focus(person) == "Source", "the cursor is not in the text")
    await person.pilot.pause()


async def retitle(person: Person, more: str) -> None:
    """Write into the title of the clause whose first line the cursor is on."""
    await person.press("down", "down", "end", "left")
    await person.paste(more)


def focus(person: Person) -> str:
    return type(person.app.focused).__name__


def panes(person: Person) -> list[str]:
    """The panes to be seen, from left to right."""
    return [name for name in ("browse", "page", "edit") if at(person).query_one(f"#{name}").display]


def rows(person: Person) -> list[str]:
    """The names in the contents, without the headings."""
    options = at(person).query_one(Contents).options
    return [option.id for option in options if option.id and not option.id.startswith("group:")]


async def choose_playbook(person: Person, name: str) -> None:
    """Put another playbook on the screen."""
    await person.press("p")
    await person.asked("Which playbook?")
    await person.write(name)
    await person.press("enter")
    await person.on("PlaybookScreen")
    await person.until(lambda: at(person)._playbook == name, f"not at {name}")
    await person.until(lambda: at(person)._look is not None, "no playbook came")
    await judged(person)
