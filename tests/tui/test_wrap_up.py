"""The end of a call: what is read aloud, what is ours alone, and the documents."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from negotiator.deal import body as b
from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from tests.tui.support import Person, begin, in_call, negotiate, opened

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"
INTERNAL = (
    "walk-away",
    "6 months",
    "any training",
    "90 days",
    "silent swap",
    "tested and certified",
)
"""What the small playbook keeps to ourselves."""


async def after_a_call(person: Person) -> None:
    """A bit of everything, then the wrap-up."""
    call = person.call
    call.hear("we roll every customer forward", call.suggest("we roll every customer forward")[0])
    call.offer(PINNING, "fallback-1")
    call.agree(PINNING)
    call.defer(RETENTION, "their security", date(2027, 1, 31))
    call.promise(TRAINING, "we will send the opt-out form")
    call.task(TRAINING, "send our wording", "ana")
    call.note(PINNING, "she hesitated at twelve")
    call.hear("the weather in Lisbon is lovely")
    await person.saved()
    await person.press("escape", "s")
    await wrapping_up(person)


def aloud(person: Person) -> str:
    """What is to be read aloud."""
    return _read(person, "#script-text")


def ours(person: Person) -> str:
    """What is left, for our eyes."""
    return _read(person, "#left-over-text")


def _read(person: Person, region: str) -> str:
    """A region's words, however they are wrapped."""
    return " ".join(str(person.app.screen.query_one(region, Static).render()).split())


async def wrapping_up(person: Person) -> None:
    """Wait until the wrap-up is there and says something."""
    await person.on("WrapUpScreen")
    await person.until(lambda: bool(aloud(person) and ours(person)), "the wrap-up is empty")


