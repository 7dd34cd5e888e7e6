"""A playbook on the workbench: browsed, edited, judged before it is saved, saved with care."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from negotiator.desk import DeskError, Library
from negotiator.desk.look import Look
from negotiator.desk.sheet import ChangedError
from negotiator.desk.unsaved import UnsavedTexts
from negotiator.desk.workbench import Workbench
from negotiator.desk.workspace import Workspace
from negotiator.playbook.problem import Problem
from tests.samples import PINNING, RETENTION, TEXT, TRAINING

NOW = datetime(2026, 11, 21, tzinfo=UTC)
LAYER = f"""\
# Ours, and dear to us.
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


@pytest.fixture
def library(workspace: Workspace) -> Library:
    return Library(workspace)


@pytest.fixture
def put(workspace: Workspace, library: Library) -> Callable[[str], Workbench]:
    """Puts a playbook on a workbench."""
    return lambda name: Workbench(workspace, library, name, lambda: NOW)


@pytest.fixture
def bench(put: Callable[[str], Workbench], file: Path) -> Workbench:
    """The sample, its file open."""
    bench = put("llm-vendor")
    bench.look()
    bench.open(file)
    return bench


def worst(look: Look) -> dict[str, str]:
    """How bad it is with each row about which there is something to say."""
    return {row.name: row.worst for row in look.rows if row.worst}


def looked(bench: Workbench) -> Look:
    return bench.check(bench.look())


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


# ── browsing ─────────────────────────────────────────────────────────────────────────────────


def test_the_contents_are_the_clauses_by_area_and_the_files(bench: Workbench, file: Path) -> None:
    look = looked(bench)
    keys = [row.key for row in look.rows]
    assert keys[:-1] == list(dict.fromkeys(look.clauses))
    assert look.rows[-1].key == str(file)
    assert look.rows[-1].group == "files"
    groups = [row.group for row in look.rows]
    assert len(set(groups)) == len([g for n, g in enumerate(groups) if g not in groups[:n]])
    assert look.title == "Sample 1.2.3"


@pytest.mark.parametrize(
    ("typed", "row", "by"),
    [
        ("version", PINNING, PINNING),
        ("VERSION pin", PINNING, PINNING),
        ("roll every", PINNING, "we roll every customer forward"),
        ("one-fl", PINNING, "one-fleet"),
        ("which part", PINNING, None),
        ("pin roll", PINNING, "Version pinning"),
        ("llm-v", "file", None),
    ],
)
def test_it_is_found_by_id_title_and_phrase(
    bench: Workbench, file: Path, typed: str, row: str, by: str | None
) -> None:
    found = {each.key: each.found_by(typed) for each in looked(bench).rows}
    text = found[str(file) if row == "file" else row]
    assert text is not None
    assert by is None or text == by


def test_a_word_is_found_by_its_beginning_alone(bench: Workbench) -> None:
    assert all(row.found_by("ersion") is None for row in looked(bench).rows)
    assert all(row.found_by("zzz") is None for row in looked(bench).rows)


def test_a_clause_as_the_negotiator_sees_it(bench: Workbench) -> None:
    card = bench.look().card(PINNING)
    assert card is not None
    assert card.ask.startswith("We need the version named")
    assert card.ladder[-1].walk_away
    assert bench.look().card("no.such") is None


def test_a_line_is_tried_on_the_text_as_it_is_edited(bench: Workbench, file: Path) -> None:
    words = "the quokkas have to be fed before we can do that"
    assert looked(bench).ask(words) == []
    assert looked(bench).ask("   ") == []
    bench.edit(file, TEXT.replace("we only offer the latest version", words))
    found = looked(bench).ask(words)
    assert found[0].clause == PINNING
    assert found[0].phrase == words
    assert "quokkas" in found[0].words
    assert found[0].score > 0.3
    assert file.read_text() == TEXT


# ── layers ───────────────────────────────────────────────────────────────────────────────────


def test_where_a_clause_stands_the_upper_layer_first(
    put: Callable[[str], Workbench], workspace: Workspace, file: Path
) -> None:
    ours = workspace.playbooks / "ours.toml"
    ours.write_text(LAYER)
    bench = put("ours")
    look = looked(bench)
    header = TEXT[: TEXT.index(f'id = "{PINNING}"')].count("\n")
    assert look.where(PINNING) == [(ours, 7), (file, header)]
    assert [path for path, _ in look.where(TRAINING)] == [file]
    assert look.where("no.such") == []
    assert look.clauses[PINNING].weight == 9
    assert next(iter(look.outlines)) == ours


def test_what_comes_with_the_program_is_not_ours_to_edit(
    put: Callable[[str], Workbench], workspace: Workspace, file: Path
) -> None:
    assert put("llm-vendor").is_ours(file)
    file.unlink()
    shipped = put("llm-vendor")
    assert not shipped.is_ours(shipped.place)
    assert not any(map(shipped.is_ours, shipped.look().outlines))


