"""A new deal: one form, and at once the checklist it makes."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widgets import Input, Select

from negotiator.deal.deal import Deal
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from negotiator.tui.screens.new_deal import NewDealScreen
from tests.tui.support import Person, opened

WIDE = (120, 40)


def deals(workspace: Workspace) -> list[Deal]:
    """The deals in the file."""
    with Store.open(workspace.database) as store:
        return store.deals()


async def form(person: Person) -> None:
    """Open the form."""
    await person.press("f2")
    await person.on("NewDealScreen")
    await person.sees("Vendor", "Contract", "Risk tier")


async def to(person: Person, field: str) -> None:
    """Go to a field with Tab, as often as it takes."""
    for _ in range(20):
        if person.app.focused is not None and person.app.focused.id == field:
            return
        await person.press("tab")
    raise AssertionError(f"Tab does not reach {field}")


async def choose(person: Person, field: str, down: int) -> None:
    """Choose the answer that stands so far below the first."""
    await to(person, field)
    await person.press("enter", *["down"] * down, "enter")


async def test_what_is_typed_right_after_tab_is_for_the_next_field(empty: Workspace) -> None:
    async with opened(empty, WIDE) as person:
        await form(person)
        await person.burst(*"zed", "tab", *"api", "shift+tab", *"ra")
        await person.until(
            lambda: [field.value for field in person.app.screen.query(Input)] == ["ra", "api"],
            "the letters are elsewhere",
        )


async def test_a_deal_is_begun_and_the_call_is_open(empty: Workspace) -> None:
    async with opened(empty, WIDE) as person:
        await form(person)
        await person.write("Acme AI")
        await person.press("enter")
        await person.write("Enterprise API")
        await choose(person, "risk_tier", 3)
        await choose(person, "hosting", 1)
        await person.press("ctrl+s")
        await person.on("LiveScreen")
        await person.sees("Acme AI", "call 1", "training")
        (deal,) = deals(empty)
        assert (deal.vendor, deal.title, deal.playbook) == (
            "Acme AI",
            "Enterprise API",
            "llm-vendor",
        )
        assert deal.profile.risk_tier == "regulated"
        assert deal.profile.hosting == "private-cloud"
        assert "sla.availability" not in [row.clause for row in person.call.checklist()]
        await person.press("escape", "escape")
        await person.on("DealsScreen")
        await person.sees("Acme AI", "regulated")


async def test_an_answer_is_found_by_typing(empty: Workspace) -> None:
    async with opened(empty, WIDE) as person:
        await form(person)
        await to(person, "risk_tier")
        await person.press("enter", *"regul", "enter")
        await person.until(
            lambda: person.app.screen.query_one("#risk_tier", Select).value == "regulated",
            "it is not found",
        )


async def test_an_answer_is_picked_by_typing_without_a_list(empty: Workspace) -> None:
    async with opened(empty, WIDE) as person:
        await form(person)
        await to(person, "risk_tier")
        tier = person.app.screen.query_one("#risk_tier", Select)
        await person.press("p", "i", "l")
        await person.until(lambda: tier.value == "pilot", "it is not picked")
        await person.press("x")
        await person.until(lambda: tier.value == "customer-facing", "no answer is called so")


async def test_the_form_shows_at_once_what_it_makes(empty: Workspace) -> None:
    async with opened(empty, WIDE) as person:
        await form(person)
        await person.sees("4 clauses")
        assert "data" in person.screen
        before = musts(person)
        assert before == {"data": 2, "model": 1, "sla": 0}
        await choose(person, "risk_tier", 1)
        await person.until(lambda: musts(person) == {"data": 1, "model": 0, "sla": 0}, "no pilot")
        await choose(person, "hosting", 2)
        await person.sees("3 clauses")
        assert "sla" not in musts(person)
        assert deals(empty) == []


def musts(person: Person) -> dict[str, int]:
    """The must-haves of each area, read from the screen."""
    found: dict[str, int] = {}
    for row in person.screen.splitlines():
        cells = row.replace("│", " ").split()
        for area in ("data", "model", "sla"):
            if area in cells and (rest := cells[cells.index(area) + 1 :]) and rest[0].isdigit():
                found[area] = int(rest[0])
    return found


async def test_two_questions_decide_how_it_is_sourced(empty: Workspace) -> None:
    async with opened(empty, WIDE) as person:
        await form(person)
        await person.sees("no   Is it a core differ", "yes  Does speed to value", "Sourcing: buy")
        await to(person, "question-1")
        await person.press("space")
        await person.sees("no   Does speed to value", "Sourcing: invest")
        await person.press("shift+tab")
        await person.sees("Yes if customers choose us for it.")
        await person.press("space")
        await person.sees("no   Is our data a unique advantage", "Sourcing: partner")
        assert "Does speed" not in person.screen
        await person.press("tab", "enter")
        await person.sees("Sourcing: build")
        person.app.screen.query_one("#vendor", Input).value = "Acme AI"
        person.app.screen.query_one("#contract", Input).value = "Joint model"
        await person.press("f2")
        await person.on("LiveScreen")
        assert deals(empty)[0].profile.sourcing == "build"


async def test_it_says_what_the_answers_mean_and_why_a_clause_weighs_more(
    empty: Workspace,
) -> None:
    async with opened(empty, WIDE) as person:
        await form(person)
        assert "weighs more" not in person.screen
        before = musts(person)
        await to(person, "question-0")
        await person.press("space")
        await person.sees("partner: our content weighs more", "Their model, our data.")
        person.blind_to("(S4)")
        await person.sees("more: data.training,", "model.version-pinning")
        assert musts(person) == before  # both are must-haves already
        await choose(person, "risk_tier", 1)
        await person.until(lambda: musts(person)["model"] == 0, "no pilot")
        await choose(person, "layer", 3)
        await person.sees("They wire it into our systems.")
        await choose(person, "risk_tier", 1)
        await person.until(lambda: musts(person)["model"] == 1, "still a pilot")


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_the_first_frame_is_the_final_one(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    painted: list[list[str]] = []
    really = App._display

    def display(app: App[None], screen: Screen[object], renderable: object) -> None:
        if isinstance(screen, NewDealScreen) and screen.is_current:
            painted.append([row.text.rstrip() for row in screen._compositor.render_strips()])
        really(app, screen, renderable)  # type: ignore[arg-type]

    monkeypatch.setattr(App, "_display", display)
    async with opened(empty, size) as person:
        await person.press("f2")
        await person.on("NewDealScreen")
        await person.sees("Vendor")
        await person.pilot.pause(0.2)
    assert painted
    for frame in painted:
        assert "\n".join(frame) == "\n".join(painted[-1])


async def test_a_small_window_says_why_in_a_line(empty: Workspace) -> None:
    async with opened(empty, (80, 24)) as person:
        await form(person)
        await to(person, "question-0")
        await person.press("space")
        await person.sees("▲ partner: our content weighs", "Sourcing: partner")
        assert "more: data.training" not in person.screen


LAYER = """\
[playbook]
id = "{name}"
name = "{name}"
extends = "llm-vendor"
profile = {{ risk_tier = "regulated", sourcing = "partner", hosting = "on-premise" }}
"""


async def test_a_playbook_begins_with_the_profile_its_deals_have(empty: Workspace) -> None:
    (empty.playbooks / "alliance.toml").write_text(LAYER.format(name="alliance"), encoding="utf-8")
    async with opened(empty, WIDE) as person:
        await form(person)
        await choose(person, "hosting", 1)  # what a person has picked stays
        await choose(person, "playbook", 1)
        await person.sees("alliance", "regulated", "Sourcing: partner", "our cloud or VPC")
        person.app.screen.query_one("#vendor", Input).value = "Acme AI"
        person.app.screen.query_one("#contract", Input).value = "Scores"
        await person.press("ctrl+s")
        await person.on("LiveScreen")
        (deal,) = deals(empty)
        assert deal.playbook == "alliance"
        assert deal.profile.facts() == {
            "risk_tier": "regulated",
            "hosting": "private-cloud",
            "layer": "foundation-model",
            "sourcing": "partner",
            "data": "personal",
        }


async def test_a_playbook_that_asks_nothing_lets_pick_the_sourcing(empty: Workspace) -> None:
    whole = (empty.playbooks / "llm-vendor.toml").read_text(encoding="utf-8")
    bare = whole[: whole.index("[[sourcing]]")] + whole[whole.index("[words]") :]
    bare = bare.replace('id = "llm-vendor"', 'id = "bare"', 1)
    (empty.playbooks / "bare.toml").write_text(bare, encoding="utf-8")
    async with opened(empty, WIDE) as person:
        await form(person)
        assert "Sourcing          " not in person.screen
        await choose(person, "playbook", 1)
        await person.sees("Sourcing          buy")
        assert "core differentiator" not in person.screen
        await choose(person, "sourcing", 2)
        await person.sees("Sourcing          partner")
        person.app.screen.query_one("#vendor", Input).value = "Acme AI"
        person.app.screen.query_one("#contract", Input).value = "Scores"
        await person.press("ctrl+s")
        await person.on("LiveScreen")
        assert deals(empty)[0].profile.sourcing == "partner"


async def test_a_missing_name_is_asked_for(empty: Workspace) -> None:
    async with opened(empty) as person:
        await form(person)
        await person.press("ctrl+s")
        await person.sees("The vendor needs a name")
        await person.write("Acme AI")
        await person.press("ctrl+s")
        await person.sees("The contract needs a name")
        assert person.app.focused is not None
        assert person.app.focused.id == "contract"
        await person.write("  ")
        await person.press("ctrl+s")
        await person.until(lambda: person.notices("contract needs a name") == 2, "spaces will do")
        assert deals(empty) == []


async def test_escape_keeps_nothing(empty: Workspace) -> None:
    async with opened(empty) as person:
        await form(person)
        await person.write("Acme AI")
        await person.press("escape")
        await person.on("DealsScreen")
        await person.sees("No deals yet")
        assert deals(empty) == []


async def test_create_twice_makes_one_deal(empty: Workspace) -> None:
    """A hand that shakes: the second key arrives while the first is being done."""
    async with opened(empty) as person:
        await form(person)
        person.app.screen.query_one("#vendor", Input).value = "Acme AI"
        person.app.screen.query_one("#contract", Input).value = "Enterprise API"
        await person.burst("ctrl+s", "ctrl+s", "ctrl+s")
        await person.on("LiveScreen")
        await person.press("escape", "escape")
        await person.on("DealsScreen")
        assert len(deals(empty)) == 1


async def test_a_second_deal_of_the_same_names_is_announced_and_then_begun(
    workspace: Workspace,
) -> None:
    async with opened(workspace) as person:
        await form(person)
        vendor = person.app.screen.query_one("#vendor", Input)
        person.app.screen.query_one("#contract", Input).value = "Enterprise API"
        vendor.value = " acme  ai"
        await person.press("ctrl+s")
        await person.sees("There is a deal with this vendor and contract.")
        vendor.value = "Acme AI"
        await person.pilot.pause()
        person.blind_to("There is a deal")
        await person.press("ctrl+s")
        await person.sees("There is a deal with this vendor and contract.")
        assert len(deals(workspace)) == 1
        await person.press("ctrl+s")
        await person.on("LiveScreen")
        assert len(deals(workspace)) == 2


async def test_a_name_without_end_is_refused_in_words(empty: Workspace) -> None:
    async with opened(empty) as person:
        await form(person)
        await person.paste("Acme " * 100)
        await person.press("tab")
        await person.paste("Enterprise API")
        await person.press("ctrl+s")
        await person.sees("too long")
        await person.on("NewDealScreen")
        assert deals(empty) == []


async def test_a_playbook_that_cannot_be_used_is_told(empty: Workspace) -> None:
    (empty.playbooks / "llm-vendor.toml").write_text("[playbook\n", encoding="utf-8")
    async with opened(empty, WIDE) as person:
        await form(person)
        person.app.screen.query_one("#vendor", Input).value = "Acme AI"
        person.app.screen.query_one("#contract", Input).value = "Enterprise API"
        await person.press("ctrl+s")
        await person.sees("cannot be used")
        await person.on("NewDealScreen")
        assert deals(empty) == []


async def test_a_deal_that_cannot_be_saved_keeps_the_form(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.tui.test_not_saved import full

    async with opened(empty) as person:
        await form(person)
        await person.paste("Acme AI")
        await person.press("tab")
        await person.paste("Enterprise API")
        monkeypatch.setattr(Store, "add_deal", full)
        await person.press("ctrl+s")
        await person.sees("disk is full")
        await person.on("NewDealScreen")
        await person.sees("Acme AI", "Enterprise API")
        monkeypatch.undo()
        await person.press("ctrl+s")
        await person.on("LiveScreen")
        assert len(deals(empty)) == 1