async def test_what_is_read_aloud_has_been_said_between_us(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await after_a_call(person)
        for words in (
            "Version pinning",
            "Twelve months works, with sixty days in staging before any switch.",
            "we will send the opt-out form",
            "How long prompts are kept",
            "No training on our content",
            "Did I get anything wrong?",
        ):
            assert words in aloud(person)
        for words in (*INTERNAL, "she hesitated", "send our wording", "Lisbon"):
            assert words not in aloud(person), f"{words!r} would be read to the vendor"
        await person.sees("wrap-up of call 1", "Did I get anything wrong?")


async def test_what_is_left_is_ours_and_counted(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await after_a_call(person)
        for words in (
            "Still open (1)",
            "No training on our content",
            "Put off (1)",
            "their security, by 31 Jan 2027",
            "Promised, not papered (1)",
            "Tasks (1)",
            "send our wording",
            "ana",
            "Not in the playbook (1)",
            "“the weather in Lisbon is lovely”",
        ):
            assert words in ours(person)
        assert "Must-haves nobody raised" not in ours(person), "each was spoken of"
        await person.sees("Promised, not papered", "Not in the playbook")


async def test_what_was_taken_back_is_not_wrapped_up(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape", "a", "u", "s")
        await wrapping_up(person)
        assert "Nothing was settled in this session yet" in aloud(person)
        assert "Must-haves nobody raised (3)" in ours(person)


async def test_escape_goes_back_to_the_call_and_e_ends_it(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape", "a", "f10")
        await person.on("WrapUpScreen")
        await person.press("escape")
        await person.on("LiveScreen")
        await person.press("p", "s")
        await person.on("WrapUpScreen")
        await person.press("e")
        await person.on("DealsScreen")
        await begin(person)
        await person.sees("0/45 min")
        assert person.call.number == 2
    with Store.open(workspace.database) as store:
        (session,) = store.sessions(store.deals()[0].id)
    assert session.ended is not None


async def test_they_confirm_what_was_read_to_them(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await after_a_call(person)
        await person.press("b")
        await person.sees("Read back: 1 point.")
        assert person.row(PINNING).standing == "read back"
        assert person.row(TRAINING).standing == "open"
        await person.press("b")
        await person.sees("Nothing is left to confirm.")
        assert "Twelve months works" in aloud(person), "it can be read once more"
        await person.recorded(b.ReadBack)
        await person.press("escape")
        await person.on("LiveScreen")
        await person.undo()
        assert person.row(PINNING).standing == "agreed in principle"


async def write(person: Person, key: str, form: str) -> None:
    """Have a document written in a form, chosen by typing."""
    await person.press(key)
    await person.asked("in which form?")
    await person.paste(form)
    await person.press("enter")
    await person.on("WrapUpScreen")


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize(
    ("key", "kind", "told"),
    [("r", "recap", "Twelve months works"), ("l", "issues", "How long prompts are kept")],
)
async def test_a_document_for_the_vendor_is_written_once_and_holds_nothing_of_ours(
    workspace: Workspace, key: str, kind: str, told: str, form: str
) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await after_a_call(person)
        await write(person, key, form)
        await person.sees("Written")
        (path,) = workspace.sessions.glob(f"*{kind}*.{form}")
        await person.sees(path.name)
        text = path.read_text(encoding="utf-8")
        assert "Acme AI" in text
        assert told in text
        for words in (*INTERNAL, "she hesitated", "send our wording"):
            assert words not in text
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_the_first_form_is_a_word_file_and_escape_writes_none(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape", "a", "s")
        await person.on("WrapUpScreen")
        for key, kind in (("r", "recap"), ("l", "issues"), ("m", "memo-internal")):
            await person.press(key)
            await person.asked("in which form?")
            await person.press("escape")
            await person.on("WrapUpScreen")
            assert not list(workspace.sessions.glob(f"*{kind}*"))
            await write(person, key, "")
            await person.sees(f"-{kind}-")
            (path,) = workspace.sessions.glob(f"*{kind}*.docx")
            assert path.read_bytes().startswith(b"PK")


async def test_a_document_is_made_of_what_is_saved_and_says_so(workspace: Workspace) -> None:
    async with in_call(workspace, (120, 40)) as person:
        await after_a_call(person)
        person.call.trouble = "The disk is full."
        await write(person, "r", "md")
        await person.sees("Written (without what is NOT SAVED yet):")


async def test_a_document_that_cannot_be_written_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    async with in_call(workspace) as person:
        await person.press("escape", "a", "s")
        await person.on("WrapUpScreen")
        monkeypatch.setattr("negotiator.desk.documents.write_atomically", full)
        await write(person, "r", "md")
        await person.told("the record itself is safe")
        await person.on("WrapUpScreen")
        assert list(workspace.sessions.glob("*.md")) == []


async def test_what_was_agreed_last_week_is_confirmed_today(workspace: Workspace) -> None:
    async with in_call(workspace) as person:
        await person.press("escape", "a", "s")
        await wrapping_up(person)
        await person.press("e")
        await person.on("DealsScreen")
        await person.told("Agreed, not confirmed: 1 point, for the next wrap-up.")
        await begin(person, "f3")
        await person.press("escape", "s")
        await wrapping_up(person)
        assert "This we agreed earlier, and have not read back yet." in aloud(person)
        assert "You train on our content only" in aloud(person)
        await person.press("b")
        await person.sees("Read back: 1 point.")
        await person.recorded(b.ReadBack)
        await person.press("e")
        await person.on("DealsScreen")
        assert person.notices("not confirmed") == 1, "that was the first call"


async def test_an_earlier_call_is_not_read_back_again(workspace: Workspace) -> None:
    """What was agreed last week stands in the record, not in today's read-back."""

    def last_week(call: Call) -> None:
        call.agree(TRAINING)
        call.read_back(TRAINING)

    negotiate(workspace, last_week)
    async with opened(workspace) as person:
        await begin(person)
        await person.press("escape", "s")
        await wrapping_up(person)
        assert "You train on our content only" not in aloud(person)
        assert "Must-haves nobody raised (2)" in ours(person)
