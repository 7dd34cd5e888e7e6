"""How strict the rules are is the playbook's own affair, and no part of what is negotiated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from negotiator.playbook.check import check
from negotiator.playbook.edition import dump_edition
from negotiator.playbook.load import load
from negotiator.playbook.problem import Problem
from tests.playbook.files import BASE, at, write

TODAY = date(2026, 12, 1)
NO_LABEL = BASE.replace('label = "opt-out"\n', "")


def with_check(text: str, *levels: str) -> str:
    table = "\n".join(("[playbook.check]", *levels, ""))
    return text.replace("last_reviewed = 2026-11-01\n", f"last_reviewed = 2026-11-01\n{table}", 1)


def found(path: Path, *roots: Path) -> list[Problem]:
    return [*check(load(path, roots), TODAY)]


@pytest.mark.parametrize("level", ["note", "warning", "error"])
def test_a_rule_counts_as_the_playbook_says(tmp_path: Path, level: str) -> None:
    text = with_check(NO_LABEL, f'no-label = "{level}"')
    (problem,) = found(write(tmp_path, "p.toml", text))
    assert problem.code == "no-label"
    assert problem.severity == level
    assert problem.fails == (level != "note")


def test_a_rule_that_is_off_says_nothing(tmp_path: Path) -> None:
    assert found(write(tmp_path, "p.toml", with_check(NO_LABEL, 'no-label = "off"'))) == []


def test_a_layer_is_as_strict_as_what_it_extends_unless_it_says_otherwise(tmp_path: Path) -> None:
    text = with_check(NO_LABEL, 'no-label = "error"', 'stale-review = "note"')
    write(tmp_path, "base.toml", text)
    child = '[playbook]\nid = "c"\nname = "C"\nextends = "base"\nlast_reviewed = 2020-01-01\n'
    path = write(tmp_path, "c.toml", child)
    assert {p.code: p.severity for p in found(path, tmp_path)} == {
        "no-label": "error",
        "stale-review": "note",
    }
    write(tmp_path, "c.toml", f'{child}[playbook.check]\nno-label = "off"\n')
    assert {p.code: p.severity for p in found(path, tmp_path)} == {"stale-review": "note"}


def test_an_unknown_rule_of_a_layer_is_shown_in_its_file(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", with_check(BASE, 'no-label = "error"'))
    child = '[playbook]\nname = "C"\nextends = "base"\n[playbook.check]\nfailing-tests = "off"\n'
    (problem,) = found(write(tmp_path, "c.toml", child), tmp_path)
    assert (problem.source, problem.line) == (tmp_path / "c.toml", 5)
    assert "did you mean `failing-test`?" in problem.remedy


def test_a_word_that_is_no_level(tmp_path: Path) -> None:
    text = with_check(BASE, 'no-label = "of"')
    (problem,) = found(write(tmp_path, "p.toml", text))
    assert problem.code == "bad-value"
    assert (problem.line, problem.column) == at(text, '"of"')
    assert 'did you mean "off"?' in problem.remedy


def test_it_makes_no_new_edition(tmp_path: Path) -> None:
    plain = load(write(tmp_path, "p.toml", BASE))
    strict = load(write(tmp_path, "s.toml", with_check(BASE, 'no-label = "error"')))
    assert plain.playbook
    assert strict.playbook
    assert strict.playbook.playbook.check == {"no-label": "error"}
    assert plain.digest == strict.digest
    assert dump_edition(plain.playbook) == dump_edition(strict.playbook)
