"""Stepping down the ladder: what it takes, what it records, and where it stops."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.standing import fold
from negotiator.desk.workspace import Workspace
from tests.tui.support import a_workspace, add_deal, bodies, in_call
from tests.tui.test_clause_keys import PINNING, RETENTION, TRAINING

GOT = "What came back for 14 days?"


async def test_o_puts_the_next_rung_on_the_table_and_stops_at_the_walk_away(
    workspace: Workspace,
) -> None:
    async with in_call(workspace, at=PINNING) as person:
        assert [rung.rung for rung in person.card.ladder if rung.on_table] == ["target"]
        await person.press("o")
        await person.sees("On the table: 12 months", "engineering · countered")
        assert await person.recorded(b.Offered) == b.Offered(
            rung="fallback-1",
            words="Twelve months works, with sixty days in staging before any switch.",
        )
        assert [rung.rung for rung in person.card.ladder if rung.on_table] == ["fallback-1"]
        await person.press("o")
        await person.told("Stop: only the walk-away is left (6 months). e escalate · p park")
        await person.sees("Nothing below may be offered", "x x walk away")
        assert len(await person.saved()) == 1, "at the walk-away it stops"
        await person.press("a")
        assert (await person.recorded(b.Agreed)).rung == "fallback-1"
        await person.undo()
        await person.undo()
        assert [rung.rung for rung in person.card.ladder if rung.on_table] == ["target"]
        assert person.row(PINNING).standing == "not raised"


async def test_a_ladder_without_a_limit_names_none(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path / "workspace")
    file = workspace.playbooks / "llm-vendor.toml"
    file.write_text(file.read_text()[: file.read_text().rindex("[[clause.position]]")])
    await add_deal(workspace)
    async with in_call(workspace, at="sla.availability") as person:
        await person.sees("There is no fallback. No limit is set.")
        person.blind_to("Limit", "LADDER")
        await person.press("o")
        await person.told("Stop: nothing below may be offered. e escalate")


async def test_a_step_down_asks_what_came_back(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.press("o")
        await person.asked(GOT)
        await person.press("escape")
        await person.on("LiveScreen")
        assert await person.saved() == [], "Esc takes nothing and gives nothing"
        await person.press("o")
        await person.answer((GOT, "a price cap"))
        await person.sees("On the table: 14 days", "give 1 get 1")
        entries = await person.saved()
        traded = b.Traded(give="14 days", get="a price cap", rung="fallback-1")
        assert bodies(entries, b.Traded) == [traded]
        assert bodies(entries, b.Offered)[0].rung == "fallback-1"
        assert {entry.clause for entry in entries} == {RETENTION}
        await person.undo()
        assert person.card.next is not None
        assert person.card.next.rung == "fallback-1"


async def test_what_was_given_for_nothing_counts_as_given(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.press("o")
        await person.asked(GOT)
        await person.sees("Gave it free: nothing came back")
        await person.press("enter")
        await person.sees("Nothing is recorded: say what came back, or “free”")
        assert await person.saved() == [], "an empty answer gives nothing"
        await person.press("o")
        await person.answer((GOT, "free"))
        await person.sees("On the table: 14 days", "give 1 get 0")
        free = b.Traded(give="14 days", rung="fallback-1", free=True)
        assert bodies(await person.saved(), b.Traded) == [free]
        person.blind_to("unanswered")


async def test_free_may_be_picked(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.press("o")
        await person.asked(GOT)
        await person.press("down", "enter")
        await person.sees("On the table: 14 days", "give 1 get 0")
        (traded,) = bodies(await person.saved(), b.Traded)
        assert (traded.get, traded.free) == ("", True)


async def test_below_our_authority_the_approver_is_named(workspace: Workspace) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("o")
        await person.asked("opt-out once needs The general counsel")
        await person.press("escape")
        await person.on("LiveScreen")
        assert await person.saved() == []
        await person.press("o")
        await person.answer(("opt-out once needs The general counsel", ""))
        await person.sees("Escalated to The general counsel", "legal · escalated")
        assert await person.recorded(b.Escalated) == b.Escalated(
            approver="legal", rung="fallback-1"
        )
        assert bodies(await person.saved(), b.Offered) == [], "nothing is offered before they agree"
        await person.press("v")
        await person.sees("The general counsel agreed: opt-out once may")
        assert await person.recorded(b.Approved) == b.Approved(approver="legal", rung="fallback-1")
        await person.undo()
        assert person.row(TRAINING).standing == "escalated"
        await person.press("v", "o")
        await person.sees("On the table: opt-out once")
        assert (await person.recorded(b.Offered)).rung == "fallback-1"


async def test_v_where_nobody_was_to_be_asked(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("v")
        await person.sees("Nothing here waits for an approver")
        await person.press("o", "v")
        await person.sees("Nothing here waits for an approver")
        assert len(await person.saved()) == 1


async def test_v_answers_for_whom_e_asked(workspace: Workspace) -> None:
    async with in_call(workspace, at=PINNING) as person:
        await person.press("e")
        await person.answer(("Who has to agree?", "legal"))
        await person.sees("Escalated to The general counsel", "engineering · escalated")
        await person.press("v")
        await person.sees("The general counsel agreed.")
        assert await person.recorded(b.Approved) == b.Approved(approver="legal")
        await person.press("v")
        await person.sees("Nothing here waits for an approver")
        await person.undo()
        assert person.row(PINNING).standing == "escalated"


async def test_a_suggestion_follows_the_ladder_down(workspace: Workspace) -> None:
    """What may be offered next, under the words, is what the record says is left."""
    async with in_call(workspace) as person:
        await person.paste("we roll every customer forward")
        await person.sees("then 12 months")
        await person.press("enter", "escape", "o", "i")
        await person.paste("we roll every customer forward")
        await person.sees("then nothing may be offered")


async def test_who_decides_for_the_approver_is_not_asked(workspace: Workspace) -> None:
    workspace.settings_file.write_text('[me]\nname = "Nora"\ndecides_for = ["legal"]\n')
    async with in_call(workspace, at=TRAINING) as person:
        person.blind_to("needs The general")
        await person.press("o")
        await person.sees("On the table: opt-out once")
        assert await person.recorded(b.Offered)
        assert {entry.author for entry in await person.saved()} == {"Nora"}


async def test_broken_settings_are_told_and_the_call_goes_on(workspace: Workspace) -> None:
    workspace.settings_file.write_text("[me\n")
    async with in_call(workspace, at=TRAINING) as person:
        await person.told("settings.toml:1:4")
        await person.press("r")
        assert await person.recorded(b.Raised)


async def test_the_card_names_the_approver_and_what_the_step_takes(workspace: Workspace) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.sees("opt-out once · needs The general")
        await person.go(RETENTION)
        await person.sees("14 days · get something back")


async def test_a_step_that_rests_on_a_trade_says_so_when_that_is_taken_back(
    workspace: Workspace,
) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.press("o")
        await person.answer((GOT, "a price cap"))
        entries = await person.saved()
        trade = next(entry for entry in entries if isinstance(entry.body, b.Traded))
        # As if another window had made the step, and this one the trade alone.
        person.call.session = person.call.session.model_copy(update={"id": UUID(int=9)})
        moved = [
            entry.model_copy(update={"session": UUID(int=9)}) if entry is trade else entry
            for entry in entries
        ]
        person.call.state = fold(moved)
        await person.press("u")
        await person.told("rests on that trade")
        assert len(await person.saved()) == len(entries)


async def test_a_counter_leads_to_the_rung_it_offers(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path / "workspace")
    file = workspace.playbooks / "llm-vendor.toml"
    second = 'say = "We can give you a test set instead."\n'
    text = file.read_text()
    assert second in text
    file.write_text(text.replace(second, f'{second}leads_to = "fallback-1"\n'))
    await add_deal(workspace)
    async with in_call(workspace) as person:
        await person.say("it makes the model better for everyone")
        await person.press("c")
        await person.sees("(alternative → opt-out once)")
        await person.press("c")
        await person.sees("Said: alternative: o offers opt-out once")


async def test_at_eighty_columns_what_to_say_and_what_is_next_are_seen_at_once(
    workspace: Workspace,
) -> None:
    async with in_call(workspace) as person:
        await person.say("we roll every customer forward")
        await person.sees("Which part can't you do", "ASK     24 months", "NEXT    12 months")
        await person.press("o")
        await person.sees("ASK     Twelve months works")
        await person.press("c")
        await person.sees("ASK     12 months", "Nothing below may be offered")
