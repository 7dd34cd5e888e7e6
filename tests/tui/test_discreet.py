"""While the screen is shared nothing of ours is painted, from the very first frame on."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual._context import visible_screen_stack
from textual.app import App
from textual.screen import Screen

from negotiator.deal import body as b
from negotiator.desk.memory import Memory, recall, remember
from negotiator.desk.workspace import Workspace
from negotiator.tui.widgets.source import Source
from tests.samples import PINNING
from tests.tui.marked import APPROVER, BREACH, MARK, OTHERS, marked_workspace
from tests.tui.support import Person, begin, opened
from tests.tui.test_help import screens

if TYPE_CHECKING:
    from negotiator.tui.app import NegotiatorApp

SIZES = [(80, 24), (120, 40)]
OURS = (MARK, APPROVER, *OTHERS)
TELLING = (
    "must-have", "walk-away", "fallback", "escalated", "deadlocked", "waived", "countered",
    "give ", "needs ", "●", "customer-facing", "of 45 min",
)  # fmt: skip
"""Words of the program's own that would give something away; the help and the palette have some."""
CALM = "Not while the screen is shared."

Walk = Callable[[Person], Awaitable[None]]


@dataclass
class Paper:
    """What is sent to the terminal while the screen is shared, frame by frame."""

    frames: list[str] = field(default_factory=list)

    def blind_to(self, *texts: str) -> None:
        for frame in self.frames:
            for text in texts:
                assert text not in frame, f"{text!r} was painted:\n{frame}"


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paper]:
    """Each frame and part of one that a terminal would be sent; a headless app sends it nowhere."""
    taken = Paper()
    really = App._display

    def display(app: App[None], screen: Screen[object], renderable: object) -> None:
        render = getattr(renderable, "render_segments", None)
        if render is not None and cast("NegotiatorApp", app).discreet:
            taken.frames.append(render(app.console))
        really(app, screen, renderable)  # type: ignore[arg-type]

    monkeypatch.setattr(App, "_display", display)
    yield taken
    assert taken.frames, "nothing was painted at all"


@pytest.fixture(scope="session")
def _rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return marked_workspace(tmp_path_factory.mktemp("rich") / "workspace").root


@pytest.fixture
def rich(tmp_path: Path, _rich: Path) -> Workspace:
    """A deal rich in entries, and all that is ours marked."""
    folder = tmp_path / "workspace"
    shutil.copytree(_rich, folder)
    return Workspace(folder)


# ── every screen ─────────────────────────────────────────────────────────────────────────────


async def deals(person: Person) -> None:
    await person.on("DealsScreen")


async def new_deal(person: Person) -> None:
    await person.press("f2")


async def live(person: Person) -> None:
    """In the call, at the clause of which most was said, and half a sentence typed."""
    await person.paste("acme")
    await begin(person)
    person.live._clause = PINNING
    person.live.show_state()
    await person.paste("we roll everyone forward, 9 months")
    await person.pilot.pause()


async def keys(person: Person) -> None:
    """The same, the line left."""
    await live(person)
    await person.press("escape")


async def wrap_up(person: Person) -> None:
    await live(person)
    await person.press("f10")


async def playbook(person: Person) -> None:
    await person.press("f4")
    await person.until(lambda: len(person.app.screen_stack) > 1, "no playbook came")
    shown = person.app.screen_stack[1]
    await person.until(lambda: getattr(shown, "_look", None) is not None, "it was not read")


async def source(person: Person) -> None:
    """The text of the playbook, as it is edited."""
    await playbook(person)
    await person.press("f4")
    await person.pilot.pause()


async def edition(person: Person) -> None:
    await keys(person)
    file = person.app.workspace.playbooks / "llm-vendor.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"{MARK}certified", f"{MARK}tested"), encoding="utf-8")
    await person.until(lambda: person.call.news == "changed", "nobody noticed")
    await person.press("E")
    await person.until(lambda: person.app.screen is not person.live, "it is not shown")


async def helped(person: Person) -> None:
    await keys(person)
    await person.press("f1")
    await person.on("HelpScreen")


async def asked(person: Person) -> None:
    await keys(person)
    await person.press("t")


async def contract(person: Person) -> None:
    await person.press("f6")
    await person.pilot.pause(0.4)


def after_contract(key: str) -> Walk:
    """The screen that a key opens on the contract."""

    async def walk(person: Person) -> None:
        await contract(person)
        await person.press(key)
        await person.pilot.pause(0.4)

    return walk


async def due(person: Person) -> None:
    await person.press("f7")
    await person.pilot.pause(0.2)


async def insights(person: Person) -> None:
    await person.press("ctrl+k")
    await person.pilot.pause(0.2)


