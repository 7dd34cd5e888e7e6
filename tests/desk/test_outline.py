"""Where clauses begin in a text, whether or not it is TOML."""

from __future__ import annotations

from negotiator.desk.outline import outline
from negotiator.playbook.load import load
from negotiator.playbook.shelf import shipped_root
from tests.samples import TEXT

PIECE = """\
# Ours.
[playbook]
id = "ours"

[[clause]]      # the first
title = "A"
id = "a.one"

[[clause.position]]
rung = "target"

  [[clause.objection]]
  id = "not-a-clause"

[[ clause ]]
id='a.two'
[[test]]
heard = "x"
"""


def test_a_line_belongs_to_the_clause_above_it() -> None:
    found = outline(PIECE)
    assert [found.at(line) for line in (1, 2, 4)] == ["", "", ""]
    assert {found.at(line) for line in range(5, 15)} == {"a.one"}
    assert [found.at(line) for line in (15, 16, 17, 18, 99)] == ["a.two", "a.two", "", "", ""]
    assert (found.line_of("a.one"), found.line_of("a.two")) == (5, 15)
    assert found.line_of("not-a-clause") is None


def test_a_text_that_is_being_typed() -> None:
    half = PIECE.replace('title = "A"', 'title = "A').replace("rung =", "rung")
    assert outline(half) == outline(PIECE)
    assert outline("").at(1) == ""
    assert outline("[[clause]]\n[[clause]]").clauses == ("", "")


def test_it_agrees_with_the_loader_on_the_shipped_playbook() -> None:
    place = shipped_root() / "llm-vendor"
    loaded = load(place, [shipped_root()])
    assert loaded.playbook is not None
    outlines = {file: outline(file.read_text(encoding="utf-8")) for file in loaded.files}
    for clause in loaded.playbook.clauses:
        file, line, _ = loaded.origin.of(clause)
        assert outlines[file].line_of(clause) == line


def test_the_sample() -> None:
    found = outline(TEXT)
    assert [clause for clause in found.clauses if clause]
    assert found.at(TEXT[: TEXT.index('id = "one-fleet"')].count("\n") + 1) == (
        "model.version-pinning"
    )
