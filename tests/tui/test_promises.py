"""The promise ledger: its keys, where it is reached from, and what it says in words."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from negotiator.deal import body as b
from negotiator.desk import Call
from negotiator.desk.promises import PromiseView
from negotiator.desk.workspace import Workspace
from tests.tui.support import Person, bodies, in_call, negotiate

PINNING, TRAINING = "model.version-pinning", "data.training"
WORDS = "we'll try to mail you a calendar, if you sign by Friday"


def promised(call: Call) -> None:
    """One promise, made in an earlier session."""
    call.promise(PINNING, WORDS)


async def ledger(person: Person, *keys: str) -> None:
    """From the call into the ledger."""
    await person.press(*(keys or ("l",)))
    await person.on("PromisesScreen")


async def asked(person: Person, question: str, answer: str) -> None:
    """Answer a question of the ledger's, writing over what is proposed."""
    await person.asked(question)
    person.app.screen.query_one("#answer", Input).value = answer
    await person.press("enter")
    await person.on("PromisesScreen")


def row(person: Person) -> PromiseView:
    (found,) = person.call.promises.view().rows
    return found


async def test_m_takes_their_words_or_ours_and_says_what_is_soft(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        person.call.hear_about(WORDS, PINNING)
        await person.press("m")
        await person.asked("What did they say they will do?")
        await person.sees(f"“{WORDS}”")
        await person.press("down", "enter")
        await person.on("LiveScreen")
        await person.sees("Promised, hedged: we'll try")
        promise = await person.recorded(b.Promised)
        assert promise == b.Promised(words=WORDS, verbatim=True, condition="if you sign by Friday")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_all_about_a_promise_is_said_in_words(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    negotiate(workspace, promised)
    async with in_call(workspace, size, at=PINNING) as person:
        await ledger(person)
        await person.sees(
            "promises: 1 only said",
            "oral",
            "hedged: “we'll try”",
            "hangs on: if you sign by Friday",
            "belongs in: Order form, Service description",
            "in our words",
            "Which document wins: not on record yet",
        )


async def test_read_back_then_papered_where_it_belongs(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        promised(person.call)
        await ledger(person)
        await person.press("b")
        await person.sees("Read back.", "read back")
        await person.press("h")
        await person.asked("Where does it stand?")
        assert person.app.screen.query_one("#answer", Input).value == (
            "Order form, Service description"
        )
        await person.press("enter")
        await person.sees("papered", "stands in: Order form, Service description")
        paper = await person.recorded(b.Papered)
        assert (paper.document, paper.section) == ("Order form", "Service description")
        assert str(paper.promise) == row(person).id
        await person.press("u")
        await person.sees("Took back: papered.", "belongs in")
        await person.press("escape")
        await person.on("LiveScreen")
        assert person.row(PINNING).standing == "open"


async def test_condition_verbatim_and_signing_without(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        promised(person.call)
        await ledger(person)
        await person.press("c")
        await asked(person, "What does it hang on?", "if we sign")
        await person.sees("hangs on: if we sign")
        await person.press("v")
        await person.sees("their words, verbatim")
        await person.press("w")
        await person.asked("on what basis?")
        await person.paste("nice to have")
        await person.press("enter")
        await asked(person, "Who allowed it?", "cfo")
        await person.sees("waived", "signed without: nice to have (allowed by The finance chief)")
        entries = await person.saved()
        assert bodies(entries, b.PromiseAmended)[0].condition == "if we sign"
        assert bodies(entries, b.PromiseAmended)[1].verbatim is True
        assert bodies(entries, b.Waived)[0].approver == "cfo"


async def test_escape_takes_no_answer(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        promised(person.call)
        await ledger(person)
        before = row(person)
        for key in "hcwo":
            await person.press(key)
            await person.on("AskScreen")
            await person.paste("half an answer")
            await person.press("escape")
            await person.on("PromisesScreen")
        assert row(person) == before
        assert len(await person.saved()) == 1


async def test_which_document_wins_is_asked_in_one_line(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        promised(person.call)
        person.call.promises.paper(row(person).id, "E-mail", "of Monday")
        await ledger(person, "f7")
        person.blind_to("in doubt")
        await person.press("o")
        await asked(person, "Which document wins", "order form > DPA > MSA")
        await person.sees("order form > DPA > MSA", "in doubt")
        await person.sees("may not hold: Order form, where it belongs, overrides E-mail")
        order = await person.recorded(b.Precedence)
        assert order.documents == ("order form", "DPA", "MSA")


async def test_a_clause_in_a_paper_that_loses_is_listed_and_moved(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        person.call.paper(TRAINING, "MSA", "9")
        person.call.promises.rank("DPA > MSA")
        await ledger(person)
        await person.sees("1 in a paper that may not hold", TRAINING, "the clause itself")
        await person.press("b")
        await person.sees("This is a clause")
        await person.press("h")
        await asked(person, "Where does it stand?", "DPA, 2")
        await person.sees("No promise yet")
        assert (await person.recorded(b.Papered)).promise is None
        assert person.row(TRAINING).standing == "papered"


async def test_f7_opens_it_while_one_types_and_keeps_what_is_typed(workspace: Workspace) -> None:
    async with in_call(workspace, at="") as person:
        await person.paste("half a sen")
        await ledger(person, "f7")
        await person.press("f7")
        await person.on("LiveScreen")
        await person.sees("half a sen")


async def test_enter_goes_on_with_the_clause_of_a_promise(workspace: Workspace) -> None:
    negotiate(workspace, promised)
    async with in_call(workspace, at=TRAINING) as person:
        await ledger(person)
        await person.press("enter")
        await person.on("LiveScreen")
        assert person.card.clause == PINNING


async def test_from_the_wrap_up_and_on_to_the_gate(workspace: Workspace) -> None:
    negotiate(workspace, promised)
    async with in_call(workspace, (120, 40), at=TRAINING) as person:
        await person.press("s")
        await person.on("WrapUpScreen")
        await person.sees("Promised, not papered (1)")
        await ledger(person, "p")
        await person.press("h")
        await asked(person, "Where does it stand?", "SLA")
        await person.press("R")
        await person.on("ReadinessScreen")
        await person.press("l")
        await person.on("PromisesScreen")
        await person.press("escape")
        await person.on("WrapUpScreen")
        person.blind_to("Promised, not papered")
        await ledger(person, "p")
        await person.press("enter")
        await person.on("LiveScreen")
        assert person.card.clause == PINNING


async def test_an_empty_ledger_says_how_to_fill_it(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await ledger(person)
        await person.sees("No promise yet: m in the call records one.")
        for key in ("b", "h", "c", "v", "w", "enter"):
            await person.press(key)
        await person.on("PromisesScreen")
        await person.press("u")
        await person.sees("Nothing of this session is left to undo.")
        assert await person.saved() == []


async def test_what_they_said_is_text(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        person.call.promise(None, "[bold]we'll try[/x] [@click=app.quit]this[/]")
        await ledger(person)
        await person.sees("[bold]we'll try[/x] [@click=app.quit]this[/]", "no clause")
        await person.press("enter")
        await person.sees("It is about no clause.")
