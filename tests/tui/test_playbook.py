"""The Playbook screen: browse, search, edit with live checks, save with care, lose no word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from negotiator.desk.workspace import Workspace
from negotiator.tui.screens.playbook import PlaybookScreen
from negotiator.tui.widgets.contents import Contents
from tests.tui.playbook import SMALL
from tests.tui.support import Person, opened
from tests.tui.test_hostile import ALL, harmless

PINNING, TRAINING, RETENTION = "model.version-pinning", "data.training", "data.retention"
COMMENT = "# Ours, and nobody is to touch it."
LAYER = f"""\
{COMMENT}
[playbook]
id = "ours"
name = "Ours"
extends = "llm-vendor"

[[clause]]
id = "{PINNING}"
weight = 9
"""


@pytest.fixture
def file(workspace: Workspace) -> Path:
    return workspace.playbooks / "llm-vendor.toml"


def at(person: Person) -> PlaybookScreen:
    """The screen itself."""
    return cast("PlaybookScreen", person.app.screen)


async def judged(person: Person) -> None:
    """Wait until the text as it is has been judged by all rules."""

    def done() -> bool:
        look, bench = at(person)._look, at(person)._bench
        quiet = not at(person)._stale and not at(person)._looking
        return look is not None and bench is not None and look is bench._last and quiet

    await person.until(done, "it was not judged")


@asynccontextmanager
async def maintaining(
    workspace: Workspace, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Person]:
    """The program with the playbook on the screen, the cursor in its contents."""
    async with opened(workspace, size) as person:
        await enter(person)
        yield person


async def enter(person: Person) -> None:
    """From the deals to the playbook."""
    await person.press("f4")
    await person.on("PlaybookScreen")
    await person.until(lambda: at(person)._look is not None, "no playbook came")
    await judged(person)


async def go(person: Person, clause: str) -> None:
    """Find a clause by its id, and be on its page."""
    await person.press("f2", "ctrl+u")
    await person.write(clause)
    await person.press("enter")
    await person.until(lambda: at(person)._clause == clause, f"not at {clause}")


async def edit(person: Person, clause: str) -> None:
    """To the text of a clause, the cursor on its first line."""
    await go(person, clause)
    await person.press("f4")
    await person.until(lambda: focus(person) == "Source", "the cursor is not in the text")
    await person.pilot.pause()


async def retitle(person: Person, more: str) -> None:
    """Write into the title of the clause whose first line the cursor is on."""
    await person.press("down", "down", "end", "left")
    await person.paste(more)


def focus(person: Person) -> str:
    return type(person.app.focused).__name__


def panes(person: Person) -> list[str]:
    """The panes to be seen, from left to right."""
    return [name for name in ("browse", "page", "edit") if at(person).query_one(f"#{name}").display]


def rows(person: Person) -> list[str]:
    """The names in the contents, without the headings."""
    options = at(person).query_one(Contents).options
    return [option.id for option in options if option.id and not option.id.startswith("group:")]


# ── browse ───────────────────────────────────────────────────────────────────────────────────


async def test_enter_goes_in_and_escape_the_same_way_out(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await person.sees("contents", "training", "No training on our content", "files")
        assert panes(person) == ["browse"]
        await person.press("enter")
        await person.sees("What goes into a model", "The ladder", "What they say", "needs legal")
        assert panes(person) == ["page"]
        await person.press("enter")
        await person.sees("llm-vendor.toml", f'id = "{TRAINING}"')
        assert panes(person) == ["edit"]
        for pane in ("page", "browse"):
            await person.press("escape")
            await person.until(lambda pane=pane: panes(person) == [pane], f"not back at {pane}")  # type: ignore[misc]
        await person.press("escape")
        await person.on("DealsScreen")


async def test_the_clause_is_there_as_it_is_negotiated_and_whole(workspace: Workspace) -> None:
    async with maintaining(workspace, (120, 90)) as person:
        await go(person, TRAINING)
        await person.sees(
            "must-have: pilot, internal, customer-facing, regulated",
            "ASK     You train on our content only when we opt in.",
            "[opt-in only] ─ opt-out once ↑ ─ walk-away: any training",
            "needs legal",
            "OPEN    Who may train on our content?",
            "improves  policy",
            "“all our customers contribute to the model”",
            "alternative  We can give you a test set instead.",
            "HOME    DPA, 2",
            "“we train on everything that customers send”",
        )


async def test_as_many_panes_as_there_is_room_for(workspace: Workspace) -> None:
    async with maintaining(workspace, (200, 50)) as person:
        assert panes(person) == ["browse", "page", "edit"]
        await person.sees("problems", "no objection")
        await person.pilot.resize_terminal(120, 40)
        await person.until(lambda: panes(person) == ["browse", "page"], "two panes")
        await go(person, PINNING)
        assert panes(person) == ["browse", "page"]
        await person.press("e")
        await person.until(lambda: panes(person) == ["page", "edit"], "the text beside the page")
        await person.sees("ASK", "[[clause]]")
        await person.pilot.resize_terminal(80, 24)
        await person.until(lambda: panes(person) == ["edit"], "one pane")


async def test_found_by_id_title_and_phrase(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        for typed, found, shown in (
            ("retention", RETENTION, "How long prompts are kept"),
            ("version pin", PINNING, "Version pinning"),
            ("roll every", PINNING, "we roll every customer forward"),
            ("one-fleet", PINNING, "one-fleet"),
        ):
            await person.press("slash")
            await person.press("ctrl+u")
            await person.write(typed)
            await person.sees(shown)
            assert rows(person)[0] == found
            await person.press("enter")
            await person.until(lambda found=found: at(person)._clause == found, f"not {found}")  # type: ignore[misc]
            await person.press("escape")
        await person.press("slash", "ctrl+u")
        await person.write("zzz")
        await person.sees("nothing is found by that")
        await person.press("escape")
        await person.sees("find: id, title, phrase", "Version pinning")


async def test_areas_fold_and_stay_folded(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await person.press("left")
        await person.sees("▸ data")
        assert TRAINING not in rows(person)
        await person.press("escape")
        await enter(person)
        await person.sees("▾ data")  # the clause one is at is never hidden
        await go(person, PINNING)
        assert TRAINING in rows(person)


async def test_a_file_of_the_playbook_can_be_opened(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await person.press("end", "enter")
        await person.sees("[playbook]", 'name = "Small"')
        assert focus(person) == "Source"


async def test_the_page_follows_the_cursor_of_the_text(workspace: Workspace) -> None:
    async with maintaining(workspace, (120, 40)) as person:
        await edit(person, TRAINING)
        await person.press(*["pagedown"] * 3)
        await person.until(lambda: at(person)._clause != TRAINING, "the page does not follow")
        assert focus(person) == "Source"


# ── edit ─────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_typed_is_shown_before_it_is_saved(workspace: Workspace, file: Path) -> None:
    file.write_text(f"{COMMENT}\n{SMALL}")
    async with maintaining(workspace, (120, 40)) as person:
        await edit(person, PINNING)
        await retitle(person, " of models  # no comment")
        await person.sees("not saved: llm-vendor.toml", "Version pinning of models  # no comment")
        await judged(person)
        assert SMALL in file.read_text()
        await person.press("ctrl+s")
        await person.sees("Saved.")
        text = file.read_text()
        assert text.startswith(f"{COMMENT}\n[playbook]")
        assert text == f"{COMMENT}\n{SMALL}".replace(
            '"Version pinning"', '"Version pinning of models  # no comment"'
        )
        person.blind_to("not saved")
        await person.press("ctrl+z")
        await person.sees("not saved: llm-vendor.toml")


async def test_a_slip_is_named_at_its_line_with_its_remedy(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.press("down", "down", "home")
        await person.paste('ownr = "engineering"\n')
        await person.sees("✗ `ownr` of clause", "✗ 1")
        line = SMALL[: SMALL.index('title = "Version')].count("\n") + 1
        await person.press("up", "up", "f7")
        await person.sees(f"llm-vendor.toml:{line}:1", "did you mean `owner`?", "[unknown-key]")
        assert at(person).place == (at(person).bench.place, line)
        await person.press("escape")
        await judged(person)
        await person.press("ctrl+z")
        await judged(person)
        person.blind_to("✗ `ownr`")


async def test_a_broken_text_leaves_contents_and_page_as_they_were(workspace: Workspace) -> None:
    async with maintaining(workspace, (200, 50)) as person:
        await edit(person, PINNING)
        before = rows(person)
        await person.press("down")
        await person.paste("\n[[clause")
        await person.sees("this is not TOML", "It cannot be read just now; this is how it was.")
        await judged(person)
        assert rows(person) == before
        await person.sees("ASK     We need the version named")


async def test_a_broken_text_can_be_saved_and_is_said_to_be(
    workspace: Workspace, file: Path
) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.paste("[[")
        await person.press("ctrl+s")
        await person.sees("Saved. It has an error: calls stay on the last good edition.")
        assert "[[[[clause]]" in file.read_text()


async def test_each_file_keeps_its_undo(workspace: Workspace) -> None:
    (workspace.playbooks / "ours.toml").write_text(LAYER)
    async with maintaining(workspace) as person:
        await choose_playbook(person, "ours")
        await edit(person, PINNING)
        await person.paste("# first\n")
        await person.press("escape", "w")
        await person.sees("llm-vendor.toml")
        await person.paste("# second\n")
        await person.sees("not saved: ours.toml, llm-vendor.toml")
        await person.press("escape", "w")
        await person.sees("# first")
        await person.press("ctrl+z")
        await person.until(lambda: at(person).unsaved == "llm-vendor.toml", "undo took the other")
        await person.press("ctrl+s")
        await person.sees("Saved.")
        assert (workspace.playbooks / "ours.toml").read_text() == LAYER


async def test_nothing_to_save_is_said(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await person.press("ctrl+s")
        await person.sees("Nothing is edited that is not saved.")
        await person.press("n")
        await person.sees("Nothing is wrong with it.")


async def choose_playbook(person: Person, name: str) -> None:
    """Put another playbook on the screen."""
    await person.press("p")
    await person.asked("Which playbook?")
    await person.write(name)
    await person.press("enter")
    await person.on("PlaybookScreen")
    await person.until(lambda: at(person)._playbook == name, f"not at {name}")
    await person.until(lambda: at(person)._look is not None, "no playbook came")
    await judged(person)


# ── the disk ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("answer", ["keep", "reload", ""])
async def test_a_file_that_somebody_else_wrote_is_not_written_over_unasked(
    workspace: Workspace, file: Path, answer: str
) -> None:
    theirs = SMALL.replace("Version pinning", "Theirs")
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await retitle(person, " ours")
        file.write_text(theirs)
        await person.sees("was changed on the disk; your edits are kept here")
        await person.press("ctrl+s")
        await person.asked("llm-vendor.toml was changed on the disk since it was read.")
        assert file.read_text() == theirs
        if answer:
            await person.write(answer)
            await person.press("enter")
        else:
            await person.press("escape")
        await person.on("PlaybookScreen")
        if answer == "keep":
            await person.sees("Saved.")
            assert '"Version pinning ours"' in file.read_text()
        elif answer == "reload":
            await person.sees('title = "Theirs"')
            assert file.read_text() == theirs
            await person.until(lambda: not at(person).unsaved, "it is still unsaved")
        else:
            assert at(person).unsaved == "llm-vendor.toml"
            assert file.read_text() == theirs


async def test_what_another_program_saved_is_read_again_where_nothing_is_edited(
    workspace: Workspace, file: Path
) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.press("down", "down")
        file.write_text(SMALL.replace('"Version pinning"', '"Pins"'))
        await person.sees('title = "Pins"', "is read again")
        source = at(person).sources.current
        assert source is not None
        assert source.document.get_line(source.cursor_location[0]).startswith("title")
        await person.press("escape")
        await person.sees("Pins")


async def test_r_reads_the_file_again_and_asks_before_it_drops_edits(
    workspace: Workspace, file: Path
) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.paste("# edited\n")
        await person.press("escape", "r")
        await person.asked("llm-vendor.toml is edited and not saved.")
        await person.press("escape")
        await person.on("PlaybookScreen")
        assert at(person).unsaved
        await person.press("r")
        await person.asked("llm-vendor.toml is edited and not saved.")
        await person.press("enter")
        await person.sees("Read again: llm-vendor.toml")
        assert not at(person).unsaved
        assert file.read_text() == SMALL


async def test_unsaved_edits_are_asked_about_once_on_the_way_out(
    workspace: Workspace, file: Path
) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await retitle(person, " ours")
        await person.press("escape", "escape", "escape")
        await person.asked("Not saved: llm-vendor.toml")
        await person.press("escape")
        await person.on("PlaybookScreen")
        await person.press("escape")
        await person.asked("Not saved: llm-vendor.toml")
        await person.write("save")
        await person.press("enter")
        await person.on("DealsScreen")
        assert '"Version pinning ours"' in file.read_text()
        await enter(person)
        await edit(person, PINNING)
        await retitle(person, " and theirs")
        await person.press("escape", "escape", "escape")
        await person.asked("Not saved: llm-vendor.toml")
        await person.write("drop")
        await person.press("enter")
        await person.on("DealsScreen")
        assert "theirs" not in file.read_text()
        await enter(person)
        assert not at(person).unsaved


async def test_edits_outlive_a_program_that_was_left_twice_over(
    workspace: Workspace, file: Path
) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await retitle(person, " half said")
        await judged(person)
        await person.press("ctrl+q")
        await person.sees("Not saved: llm-vendor.toml. Ctrl+Q again keeps it for the next time.")
        assert person.app.is_running
        await person.press("ctrl+q")
        await person.until(lambda: not person.app.is_running, "it still runs")
    assert file.read_text() == SMALL
    async with maintaining(workspace) as person:
        await person.sees("Edits that were never saved are here again: llm-vendor.toml.")
        assert at(person).unsaved == "llm-vendor.toml"
        await person.press("ctrl+s")
        await person.sees("Saved.")
    assert '"Version pinning half said"' in file.read_text()


async def test_the_users_editor_needs_a_terminal_that_can_be_given_away(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sh")
    monkeypatch.delenv("VISUAL", raising=False)
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.paste("# edited\n")
        await person.press("f9")
        await person.sees("llm-vendor.toml is edited here: save it first (Ctrl+S).")
        await person.press("ctrl+z", "f9")
        await person.sees("This terminal cannot be given away.")
        monkeypatch.setenv("EDITOR", "no-such-editor")
        await person.press("f9")
        await person.sees("There is no editor no-such-editor.")


# ── what is not ours ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shipped(empty: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace without a playbook; the small one comes with the program."""
    root = tmp_path / "shipped" / "playbooks"
    root.mkdir(parents=True)
    (empty.playbooks / "llm-vendor.toml").rename(root / "llm-vendor.toml")
    monkeypatch.setattr("negotiator.desk.library.shipped_root", lambda: root)
    monkeypatch.setattr("negotiator.desk.promote.shipped_root", lambda: root)
    return empty


