"""A problem names file, line, column, what and remedy, and nothing in it can act on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.playbook.problem import Problem, in_order, shortened


def problem(what: str, source: Path | str = "p.toml", line: int = 3, column: int = 7) -> Problem:
    return Problem(source, line, column, "some-code", "error", what, "do this")


def test_it_reads_as_an_editor_expects() -> None:
    assert str(problem("it is wrong")) == "p.toml:3:7: it is wrong; do this"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb", "a\\x0ab"),
        ("\x9b1m", "\\x9b1m"),
        ("\u202egnp", "\\u202egnp"),
        ("\U000e0041", "\\U000e0041"),
        ("\udc80", "\\udc80"),
        ("Übergröße 中文", "Übergröße 中文"),
        ("मन\u200dत", "मन\u200dत"),
    ],
)
def test_what_a_terminal_might_obey_is_spelled_out(raw: str, shown: str) -> None:
    found = problem(raw, source=f"{raw}.toml")
    assert found.what == shown
    assert str(found).startswith(f"{shown}.toml:3:7: ")


def test_a_remedy_is_made_visible_too() -> None:
    assert Problem("p", 1, 1, "c", "note", "w", "say \x07").remedy == "say \\x07"


def test_problems_sort_by_file_line_and_column_as_numbers() -> None:
    problems = [problem("a", "b.toml", 1), problem("b", line=10), problem("c", line=9)]
    assert [p.what for p in sorted(problems, key=in_order)] == ["a", "c", "b"]


def test_long_texts_are_cut_with_a_mark() -> None:
    assert shortened("x" * 100) == "x" * 59 + "…"
    assert shortened("short") == "short"
