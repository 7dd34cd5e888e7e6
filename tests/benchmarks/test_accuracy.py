"""`python -m benchmarks.accuracy`, as one runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.playbooks import shipped

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and everything printed."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.accuracy", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def write(path: Path, heard: str, *clauses: str) -> str:
    """A set of one statement."""
    row = {"heard": heard, "clauses": clauses, "style": "spoken", "kind": "objection"}
    path.write_text(json.dumps(row), encoding="utf-8")
    return str(path)


def test_a_near_copy_of_a_phrase_is_refused(tmp_path: Path) -> None:
    clause, _, phrase = max(shipped().phrases(), key=lambda each: len(each[2]))
    copied = phrase.upper().replace("E", "Ea", 2) + "!"
    code, printed = run("--short", write(tmp_path / "copied.jsonl", copied, clause.id))
    assert code == 1
    assert f'copied.jsonl:1: "{copied}"' in printed
    assert f"in llm-vendor, {clause.id}; take it out" in printed
    assert "recall@1 100.0" in printed


def test_a_set_below_its_floor_is_refused(tmp_path: Path) -> None:
    said = "the cat sat on the mat and purred"
    code, printed = run(
        "--short", "--details", write(tmp_path / "low.jsonl", said, "data.training")
    )
    assert code == 1
    assert "low.jsonl: recall@1 is 0.0%, under its floor of" in printed
    assert "silence off topic is" not in printed, "there is nothing off topic in it"
    assert f"| data.training | nothing | 1 | {said} |" in printed


def test_a_set_that_is_found_passes(tmp_path: Path) -> None:
    said = "they train their models on our prompts, and will not switch it off for anyone at all"
    code, printed = run("--short", write(tmp_path / "found.jsonl", said, "data.training"))
    assert code == 0, printed
    assert "recall@1 100.0" in printed
    assert "WRONG" not in printed


def test_a_set_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    code, printed = run(str(tmp_path / "none.jsonl"))
    assert code == 1
    assert printed.count("\n") == 1
    assert "none.jsonl" in printed