# ── what is wrong ────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_is_judged_before_it_is_saved(bench: Workbench, file: Path) -> None:
    before = looked(bench)
    text = TEXT.replace('owner = "engineering"', 'owner = "enginering"', 1)
    bench.edit(file, text)
    look = bench.look()
    (problem, *_) = look.problems
    assert (problem.line, problem.column) == (line_of(text, 'owner = "enginering"'), 9)
    assert problem.remedy == 'did you mean "engineering"?'
    assert worst(look)["version-pinning"] == "error"
    assert look.unread == {PINNING}
    assert [row.key for row in look.rows] == [row.key for row in before.rows], "nothing jumps"
    assert look.clauses[PINNING] == before.clauses[PINNING], "it is shown as it was"
    assert file.read_text() == TEXT
    bench.edit(file, TEXT)
    assert looked(bench).rows == before.rows
    assert bench.unsaved == {}


def test_a_text_that_is_no_toml_leaves_the_contents_as_they_were(
    bench: Workbench, file: Path
) -> None:
    before = looked(bench)
    bench.edit(file, TEXT.replace('id = "llm-vendor"', 'id = "llm-vendor', 1))
    look = looked(bench)
    assert look.loaded.playbook is None
    assert [row.key for row in look.rows] == [row.key for row in before.rows]
    assert look.title == before.title
    assert look.clauses == before.clauses
    assert look.ask("we roll every customer forward"), "a line is tried on the last good text"
    assert {problem.severity for problem in look.loaded.problems} == {"error"}


def test_a_clause_that_was_never_sound_is_listed_all_the_same(bench: Workbench, file: Path) -> None:
    bench.edit(file, f'{TEXT}\n[[clause]]\nid = "model.new"\ntitle = "New"\n')
    look = looked(bench)
    (row,) = (row for row in look.rows if row.key == "model.new")
    assert (row.worst, row.title) == ("error", "")
    assert "model.new" in look.unread
    assert "model.new" not in look.clauses
    assert look.where("model.new")


def test_a_clause_that_a_layer_removed_is_not_missed(
    put: Callable[[str], Workbench], workspace: Workspace
) -> None:
    ours = workspace.playbooks / "ours.toml"
    ours.write_text(f'{LAYER}wieght = 3\n\n[[clause]]\nid = "{RETENTION}"\nremove = true\n')
    look = looked(put("ours"))
    assert look.unread == {PINNING}
    assert RETENTION not in {row.key for row in look.rows}


def test_the_rules_speak_after_the_loader_and_are_remembered(bench: Workbench, file: Path) -> None:
    text = TEXT.replace('say = "Which part', 'say = "Our fallback is: which part', 1)
    bench.edit(file, text)
    first = bench.look()
    assert first.found == ()
    checked = bench.check(first)
    codes = {problem.code for problem in checked.problems}
    assert "internal-words" in codes
    bench.edit(file, f"{text}\n# more\n")
    assert bench.look().found == checked.found, "until the rules have looked again"


def test_the_worst_comes_first(bench: Workbench, file: Path) -> None:
    bench.edit(file, TEXT.replace("label =", "lable =", 1).replace("last_reviewed", "x_reviewed"))
    severities = [problem.severity for problem in looked(bench).problems]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    assert severities[0] == "error"


def test_what_cannot_be_read_comes_before_what_may_follow_from_it(
    bench: Workbench, file: Path
) -> None:
    text = TEXT.replace('clause = "data.training"', 'clause = "data.nothing"', 1)
    bench.edit(file, text.replace("label =", "lable =", 1))
    codes = [problem.code for problem in looked(bench).problems]
    assert codes[0] == "unknown-key", "and not that a floor above it names no clause there is"
    assert "unknown-clause" in codes
    bench.edit(file, TEXT.replace('id = "data.training"', 'id = "data training"', 1))
    codes = [problem.code for problem in looked(bench).problems]
    assert codes[0] == "bad-id"
    assert "unknown-clause" not in codes, "that follows from it"
    bench.edit(file, TEXT.replace("[[clause]]", "[[clause]", 1))
    assert looked(bench).problems[0].code == "toml-syntax"


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ('title = "Version pinning"', 'title = ""', "empty-text"),
        ('title = "Version pinning"', "title = Version", "toml-syntax"),
        ('owner = "engineering"', 'ownr = "engineering"', "unknown-key"),
        ("value = 24", 'value = "24"', "wrong-type"),
        ('rung = "opening"', 'rung = "openning"', "bad-value"),
        ('id = "one-fleet"', 'id = "One Fleet"', "bad-id"),
        ("[[clause.position]]", "[clause.position]", "toml-syntax"),
        ('clause = "data.training"', 'clause = "data.trainin"', "unknown-clause"),
        ('extends = "llm-vendor"', 'extends = "llm-vendr"', "unknown-parent"),
        (f'id = "{PINNING}"', 'id = "model"', "bad-id"),
    ],
)
def test_every_slip_has_its_line_and_remedy(
    bench: Workbench, file: Path, was: str, now: str, code: str
) -> None:
    text = TEXT.replace('version = "1.2.3"', 'extends = "llm-vendor"') if "extends" in was else TEXT
    assert was in text
    bench.edit(file, text.replace(was, now, 1))
    found: list[Problem] = [p for p in looked(bench).problems if p.code == code]
    assert found, [str(problem) for problem in looked(bench).problems]
    assert found[0].source == file
    assert found[0].remedy
    near = line_of(bench.text(file) or "", now)
    assert abs(found[0].line - near) <= 6


