"""The edition saved with a deal reads back as it was, and its digest changes only with content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negotiator.playbook.edition import EditionError, dump_edition, load_edition
from negotiator.playbook.edition import digest_of as edition_digest
from negotiator.playbook.load import load
from negotiator.playbook.model import Playbook
from negotiator.playbook.shelf import shipped_root
from tests.playbook.files import BASE, HEADER, REST, RETENTION, TRAINING, write


def playbook_of(folder: Path, text: str = BASE) -> Playbook:
    playbook = load(write(folder, "p.toml", text)).playbook
    assert playbook is not None
    return playbook


def digest_of(folder: Path, text: str) -> str:
    return load(write(folder, "p.toml", text)).digest


RICH = BASE.replace(
    'owner = "legal"',
    'owner = "legal"\nmarket = { say = "Most do.", source = "S4", as_of = 2026-05-01 }\n'
    'when = { hosting = ["saas"] }\npriority = { regulated = "must-have", pilot = "nice-to-have" }',
)


def test_an_edition_reads_back_as_it_was(tmp_path: Path) -> None:
    playbook = playbook_of(tmp_path, RICH)
    text = dump_edition(playbook)
    again = load_edition(text)
    assert again == playbook
    assert dump_edition(again) == text


def test_an_edition_is_canonical(tmp_path: Path) -> None:
    text = dump_edition(playbook_of(tmp_path, RICH))
    assert json.dumps(json.loads(text), sort_keys=True, separators=(",", ":")) == text
    assert "\n" not in text
    swapped = RICH.replace(
        'regulated = "must-have", pilot = "nice-to-have"',
        'pilot = "nice-to-have", regulated = "must-have"',
    )
    assert dump_edition(playbook_of(tmp_path, swapped)) == text


def test_an_edition_of_a_newer_program_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    playbook = playbook_of(tmp_path)
    content = json.loads(dump_edition(playbook))
    content["mood"] = "new"
    content["clause"][0]["tone"] = {"new": 1}
    content["clause"][0]["position"][1]["tone"] = 5
    assert load_edition(json.dumps(content)) == playbook


def test_an_edition_saved_before_there_were_emphases_is_read(tmp_path: Path) -> None:
    bare = BASE[: BASE.index("[[emphasis]]")]
    content = json.loads(dump_edition(playbook_of(tmp_path, bare)))
    for key in ("emphasis", "sourcing", "fact"):
        assert content.pop(key) == []
    del content["playbook"]["profile"]
    old = load_edition(json.dumps(content))
    assert old == playbook_of(tmp_path, bare)
    assert digest_of(tmp_path, bare) == edition_digest(old)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"playbook": 5}', "[" * 100_000])
def test_an_edition_that_cannot_be_read_says_what_to_do(text: str) -> None:
    with pytest.raises(
        EditionError, match=r"cannot be read; take the deal's edition from a backup"
    ):
        load_edition(text)


def test_a_wrong_value_in_an_edition_is_not_guessed_at(tmp_path: Path) -> None:
    content = json.loads(dump_edition(playbook_of(tmp_path)))
    content["clause"][0]["position"][0]["value"] = "90"
    content["clause"][0]["unknown"] = 1
    with pytest.raises(EditionError):
        load_edition(json.dumps(content))


def test_the_digest_does_not_depend_on_files_order_or_layout(tmp_path: Path) -> None:
    one = digest_of(tmp_path, BASE)
    reordered = HEADER + RETENTION + "# a comment\n" + TRAINING + REST
    assert digest_of(tmp_path, reordered) == one
    assert digest_of(tmp_path, BASE.replace("value = 90\n", "").replace(
        'say = "You train', 'value = 90.0\nsay = "You train')) == one  # fmt: skip
    write(tmp_path, "pb/playbook.toml", HEADER)
    write(tmp_path, "pb/1.toml", RETENTION)
    write(tmp_path, "pb/2.toml", REST + TRAINING)
    assert load(tmp_path / "pb").digest == one


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("value = 60", "value = 61"),
        ("only when we opt in", "only when we opt in!"),
        ('title = "Retention"', 'title = "Retention"\nwhy = "w"'),
        ('expect = "data.training"', 'expect = ""'),
        ('["train", "learn"]', '["train", "learn", "tune"]'),
        ('raises = ["data.training"]', 'raises = ["data.retention"]'),
        ('no = "speed"', 'no = "buy"'),
    ],
)
def test_the_digest_changes_with_the_content(tmp_path: Path, was: str, now: str) -> None:
    assert was in BASE
    assert digest_of(tmp_path, BASE.replace(was, now)) != digest_of(tmp_path, BASE)


def test_the_order_of_a_ladder_is_content(tmp_path: Path) -> None:
    head, first, second, rest = TRAINING.split("[[clause.position]]")
    swapped = "[[clause.position]]".join((head, second, first, rest))
    assert digest_of(tmp_path, HEADER + swapped) != digest_of(tmp_path, HEADER + TRAINING)


def test_shipped_playbooks_survive_the_round_trip() -> None:
    for path in sorted(shipped_root().glob("*/playbook.toml")):
        playbook = load(path.parent, (shipped_root(),)).playbook
        assert playbook is not None
        assert load_edition(dump_edition(playbook)) == playbook