def after_reviews(key: str) -> Walk:
    """The screen that a key opens on the list of sessions."""

    async def walk(person: Person) -> None:
        await person.press("f10")
        await person.on("ReviewsScreen")
        await person.sees("review · 1 session")
        await person.press(*key.split())
        await person.pilot.pause(0.4)

    return walk


async def sides(person: Person) -> None:
    await after_reviews("b")(person)
    await person.paste("Brightwater")
    await person.press("enter")
    await person.pilot.pause(0.4)


def after(key: str) -> Walk:
    """The screen that a key opens in the call."""

    async def walk(person: Person) -> None:
        await keys(person)
        await person.press(key)
        await person.pilot.pause(0.2)

    return walk


WALKS: dict[str, Walk] = {
    "DealsScreen": deals,
    "NewDealScreen": new_deal,
    "LiveScreen": live,
    "WrapUpScreen": wrap_up,
    "PlaybookScreen": playbook,
    "EditionScreen": edition,
    "AskScreen": asked,
    "HelpScreen": helped,
    "CoverScreen": new_deal,
    "ContractScreen": contract,
    "DueScreen": due,
    "RenewalScreen": after_contract("f5"),
    "GovernanceScreen": after_contract("f6"),
    "AgendaScreen": after("A"),
    "PackagesScreen": after("M"),
    "PreparationScreen": after("P"),
    "RetierScreen": after("y"),
    "LearnedScreen": after("L"),
    "PrecedentsScreen": after("N"),
    "InsightsScreen": insights,
    "ReviewsScreen": after_reviews(""),
    "SessionScreen": after_reviews("enter"),
    "PathsScreen": after_reviews("p"),
    "SidesScreen": sides,
    "ConstraintScreen": after("q"),
    "PromisesScreen": after("l"),
    "ReadinessScreen": after("R"),
}
"""The way to each screen of the program; a new one has to be added here."""
FURTHER = {"the keys": keys, "the text of a playbook": source, "what is due": after("D")}
SHOWING = {"DealsScreen", "LiveScreen", "WrapUpScreen", "PlaybookScreen", "EditionScreen"}
SHOWING |= {"AskScreen", *FURTHER}
"""Where something marked is seen while the screen is not shared, so that its absence tells."""


def test_no_screen_of_the_program_is_missing_here() -> None:
    known = screens().values()
    shown = {each.__name__ for each in known if not any(each in other.__bases__ for other in known)}
    assert set(WALKS) == shown


@pytest.mark.parametrize(
    ("name", "size"),
    [
        pytest.param(name, size, id=f"{name}-{size[0]}")
        for name in (*WALKS, *FURTHER)
        for size in (SIZES if name in SHOWING else SIZES[:1])
    ],
)
async def test_one_key_hides_what_is_ours_and_shows_it_again(
    rich: Workspace, paper: Paper, name: str, size: tuple[int, int]
) -> None:
    async with opened(rich, size) as person:
        await {**WALKS, **FURTHER}[name](person)
        await still(person)
        await person.until(lambda: not person.app.screen.query("Toast"), "a notice stays")
        before = await still(person)
        if name in SHOWING:
            assert any(text in before for text in OURS), before

        await person.press("f9")
        await person.pilot.pause()
        nothing_of_ours(person, name)
        await person.press("f8")
        await person.pilot.pause()
        nothing_of_ours(person, name)
        paper.blind_to(*OURS)

        await person.press("f9")
        await person.until(
            lambda: whole(person) == before, f"it does not come back; before:\n{before}"
        )


@pytest.mark.parametrize("name", sorted(SHOWING))
async def test_after_a_restart_no_frame_shows_anything(
    rich: Workspace, paper: Paper, name: str
) -> None:
    remember(rich.state_file, Memory(discreet=True, clause=PINNING))
    async with opened(rich, (120, 40)) as person:
        await {**WALKS, **FURTHER}[name](person)
        await person.pilot.pause()
        nothing_of_ours(person, name)
    paper.blind_to(*OURS)


async def still(person: Person) -> str:
    """The screen once it does not change by itself any more."""
    seen: list[str] = []
    while len(seen) < 3 or len({*seen[-3:]}) > 1:
        await person.pilot.pause(0.05)
        seen.append(whole(person))
    return seen[-1]


def whole(person: Person) -> str:
    """What the terminal shows: the uppermost screen, and what is seen behind it."""
    person.app.screen.refresh()  # or what is kept of it may lack what is behind it
    before = visible_screen_stack.set(person.app._background_screens)
    try:
        return person.screen
    finally:
        visible_screen_stack.reset(before)


