"""Whatever a vendor, a playbook or a terminal does: shown as text, no crash, nothing lost."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from negotiator.deal import body as b
from negotiator.desk.workspace import Workspace
from tests.tui.playbook import SMALL
from tests.tui.support import Person, a_workspace, add_deal, begin, bodies, in_call, opened

KNOWN = "Do they know of it?"
MARKUP = "[/bold] [b]x[/b] [@click=app.quit]free[/] [red"
TERMINAL = "\x1b[31mred \x1b]52;c;aGFjaw==\x07 \x9b2J \x00\x08\x7f"
DIRECTION = "\u202egnirts\u202c العربية עברית \u2066x\u2069"
EMOJI = "👩‍👩‍👧‍👦 🇩🇪 e\u0301 ｗｉｄｅ 漢字 \ufe0f"
LONG = "we roll every customer forward " * 323
ALL = f"{MARKUP} {TERMINAL} {DIRECTION} {EMOJI}"
SIZES = ((200, 50), (40, 10), (10, 3))
OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Characters of these categories are obeyed, by one terminal or another, instead of shown."""


def harmless(person: Person) -> None:
    """Nothing on the screen can act on a terminal; joiners spell words and families."""
    for row in person.app.screen._compositor.render_strips():
        for part in row:
            bad = {c for c in part.text if unicodedata.category(c) in OBEYED} - {"\u200c", "\u200d"}
            assert not bad, f"{bad!r} in {part.text!r}"
            assert part.style is None or part.style.link is None


