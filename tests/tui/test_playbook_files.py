"""The Playbook screen and its files: saved with care, layers over what is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Region

from negotiator.desk.workspace import Workspace
from tests.tui.maintainer import (
    LAYER,
    PINNING,
    TRAINING,
    at,
    choose_playbook,
    edit,
    enter,
    focus,
    go,
    judged,
    maintaining,
    retitle,
)
from tests.tui.playbook import SMALL

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
        await person.told("was changed on the disk; your edits are kept here")
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


async def test_r_reads_again_where_the_id_is_broken_too(workspace: Workspace, file: Path) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await person.press("down", "home")
        await person.paste("[")
        await judged(person)
        await person.press("escape", "r")
        await person.asked("llm-vendor.toml is edited and not saved.")
        await person.press("enter")
        await person.sees("Read again: llm-vendor.toml")
        assert file.read_text() == SMALL


async def test_unsaved_edits_are_asked_about_once_on_the_way_out(
    workspace: Workspace, file: Path
) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        await retitle(person, " ours")
        await person.press("escape", "escape", "escape", "escape")  # the last but one: the search
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
        await retitle(person, " and others")
        await person.press("escape", "escape", "escape", "escape")
        await person.asked("Not saved: llm-vendor.toml")
        await person.write("drop")
        await person.press("enter")
        await person.on("DealsScreen")
        assert "and others" not in file.read_text()
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
        await person.told("Not saved: llm-vendor.toml. Ctrl+Q again keeps it for the next time.")
        assert person.app.is_running
        await person.press("ctrl+q")
        await person.until(lambda: not person.app.is_running, "it still runs")
    assert file.read_text() == SMALL
    async with maintaining(workspace) as person:
        await person.told("Edits that were never saved are here again: llm-vendor.toml.")
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
        await person.press("ctrl+o")
        await person.told("llm-vendor.toml is edited here: save it first (Ctrl+S).")
        await person.press("ctrl+z", "ctrl+o")
        await person.sees("This terminal cannot be given away.")
        monkeypatch.setenv("EDITOR", "no-such-editor")
        await person.press("ctrl+o")
        await person.sees("There is no editor no-such-editor.")


async def test_a_text_that_was_taken_away_can_still_be_painted(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await edit(person, PINNING)
        source = at(person).sources.current
        assert source is not None
        at(person).sources.close_all()
        await person.until(lambda: not source.is_attached, "it is still there")
        assert [strip.text for strip in source.render_lines(Region(0, 0, 4, 2))] == ["    "] * 2


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
        await person.press(*["down"] * 5, "end", "left")
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


async def test_a_clause_that_is_chosen_after_a_problem_is_edited_where_it_is_ours(
    shipped: Workspace,
) -> None:
    below = shipped.root.parent / "shipped" / "playbooks" / "llm-vendor.toml"
    below.write_text(below.read_text().replace('kind = "operational"', 'kind = "opertional"', 1))
    (shipped.playbooks / "ours.toml").write_text(LAYER)
    async with maintaining(shipped) as person:
        await choose_playbook(person, "ours")
        await person.press("f7")
        await person.sees("llm-vendor.toml", 'kind = "opertional"')
        await person.until(lambda: focus(person) == "Source", "the cursor is not in the text")
        await go(person, PINNING)
        await person.press("f4")
        await person.sees("ours.toml", "weight = 9")
        place = at(person).place
        assert place is not None
        assert place[0].name == "ours.toml"


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
