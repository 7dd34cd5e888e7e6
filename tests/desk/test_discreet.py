"""What is left of a view on a shared screen: what was declared said, and nothing else."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal.standing import Standing, fold
from negotiator.desk import present, views
from negotiator.desk.discreet import discreet
from negotiator.desk.views import CardView, RungView, Said, StatusView, SuggestionView
from negotiator.desk.wrap_up import wrap_up
from negotiator.playbook.model import Priority
from tests.report.marks import MARK, marked_playbook, private_histories
from tests.report.records import a_record
from tests.samples import PINNING, clause

VIEWS = [each for _, each in inspect.getmembers(views, is_dataclass) if isinstance(each, type)]
PRIORITIES = dict.fromkeys(marked_playbook().clauses, Priority.MUST_HAVE)
TELLING = {"must-have", "walk-away", *(str(each) for each in Standing)} - {
    "agreed in principle", "read back", "papered", "deferred", "open", "not raised",
}  # fmt: skip


def texts(view: object) -> Iterator[str]:
    """Every text in a view, however deep."""
    if isinstance(view, str):
        yield view
    elif isinstance(view, (list, tuple)):
        for each in view:
            yield from texts(each)
    elif is_dataclass(view):
        for field in fields(view):
            yield from texts(getattr(view, field.name))


@given(private_histories)
def test_nothing_of_ours_is_left_whatever_happened(history: list[Any]) -> None:
    state, playbook = fold(history), marked_playbook()
    rows = present.checklist(playbook, PRIORITIES, state)
    view = wrap_up(a_record(history, playbook), history[0].session if history else UUID(int=0))
    cards = [
        present.card(each, Priority.MUST_HAVE, state.clause(name))
        for name, each in playbook.clauses.items()
    ]
    for shown in (rows, *cards):
        for text in texts(discreet(shown)):
            assert MARK not in text
            assert text not in TELLING
    for card in cards:
        offered = [rung.rung for rung in card.ladder if rung.offered]
        ask = discreet(card).ask
        # What a rung says begins with its clause and name.
        assert not ask or any(ask.startswith(f"«{card.clause} {rung}»") for rung in offered)
    assert discreet(view).script == view.script
    assert [*texts(discreet(view))] == [*texts(view.script)]


@given(private_histories)
def test_what_is_blank_stays_blank_and_what_is_said_stays(history: list[Any]) -> None:
    state = fold(history)
    rows = present.checklist(marked_playbook(), PRIORITIES, state)
    card = present.card(
        marked_playbook().clauses[PINNING], Priority.MUST_HAVE, state.clause(PINNING)
    )
    once = discreet(card)
    assert discreet(once) == once
    assert discreet(discreet(rows)) == discreet(rows)
    assert (once.clause, once.title) == (card.clause, card.title)
    assert [each.words for each in once.they] == [each.words for each in card.they]
    assert once.discreet
    assert not card.discreet


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_view_can_be_made_discreet(view: type[Any]) -> None:
    """Whatever fields it has: the next one that is added, too."""
    names = {field.name: str(field.type) for field in fields(view) if field.name != "discreet"}
    values = {name: _something(hint) for name, hint in names.items()}
    shown = discreet(view(**values))
    for field in fields(view):
        if not str(field.type).startswith("Said[") and field.name != "discreet":
            left = getattr(shown, field.name)
            assert not left or left == "open", f"{field.name} is still {left!r}"


def _something(hint: str) -> object:
    """A value that a field of the type may have."""
    hint = hint.removeprefix("Said[")
    for name, value in {
        "str": "x", "int": 3, "float": 0.5, "bool": True, "tuple": (), "dict": {"x": "y"},
        "datetime": datetime(2026, 1, 1, tzinfo=UTC), "FieldView": None, "CounterView": None,
        "NextView": None, "DueRow": None, "date": None,
    }.items():  # fmt: skip
        if hint.startswith(name):
            return value
    raise AssertionError(f"nothing is known of {hint}")


def test_a_field_that_nobody_declared_is_internal() -> None:
    assert discreet(Fresh("ours", "theirs")) == Fresh("", "theirs")


@dataclass(frozen=True, slots=True)
class Fresh:
    """A view that somebody adds."""

    ours: str
    theirs: Said[str]


def test_the_status_keeps_what_must_be_seen() -> None:
    """Above all that something is not saved."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    status = StatusView(
        "Acme AI",
        "API",
        "regulated",
        3,
        18,
        45,
        31,
        22,
        2,
        3,
        1,
        at,
        1,
        "The disk is full.",
        "changed",
    )
    shown = discreet(status)
    assert shown == StatusView(
        "Acme AI", "API", "", 3, 18, 0, 0, 0, 0, 0, 0, at, 1, "The disk is full.", "", discreet=True
    )


@given(st.booleans(), st.booleans())
def test_the_words_of_a_rung_are_said_once_it_was_put_on_the_table(
    table: bool, offered: bool
) -> None:
    blank = present.card(clause(), Priority.MUST_HAVE, fold(()).clause(PINNING))
    rung = RungView("target", "label", "say", table, False, False, offered, "", False)
    card = CardView(
        **{each.name: getattr(blank, each.name) for each in fields(blank)} | {"ladder": (rung,)}
    )
    assert discreet(card).ask == ("say" if table and offered else "")


def test_a_suggestion_names_its_clause_and_no_more() -> None:
    found = SuggestionView(
        PINNING, "one-fleet", 0.9, "phrase", "say", "fallback-1", "12 months", "counsel",
        "at the walk-away", 9, ("roll",), "why", taught=True, title="Version pinning",
    )  # fmt: skip
    assert {*texts(discreet(found))} == {PINNING, "Version pinning", ""}
    assert discreet(found).score == 0
