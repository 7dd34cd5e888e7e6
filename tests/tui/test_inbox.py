"""What calls left that no phrase matched, taken into the playbook from its screen: a key each."""

from __future__ import annotations

from typing import cast

from negotiator.desk import Call
from negotiator.desk.workspace import Workspace
from negotiator.tui.screens.playbook import PlaybookScreen
from tests.tui.maintainer import PINNING, TRAINING, at, enter, go
from tests.tui.support import Person, negotiate, opened

UNKNOWN = (
    "our zebra rotation forbids it",
    "the ferret committee meets on tuesdays",
    "a pelican licence costs extra",
)


def unmatched(call: Call) -> None:
    """Statements that were filed as known to no playbook."""
    for words in UNKNOWN:
        call.hear(words)


async def inbox(person: Person) -> None:
    """From the deals to what waits for the playbook."""
    await person.press("f4")
    await person.on("PlaybookScreen")
    await person.sees("contents", "data.training")
    await go(person, "data.training")
    await person.press("i")
    await person.sees("3 waiting", *UNKNOWN)


def learned(workspace: Workspace) -> str:
    return "".join(each.read_text("utf-8") for each in workspace.playbooks.rglob("*learned.toml"))


async def test_what_was_taken_in_is_taken_back(workspace: Workspace) -> None:
    negotiate(workspace, unmatched)
    before = sorted(workspace.playbooks.rglob("*"))
    async with opened(workspace, (120, 40)) as person:
        await inbox(person)
        await person.press("u")
        await person.told("Nothing was taken in here that could be undone.")
        for left in ("2 waiting", "1 waiting"):
            await person.press("plus")
            await person.sees(left)
        once = learned(workspace)
        await person.press("u")
        await person.sees("2 waiting")
        assert learned(workspace).count("zebra") == 1
        assert learned(workspace).count("ferret") == 0
        by_hand = next(workspace.playbooks.rglob("*learned.toml"))
        text = by_hand.read_text("utf-8")
        by_hand.write_text(once, "utf-8")
        await person.press("u")
        await person.told("was changed since.")
        assert learned(workspace) == once, "what was edited meanwhile stays"
        by_hand.write_text(text, "utf-8")
        await person.press("u")
        await person.sees("3 waiting", *UNKNOWN)
    assert sorted(workspace.playbooks.rglob("*")) == before, "nothing is left behind"


async def test_each_playbook_has_an_inbox_of_its_own(workspace: Workspace) -> None:
    negotiate(workspace, unmatched)
    other = (workspace.playbooks / "llm-vendor.toml").read_text("utf-8")
    (workspace.playbooks / "ours.toml").write_text(other.replace("llm-vendor", "ours"), "utf-8")
    async with opened(workspace, (120, 40)) as person:
        await inbox(person)
        for name, waits in (("ours", "0 waiting · p llm-vendor: 3"), ("llm-vendor", "3 waiting")):
            await person.press("p")
            await person.write(name)
            await person.press("enter")
            await person.sees(f"playbook {name}", waits)


async def test_a_key_each_and_the_next_does_not_stop_the_last(workspace: Workspace) -> None:
    negotiate(workspace, unmatched)
    async with opened(workspace, (120, 40)) as person:
        await inbox(person)
        async with cast("PlaybookScreen", person.app.screen)._lock:  # a slow disk
            for key in ("plus", "down", "z", "down", "plus"):
                await person.press(key)
            await person.sees("checking the playbook with it…")
        await person.until(lambda: all(w in learned(workspace) for w in UNKNOWN), "one is lost")
        await person.sees("Nothing waits")
    assert learned(workspace).count('expect = ""') == 1, "small talk is tried to find nothing"
    async with opened(workspace, (120, 40)) as person:
        await person.press("enter")
        await person.on("LiveScreen")
        await person.paste(UNKNOWN[0])
        await person.sees("data.training")


def corrected(call: Call) -> None:
    """Statements that were filed by hand under a clause each."""
    call.hear_about(UNKNOWN[0], PINNING)
    call.hear_about(UNKNOWN[1], TRAINING)


async def test_each_corrected_statement_goes_to_the_clause_it_was_filed_under(
    workspace: Workspace,
) -> None:
    negotiate(workspace, corrected)
    async with opened(workspace) as person:
        await enter(person)
        await person.press("i")
        for clause, left in ((PINNING, "1 waiting"), (TRAINING, "0 waiting")):
            await person.sees(f"+ a phrase of {clause}")
            await person.press("plus")
            await person.sees(left)
    text = learned(workspace)
    assert text.index(PINNING) < text.index(UNKNOWN[0])
    assert text.index(TRAINING) < text.index(UNKNOWN[1])
    assert text.count("[[clause]]") == 2


async def test_what_nobody_chose_a_clause_for_goes_nowhere(workspace: Workspace) -> None:
    negotiate(workspace, unmatched)
    async with opened(workspace) as person:
        await enter(person)
        await person.press("i")
        await person.sees("F2 finds its clause")
        for key in ("plus", "o", "m"):
            await person.press(key)
            await person.told("Choose the clause it is about first: F2 finds it.")
        assert learned(workspace) == ""
        await go(person, TRAINING)
        await person.sees(f"+ a phrase of {TRAINING}")


async def test_undo_waits_for_what_is_being_taken_in(workspace: Workspace) -> None:
    negotiate(workspace, unmatched)
    async with opened(workspace, (120, 40)) as person:
        await inbox(person)
        await person.press("plus")
        await person.sees("2 waiting")
        async with at(person)._lock:  # a slow disk
            await person.press("z", "u")
        await person.told("Taken back: small talk.")
    assert learned(workspace).count("zebra") == 1
    assert 'expect = ""' not in learned(workspace)