def nothing_of_ours(person: Person, name: str = "") -> None:
    """Neither on the screen nor in a picture of it, a title or a notice; and the state is plain."""
    picture = person.app.export_screenshot(simplify=True)
    said = [notice.message for notice in person.app._notifications]
    for shown in (whole(person), picture, *said, person.app.title, person.app.sub_title):
        for text in (*OURS, *(TELLING if name != "HelpScreen" else ())):
            assert text not in shown, f"{text!r} is to be seen:\n{whole(person)}"
    assert "SCREEN SHARED" in whole(person)


# ── dialogs ──────────────────────────────────────────────────────────────────────────────────

ASKED = {
    "o": CALM, "t": CALM, "n": CALM, "k": CALM, "w": CALM, "e": CALM, "y": CALM,
    "d": "who owes the answer", "m": "What did they say", "g": "Go to which clause",
    "h": "Where does it stand?",
}  # fmt: skip
"""What a key that asks shows on a shared screen."""


@pytest.mark.parametrize("key", ASKED)
async def test_a_question_is_asked_without_what_is_ours_or_not_at_all(
    rich: Workspace, paper: Paper, key: str
) -> None:
    remember(rich.state_file, Memory(discreet=True, clause=PINNING))
    async with opened(rich) as person:
        await keys(person)
        before = await person.saved()
        await person.press(key)
        await person.sees(ASKED[key])
        nothing_of_ours(person)
        await person.burst(*"xyz")
        await person.press("escape")
        await person.on("LiveScreen")
        assert await person.saved() == before
        nothing_of_ours(person)
    paper.blind_to(*OURS)


async def test_a_deferral_is_asked_for_with_their_words_and_without_our_advice(
    rich: Workspace,
) -> None:
    remember(rich.state_file, Memory(discreet=True, clause=PINNING))
    async with opened(rich) as person:
        await keys(person)
        person.call.hear_about("let me check with legal", PINNING)
        for _ in range(2):
            person.call.defer(PINNING, "their legal", None)
        await person.press("d")
        await person.sees("who owes the answer", "│ their legal ")
        person.blind_to("hird time")


@pytest.mark.parametrize("key", [*ASKED, "ctrl+p"])
async def test_a_question_that_is_open_already(rich: Workspace, paper: Paper, key: str) -> None:
    async with opened(rich) as person:
        await keys(person)
        await person.press(key)
        await person.pilot.pause()
        asking, before = person.app.screen, await still(person)
        assert asking is not person.live
        await person.press("f9")
        await person.pilot.pause()
        nothing_of_ours(person, "" if key != "ctrl+p" else "HelpScreen")
        paper.blind_to(*OURS)
        await person.press("f9")
        await person.until(
            lambda: whole(person) == before, f"it does not come back; before:\n{before}"
        )
        assert person.app.screen is asking


@pytest.mark.parametrize("key", ["m", "d", "g"])
async def test_what_is_behind_a_question_is_hidden_in_the_very_next_frame(
    rich: Workspace, key: str
) -> None:
    async with opened(rich) as person:
        await keys(person)
        await person.press(key)
        await still(person)
        person.app.action_discreet()  # and no turn of the event loop before it is painted
        nothing_of_ours(person)


# ── a call goes on ───────────────────────────────────────────────────────────────────────────


async def test_what_is_typed_is_filed_as_ever(rich: Workspace, paper: Paper) -> None:
    remember(rich.state_file, Memory(discreet=True))
    async with opened(rich) as person:
        await live(person)
        await person.sees(PINNING, "Version pinning", "SCREEN SHARED", "Acme AI")
        await person.press("enter")
        heard = await person.recorded(b.Heard)
        assert heard.match is not None
        assert heard.match.phrase.startswith(MARK), "filed is what was found, not what is shown"
        assert heard.match.score > 0
        assert heard.match.objection == "one-fleet"
        assert heard.value == 9
        await person.sees(f"Filed under {PINNING}.", "“we roll everyone forward")
        await person.press("escape", "c")
        await person.recorded(b.Countered)
        await person.sees("Recorded.")
        nothing_of_ours(person)
    paper.blind_to(*OURS)


async def test_what_was_put_on_the_table_stays_and_the_rest_does_not(rich: Workspace) -> None:
    async with opened(rich, (120, 40)) as person:
        await keys(person)
        await person.press("f9")
        await person.sees("Twelve months works, with sixty days in staging")
        person.live._clause = BREACH
        person.live.show_state()
        await person.pilot.pause()
        person.blind_to("ASK", "NEXT", "SAY", "WHY", "LADDER", "HOME", "OPEN")


