"""Impossible or merely inconvenient: what they said to it, on the card and in the state."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.desk.constraints import ANSWERS, QUESTION
from tests.desk.test_concessions import a_call
from tests.samples import PINNING


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_kept_with_their_words(answer: str) -> None:
    call = a_call()
    call.constraints.record(PINNING, answer, "  no spare GPUs ")
    said = call.state.clause(PINNING).constraint
    assert said == b.Constraint(hardness=b.Hardness(answer), words="no spare GPUs")
    assert call.card(PINNING).constraint == f"{answer}: “no spare GPUs”"
    assert call.card(PINNING).standing == "open"
    call.undo()
    assert call.card(PINNING).constraint == ""


def test_an_answer_may_have_no_words() -> None:
    call = a_call()
    call.constraints.record(PINNING, "impossible")
    assert call.card(PINNING).constraint == "impossible"


def test_words_are_made_visible() -> None:
    call = a_call()
    call.constraints.record(PINNING, "impossible", "\x1b[31m")
    assert call.card(PINNING).constraint == "impossible: “\\x1b[31m”"


def test_the_question_may_be_said_aloud() -> None:
    assert QUESTION.endswith("?")
    assert len(QUESTION) <= 76, "on a line of the smallest screen"
