"""The contract's term and what is due: from the deals and back."""

from __future__ import annotations

from datetime import date, timedelta

from textual.widgets import Input

from negotiator.deal import body as b
from negotiator.desk.workspace import Workspace
from tests.tui.support import Person, bodies, in_call, opened, record

ENDS, OVER = date.today() + timedelta(days=100), date.today() - timedelta(days=1)


async def fill(person: Person, **fields: str) -> None:
    for name, text in fields.items():
        person.app.screen.query_one(f"#{name}", Input).value = text
    await person.pilot.pause()


async def open_contract(person: Person) -> None:
    await person.press("f6")
    await person.on("ContractScreen")
    await person.sees("Acme AI · Enterprise API · contract")


async def test_a_term_is_recorded_and_due(workspace: Workspace) -> None:
    async with opened(workspace) as person:
        await open_contract(person)
        await fill(person, ends="tomorrow")
        await person.sees("is no day")
        await person.press("ctrl+s")
        await person.told("is no day")
        await fill(person, ends=str(ENDS), notice="60d", owner="Priya")
        await person.sees("notice must be there by", "60 days before")
        await person.press("ctrl+s")
        await person.on("DealsScreen")
        await person.press("f7")
        await person.on("DueScreen")
        await person.sees("send notice", "Acme AI", "within 90 days", "1 business day by e-mail")
        await person.press("enter")
        await person.on("ContractScreen")
        await person.until(
            lambda: person.app.screen.query_one("#owner", Input).value == "Priya", "no owner"
        )
        await person.press("f3")
        await person.told("has not renewed yet")
        await fill(person, ends=str(OVER))
        await person.press("ctrl+s")
        await person.on("DueScreen")
        await person.sees("confirm whether it renewed")
        await person.press("enter")
        await person.on("ContractScreen")
        await person.sees("notice had to be sent by")
        await person.press("f3")
        await person.asked("Renewed: how do we know?")
        await person.paste("the invoice came")
        await person.press("enter")
        await person.sees("renewed: once")
        await person.press("escape")
        await person.on("DueScreen")
        await person.sees("All clear: nothing is due within 90 days on 1 deal.")
        await person.press("escape")
        await person.on("DealsScreen")
    assert [entry.body.kind for entry in record(workspace)] == [
        "contracted",
        "contracted",
        "rolled",
    ]


async def test_after_notice_a_renewal_asks_who_withdrew_it(workspace: Workspace) -> None:
    async with opened(workspace) as person:
        await open_contract(person)
        await fill(person, ends=str(date.today()), notice="60d")
        await person.press("ctrl+s")
        await person.on("DealsScreen")
        await open_contract(person)
        await person.sees("notice had to be there by", "missed 60 days ago")
        await person.press("f4")
        await person.asked("Notice given today")
        await person.press("enter")
        await person.sees("notice was given on", "the contract ends")
        await person.press("f3")
        await person.asked("who withdrew it, and when?")
        await person.paste("Luis, today")
        await person.press("enter")
        await person.sees("renewed: once")
        (rolled,) = bodies(record(workspace), b.Rolled)
        assert rolled.words == "notice withdrawn: Luis, today"
        await fill(person, owner="Priya")
        await person.press("f7")
        await person.told("Took back: the renewal: notice withdrawn")
        await person.sees("notice was given on")
        await person.press("f7")
        await person.told("Took back: the notice of ")
        await person.sees("notice had to be sent by")
        assert person.app.screen.query_one("#owner", Input).value == "Priya"
        await person.press("f7")
        await person.told("Took back: the term.")
        await person.until(
            lambda: person.app.screen.query_one("#ends", Input).value == "", "an end is left"
        )
        await person.press("f7")
        await person.told("Nothing of the term of Acme AI")


async def test_what_is_not_recorded_is_dropped(workspace: Workspace) -> None:
    async with opened(workspace) as person:
        await open_contract(person)
        await fill(person, ends=str(ENDS))
        await person.press("escape")
        await person.on("DealsScreen")
    assert record(workspace) == []


async def test_an_answer_that_is_due_leads_to_its_clause(workspace: Workspace) -> None:
    async with in_call(workspace, at="data.retention") as person:
        await person.press("d")
        await person.answer(("Put off: who owes the answer?", "Luis"), ("By when?", "3"))
        await person.saved()
        await person.press("escape")
        await person.on("DealsScreen")
        await person.press("f7")
        await person.sees("answer on data.retention", "in 3 days")
        await person.press("enter")
        await person.on("LiveScreen")
        assert person.card.clause == "data.retention"


async def test_the_calendar_is_written_beside_the_sessions(workspace: Workspace) -> None:
    async with opened(workspace) as person:
        await open_contract(person)
        await fill(person, ends=str(ENDS), notice="60d")
        await person.press("ctrl+s")
        await person.on("DealsScreen")
        await person.press("f7")
        await person.sees("send notice")
        await person.press("c")
        await person.told("Written:")
    (file,) = workspace.sessions.glob("due-*.ics")
    assert "SUMMARY:Acme AI: send notice" in file.read_text()