async def test_a_choice_among_the_readings_survives_the_key(rich: Workspace) -> None:
    async with opened(rich) as person:
        await live(person)
        found = person.call.suggest("we roll everyone forward, 9 months", PINNING, limit=4)
        await person.press(*["down"] * len(found), "f9", "enter")
        assert (await person.recorded(b.Heard)).match is None, "the choice was: in no playbook"


async def test_notices_wait_until_the_screen_is_ours_again(rich: Workspace, paper: Paper) -> None:
    async with opened(rich) as person:
        await keys(person)
        person.app.say(f"{MARK}before")
        await person.sees(f"{MARK}before")
        # The key comes before the message of a notice that was raised ahead of it.
        person.app.action_discreet()
        person.app.say(f"{MARK}said meanwhile", problem=True)
        person.app.notify(f"{MARK}by another way")
        await person.sees("There is something to read")
        nothing_of_ours(person)
        paper.blind_to(*OURS)
        await person.press("f9")
        await person.told(f"{MARK}said meanwhile")
        await person.told(f"{MARK}by another way")


async def test_the_wrap_up_keeps_its_script(rich: Workspace) -> None:
    remember(rich.state_file, Memory(discreet=True))
    async with opened(rich) as person:
        await live(person)
        await person.press("escape")
        person.call.agree(PINNING)
        await person.press("f10")
        await person.sees("read back aloud", "Twelve months works", "your legal, by 04 Dec 2026")
        person.blind_to("ours")
        await person.press("r")
        await person.asked("The recap for the vendor: in which form?")
        await person.press("enter")
        await person.sees("Written.")
        nothing_of_ours(person)


# ── what is under the cover ──────────────────────────────────────────────────────────────────


async def test_a_deal_is_found_unseen(rich: Workspace, paper: Paper) -> None:
    remember(rich.state_file, Memory(discreet=True))
    async with opened(rich, (120, 40)) as person:
        await person.sees("The deals are not shown")
        person.blind_to("Acme")
        await person.press("enter")
        await person.on("DealsScreen")
        await person.paste("data")
        await person.sees("2 deals found.")
        await person.press("enter")
        await person.on("DealsScreen")
        await person.press("ctrl+u")
        await person.paste("acme")
        await person.sees("1 deal found.")
        await begin(person)
        await person.press("escape", "escape")
        await person.on("DealsScreen")
        person.blind_to("acme", "Acme")
        await begin(person, "f3")
    paper.blind_to(*OURS)


async def test_the_keys_do_not_reach_what_is_covered(rich: Workspace) -> None:
    """And what was typed there is there again afterwards."""
    async with opened(rich) as person:
        await person.press("f2")
        await person.write("Halyard")
        await person.press("f9")
        await person.sees(CALM)
        await person.burst(*"xyz", "ctrl+s", "enter")
        await person.press("f9")
        await person.on("NewDealScreen")
        await person.sees("Halyard")
        person.blind_to("xyz")


async def test_edits_that_are_not_saved_are_not_left_unseen(rich: Workspace) -> None:
    async with opened(rich) as person:
        await source(person)
        screen = person.app.screen
        text = screen.query_one(Source)
        await person.until(lambda: text.has_focus and not text.read_only, "it is not edited yet")
        await person.press("x")
        await person.until(lambda: bool(getattr(screen, "unsaved", "")), "nothing is edited")
        await person.press("f9", "escape")
        await person.sees("Something there is edited and not saved.")
        await person.press("f9")
        assert person.app.screen is screen


async def test_a_screen_that_is_done_while_it_is_covered_takes_its_cover_along(
    rich: Workspace, paper: Paper
) -> None:
    async with opened(rich) as person:
        await source(person)
        covered = person.app.screen
        await person.press("f1")
        await person.press("f9")
        await person.sees(CALM)
        await person.press("escape")
        await person.sees(CALM)
        assert [type(each).__name__ for each in person.app.screen_stack[1:]] == [
            "PlaybookScreen",
            "CoverScreen",
        ], "the help is gone, and the playbook behind it not to be seen"
        covered.dismiss(None)
        await person.on("DealsScreen")
        nothing_of_ours(person)
        await still(person)
        paper.blind_to(*OURS)


# ── remembering it ───────────────────────────────────────────────────────────────────────────


async def test_it_is_kept_for_the_next_start(rich: Workspace) -> None:
    for before in (False, True):
        async with opened(rich) as person:
            await person.until(lambda: person.app.desk is not None, "no desk")
            assert ("SCREEN SHARED" in person.screen) is before
            await person.press("f9")
            await person.until(
                lambda kept=not before: recall(rich.state_file).discreet is kept,  # type: ignore[misc]
                "it is not kept",
            )