async def test_what_comes_with_the_program_is_changed_in_a_new_layer(shipped: Workspace) -> None:
    async with maintaining(shipped) as person:
        await edit(person, PINNING)
        await person.sees("comes with the program: l changes it in a layer")
        await person.write("x")  # no text, and no command either
        await person.press("f4")
        await person.asked(f"Which layer changes {PINNING}?")
        await person.write("house-terms")
        await person.press("enter")
        await person.asked(f"What of {PINNING} does house-terms change?")
        await person.write("ladder")
        await person.press("enter")
        await person.sees("house-terms.toml", "[[clause.position]]")
        await person.until(lambda: at(person)._playbook == "house-terms", "it is not on the bench")
        await judged(person)
        await person.press("down", "down", "down", "down", "end")
        await person.press("left")
        await person.paste(", ours")
        await judged(person)
        await person.press("ctrl+s")
        await person.sees("Saved.")
    text = (shipped.playbooks / "house-terms.toml").read_text()
    assert 'label = "24 months, ours"' in text
    assert 'extends = "llm-vendor"' in text
    shipped_file = shipped.root.parent / "shipped" / "playbooks" / "llm-vendor.toml"
    assert shipped_file.read_text() == SMALL


async def test_a_layer_that_is_there_is_added_to_and_saved_by_hand(shipped: Workspace) -> None:
    ours = shipped.playbooks / "ours.toml"
    ours.write_text(LAYER)
    async with maintaining(shipped) as person:
        await go(person, TRAINING)
        await person.press("l")
        await person.asked(f"Which layer changes {TRAINING}?")
        await person.sees("ours  Ours")
        await person.press("down", "enter")
        await person.asked(f"What of {TRAINING} does ours change?")
        await person.write("position")
        await person.press("enter")
        await person.sees("ours.toml · not saved", f'id = "{TRAINING}"')
        assert ours.read_text() == LAYER
        await judged(person)
        await person.press("ctrl+s")
        await person.sees("Saved.")
    assert ours.read_text().startswith(LAYER)
    assert 'label = "opt-out once"' in ours.read_text()


