"""A table written as TOML is the same table when it is read, and looks like one by hand."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from negotiator.playbook.check import check
from negotiator.playbook.load import load
from negotiator.playbook.model import Clause, Playbook
from negotiator.playbook.skeleton import layer, whole
from negotiator.playbook.write import toml_of, toml_text
from tests.playbook.exchange.strategies import playbooks
from tests.playbook.files import BASE, write
from tests.samples import PINNING, clause, playbook

TODAY = date(2026, 12, 1)


def test_a_playbook_is_the_same_again() -> None:
    text = toml_text(toml_of(playbook()))
    assert Playbook.model_validate(tomllib.loads(text)) == playbook()


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(playbooks())
def test_any_playbook_is_the_same_again(any_playbook: Playbook) -> None:
    text = toml_text(toml_of(any_playbook))
    assert Playbook.model_validate(tomllib.loads(text)) == any_playbook


def test_several_lines_are_written_as_such() -> None:
    text = toml_text({"clause": [{"id": "a.b", "why": "One.\nTwo."}]})
    assert text == '[[clause]]\nid = "a.b"\nwhy = """\nOne.\nTwo."""\n'


def test_every_clause_is_the_same_again() -> None:
    for each in playbook().clause:
        (table,) = tomllib.loads(toml_text({"clause": [toml_of(each)]}))["clause"]
        assert Clause.model_validate(table) == each


def test_it_looks_as_if_written_by_hand() -> None:
    text = toml_text({"clause": [toml_of(clause(PINNING))]})
    assert text.startswith('[[clause]]\nid = "model.version-pinning"\ntitle = "Version pinning"\n')
    for line in (
        'metric = { name = "pinned for", unit = "months", better = "higher" }',
        "value = 24",
        'trade_for = ["reference", "commercial.price"]',
        'market = { say = "Two of their rivals pin for a year.", source = "a call", '
        "as_of = 2026-05-01 }",
        "[[clause.objection.counter]]",
    ):
        assert f"\n{line}\n" in text
    assert (
        'heard = [\n    "we roll every customer forward",\n    "we run one version for everyone",\n'
    ) in text
    assert "\n\n\n" not in text


def test_names_and_texts_are_quoted_where_they_must_be() -> None:
    table = {"words": {"abbreviations": {"e.g.": 'say "x"'}, "note": "two\nlines", "empty": {}}}
    assert tomllib.loads(toml_text(table)) == table


def test_the_skeleton_of_a_playbook_is_sound(tmp_path: Path) -> None:
    text = whole("mine", 'Our "own" {one}', TODAY)
    loaded = load(write(tmp_path, "mine.toml", text))
    assert check(loaded, TODAY) == ()
    assert loaded.playbook is not None
    assert loaded.playbook.playbook.name == 'Our "own" {one}'
    assert text.startswith("#:schema ./playbook.schema.json\n")


def test_the_skeleton_of_a_layer_changes_nothing_yet(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", BASE)
    path = write(tmp_path, "ours.toml", layer("ours", "Ours", "base", "data.training", "Training"))
    loaded = load(path, [tmp_path])
    assert check(loaded, TODAY) == ()
    assert loaded.playbook is not None
    assert loaded.playbook.clauses.keys() == {"data.training", "data.retention"}


def test_what_the_skeletons_propose_is_sound_too(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", BASE)
    text = layer("ours", "Ours", "base", "data.training", "Training")
    shown = [line.removeprefix("# ") for line in text.splitlines()]
    tables = "\n".join(shown).split("[[clause]]")[1:]
    assert len(tables) == 3
    for table in tables:
        keys = [line for line in table.splitlines() if " = " in line]
        header = '[playbook]\nid = "ours"\nname = "Ours"\nextends = "base"\n[[clause]]\n'
        loaded = load(write(tmp_path, "o.toml", header + "\n".join(keys)), [tmp_path])
        assert loaded.problems == ()
