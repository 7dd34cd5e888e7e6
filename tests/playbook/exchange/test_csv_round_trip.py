"""A playbook through a spreadsheet and back says the same in everything that columns carry."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from negotiator.playbook.exchange.csv_export import as_csv
from negotiator.playbook.exchange.csv_import import from_csv
from negotiator.playbook.load import Loaded, judged, load
from negotiator.playbook.model import Clause, Playbook
from negotiator.playbook.shelf import shipped_root
from tests.playbook.exchange.strategies import playbooks

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def shipped() -> Playbook:
    """The playbook that is shipped."""
    playbook = load(shipped_root() / "llm-vendor").playbook
    assert playbook is not None
    return playbook


def read(text: str) -> Loaded:
    """The playbook of a CSV text."""
    found = from_csv(Path("sheet.csv"), text, "again", "Again")
    assert not isinstance(found, list), list(map(str, found))
    return judged(found[0].source)


def clauses_of(loaded: Loaded) -> tuple[Clause, ...]:
    """The clauses, none of which was left out."""
    assert loaded.playbook is not None
    assert loaded.problems == ()
    return loaded.playbook.clause


def carried(clause: Clause) -> Clause:
    """A clause without what no column carries."""
    return clause.model_copy(update={"trade_for": ()})


def test_the_shipped_playbook() -> None:
    playbook = shipped()
    again = clauses_of(read(as_csv(playbook).text))
    assert again == tuple(map(carried, playbook.clause))


def test_approvers_keep_their_names() -> None:
    playbook = shipped()
    again = read(as_csv(playbook).text).playbook
    assert again is not None
    names = {each.id: each.name for each in playbook.approver}
    assert {each.id: each.name for each in again.approver}.items() <= names.items()
    assert len(again.approver) >= 4


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "sep={}\n"])
def test_whatever_separates_the_cells(separator: str, mark: str) -> None:
    playbook = shipped()
    text = mark.format(separator) + as_csv(playbook, separator).text
    assert clauses_of(read(text)) == tuple(map(carried, playbook.clause))


def test_line_breaks_of_excel() -> None:
    playbook = shipped()
    text = as_csv(playbook).text.replace("\n", "\r\n")
    assert clauses_of(read(text)) == tuple(map(carried, playbook.clause))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(playbooks())
def test_any_playbook(playbook: Playbook) -> None:
    text = as_csv(playbook).text
    assert not [
        cell for row in csv.reader(StringIO(text)) for cell in row if cell.startswith(FORMULAS)
    ]
    loaded = read(text)
    assert clauses_of(loaded) == tuple(map(carried, playbook.clause))
    assert loaded.playbook is not None
    known = {each.id: each.name for each in playbook.approver}
    for each in loaded.playbook.approver:
        assert each.name == known.get(each.id, each.id)


def test_it_is_the_same_again_at_the_second_time() -> None:
    text = as_csv(shipped()).text
    again = read(text).playbook
    assert again is not None
    assert as_csv(again).text == text


def test_what_is_not_carried_is_told() -> None:
    lost = as_csv(shipped()).lost
    assert "the header, but for id and name" in lost
    for what in (
        "[[floor]]: ",
        "[[give]]: ",
        "[[test]]: ",
        "[words]",
        "what clauses may be traded for: ",
    ):
        assert any(line.startswith(what) for line in lost)
