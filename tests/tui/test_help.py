"""Every command is a key, in the help, in the palette and, where it says so, in the footer."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

import negotiator.tui.screens
from negotiator.deal import body as b
from negotiator.desk.workspace import Workspace
from negotiator.tui.app import NegotiatorApp
from negotiator.tui.keys import (
    AGENDA,
    APP,
    CALL,
    CONTRACT,
    COVER,
    DEALS,
    DUE,
    GOVERNANCE,
    INSIGHTS,
    LEARNED,
    NEW_DEAL,
    PACKAGES,
    PLAYBOOK,
    PRECEDENTS,
    PREPARATION,
    PROMISES,
    READINESS,
    RENEWAL,
    WRAP_UP,
    Command,
    key_names,
)
from negotiator.tui.review_keys import PATHS, REVIEWS, SESSION, SIDES
from negotiator.tui.screens.sides import SidesScreen
from tests.tui.support import Person, in_call, negotiate, opened

REGISTRY = {
    "PromisesScreen": PROMISES,
    "ReadinessScreen": READINESS,
    "DealsScreen": DEALS,
    "NewDealScreen": NEW_DEAL,
    "LiveScreen": CALL,
    "LearnedScreen": LEARNED,
    "WrapUpScreen": WRAP_UP,
    "PlaybookScreen": PLAYBOOK,
    "ContractScreen": CONTRACT,
    "DueScreen": DUE,
    "InsightsScreen": INSIGHTS,
    "PrecedentsScreen": PRECEDENTS,
    "RenewalScreen": RENEWAL,
    "GovernanceScreen": GOVERNANCE,
    "CoverScreen": COVER,
    "AgendaScreen": AGENDA,
    "PackagesScreen": PACKAGES,
    "PreparationScreen": PREPARATION,
    "ReviewsScreen": REVIEWS,
    "SessionScreen": SESSION,
    "PathsScreen": PATHS,
    "SidesScreen": SIDES,
}
MODALS = {"AskScreen", "ConstraintScreen", "EditionScreen", "HelpScreen", "RetierScreen"}
PARTS = {
    "AgendaKeys",
    "BesideCall",
    "ClauseKeys",
    "EditionKeys",
    "InHandKeys",
    "LearnedKeys",
    "LedgerKeys",
    "OtherWindows",
    "LookBack",
    "PrepareKeys",
    "PromoteKeys",
    "TextKeys",
    "TradeKeys",
    "Upkeep",
    "UpkeepKeys",
}
"""They say their two keys on their frame."""
LEADS = {
    "DealsScreen": (CALL, "back"),
    "WrapUpScreen": (CALL, "wrap-up"),
    "AgendaScreen": (CALL, "agenda"),
    "PackagesScreen": (CALL, "packages"),
    "LearnedScreen": (CALL, "learned"),
    "PromisesScreen": (CALL, "promises"),
    "ReadinessScreen": (CALL, "readiness"),
    "PreparationScreen": (CALL, "prepare"),
    "PlaybookScreen": (CALL, "playbook"),
    "NewDealScreen": (DEALS, "new-deal"),
    "ContractScreen": (DEALS, "contract"),
    "DueScreen": (DEALS, "due"),
    "CoverScreen": (APP, "discreet"),
    "PrecedentsScreen": (CALL, "precedents"),
    "InsightsScreen": (DEALS, "insights"),
    "ReviewsScreen": (DEALS, "reviews"),
}
"""Which command of which list leads to a screen, from the call on."""
AFTER = {"RenewalScreen", "GovernanceScreen", "SessionScreen", "PathsScreen", "SidesScreen"}
"""What is done when no call is going on, on the way by the contract or the review."""
INDISTINCT = {"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+left_square_bracket", "alt+enter", "ctrl+enter"}
"""Keys that terminals cannot tell apart, or never send."""
EVERY_ROW = (240, 110)
"""A terminal on which nothing has to be scrolled."""


@pytest.fixture
def footer() -> bool:
    """The footer is looked at here."""
    return True


def screens() -> dict[str, type[Screen[object]]]:
    """The program's own screen classes, by name."""
    package = negotiator.tui.screens
    return {
        name: thing
        for module in pkgutil.iter_modules(package.__path__)
        for name, thing in vars(import_module(f"{package.__name__}.{module.name}")).items()
        if isinstance(thing, type)
        and issubclass(thing, Screen)
        and thing.__module__.startswith(package.__name__)
    }


