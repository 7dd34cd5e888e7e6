"""The ladder in use: the ask, the next rung, and where a number stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal.ladder import (
    ask,
    below,
    gap_to_target,
    next_step,
    on_table,
    place,
    rung_label,
)
from negotiator.deal.standing import ClauseState
from negotiator.playbook.model import Clause


def clause(better: str = "higher", sign: float = 1) -> Clause:
    return Clause.model_validate(
        {
            "id": "model.version-pinning",
            "title": "Version pinning",
            "metric": {"name": "pinned for", "unit": "months", "better": better},
            "position": [
                {"rung": "opening", "value": 24.0 * sign},
                {"rung": "target", "value": 18.0 * sign, "label": "18 months, named"},
                {"rung": "fallback", "value": 12.0 * sign, "approver": "engineering"},
                {"rung": "fallback", "value": 9.0 * sign},
                {"rung": "walk-away", "value": 6.0 * sign},
            ],
        }
    )


PINNING = clause()
BARE = Clause.model_validate(
    {"id": "a.b", "title": "Bare", "position": [{"rung": "target"}, {"rung": "walk-away"}]}
)


def test_we_ask_for_the_top_of_the_ladder() -> None:
    assert ask(PINNING) == "opening"
    assert on_table(PINNING) == "opening"


def test_what_was_offered_last_is_on_the_table() -> None:
    assert on_table(PINNING, ClauseState(offered="fallback-1")) == "fallback-1"


def test_a_rung_that_a_new_edition_dropped_is_not_on_the_table() -> None:
    assert on_table(PINNING, ClauseState(offered="fallback-7")) == "opening"


@pytest.mark.parametrize(
    ("offered", "following"),
    [
        (None, "target"),
        ("target", "fallback-1"),
        ("fallback-1", "fallback-2"),
        ("fallback-2", None),
        ("walk-away", None),
    ],
)
def test_the_next_rung_stops_before_the_walk_away(
    offered: str | None, following: str | None
) -> None:
    found = next_step(PINNING, ClauseState(offered=offered))
    assert (found.rung if found else None) == following


def test_a_rung_needs_its_approver_until_they_agreed() -> None:
    asked = next_step(PINNING, ClauseState(offered="target"))
    assert asked is not None
    assert asked.approver == "engineering"
    allowed = next_step(PINNING, ClauseState(offered="target", approved=frozenset({"fallback-1"})))
    assert allowed is not None
    assert allowed.approver is None


def test_who_decides_for_the_approver_need_not_ask() -> None:
    found = next_step(PINNING, ClauseState(offered="target"), {"engineering"})
    assert found is not None
    assert found.approver is None


def test_a_limit_alone_is_no_ask() -> None:
    limit = Clause.model_validate({"id": "a.b", "title": "B", "position": [{"rung": "walk-away"}]})
    assert ask(limit) is None
    assert on_table(limit) is None
    assert list(below(limit)) == ["walk-away"]
    assert next_step(limit) is None


LED = Clause.model_validate(
    {
        "id": "a.b",
        "title": "Led",
        "position": [{"rung": rung} for rung in ("target", "fallback", "fallback", "walk-away")],
        "objection": [
            {
                "id": "no",
                "kind": "cost",
                "counter": [
                    {"tier": "trade", "say": "x", "leads_to": rung}
                    for rung in ("fallback-2", "target", "walk-away", "fallback-9")
                ]
                + [{"tier": "ask", "say": "x"}],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("said", "offered", "following"),
    [
        (("no", 0), None, "fallback-2"),
        (("no", 0), "fallback-2", None),
        (("no", 1), None, "fallback-1"),
        (("no", 2), None, "fallback-1"),
        (("no", 3), None, "fallback-1"),
        (("no", 4), None, "fallback-1"),
        (("no", 9), None, "fallback-1"),
        (("gone", 0), None, "fallback-1"),
    ],
)
def test_a_counter_leads_to_the_next_rung_where_that_is_further_down(
    said: tuple[str, int], offered: str | None, following: str | None
) -> None:
    found = next_step(LED, ClauseState(offered=offered, countered=said))
    assert (found.rung if found else None) == following


def test_a_rung_is_named_by_its_label_else_its_number_else_its_name() -> None:
    assert rung_label("target", PINNING.ladder["target"]) == "18 months, named"
    assert rung_label("fallback-1", PINNING.ladder["fallback-1"]) == "12"
    assert rung_label("target", BARE.ladder["target"]) == "target"
    found = next_step(PINNING)
    assert found is not None
    assert found.label == "18 months, named"


PLACES = [
    (30, "meets the opening"),
    (24, "meets the opening"),
    (20, "between the opening and the target"),
    (18, "at the target"),
    (10, "between fallback-1 and fallback-2"),
    (9, "at fallback-2"),
    (7, "between fallback-2 and the walk-away"),
    (6, "at the walk-away"),
    (5, "beyond the walk-away"),
]


@pytest.mark.parametrize(("value", "where"), PLACES)
def test_where_a_number_stands_when_higher_is_better(value: float, where: str) -> None:
    assert place(PINNING, value) == where


@pytest.mark.parametrize(("value", "where"), PLACES)
def test_where_a_number_stands_when_lower_is_better(value: float, where: str) -> None:
    assert place(clause("lower", sign=-1), -value) == where


def test_without_numbers_nothing_is_placed() -> None:
    assert place(BARE, 5) == ""
    assert gap_to_target(BARE, 5) is None
    words_only = Clause.model_validate(
        {
            "id": "a.b",
            "title": "Words only",
            "metric": {"name": "pinned for", "unit": "months", "better": "higher"},
            "position": [{"rung": "target"}],
        }
    )
    assert place(words_only, 5) == ""
    assert gap_to_target(words_only, 5) is None


@given(st.floats(-1e6, 1e6))
def test_the_gap_to_the_target_is_never_negative(value: float) -> None:
    gap = gap_to_target(PINNING, value)
    assert gap == max(18 - value, 0)
    assert gap_to_target(clause("lower", sign=-1), -value) == gap


@given(st.floats(-1e6, 1e6))
def test_every_number_has_a_place(value: float) -> None:
    assert place(PINNING, value)
