"""The sets of labelled statements: read, or refused with file, line and remedy."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks.playbooks import shipped
from benchmarks.statements import ELSEWHERE, FITTED, MEASURED, own_and_elsewhere, statements

GOOD = {"heard": "we keep logs", "clauses": ["data.retention"], "style": "spoken", "kind": "x"}


@pytest.mark.parametrize("path", [*FITTED, *MEASURED], ids=lambda path: path.stem)
def test_our_own_sets_name_clauses_of_the_playbook(path: Path) -> None:
    known = {clause.id for clause in shipped().clause}
    said = statements(path)
    assert {clause for each in said for clause in each.clauses} <= known
    assert len({each.heard for each in said}) == len(said)
    assert all((each.kind == "off-topic") == (not each.clauses) for each in said)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        (json.dumps({**GOOD, "clauses": "data.retention"}), "`clauses`.* a list"),
        (json.dumps({**GOOD, "heard": 3}), "`heard`.* a text"),
        ("", "not JSON"),
    ],
)
def test_what_is_no_statement_is_refused_by_line(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"set.jsonl:2: {what}"):
        statements(path)


@pytest.mark.parametrize(("data", "what"), [(b"", "empty"), (b"\xff\xfe", "not UTF-8")])
def test_a_file_that_is_no_set_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=what):
        statements(path)


def test_what_a_terminal_would_obey_is_made_visible(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({**GOOD, "heard": "red \x1b[31m"}), encoding="utf-8")
    assert statements(path)[0].heard == "red \\x1b[31m"


def test_the_environment_names_further_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ELSEWHERE, os.pathsep.join(("one.jsonl", "", "two.jsonl")))
    assert own_and_elsewhere()[-2:] == [Path("one.jsonl"), Path("two.jsonl")]
    monkeypatch.delenv(ELSEWHERE)
    assert own_and_elsewhere() == [*FITTED, *MEASURED]
