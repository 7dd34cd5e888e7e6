"""Stepping down the ladder: what it takes, what it records, and where it stops."""

from __future__ import annotations

from pathlib import Path

from negotiator.deal import body as b
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
        await person.sees("Only the walk-away is left", "Nothing below may be offered")
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
        await person.sees("Nothing below may be offered. Park,")


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
        assert bodies(entries, b.Traded) == [b.Traded(give="14 days", get="a price cap")]
        assert bodies(entries, b.Offered)[0].rung == "fallback-1"
        assert {entry.clause for entry in entries} == {RETENTION}
        await person.undo()
        assert person.card.next is not None
        assert person.card.next.rung == "fallback-1"


async def test_what_was_given_for_nothing_counts_as_given(workspace: Workspace) -> None:
    async with in_call(workspace, at=RETENTION) as person:
        await person.press("o")
        await person.asked(GOT)
        await person.sees("gave it free")
        await person.press("enter")
        await person.sees("On the table: 14 days", "give 1 get 0")
        assert bodies(await person.saved(), b.Traded) == [b.Traded(give="14 days", get="")]


async def test_below_our_authority_the_approver_is_named(workspace: Workspace) -> None:
    async with in_call(workspace, at=TRAINING) as person:
        await person.press("o")
        await person.asked("opt-out once needs legal")
        await person.press("escape")
        await person.on("LiveScreen")
        assert await person.saved() == []
        await person.press("o")
        await person.answer(("opt-out once needs legal", ""))
        await person.sees("Escalated to legal", "legal · escalated")
        assert await person.recorded(b.Escalated) == b.Escalated(
            approver="legal", rung="fallback-1"
        )
        assert bodies(await person.saved(), b.Offered) == [], "nothing is offered before they agree"
        await person.press("v")
        await person.sees("legal agreed: opt-out once may be offered")
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


async def test_a_suggestion_follows_the_ladder_down(workspace: Workspace) -> None:
    """What may be offered next, under the words, is what the record says is left."""
    async with in_call(workspace) as person:
        await person.paste("we roll every customer forward")
        await person.sees("then 12 months")
        await person.press("enter", "escape", "o", "i")
        await person.paste("we roll every customer forward")
        await person.sees("then only the walk-away is left")