def toml(text: str) -> str:
    """A text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


STATEMENTS = {
    "markup": MARKUP,
    "terminal": TERMINAL,
    "direction": DIRECTION,
    "emoji": EMOJI,
    "long": LONG[:10_000],
    "escapes": "\x1b" * 10_000,
    "reversed": "\u202e[/" * 3_333,
}


async def test_what_a_vendor_says_is_text(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        for name, words in STATEMENTS.items():
            await person.paste(words)
            harmless(person)
            await person.press("enter")
            heard = await person.recorded(b.Heard)
            harmless(person)
            assert heard.words, name
            if words.isprintable():
                assert heard.words == words.strip()
        assert len(bodies(await person.saved(), b.Heard)) == len(STATEMENTS)
        await person.press("escape", "s")
        await person.on("WrapUpScreen")
        harmless(person)


async def test_every_answer_of_ours_is_text(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape")
        for key, questions in (
            ("n", ("Note",)),
            ("m", ("they will do?",)),
            ("k", ("Task", "Who does it?", "By when?", KNOWN)),
            ("t", ("what do we give?", "what comes back?")),
            ("e", ("Who has to agree?",)),
            ("h", ("Where does it stand?",)),
            ("w", ("on what basis?", "Who allowed it?")),
            ("d", ("who owes", "By when?")),
        ):
            await person.press(key)
            said = {KNOWN: "", "By when?": "3"}
            said |= dict.fromkeys(("Who has to agree?", "Who allowed it?"), "cfo")
            await person.answer(*((question, said.get(question, ALL)) for question in questions))
            harmless(person)
        kinds = [entry.body.kind for entry in await person.saved()]
        assert kinds == [
            "note", "promised", "task", "traded", "escalated", "papered", "waived", "deferred",
        ]  # fmt: skip
        await person.press("d")
        await person.asked("who owes")
        await person.press("enter")
        await person.asked("By when?")
        await person.paste(ALL)
        await person.press("enter")
        await person.sees("names no day")
        harmless(person)
        await person.press("escape")
        await person.on("LiveScreen")
        for note in bodies(await person.saved(), b.Note):
            assert MARKUP in note.words
        await person.press("s")
        await person.on("WrapUpScreen")
        harmless(person)
        for key in "rlm":
            await person.press(key)
            await person.asked("in which form?")
            await person.paste("markdown")
            await person.press("enter")
            await person.on("WrapUpScreen")
            await person.sees("Written")
            harmless(person)
        paths = list(person.app.workspace.sessions.glob("*.md"))
        assert paths
        for path in paths:
            assert "\x1b" not in path.read_text(encoding="utf-8")


async def test_the_name_of_a_vendor_is_text(workspace: Workspace) -> None:
    await add_deal(workspace, f"Evil {ALL}"[:150], f"{MARKUP} \x1b]0;title\x07")
    async with opened(workspace, (200, 50)) as person:
        await person.write("evil")
        await person.sees("Evil [/bold] [b]x[/b]")
        harmless(person)
        await begin(person)
        await person.sees("Evil [/bold]")
        harmless(person)
        await person.press("escape", "s")
        await person.on("WrapUpScreen")
        await person.sees("Evil [/bold]")
        harmless(person)
        await person.press("r")
        await person.asked("in which form?")
        await person.press("enter")
        await person.sees("Written")


async def test_a_name_typed_into_the_form_is_text(empty: Workspace) -> None:
    async with opened(empty) as person:
        await person.press("f2")
        await person.on("NewDealScreen")
        await person.paste(ALL)
        harmless(person)
        await person.press("tab")
        await person.paste(ALL)
        harmless(person)
        await person.press("ctrl+s")
        await person.on("LiveScreen")
        harmless(person)


@pytest.fixture
async def poisoned(tmp_path: Path) -> Workspace:
    """Every text of the playbook is hostile, and some are endless."""
    text = SMALL
    for number, mild in enumerate(
        (
            "No training on our content",
            "You train on our content only when we opt in.",
            "opt-out once",
            "Who may train on our content?",
            "What goes into a model never comes out of it.",
            "Which part of our content do you need for that?",
            "A public reference",
            "The general counsel",
            "DPA",
        )
    ):
        evil = f"{number} {ALL}" if number != 4 else f"{ALL} {LONG}"
        text = text.replace(f'"{mild}"', toml(evil[:60] if mild == "opt-out once" else evil))
    assert text.count("/bold") >= 9
    workspace = a_workspace(tmp_path / "workspace", text)
    await add_deal(workspace)
    return workspace


async def test_what_stands_in_a_playbook_is_text(poisoned: Workspace) -> None:
    async with opened(poisoned, (120, 40)) as person:
        harmless(person)
        await begin(person)
        await person.sees("[/bold]")
        await person.paste("all our customers contribute to the model")
        harmless(person)
        await person.press("enter", "escape", "c")
        harmless(person)
        for key in ("o", "t", "e", "g", "h"):
            await person.press(key)
            await person.on("AskScreen")
            await person.pilot.pause()
            harmless(person)
            await person.press("escape")
            await person.on("LiveScreen")
        await person.press("a", "s")
        await person.on("WrapUpScreen")
        harmless(person)
        assert [entry.body.kind for entry in await person.saved()] == [
            "heard", "countered", "agreed",
        ]  # fmt: skip


async def test_every_screen_at_every_size(workspace: Workspace) -> None:
    async with opened(workspace) as person:

        async def shrink(where: str) -> None:
            for width, height in SIZES:
                await person.pilot.resize_terminal(width, height)
                await person.until(
                    lambda: person.app.screen._compositor.size == (width, height),  # noqa: B023
                    f"{where} does not follow to {width}x{height}",
                )
            await person.pilot.resize_terminal(80, 24)
            await person.pilot.pause()

        await shrink("deals")
        await person.press("f1")
        await person.on("HelpScreen")
        await shrink("help")
        await person.press("escape", "f2")
        await person.on("NewDealScreen")
        await shrink("new deal")
        await person.press("escape")
        await begin(person)
        await shrink("live")
        await person.paste("we roll every customer forward")
        await shrink("live with words")
        await person.sees("Which part can't you do")
        await person.press("enter", "escape", "t")
        await person.on("AskScreen")
        await shrink("a question")
        await person.press("escape", "f10")
        await person.on("WrapUpScreen")
        await shrink("wrap-up")
        assert len(await person.saved()) == 1


@pytest.mark.parametrize("size", [(40, 10), (10, 3)])
async def test_a_call_in_a_tiny_window_loses_nothing(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with in_call(workspace, size) as person:
        await person.paste("we roll every cust fwd")
        await person.press("enter", "escape", "c", "o", "a")
        kinds = [entry.body.kind for entry in await person.saved()]
        assert kinds == ["heard", "countered", "offered", "agreed"]
        if size == (40, 10):
            await person.press("i")
            await person.paste("prompts are kept thirty days")
            await person.sees("data.retention", "How long do you keep prompts?")


async def test_what_is_pasted_into_the_palette_is_shown_and_not_obeyed(
    workspace: Workspace,
) -> None:
    async with opened(workspace) as person:
        await person.press("ctrl+p")
        await person.on("PatientPalette")
        await person.paste("\x9b2J \u202egnirts")
        await person.sees(r"\x9b2J \u202egnirts")
        await person.press("escape")