def of(bindings: object) -> list[Binding]:
    """Bindings as written down, each a Binding."""
    assert isinstance(bindings, list)
    assert all(isinstance(binding, Binding) for binding in bindings)
    return bindings


def test_every_screen_has_its_commands_in_the_registry() -> None:
    known = screens()
    assert set(known) == {*REGISTRY, *MODALS, *PARTS}
    for name, commands in REGISTRY.items():
        screen = known[name]
        assert vars(screen)["COMMAND_LIST"] is commands, "what the help lists"
        assert [binding.id for binding in of(vars(screen)["BINDINGS"])] == [
            command.id for command in commands
        ], "what the keys do"
    assert [binding.id for binding in of(NegotiatorApp.BINDINGS)] == [each.id for each in APP]


@pytest.mark.parametrize("name", REGISTRY)
def test_a_command_is_a_key_a_title_a_help_and_a_method(name: str) -> None:
    screen = screens()[name]
    commands = (*REGISTRY[name], *APP)
    keys = [key for command in commands for key in command.key.split(",")]
    assert len(keys) == len(set(keys)), "a key does one thing"
    assert not INDISTINCT & set(keys)
    for commands in (REGISTRY[name], APP):
        ids = [command.id for command in commands]
        titles = [command.title for command in commands]
        assert len(set(ids)) == len(set(titles)) == len(commands)
    for command in REGISTRY[name]:
        assert command.help[-1] in ".?", command
        method = command.action.partition("(")[0]
        assert callable(getattr(screen, f"action_{method}", None)), command


def way_to(name: str) -> list[str]:
    """The keys from the call, its line left, to a screen."""
    if name == "LiveScreen":
        return []
    commands, wanted = LEADS[name]
    (command,) = (each for each in commands if each.id == wanted)
    start = way_to("DealsScreen") if commands is DEALS else []
    return [*start, command.key.split(",")[0]]


@pytest.mark.parametrize("name", sorted(REGISTRY.keys() - AFTER))
def test_every_action_is_at_most_three_keys_from_the_call(name: str) -> None:
    for command in REGISTRY[name]:
        assert len([*way_to(name), command.key]) <= 3, f"{command.title} is too far away"


async def reach(person: Person, name: str) -> None:
    """Go to a screen from the deals."""
    match name:
        case "NewDealScreen":
            await person.press("f2")
        case "PlaybookScreen":
            await person.press("f4")
        case "ContractScreen":
            await person.press("f6")
        case "RenewalScreen":
            await person.press("f6")
            await person.on("ContractScreen")
            await person.press("f5")
        case "GovernanceScreen":
            await person.press("f6")
            await person.on("ContractScreen")
            await person.press("f6")
        case "DueScreen":
            await person.press("f7")
        case "InsightsScreen":
            await person.press("ctrl+k")
        case "ReviewsScreen" | "SessionScreen" | "PathsScreen" | "SidesScreen":
            await look_back(person, name)
        case "CoverScreen":
            await person.press("f9", "f2")
        case "PreparationScreen":
            await person.press("f5")
        case "DealsScreen":
            pass
        case _:
            await person.press("enter")
            await person.on("LiveScreen")
            await person.until(lambda: person.live.begun, "the call did not begin")
            await person.press("escape", *way_to(name))
    await person.on(name)


async def look_back(person: Person, name: str) -> None:
    """To the review, and on from it; the deal at hand is laid beside itself for want of another."""
    await person.press("f10")
    await person.on("ReviewsScreen")
    await person.sees("review · 1 session")
    if name == "SidesScreen":
        deal = person.app.screen.pointed_at()  # type: ignore[attr-defined]
        await person.app.push_screen(SidesScreen(deal, deal))
    elif name != "ReviewsScreen":
        await person.press({"SessionScreen": "enter", "PathsScreen": "p"}[name])


