"""Each value of the effective playbook tells from which file and line it came."""

from __future__ import annotations

from pathlib import Path

from negotiator.playbook.load import Loaded, load
from tests.playbook.files import BASE, at, write

CHILD = """\
[playbook]
name = "Child"
extends = "base"

[[clause]]
id = "data.retention"
title = "Ours"
home = { document = "DPA", section = "9" }

[words]
abbreviations = { pii = "personal" }
synonyms = [["keep", "store"]]
"""


def loaded_in(folder: Path) -> Loaded:
    write(folder, "base.toml", BASE)
    loaded = load(write(folder, "child.toml", CHILD), [folder])
    assert loaded.problems == ()
    return loaded


def test_values_of_a_clause(tmp_path: Path) -> None:
    of = loaded_in(tmp_path).origin.of
    base, child = tmp_path / "base.toml", tmp_path / "child.toml"
    assert of("data.retention", "title") == (child, *at(CHILD, '"Ours"'))
    assert of("data.retention", "home", "section") == (child, *at(CHILD, '"9"'))
    assert of("data.retention", "position", 1, "label") == (base, *at(BASE, '"a year"'))
    assert of("data.retention") == (base, *at(BASE, "[[clause]]", 2))
    assert of("data.training", "trade_for", 0) == (base, *at(BASE, '"reference"'))


def test_a_key_that_nobody_wrote_is_where_its_table_is(tmp_path: Path) -> None:
    of = loaded_in(tmp_path).origin.of
    assert of("data.training", "why") == (tmp_path / "base.toml", *at(BASE, "[[clause]]"))
    assert of("data.retention", "home", "x") == (tmp_path / "child.toml", *at(CHILD, "{ document"))


def test_values_of_other_tables(tmp_path: Path) -> None:
    find = loaded_in(tmp_path).origin.find
    base, child = tmp_path / "base.toml", tmp_path / "child.toml"
    assert find("floor", "no-training", "statement") == (base, *at(BASE, '"No signature'))
    assert find("emphasis", "partner", "raises", 0) == (base, *at(BASE, '"data.training"', 4))
    assert find("test", 0, "expect") == (base, *at(BASE, '"data.training"', 6))
    assert find("playbook", "name") == (child, *at(CHILD, '"Child"'))
    assert find("playbook", "last_reviewed") == (base, *at(BASE, "2026-11-01"))
    assert find("words", "abbreviations", "pii") == (child, *at(CHILD, '"personal"'))
    assert find("words", "abbreviations", "cust") == (base, *at(BASE, '"customer"'))
    assert find("words", "synonyms", 0) == (base, *at(BASE, '["train"'))
    assert find("words", "synonyms", 1, 1) == (child, *at(CHILD, '"store"'))


def test_what_there_is_not_is_the_playbook_itself(tmp_path: Path) -> None:
    origin = loaded_in(tmp_path).origin
    assert origin.of("no.clause", "title") == (tmp_path / "child.toml", 1, 1)
    assert origin.find("test", 99) == (tmp_path / "child.toml", 1, 1)
    assert origin.find("clause") == (tmp_path / "child.toml", 1, 1)