async def test_a_question_about_a_layer_can_be_left(shipped: Workspace) -> None:
    async with maintaining(shipped) as person:
        await go(person, PINNING)
        await person.press("l")
        await person.asked("Which layer")
        await person.press("escape")
        await person.on("PlaybookScreen")
        await person.press("l")
        await person.asked("Which layer")
        await person.write("Not An Id")
        await person.press("enter")
        await person.asked("What of")
        await person.press("down", "enter")
        await person.sees("Not An Id is no id.")
    assert list(shipped.playbooks.iterdir()) == []


async def test_the_files_in_which_a_clause_stands_one_after_the_other(shipped: Workspace) -> None:
    (shipped.playbooks / "ours.toml").write_text(LAYER)
    async with maintaining(shipped) as person:
        await choose_playbook(person, "ours")
        await go(person, PINNING)
        await person.press("w")
        await person.sees("ours.toml", "weight = 9")
        await person.press("escape", "w")
        await person.sees("llm-vendor.toml", "comes with the program")
        await person.press("w")
        await person.sees("weight = 9")
        await person.press("escape")
        await go(person, TRAINING)
        await person.press("w")
        await person.sees('title = "No training')
        await person.press("w")
        await person.sees("It stands in llm-vendor.toml alone.")


# ── hostile ──────────────────────────────────────────────────────────────────────────────────


