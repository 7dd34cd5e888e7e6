"""The gate on a screen: the verdict, what is missing first, and Enter that settles it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Input

from negotiator.deal import body as b
from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from tests.tui.playbook import SMALL
from tests.tui.support import Person, a_workspace, add_deal, bodies, in_call, negotiate

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"
MORE = """
[[floor]]
id = "no-lawsuit"
statement = "Not signed while we are at law with them."

[[question]]
id = "who-watches"
ask = "Who watches it afterwards?"
"""


@pytest.fixture
def asking(tmp_path: Path) -> Workspace:
    """A playbook with a floor about no clause, and a question that no record answers."""
    workspace = a_workspace(tmp_path / "asking", SMALL + MORE)
    asyncio.run(add_deal(workspace))
    return workspace


def papered(call: Call) -> None:
    """All must-haves agreed and papered at home."""
    for clause in (TRAINING, RETENTION, PINNING):
        call.agree(clause, "target")
        document, _, section = call.card(clause).home.partition(",")
        call.paper(clause, document, section)


async def gate(person: Person) -> None:
    await person.press("R")
    await person.on("ReadinessScreen")


async def point(person: Person, part: str) -> None:
    """Put the cursor on the first condition of a part."""
    rows = person.app.screen.query_one("#checks")
    item = next(each for each in rows._items if each.part == part)  # type: ignore[attr-defined]
    rows.point(item)  # type: ignore[attr-defined]
    await person.pilot.pause()


async def settle(person: Person, question: str, answer: str) -> None:
    await person.press("enter")
    await person.asked(question)
    person.app.screen.query_one("#answer", Input).value = answer
    await person.press("enter")
    await person.on("ReadinessScreen")


async def test_settled_one_by_one_until_it_may_be_signed(asking: Workspace) -> None:
    negotiate(asking, papered)
    async with in_call(asking, (120, 40), at=PINNING) as person:
        await gate(person)
        await person.sees("✗ May not be signed (customer-facing): 6 things are missing")
        await point(person, "precedence")
        await settle(person, "Which document wins", "Order form > DPA")
        await point(person, "floor")
        await settle(person, "at law with them", "we are not")
        await point(person, "question")
        await settle(person, "Who watches it afterwards?", "ana")
        for function in ("legal", "security", "engineering"):
            await point(person, "sign-off")
            await settle(person, "signs off its part", f"{function} by mail")
        await person.sees("✓ May be signed (customer-facing)")
        entries = await person.saved()
        assert {body.function for body in bodies(entries, b.SignedOff)} == {
            "legal",
            "security",
            "engineering",
        }
        await person.press("u")
        await person.sees("1 thing is missing", "Took back: signed-off.")


async def test_what_is_agreed_is_told_from_what_is_papered(asking: Workspace) -> None:
    async with in_call(asking, at=PINNING) as person:
        person.call.agree(TRAINING)
        await gate(person)
        await person.sees("must-haves settled 1/3", "must-haves papered 0/3")


async def test_a_sign_off_and_an_answer_are_taken_back(asking: Workspace) -> None:
    async with in_call(asking, (120, 40), at=PINNING) as person:
        person.call.gate.answer("who-watches", "ana")
        person.call.gate.sign_off("legal")
        await gate(person)
        checks = [each for part in person.call.gate.view().parts for each in part.checks]
        for title, question in (
            ("Who watches it afterwards?", "Who watches it afterwards?"),
            ("legal", "Take the sign-off of legal back"),
        ):
            rows = person.app.screen.query_one("#checks")
            rows.point(next(each for each in checks if each.title == title))  # type: ignore[attr-defined]
            await person.pilot.pause()
            await settle(person, question, "")
        await person.saved()
        assert person.call.gate.answered("who-watches") == ""
        await person.sees("legal took it back.")


async def test_a_waiver_asks_who_allowed_it(asking: Workspace) -> None:
    async with in_call(asking, (120, 40), at=PINNING) as person:
        person.call.waive(RETENTION, "nothing is kept")
        await gate(person)
        await point(person, "waived")
        await person.sees("missing: nobody has allowed it", "Enter: say who allowed it.")
        await settle(person, "Who allowed it?", "cfo")
        waived = await person.recorded(b.Waived)
        assert (waived.words, waived.approver) == ("nothing is kept", "cfo")


async def test_enter_goes_to_the_clause_or_to_the_promise(asking: Workspace) -> None:
    async with in_call(asking, at=PINNING) as person:
        person.call.promise(TRAINING, "we send the form")
        await gate(person)
        await point(person, "promise")
        await person.press("enter")
        await person.on("PromisesScreen")
        await person.sees("we send the form")
        await person.press("R")
        await person.on("ReadinessScreen")
        await point(person, "must-have")
        await person.press("enter")
        await person.on("LiveScreen")
        assert person.card.clause == TRAINING


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_minimum_contract_by_document(asking: Workspace, size: tuple[int, int]) -> None:
    def some(call: Call) -> None:
        call.agree(TRAINING, "target")
        call.paper(TRAINING, "DPA", "2")
        call.paper(RETENTION, "MSA", "9")

    negotiate(asking, some)
    async with in_call(asking, size, at=PINNING) as person:
        await gate(person)
        if size == (80, 24):
            person.blind_to("the minimum contract")
        await person.press("c")
        await person.sees("the minimum contract", "DPA", "2 of 2", "Order form", "0 of 1")
        await person.sees("▣ data.training", "▣ data.retention", "MSA, 9", "missing: not raised")
        await person.press("c")
        await person.until(
            lambda: person.app.focused is person.app.screen.query_one("#checks .items"),
            "c does not lead back",
        )
        await person.press("escape")
        await person.on("LiveScreen")


async def test_from_the_wrap_up(asking: Workspace) -> None:
    async with in_call(asking, at=PINNING) as person:
        await person.press("s")
        await person.on("WrapUpScreen")
        await gate(person)
        await person.press("escape")
        await person.on("WrapUpScreen")
        await gate(person)
        await person.press("enter")
        await person.on("LiveScreen")
        assert person.card.clause == TRAINING, "the first must-have that is missing"


@pytest.mark.parametrize("size", [(30, 8), (50, 14), (200, 50)])
async def test_the_screens_stand_in_any_terminal(asking: Workspace, size: tuple[int, int]) -> None:
    async with in_call(asking, size, at=PINNING) as person:
        person.call.promise(PINNING, "we'll try " + "very hard " * 30)
        for key, screen in (("l", "PromisesScreen"), ("R", "ReadinessScreen")):
            await person.press(key)
            await person.on(screen)
            await person.press("down", "escape")
            await person.on("LiveScreen")