@pytest.mark.parametrize("name", REGISTRY)
async def test_help_palette_and_footer_know_every_command(workspace: Workspace, name: str) -> None:
    commands = (*REGISTRY[name], *APP)
    if name in {"ReviewsScreen", "SessionScreen", "PathsScreen", "SidesScreen"}:
        negotiate(workspace, lambda call: call.hear("an office in Lisbon"))
    async with opened(workspace, EVERY_ROW) as person:
        await reach(person, name)
        await person.until(lambda: shown(person) == [], "the footer lacks a command")

        here = person.app.screen
        offered = {each.title: each.help for each in person.app.get_system_commands(here)}
        for command in commands:
            if command.id != "palette":
                assert offered.get(command.title) == command.help, f"the palette lacks {command}"

        await person.press("f1")
        await person.on("HelpScreen")
        for command in commands:
            assert in_help(person, command), f"the help lacks {command}:\n{person.screen}"
        assert vars(type(here))["HELP"][:60] in person.screen
        await person.press("escape")
        await person.on(name)


def shown(person: Person) -> list[str]:
    """The titles that the registry promises to the footer and the footer does not show."""
    footer = person.app.screen.query_one(Footer)
    there = {key.description for key in footer.query(FooterKey) if key.region.width}
    commands = (*getattr(person.app.screen, "COMMAND_LIST", ()), *APP)
    at_the_keyboard = person.app.focused
    consumed = at_the_keyboard is not None and at_the_keyboard.id == "find"
    return [
        command.title
        for command in commands
        if command.footer
        and command.title not in there
        # Enter is the line's own key there, and does the same.
        and not (consumed and command.key == "enter")
    ]


def in_help(person: Person, command: Command) -> bool:
    """Whether a row of the help names the keys, the title and what it does."""
    return any(
        row.find(key_names(command)) >= 0
        and row.find(command.title) > row.find(key_names(command))
        and row.find(command.help) > row.find(command.title)
        for row in person.screen.replace("│", " ").splitlines()
    )


async def test_the_ways_in_and_out_of_the_help(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("f1", "f1")
        await person.on("LiveScreen")
        await person.press("escape", "?")
        await person.on("HelpScreen")
        await person.press("?")
        await person.on("LiveScreen")
        await person.press("i")
        await person.write("what?")
        await person.on("LiveScreen")
        await person.sees("what?")
        assert await person.saved() == []


async def test_the_help_explains_the_marks(workspace: Workspace) -> None:
    async with opened(workspace, EVERY_ROW) as person:
        await person.press("f1")
        await person.sees("not raised", "deadlocked", "waived", "a must-have that is still open")


async def palette(person: Person, words: str, title: str = "") -> None:
    """Find a command in the palette by typing its title, or words of its help, and take it."""
    await person.press("ctrl+p")
    await person.on("PatientPalette")
    await person.paste(words)
    await person.until(
        lambda: any(
            (title or words) in str(option.prompt)
            for option in person.app.screen.query_one("CommandList").options  # type: ignore[attr-defined]
        ),
        f"the palette does not find {words}",
    )
    await person.press("enter")
    await person.until(
        lambda: type(person.app.screen).__name__ != "PatientPalette", "the palette stays"
    )


async def test_what_the_palette_offers_is_done(workspace: Workspace) -> None:
    """For a key of the screen, of the application, and while the cursor is in the line."""
    async with in_call(workspace) as person:
        await palette(person, "Park")
        assert isinstance(await person.recorded(b.Parked), b.Parked)
        theme = person.app.theme
        await palette(person, "Theme: light")
        assert person.app.theme == "negotiator-light" != theme
        await palette(person, "Help")
        await person.on("HelpScreen")
        await person.press("escape")
        await palette(person, "Wrap up")
        await person.on("WrapUpScreen")
        await palette(person, "Back")
        await person.on("LiveScreen")


async def test_the_palette_finds_what_is_said_of_a_command(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await palette(person, "PILOT", "Tier")
        await person.sees("What is this deal now?")


async def test_quit_is_one_key_everywhere(workspace: Workspace) -> None:
    for name in ("DealsScreen", "LiveScreen"):
        async with opened(workspace) as person:
            await reach(person, name)
            await person.press("ctrl+q")
            await person.until(lambda: not person.app.is_running, "it still runs")
