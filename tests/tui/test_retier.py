"""Another risk tier: its consequences are read first, and Enter alone takes it."""

from __future__ import annotations

from negotiator.deal import body as b
from negotiator.desk.retier import RetierView
from negotiator.desk.workspace import Workspace
from negotiator.tui.screens.retier import RetierScreen
from tests.tui.support import Person, in_call

PINNING = "model.version-pinning"


async def to_a_pilot(person: Person) -> None:
    """Pick the tier; what would change is shown."""
    await person.press("y")
    await person.asked("What is this deal now?")
    await person.paste("pilot")
    await person.press("enter")
    await person.on("RetierScreen")
    await person.sees(
        "customer-facing → pilot: must-haves 3 → 1",
        "No longer must-haves (2)",
        "Version pinning",
    )


async def test_escape_takes_nothing(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await to_a_pilot(person)
        await person.press("escape")
        await person.on("LiveScreen")
        await person.sees("It stays customer-facing.")
        assert await person.saved() == []


async def test_enter_takes_it_with_the_scope_that_was_given(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await to_a_pilot(person)
        await person.paste("one use case, 200 users")
        await person.press("enter")
        await person.sees("Now pilot.")
        taken = await person.recorded(b.Profiled)
        assert taken.profile.risk_tier == "pilot"
        assert taken.words == "one use case, 200 users"
        await person.undo()
        assert person.call.profile.risk_tier == "customer-facing"


async def test_what_it_is_already_is_not_offered(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("y")
        await person.asked("What is this deal now?")
        await person.sees("It is customer-facing.", "regulated")
        await person.press("escape")
        await person.on("LiveScreen")


async def test_long_consequences_are_read_on_with_down(workspace: Workspace) -> None:
    lines = tuple((f"Clause {number}.", "") for number in range(40))
    view = RetierView("pilot", "40 other priorities", (("Other priorities (40)", lines),))
    async with in_call(workspace, (60, 14), at=PINNING) as person:
        person.app.push_screen(RetierScreen(view))
        await person.sees("Clause 0.", "Scope given", "Enter takes it")
        person.blind_to("Clause 9.")
        await person.press("down")
        await person.sees("Clause 9.", "Scope given", "Enter takes it")
        person.blind_to("Clause 0.")
        await person.press("up")
        await person.sees("Clause 0.")
