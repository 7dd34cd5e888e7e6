"""A value is the same again after a cell, and no cell is a formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.playbook.exchange import cells
from tests.playbook.exchange.strategies import characters, facts, lines, numbers


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\tx", "\rx", "'=1", "''=1", "'", "'a", "a=1", ""],
)
def test_a_formula_is_guarded_and_comes_back(text: str) -> None:
    cell = cells.guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert cells.unguarded(cell) == text


@given(st.text(characters))
def test_any_text_comes_back(text: str) -> None:
    assert cells.unguarded(cells.guarded(text)) == text


@given(st.lists(lines.map(str.strip), max_size=4))
def test_lists(values: list[str]) -> None:
    assert cells.LINES.read(cells.LINES.written(values)) == values


@given(numbers)
def test_numbers(value: float) -> None:
    assert cells.NUMBER.read(cells.NUMBER.written(value)) == value


@given(facts)
def test_facts(value: dict[str, list[str]]) -> None:
    assert cells.FACTS.read(cells.FACTS.written(value)) == value


@pytest.mark.parametrize("rung", ["target", "opening", "fallback-1", "fallback-12", "walk-away"])
def test_rungs(rung: str) -> None:
    assert cells.RUNG.read(cells.RUNG.written(rung)) == rung
    assert cells.RUNG.read(cells.RUNG.written(rung).upper()) == rung


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (cells.FLAG.read, "Yes", True),
        (cells.FLAG.read, "x", True),
        (cells.FLAG.read, "FALSE", False),
        (cells.FLAG.read, "maybe", "maybe"),
        (cells.NUMBER.read, "99.5", 99.5),
        (cells.NUMBER.read, "60 days", "60 days"),
        (cells.NUMBER.read, "1,000", "1,000"),
        (cells.NUMBER.read, "nan", "nan"),
        (cells.WORD.read, "Must  have", "must-have"),
        (cells.LINES.read, "one\n\n two \n", ["one", "two"]),
    ],
)
def test_what_people_write(read: Callable[[str], Any], text: str, value: object) -> None:
    assert read(text) == value
