"""The deals: found by typing, resumed with one key, and shown as the record has them."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from textual.widgets import Input

from negotiator.desk import Desk
from negotiator.desk.deal_views import DealRow
from negotiator.desk.memory import recall
from negotiator.desk.workspace import Workspace, make_workspace
from negotiator.store import Store, sqlite_file
from tests.samples import PINNING
from tests.store.test_looking import a_long_file, spoil
from tests.tui.support import add_deal, begin, in_call, negotiate, opened

DEALS = (
    ("Acme AI", "Enterprise API"),
    ("Brightwater", "Support assistant"),
    ("Corvid Data", "Document enrichment"),
)


@pytest.fixture
async def three(workspace: Workspace) -> Workspace:
    """Three deals, none of them negotiated yet."""
    for vendor, title in DEALS[1:]:
        await add_deal(workspace, vendor, title)
    return workspace


async def test_every_deal_with_its_stage_and_what_is_open(three: Workspace) -> None:
    async with opened(three, (160, 40)) as person:
        for vendor, title in DEALS:
            await person.sees(vendor, title)
        await person.sees("3 deals", "new", "0/3", "0 of 3 must-haves", "not begun")
        await person.sees("No training on our content", "not raised")


async def test_typing_narrows_and_enter_resumes(three: Workspace) -> None:
    async with opened(three) as person:
        await person.write("corv doc")
        await person.sees("Corvid Data")
        person.blind_to("Acme AI", "Brightwater")
        await person.press("enter")
        await person.on("LiveScreen")
        await person.sees("Corvid Data")
        await person.press("escape", "escape")
        await person.on("DealsScreen")
        find = person.app.screen.query_one("#find", Input)
        find.value = ""
        await person.write("nobody of that name")
        await person.sees("No deal matches")
        await person.press("enter")
        await person.on("DealsScreen")


async def test_a_deal_just_begun_is_above_one_touched_before(workspace: Workspace) -> None:
    negotiate(workspace, lambda call: call.raise_(PINNING))
    await add_deal(workspace, "Brightwater", "Support assistant")
    async with opened(workspace) as person:
        await person.sees("Acme AI", "Brightwater")
        assert person.screen.index("Brightwater") < person.screen.index("Acme AI")
    with Store.open(workspace.database) as store:
        assert [row.deal.vendor for row in store.overview(1)] == ["Brightwater"]


async def test_the_arrows_choose_while_the_cursor_stays_in_the_line(three: Workspace) -> None:
    async with opened(three) as person:
        shown = [row.vendor for row in person.app.screen._shown]  # type: ignore[attr-defined]
        await person.press("down", "down", "up")
        await begin(person)
        assert person.call.deal.vendor == shown[1]


async def test_the_deal_one_was_on_is_resumed_with_one_key(three: Workspace) -> None:
    """Also when another one was recorded in since."""
    async with opened(three) as person:
        await person.write("bright")
        await begin(person)
        await person.say("we roll every customer forward")
        await person.saved()
        await person.press("escape")
        await person.on("DealsScreen")
        person.app.screen.query_one("#find", Input).value = "corvid"
        await begin(person)
        await person.until(lambda: remembered(three) == person.call.deal.vendor, "not kept")
    async with opened(three) as person:
        await begin(person, "f3")
        await person.sees("Corvid")


def remembered(workspace: Workspace) -> str:
    """The vendor of the deal that the next start will go back to."""
    last = recall(workspace.state_file).deal
    with Store.open(workspace.database) as store:
        return next((deal.vendor for deal in store.deals() if str(deal.id) == last), "")


async def test_coming_back_shows_what_changed(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await person.press("escape", "a")
        await person.saved()
        await person.press("escape")
        await person.on("DealsScreen")
        await person.sees("negotiating", "1/3", "1 session")


async def test_no_deals_yet_says_how_to_begin(empty: Workspace) -> None:
    async with opened(empty) as person:
        await person.sees("No deals yet", "F2")
        await person.press("enter", "f3")
        await person.on("DealsScreen")
        await person.press("f2")
        await person.on("NewDealScreen")


@pytest.mark.parametrize("key", ["enter", "f5", "f6", "ctrl+t", "ctrl+o"])
async def test_a_key_without_a_deal_says_so(workspace: Workspace, key: str) -> None:
    async with opened(workspace) as person:
        await person.write("zzz")
        await person.sees("No deal matches")
        await person.press(key)
        await person.told("No deal is chosen: type its name, or F2 begins one.")
        await person.on("DealsScreen")


@pytest.mark.parametrize("key", ["enter", "f3", "f5"])
async def test_a_key_before_the_first_deal_says_how_to_begin(empty: Workspace, key: str) -> None:
    async with opened(empty) as person:
        await person.sees("No deals yet")
        await person.press(key)
        await person.told("There is no deal yet: F2 begins one.")
        await person.on("DealsScreen")


@pytest.mark.parametrize(("key", "screen"), [("f3", "LiveScreen"), ("f2", "NewDealScreen")])
async def test_a_key_pressed_too_early_is_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, key: str, screen: str
) -> None:
    gate = threading.Event()
    real = Store.open

    def slow(target: str | Path, **options: Any) -> Store:
        gate.wait(60)
        return real(target, **options)

    monkeypatch.setattr(Store, "open", slow)
    try:
        async with opened(workspace, ready=False) as person:
            await person.sees("Opening the workspace")
            await person.press(key)
            assert person.app.desk is None
            gate.set()
            await person.on(screen)
            await person.pilot.pause()
    finally:
        gate.set()


async def test_what_is_no_database_is_named_and_left_as_it_is(workspace: Workspace) -> None:
    path = Path(workspace.database)
    path.write_bytes(b"a letter, not a database " * 40)
    async with opened(workspace, ready=False) as person:
        await person.sees("is not a database", "Name another file", "Nothing was changed")
        await person.press("enter", "f2", "f3", "escape")
        await person.on("DealsScreen")
    assert path.read_bytes() == b"a letter, not a database " * 40


async def test_a_broken_playbook_is_told_and_keeps_no_deal_away(workspace: Workspace) -> None:
    """The edition in force is saved with the deal, so the call goes on."""
    file = workspace.playbooks / "llm-vendor.toml"
    file.write_text('[playbook]\nid = "llm-vendor"\nname = broken\n', encoding="utf-8")
    async with opened(workspace, (120, 40)) as person:
        await person.sees("llm-vendor.toml:3")
        await begin(person)
        await person.say("we roll every customer forward")
        await person.sees("“we roll every customer forward”")
        assert len(await person.saved()) == 1


async def test_the_demo_shows_deals_of_two_years(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "demo")
    async with opened(workspace, (160, 40), sample=True) as person:
        await person.sees("8 deals", "Northwind Models", "Corvid Data", "Acme AI", "negotiating")
        await person.write("northwind renewal")
        await begin(person)
        await person.sees("Northwind Models", "“")
        assert len(person.call.state.log) > 30


async def test_of_many_deals_the_last_are_listed_and_a_word_finds_any(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(workspace.database) as store:
        (deal,) = store.deals()
        for number in range(300):
            created = deal.created + timedelta(minutes=number)
            other = {"id": uuid4(), "vendor": f"Vendor {number}", "created": created}
            store.add_deal(deal.model_copy(update=other), version="1", text="{}")
    read, all_read = Desk.deals, asyncio.Event()

    async def slow(desk: Desk, most: int | None = None) -> list[DealRow]:
        if most is None:
            await all_read.wait()
        return await read(desk, most)

    monkeypatch.setattr(Desk, "deals", slow)
    async with opened(workspace, (120, 40)) as person:
        await person.sees("Vendor 299")
        person.blind_to("301 deals")
        await person.write("acme")
        await person.sees("Looking through all deals")
        all_read.set()
        await person.sees("301 deals", "Acme AI")
        await begin(person)
        assert person.call.deal.vendor == "Acme AI"
        await person.press("escape", "escape")
        await person.on("DealsScreen")
        person.app.screen.query_one("#find", Input).value = ""
        await person.sees("and 101 more: type to find them")


async def test_a_long_record_shows_and_its_damage_is_told_and_mended(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "LONG", 25 * 4096)
    path = Path(workspace.database)
    _, entries = a_long_file(path)
    spoil(path, entries[50])
    async with opened(workspace, (160, 40)) as person:
        await person.sees("2 deals", "Enterprise API")
        await person.told("The database was damaged. What could be read was recovered")
        await person.sees("2 deals", "The damaged file is kept, untouched")
        await begin(person)
        await person.say("we roll every customer forward")
        assert await person.saved()
