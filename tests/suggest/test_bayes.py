"""What features say for clauses: naive Bayes, as the formula has it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.suggest.bayes import Model, learn, nothing, rows, telling

COUNTS = {"pin": {0: 3.0}, "notice": {0: 1.0, 1: 2.0}, "price": {2: 0.5}}
TEXTS = {"pin": 3, "notice": 4, "price": 1}


@pytest.fixture
def model() -> Model:
    return learn(COUNTS, TEXTS, clauses=3, whole=8)


def score(model: Model, features: dict[str, float]) -> list[float]:
    """For each clause, how likely it is the source of these features."""
    total = nothing(len(model.burden))
    for feature, sure in features.items():
        model.add(total, feature, sure)
    return total.settled(model.burden)


def test_the_score_is_the_log_likelihood_by_hand(model: Model) -> None:
    weights = {name: math.log(1 + 8 / texts) for name, texts in TEXTS.items()}
    totals = [
        sum(weights[name] * row.get(clause, 0.0) for name, row in COUNTS.items())
        for clause in range(3)
    ]

    def likelihood(clause: int) -> float:
        return sum(
            weights[name]
            * math.log((1 + weights[name] * COUNTS[name].get(clause, 0.0)) / (totals[clause] + 3))
            for name in ("pin", "notice")
        ) / math.hypot(weights["pin"], weights["notice"])

    scores = score(model, {"pin": 1.0, "notice": 1.0})
    for clause in (1, 2):
        by_hand = likelihood(0) - likelihood(clause)
        assert scores[0] - scores[clause] == pytest.approx(by_hand, rel=1e-5)


def test_the_clause_that_says_it_comes_first(model: Model) -> None:
    for name, clause in (("pin", 0), ("price", 2)):
        scores = score(model, {name: 1.0})
        assert max(range(3), key=scores.__getitem__) == clause


def test_an_unknown_feature_says_nothing(model: Model) -> None:
    assert score(model, {"qwertz": 1.0}) == [0.0, 0.0, 0.0]
    assert score(model, {}) == [0.0, 0.0, 0.0]
    assert (model.telling("qwertz"), list(model.says("qwertz"))) == (0.0, [])


def test_what_is_less_sure_counts_less(model: Model) -> None:
    sure, unsure = (
        score(model, {"pin": 1.0, "price": 1.0}),
        score(model, {"pin": 1.0, "price": 0.3}),
    )
    assert unsure[2] - unsure[0] < sure[2] - sure[0]


def test_what_becomes_surer_counts_as_if_it_had_been_sure_at_once(model: Model) -> None:
    slowly, at_once = nothing(3), nothing(3)
    model.add(slowly, "pin", 0.3)
    model.add(slowly, "pin", 1.0, before=0.3)
    model.add(at_once, "pin", 1.0)
    assert slowly.settled(model.burden) == pytest.approx(at_once.settled(model.burden))
    assert slowly.squares == pytest.approx(at_once.squares)


def test_the_rarer_the_more_telling() -> None:
    assert telling(100, 1) > telling(100, 2) > telling(100, 100) > 0


def test_a_model_of_nothing() -> None:
    assert score(learn({}, {}, clauses=2, whole=0), {"pin": 1.0}) == [0.0, 0.0]


@given(st.lists(st.dictionaries(st.integers(0, 60), st.floats(0, 100, width=32)), max_size=8))
def test_rows_give_back_what_they_were_made_of(table: list[dict[int, float]]) -> None:
    made = rows(table)
    assert [dict(made.at(number)) for number in range(len(table))] == table
    together = [item for row in table for item in row.items()]
    assert list(made.between(0, len(table))) == together
