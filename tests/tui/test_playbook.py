"""The Playbook screen: browse, search, edit with live checks."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from time import sleep

import pytest

from negotiator.desk.look import Look
from negotiator.desk.workbench import Workbench
from negotiator.desk.workspace import Workspace
from tests.tui.maintainer import (
    COMMENT,
    LAYER,
    PINNING,
    RETENTION,
    TRAINING,
    at,
    choose_playbook,
    edit,
    enter,
    focus,
    go,
    judged,
    maintaining,
    panes,
    retitle,
    rows,
)
from tests.tui.playbook import SMALL
from tests.tui.test_hostile import ALL, harmless

# ── browse ───────────────────────────────────────────────────────────────────────────────────


async def test_enter_goes_in_and_escape_the_same_way_out(workspace: Workspace) -> None:
    async with maintaining(workspace) as person:
        await person.sees("contents", "training", "No training on our content", "files")
        assert panes(person) == ["browse"]
        await person.press("enter")
        await person.sees(
            "What goes into a model", "The ladder", "What they say", "needs The general counsel"
        )
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
            "needs The general counsel",
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
        await person.sees("problems", "no home")
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
        await person.press("escape", "escape")  # to the contents, and all of them
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
        await edit(person, RETENTION)
        await person.press("down", "down", "home")
        await person.paste('ownr = "engineering"\n')
        await person.press("up")
        await person.sees("✗ `ownr` of clause", "✗ 1")
        line = SMALL[: SMALL.index('title = "How long')].count("\n") + 1
        await person.press("up", "up", "f7")  # from elsewhere
        await person.sees(f"llm-vendor.toml:{line}:1", "did you mean `owner`?", "[unknown-key]")
        await person.until(
            lambda: at(person).place == (at(person).bench.place, line), "the cursor is elsewhere"
        )
        await person.press("escape")
        await judged(person)
        await person.press("ctrl+z")
        await judged(person)
        person.blind_to("✗ `ownr`")


async def test_a_key_to_the_text_counts_while_a_slow_disk_reads_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with maintaining(workspace, (200, 50)) as person:
        read = Workbench.open

        def slow(bench: Workbench, path: Path) -> None:
            sleep(0.4)  # longer than the rest after which the text would come by itself
            read(bench, path)

        monkeypatch.setattr(Workbench, "open", slow)
        await edit(person, PINNING)
        await person.press("x")
        await person.sees("not saved")


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
        await person.told("Saved. It has an error: calls stay on the last good edition.")
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


async def test_before_the_rules_have_spoken_nobody_says_that_nothing_is_wrong(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, check = Event(), Workbench.check
    sound = SMALL.replace("[[approver]]", '[playbook.check]\nno-home = "off"\n\n[[approver]]', 1)
    (workspace.playbooks / "llm-vendor.toml").write_text(sound, "utf-8")

    def slow(bench: Workbench, look: Look) -> Look:
        gate.wait(10)
        return check(bench, look)

    async with maintaining(workspace, (120, 40)) as person:
        await person.sees("Nothing is wrong with it.")
        monkeypatch.setattr(Workbench, "check", slow)
        try:
            at(person).judge()
            await person.sees("It is being checked …")
            await person.press("f7")
            await person.told("It is being checked …")
        finally:
            gate.set()
        await person.sees("Nothing is wrong with it.")
