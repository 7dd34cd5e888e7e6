"""The checklist: narrowed, folded, jumped in, and found again as it was left."""

from __future__ import annotations

import json
from pathlib import Path

from textual.widgets import OptionList

from negotiator.desk.workspace import Workspace
from tests.tui.playbook import SMALL
from tests.tui.support import Person, a_workspace, add_deal, in_call, opened

AREAS = {"data", "model", "sla"}
CLAUSES = ["data.training", "data.retention", "model.version-pinning", "sla.availability"]


def rows(person: Person) -> list[str]:
    """The lines of the checklist by their ids, headings in brackets."""
    options = person.live.query_one("#checklist", OptionList).options
    return [
        f"[{option.id.removeprefix('group:')}]" if option.id.startswith("group:") else option.id
        for option in options
        if option.id
    ]


def clauses(person: Person) -> list[str]:
    """The clauses to be seen."""
    return [row for row in rows(person) if not row.startswith("[")]


async def test_f_narrows_and_goes_round(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        assert clauses(person) == CLAUSES
        assert {row.strip("[]") for row in rows(person)} - set(CLAUSES) == AREAS
        await person.press("escape", "a")
        await person.go("model.version-pinning")
        await person.press("p")
        for name, left in (
            ("open must-haves", ["data.retention", "model.version-pinning"]),
            ("not raised", ["data.retention", "sla.availability"]),
            ("legal", ["data.training"]),
            ("security", ["data.retention"]),
            ("procurement", ["sla.availability"]),
            ("engineering", ["model.version-pinning"]),
            ("all", CLAUSES),
        ):
            await person.press("f")
            await person.sees(f" {name} ")
            assert clauses(person) == left, name
            assert person.card.clause == "model.version-pinning", "the card stays"


async def test_a_filter_that_leaves_nothing_says_so(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape")
        for clause in CLAUSES[:3]:
            await person.go(clause)
            await person.press("a")
        await person.press("f")
        await person.sees("nothing here", "must-haves 3 of 3")


async def test_a_row_says_where_the_clause_is(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await person.press("escape", "a")
        await person.sees("✓ training", "target", "1 of 2", "! ○ retention")
        await person.press("x", "x")
        await person.sees("! ✗ training", "deadlocked", "0 of 2")


async def test_jump_by_typing(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape")
        for key, typed, found in (
            ("g", "avail", "sla.availability"),
            ("/", "version pin", "model.version-pinning"),
            ("g", "prompts kept", "data.retention"),
        ):
            await person.press(key)
            await person.asked("Go to which clause?")
            await person.write(typed)
            await person.press("enter")
            await person.on("LiveScreen")
            assert person.card.clause == found
            highlighted = person.live.query_one("#checklist", OptionList).highlighted_option
            assert highlighted is not None
            assert highlighted.id == found


async def test_a_jump_to_nowhere_waits_for_better_words(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape", "g")
        await person.asked("Go to which clause?")
        await person.write("zzz")
        await person.press("enter")
        await person.on("AskScreen")
        await person.press("down", "enter", "escape")
        await person.on("LiveScreen")
        assert person.card.clause == "data.training"


async def test_areas_fold_and_a_jump_opens_them(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape")
        await person.go("sla.availability")
        await person.press("left")
        assert rows(person) == ["[data]", *CLAUSES[:2], "[model]", CLAUSES[2], "[sla]"]
        await person.sees("▸ sla")
        await person.press("up", "up", "enter")
        assert "model.version-pinning" not in rows(person), "Enter folds a heading too"
        await person.press("right")
        assert "model.version-pinning" in rows(person)
        await person.go("sla.availability")
        assert rows(person)[-1] == "sla.availability"


async def test_everything_is_found_again_as_it_was_left(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape")
        await person.go("sla.availability")
        await person.press("left")
        await person.go("model.version-pinning")
        await person.press("f", "f", "f8")
        theme = person.app.theme
        await person.until(lambda: kept(workspace).get("theme") == theme, "not kept")
        await person.press("escape")
        await person.on("DealsScreen")
    state = kept(workspace)
    assert state["filter"] == "not raised"
    assert state["folded"] == ["sla"]
    assert state["clause"] == "model.version-pinning"
    async with opened(workspace) as person:
        assert person.app.theme == theme
        await person.press("f3")
        await person.on("LiveScreen")
        await person.until(lambda: person.live.begun, "the call did not begin")
        assert person.card.clause == "model.version-pinning"
        assert rows(person) == ["[data]", *CLAUSES[:2], "[model]", CLAUSES[2], "[sla]"]
        await person.sees(" not raised ")


def kept(workspace: Workspace) -> dict[str, object]:
    """What the screens remember, as it stands in the file."""
    try:
        found = json.loads(workspace.state_file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    assert isinstance(found, dict)
    return found


async def test_a_damaged_memory_only_means_starting_afresh(workspace: Workspace) -> None:
    workspace.state_file.write_text(
        '{"theme": "no such theme", "filter": "no such filter", "clause": "no.such", "folded": 7,'
        '"deal": ["x"]}',
        encoding="utf-8",
    )
    async with in_call(workspace) as person:
        assert clauses(person) == CLAUSES
        assert person.card.clause == "data.training"
    workspace.state_file.write_bytes(b"\xff\xfe no json")
    async with in_call(workspace) as person:
        assert clauses(person) == CLAUSES


async def test_a_deal_to_which_no_clause_applies(tmp_path: Path) -> None:
    """No key does harm where there is nothing to act on."""
    elsewhere = SMALL.replace('owner = "', 'when = { layer = ["integrator"] }\nowner = "')
    elsewhere = elsewhere.replace('when = { hosting = ["saas"] }\n', "")
    workspace = a_workspace(tmp_path / "workspace", elsewhere)
    await add_deal(workspace)
    async with in_call(workspace) as person:
        assert person.call.checklist() == []
        await person.sees("nothing here")
        await person.write("we roll every customer forward")
        await person.press("enter", "escape")
        for key in "c+-roabxpvdetmnkwhyg":
            await person.press(key)
            await person.press(*["escape"] * (len(person.app.screen_stack) - 2))
            await person.on("LiveScreen")
        await person.press("u", "f")
        assert all(entry.clause is None for entry in await person.saved())