# ── saving ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_saved_counts_from_here_on(bench: Workbench, file: Path, library: Library) -> None:
    text = TEXT.replace('title = "Version pinning"', 'title = "The pin"  # ours')
    bench.edit(file, text)
    assert bench.unsaved == {file: text}
    bench.save(file)
    assert bench.unsaved == {}
    assert file.read_text() == text, "comments and all"
    assert library.clause("llm-vendor", PINNING).title == "The pin"


def test_a_broken_text_may_be_saved_and_the_last_good_one_counts(
    bench: Workbench, file: Path, library: Library
) -> None:
    library.playbook("llm-vendor")
    bench.edit(file, "[playbook\n")
    bench.save(file)
    assert file.read_text() == "[playbook\n"
    assert library.clause("llm-vendor", PINNING).title == "Version pinning"


def test_another_program_wrote_meanwhile(bench: Workbench, file: Path) -> None:
    assert bench.outdated() == []
    bench.edit(file, f"{TEXT}# ours\n")
    file.write_text(f"{TEXT}# theirs\n")
    assert bench.outdated() == [file]
    with pytest.raises(ChangedError):
        bench.save(file)
    assert bench.unsaved == {file: f"{TEXT}# ours\n"}
    bench.save(file, over=True)
    assert file.read_text() == f"{TEXT}# ours\n"
    file.write_text(f"{TEXT}# theirs\n")
    bench.reload(file)
    assert bench.text(file) == f"{TEXT}# theirs\n"
    assert (bench.unsaved, bench.outdated()) == ({}, [])


def test_what_is_edited_can_be_dropped(bench: Workbench, file: Path) -> None:
    bench.edit(file, "nonsense")
    bench.keep()
    bench.discard()
    assert bench.text(file) == TEXT
    assert bench.unsaved == {}
    bench.keep()
    assert bench.recall() == []


def test_a_file_that_cannot_be_read_is_named(bench: Workbench, file: Path) -> None:
    gone = file.with_name("gone.toml")
    with pytest.raises(DeskError, match=r"gone\.toml"):
        bench.open(gone)
    file.unlink()
    with pytest.raises(DeskError):
        bench.reload(file)
    assert bench.text(file) == TEXT


# ── however it ends ──────────────────────────────────────────────────────────────────────────


def test_edits_outlive_the_program(
    bench: Workbench, put: Callable[[str], Workbench], file: Path, workspace: Workspace
) -> None:
    text = f"{TEXT}# half a thought"
    bench.edit(file, text)
    bench.keep()
    again = put("llm-vendor")
    assert again.recall() == [file]
    assert again.unsaved == {file: text}
    assert file.read_text() == TEXT
    again.save(file)
    assert file.read_text() == text
    assert put("llm-vendor").recall() == []
    (folder,) = workspace.sessions.glob("unsaved")
    assert list(folder.iterdir()) == []


def test_edits_found_again_do_not_write_over_a_newer_file(
    bench: Workbench, put: Callable[[str], Workbench], file: Path
) -> None:
    bench.edit(file, f"{TEXT}# ours")
    bench.keep()
    file.write_text(f"{TEXT}# theirs")
    again = put("llm-vendor")
    again.recall()
    with pytest.raises(ChangedError):
        again.save(file)


def test_a_damaged_note_of_edits_is_passed_over(tmp_path: Path) -> None:
    kept, path = UnsavedTexts(tmp_path / "unsaved"), tmp_path / "p.toml"
    kept.drop(path)
    assert kept.recall(path) is None
    kept.keep(path, "text", "mark")
    assert kept.recall(path) == ("text", "mark")
    (note,) = (tmp_path / "unsaved").iterdir()
    assert note.stat().st_mode & 0o077 == 0
    for damaged in ("", "[]", '{"text": 1, "mark": ""}', "{" * 10_000):
        note.write_text(damaged)
        assert kept.recall(path) is None
    (tmp_path / "blocked").write_text("")
    UnsavedTexts(tmp_path / "blocked").keep(path, "text", "mark")
