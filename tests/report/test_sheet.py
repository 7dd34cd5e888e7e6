"""A spreadsheet calculates nothing of what people said."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.plain import one_line
from negotiator.report.sheet import sheet

FORMULAS = ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", " =1", "＝1", "'=1", '=cmd|"/c calc"!A1']


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_begins_a_formula(words: str) -> None:
    (head, (cell, plain)) = read(sheet(["words", "n"], [{"words": words, "n": 3}]))
    assert head == ["words", "n"]
    assert cell == f"'{one_line(words)}" or not one_line(words).startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert plain == "3"


@given(st.text())
def test_any_words_are_one_cell(words: str) -> None:
    text = sheet(["a", "b"], [{"a": words, "b": words}])
    ((_, _), (first, second)) = read(text)
    assert first == second
    assert one_line(words) in {first, first[1:]}
