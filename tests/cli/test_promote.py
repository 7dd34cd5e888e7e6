"""`negotiator playbook promote`: what was heard in calls comes into the playbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from negotiator.desk.workspace import make_workspace
from tests.cli.program import Program
from tests.samples import PINNING, RETENTION, TEXT, TRAINING

PARKING = "the visitor car park closes at eight"
FROZEN = "museum pieces gather dust in the racks"
MIRRORED = "deletion does not reach the mirrored archive"


@pytest.fixture
def learned(negotiator: Program) -> Path:
    """Where the sample's playbook learns."""
    return negotiator.folder / "playbooks" / "llm-vendor.learned.toml"


@pytest.fixture
def called(quick: Program) -> Program:
    """After a call: two statements that matched nothing, and one put under another clause."""
    quick("record", "acme", "--heard", PARKING)
    quick("record", "acme", "--heard", FROZEN)
    quick("record", "acme", "--heard", MIRRORED, "--clause", RETENTION)
    return quick


def waiting(program: Program) -> dict[int, Any]:
    return {each["number"]: each for each in program("playbook", "promote", "--json").json}


def test_nothing_was_heard(quick: Program) -> None:
    assert quick("playbook", "promote").out == ""
    assert quick("playbook", "promote", "--json").json == []


def test_a_user_who_has_nothing_yet(stranger: Program) -> None:
    assert stranger("playbook", "promote").out == ""


def test_what_matched_nothing_and_what_was_corrected(called: Program) -> None:
    found = waiting(called)
    assert {number: each["words"] for number, each in found.items()} == {
        1: PARKING,
        2: FROZEN,
        3: MIRRORED,
    }
    assert (found[1]["clause"], found[3]["clause"]) == ("", RETENTION)
    assert found[1]["playbook"] == "llm-vendor"
    assert found[1]["vendors"] == ["Acme AI"]
    told = called("playbook", "promote").out
    assert f"   1  “{PARKING}”\n      heard once, last on " in told
    assert "llm-vendor: unmatched; now finds nothing" in told
    assert f"llm-vendor: corrected to {RETENTION}; " in told


def test_what_was_matched_or_taken_back_does_not_wait(quick: Program) -> None:
    quick("record", "acme", "--heard", "we roll every customer forward")
    quick("record", "acme", "--heard", PARKING)
    quick("record", "acme", "--undo")
    assert waiting(quick) == {}


def test_three_statements_become_phrases_an_objection_and_small_talk(
    called: Program, learned: Path
) -> None:
    small = called("playbook", "promote", 1, "--small-talk").out
    assert small == f"Small talk, in {learned}\n"
    new = called(
        *("playbook", "promote", 2, "--clause", PINNING),
        *("--new-objection", "museum", "--kind", "operational"),
    ).out
    assert new.startswith(f"A phrase of {PINNING}/museum, in {learned}\nTo do: objection museum")
    phrase = called("playbook", "promote", 3).out  # it was filed under its clause already
    assert phrase == f"A phrase of {RETENTION}, in {learned}\n"

    assert waiting(called) == {}
    clause = called("playbook", "show", PINNING, "--json").json
    (museum,) = (each for each in clause["objection"] if each["id"] == "museum")
    assert museum == {"id": "museum", "kind": "operational", "heard": [FROZEN]}
    assert MIRRORED in called("playbook", "show", RETENTION, "--json").json["heard"]
    told = called("playbook", "check", "llm-vendor", code=1).out
    assert [line.rpartition(" ")[2] for line in told.splitlines()] == ["[no-counters]"]
    (found,) = called("suggest", "--json", FROZEN).lines
    assert found["suggestions"][0]["clause"] == PINNING


def test_the_file_written_by_hand_is_untouched(called: Program, learned: Path) -> None:
    file = learned.with_name("llm-vendor.toml")
    called("playbook", "promote", 2, "--clause", PINNING, "--objection", "one-fleet")
    assert file.read_text() == TEXT
    assert learned.read_text().startswith("# What was heard in calls and promoted")


def test_as_json(called: Program, learned: Path) -> None:
    done = called("playbook", "promote", 2, "--clause", PINNING, "--json").json
    assert done == {"file": str(learned), "place": PINNING, "to_do": []}


def test_numbers_stay_while_statements_are_promoted(called: Program) -> None:
    called("playbook", "promote", 1, "--small-talk")
    assert list(waiting(called)) == [2, 3]
    told = called.fails("playbook", "promote", 1, "--small-talk")
    assert "No statement 1 is waiting." in told


def test_a_reworded_phrase_is_not_offered_again(called: Program, learned: Path) -> None:
    called("playbook", "promote", 2, "--clause", PINNING)
    learned.write_text(learned.read_text().replace(FROZEN, "we run no museum for old builds"))
    assert list(waiting(called)) == [1, 3]


def test_the_same_words_in_two_calls_are_one(called: Program) -> None:
    called("record", "acme", "--heard", f"{FROZEN.upper()}!")
    assert len(waiting(called)[2]["entries"]) == 2
    assert "heard 2 times" in called("playbook", "promote").out
    called("playbook", "promote", 2, "--clause", PINNING)
    assert list(waiting(called)) == [1, 3]


def test_what_a_hand_wrote_into_the_playbook_is_known(called: Program, learned: Path) -> None:
    file = learned.with_name("llm-vendor.toml")
    file.write_text(TEXT.replace('"we only offer the latest version"', f'"{FROZEN}"'))
    assert list(waiting(called)) == [1, 3]


