"""Before the call: a form that keeps what is typed, from the call and from the deals."""

from __future__ import annotations

from datetime import date
from typing import NoReturn

import pytest

from negotiator.deal import body as b
from negotiator.deal.preparation import Authority
from negotiator.desk.workspace import Workspace
from negotiator.store import Store, StoreError
from tests.tui.support import Person, add_deal, begin, bodies, in_call, opened, record

PINNING = "model.version-pinning"


async def fill(person: Person) -> None:
    """Type everything, field by field."""
    await person.on("PreparationScreen")
    for words in (
        "stay as we are",
        "2030-12-31 their year ends",
        "Corvid",
        "six weeks",
        "two years",
    ):
        await person.paste(words)
        await person.press("tab")
    await person.press("end", "backspace", "backspace")
    await person.write("30x")
    await person.press("tab")
    await person.paste("training first\nprice last")
    await person.press("tab")
    await person.paste("Nora, procurement, may decide")
    await person.press("tab")
    await person.paste("Dana, sales, must ask\nLuis \x1b[31m")


def check(prepared: b.Prepared) -> None:
    """What was typed is what was kept."""
    kept = prepared.preparation
    assert (kept.batna, kept.deadline, kept.deadline_why) == (
        "stay as we are",
        date(2030, 12, 31),
        "their year ends",
    )
    assert (kept.competing, kept.pilot, kept.commitment) == ("Corvid", "six weeks", "two years")
    assert kept.planned_minutes == 30
    assert kept.agenda == ("training first", "price last")
    assert [(each.name, each.authority) for each in kept.participants] == [
        ("Nora", Authority.DECIDES),
        ("Dana", Authority.ASKS),
        ("Luis \\x1b[31m", Authority.UNKNOWN),
    ]


@pytest.mark.parametrize("key", ["escape", "f2"])
async def test_what_is_typed_in_a_call_is_kept(workspace: Workspace, key: str) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("P")
        await fill(person)
        await person.sees("Deadline: 31 Dec 2030, in ")
        await person.press(key)
        await person.sees("The preparation is kept", "/30 min")
        check(await person.recorded(b.Prepared))
        await person.press("P")
        await person.sees("stay as we are", "2030-12-31 their year ends")
        await person.press("escape")
        assert len(bodies(await person.saved(), b.Prepared)) == 1, "nothing new is no entry"


async def test_a_day_that_cannot_be_read_is_said_and_kept_as_words(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40), at=PINNING) as person:
        await person.press("P", "tab")
        await person.paste("before Christmas")
        await person.sees("Deadline: no day read (2026-12-31)")
        await person.press("escape")
        kept = (await person.recorded(b.Prepared)).preparation
        assert (kept.deadline, kept.deadline_why) == (None, "before Christmas")


async def test_enter_goes_to_the_next_field(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("P", "enter")
        assert person.app.focused is not None
        assert person.app.focused.id == "deadline"


async def test_a_deal_is_prepared_before_any_call(workspace: Workspace) -> None:
    async with opened(workspace) as person:
        await person.press("f5")
        await fill(person)
        await person.press("escape")
        await person.on("DealsScreen")
        await person.until(lambda: len(record(workspace)) == 1, "it was not saved")
        (entry,) = record(workspace)
        assert isinstance(entry.body, b.Prepared)
        check(entry.body)
        await begin(person)
        assert person.call.session.id != entry.session, "the clock begins with the call"
        assert person.call.status().planned == 30


async def test_the_letter_works_on_the_list_and_looking_leaves_no_trace(
    workspace: Workspace,
) -> None:
    async with opened(workspace) as person:
        await person.press("tab", "P")
        await person.on("PreparationScreen")
        await person.press("escape")
        await person.on("DealsScreen")
        await person.press("f5")
        await person.on("PreparationScreen")
        await person.press("escape")
        await person.on("DealsScreen")
    with Store.open(workspace.database) as store:
        (deal,) = store.deals()
        assert not store.sessions(deal.id)


async def test_it_is_the_deal_under_the_cursor(workspace: Workspace) -> None:
    await add_deal(workspace, "Brightwater", "Voice agents")
    async with opened(workspace) as person:
        await person.write("bright")
        await person.press("f5")
        await person.sees("Brightwater · Voice agents · before the call")
        await person.paste("leave")
        await person.press("escape")
        await person.on("DealsScreen")
        await person.until(lambda: len(record(workspace)) == 1, "it was not saved")


async def test_without_a_deal_there_is_nothing_to_prepare(empty: Workspace) -> None:
    async with opened(empty) as person:
        await person.press("f5")
        await person.on("DealsScreen")


@pytest.mark.parametrize("where", ["call", "deals"])
async def test_leaving_the_program_loses_nothing(workspace: Workspace, where: str) -> None:
    async with opened(workspace) as person:
        if where == "call":
            await begin(person)
            await person.press("escape", "P")
        else:
            await person.press("f5")
        await person.on("PreparationScreen")
        await person.paste("stay as we are")
        await person.press("ctrl+q")
        await person.until(lambda: not person.app.is_running, "it did not end")
    (entry,) = record(workspace)
    assert isinstance(entry.body, b.Prepared)
    assert entry.body.preparation.batna == "stay as we are"


async def test_a_full_disk_is_said_and_what_was_typed_is_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise StoreError("negotiator.sqlite cannot grow.", "Make room.")

    append = Store.append
    async with opened(workspace) as person:
        await person.press("f5")
        await person.on("PreparationScreen")
        await person.paste("stay as we are")
        monkeypatch.setattr(Store, "append", full)
        await person.press("escape")
        await person.told("1 not saved and would be lost. Prepare it again")
        assert record(workspace) == []
        monkeypatch.setattr(Store, "append", append)
        await person.press("f5")
        await person.sees("stay as we are")
        await person.press("escape")
        await person.until(lambda: len(record(workspace)) == 1, "it was not saved")


async def test_a_deal_that_cannot_be_read_is_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> NoReturn:
        raise StoreError("negotiator.sqlite is damaged.", "Restore the backup.")

    async with opened(workspace) as person:
        monkeypatch.setattr(Store, "state", damaged)
        await person.press("f5")
        await person.told("negotiator.sqlite is damaged. Restore the backup.")
        await person.on("DealsScreen")