async def test_what_stands_in_a_file_is_text(workspace: Workspace, file: Path) -> None:
    for text in (
        f"# {ALL}\n{SMALL}",
        SMALL.replace("No training on our content", "[/b] [@click=app.quit]x[/] \u202e"),
        "\x1b[31m\x9b2J\x07 not toml at all",
    ):
        file.write_text(text)
        async with maintaining(workspace, (200, 50)) as person:
            harmless(person)
            await person.press("end", "enter")
            await person.pilot.pause()
            harmless(person)
            await person.press("f7", "escape", "f5")
            await person.paste(ALL)
            await person.pilot.pause()
            harmless(person)
            await person.press("escape", "f2")
            await person.paste("[/b]")
            harmless(person)


async def test_a_file_that_would_not_come_back_as_it_is_can_only_be_read(
    workspace: Workspace, file: Path
) -> None:
    raw = SMALL.replace("\n", "\r\n", 3).encode()
    file.write_bytes(raw)
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.sees("mixed line ends")
        await person.write("zz")
        await person.press("ctrl+s")
        await person.pilot.pause()
    assert file.read_bytes() == raw


async def test_line_ends_of_another_system_are_kept(workspace: Workspace, file: Path) -> None:
    raw = f"\ufeff{SMALL}".replace("\n", "\r\n").encode()
    file.write_bytes(raw)
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.paste("# one\n")
        await person.press("ctrl+s")
        await person.sees("Saved.")
    first = f'# one\r\n[[clause]]\r\nid = "{PINNING}"'.encode()
    assert file.read_bytes() == raw.replace(first[7:], first)