REFUSED = [
    ((2,), "was filed under no clause"),
    ((9, "--clause", PINNING), "No statement 9 is waiting."),
    ((2, "--clause", "model.version-pining"), f"Did you mean {PINNING}?"),
    ((2, "--clause", PINNING, "--objection", "one-flet"), "Did you mean one-fleet?"),
    ((2, "--clause", TRAINING, "--objection", "zzz"), "It has improves."),
    (
        (2, "--clause", PINNING, "--new-objection", "gpu-cost", "--kind", "cost"),
        "Make it a phrase of that one",
    ),
    ((2, "--clause", PINNING, "--new-objection", "No Id", "--kind", "cost"), "Not written"),
    ((3, "--small-talk", "--playbook", "nowhere"), "There is no playbook nowhere."),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED, ids=str)
def test_what_is_refused_writes_nothing(
    called: Program, learned: Path, arguments: tuple[object, ...], told: str
) -> None:
    assert told in called.fails("playbook", "promote", *arguments)
    assert not learned.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--new-objection", "x"),
        ("--kind", "cost"),
        ("--kind", "zzz"),
        ("--objection", "x", "--small-talk"),
        ("--small-talk",),
    ],
    ids=str,
)
def test_wrong_usage(called: Program, learned: Path, arguments: tuple[str, ...]) -> None:
    told = called.fails("playbook", "promote", 2, "--clause", PINNING, *arguments, code=2)
    assert "usage: negotiator playbook promote" in told
    assert not learned.exists()


def test_what_would_break_a_test_of_the_playbook_is_not_written(
    called: Program, learned: Path
) -> None:
    called("record", "acme", "--heard", "did you see the match last night")
    file = learned.with_name("llm-vendor.toml")
    before = file.read_text()
    file.write_text(before.replace("the match last night", "the match last night, then"))
    told = called.fails("playbook", "promote", 4, "--clause", PINNING)
    assert "Not written" in told
    assert "nothing may be claimed" in told
    assert not learned.exists()


def test_what_another_objection_has_is_not_written_twice(called: Program, learned: Path) -> None:
    called("record", "acme", "--heard", "logs get purged monthly", "--clause", TRAINING)
    told = called.fails("playbook", "promote", 4)
    assert "is heard in" in told
    assert not learned.exists()


def test_problems_that_were_there_stand_in_nobodys_way(called: Program, learned: Path) -> None:
    file = learned.with_name("llm-vendor.toml")
    file.write_text(TEXT.replace("last_reviewed = 2026-11-01", "last_reviewed = 2001-01-01"))
    called("playbook", "promote", 2, "--clause", PINNING)
    assert FROZEN in learned.read_text()


def test_a_learned_file_that_is_no_toml_any_more(called: Program, learned: Path) -> None:
    learned.write_text("[[clause")
    told = called.fails("playbook", "promote", 2, "--clause", PINNING)
    assert str(learned) in told
    assert learned.read_text() == "[[clause"


def test_a_folder_has_its_learned_file_inside(called: Program, learned: Path) -> None:
    folder = learned.with_name("llm-vendor")
    folder.mkdir()
    learned.with_name("llm-vendor.toml").rename(folder / "playbook.toml")
    told = called("playbook", "promote", 2, "--clause", PINNING).out
    assert told == f"A phrase of {PINNING}, in {folder / 'learned.toml'}\n"
    assert called("playbook", "check", "llm-vendor").out == ""


def test_a_shipped_playbook_learns_in_a_layer_of_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: Program
) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    ours = make_workspace(called.folder).playbooks / "llm-vendor.toml"
    ours.rename(shipped / "llm-vendor.toml")
    for module in ("library", "promote"):
        monkeypatch.setattr(f"negotiator.desk.{module}.shipped_root", lambda: shipped)
    told = called("playbook", "promote", 2, "--clause", PINNING).out
    folder = ours.with_name("llm-vendor")
    assert told == f"A phrase of {PINNING}, in {folder / 'learned.toml'}\n"
    assert (shipped / "llm-vendor.toml").read_text() == TEXT
    assert list(shipped.iterdir()) == [shipped / "llm-vendor.toml"]
    assert called("playbook", "check", "llm-vendor").out == ""
    assert called("playbook", "diff", "deal:acme", "llm-vendor").out.splitlines() == [
        PINNING,
        f"  phrase added: {FROZEN}",
    ]
    called("playbook", "promote", 1, "--small-talk")
    assert list(waiting(called)) == [3]


def test_it_may_be_taught_to_another_playbook(called: Program, learned: Path) -> None:
    ours = learned.with_name("ours.toml")
    ours.write_text('[playbook]\nid = "ours"\nname = "Ours"\nextends = "llm-vendor"\n')
    called("playbook", "promote", 2, "--clause", PINNING, "--playbook", "ours")
    assert FROZEN in learned.with_name("ours.learned.toml").read_text()
    assert not learned.exists()
    assert list(waiting(called)) == [1, 3]


def test_what_was_heard_outlives_its_playbook(called: Program, learned: Path) -> None:
    file = learned.with_name("llm-vendor.toml")
    file.write_text("[playbook")
    assert list(waiting(called)) == [1, 2, 3]
    assert "cannot be used" in called.fails("playbook", "promote", 2, "--clause", PINNING)


def test_a_full_disk(called: Program, learned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str, mode: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("negotiator.desk.edit.write_atomically", full)
    told = called.fails("playbook", "promote", 2, "--clause", PINNING)
    assert f"{learned} cannot be written: No space left on device." in told
    assert list(waiting(called)) == [1, 2, 3]
