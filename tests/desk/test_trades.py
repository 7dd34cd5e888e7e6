"""Gives and gets in a call: the balance, and what answers an open give."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.desk import DeskError
from negotiator.desk.concessions import FREE
from tests.desk.test_concessions import a_call, kinds
from tests.samples import PINNING, TRAINING, clause


def test_a_give_without_a_get_stays_open_until_it_is_answered() -> None:
    call = a_call()
    call.trade(PINNING, "a reference", "")
    call.trade(None, "a volume", "")
    assert [(give.clause, give.give) for give in call.trades.open] == [
        (PINNING, "a reference"),
        ("", "a volume"),
    ]
    assert call.status().unanswered == 2
    first, second = call.trades.open
    call.trades.answer(first.id, " a calendar ")
    answer = call.state.log[-1]
    assert (answer.clause, answer.body) == (
        PINNING,
        b.Traded(get="a calendar", answers=call.state.log[0].id),
    )
    call.trades.answer(second.id, free=True)
    answer = call.state.log[-1]
    assert (answer.clause, answer.body) == (
        None,
        b.Traded(free=True, answers=call.state.log[1].id),
    )
    status = call.status()
    assert (status.gives, status.gets, status.unanswered) == (2, 1, 0)


def test_taking_an_answer_back_opens_the_give_again() -> None:
    call = a_call()
    call.trade(PINNING, "a reference", "")
    call.trades.answer(call.trades.open[0].id, "a calendar")
    call.undo()
    assert call.status().unanswered == 1


@pytest.mark.parametrize("give", ["", "no-such-give"])
def test_only_an_open_give_is_answered(give: str) -> None:
    call = a_call()
    call.trade(PINNING, "a reference", "a calendar")
    with pytest.raises(DeskError, match="an open give"):
        call.trades.answer(give, "a calendar")
    assert kinds(call) == ["traded"]


def test_an_answer_says_something() -> None:
    call = a_call()
    call.trade(PINNING, "a reference", "")
    with pytest.raises(DeskError, match="what came back"):
        call.trades.answer(call.trades.open[0].id, "  ")
    assert call.status().unanswered == 1


def test_a_trade_may_be_said_to_be_free() -> None:
    call = a_call()
    call.trades.record(PINNING, "a reference", "", free=True)
    assert call.state.log[-1].body == b.Traded(give="a reference", free=True)
    call.trades.record(PINNING, "a reference", "a calendar", free=True)
    assert call.state.log[-1].body == b.Traded(give="a reference", get="a calendar")
    assert call.status().unanswered == 0


def test_what_may_come_back_is_what_the_clause_trades_for_first() -> None:
    values = [choice.value for choice in a_call().trades.came_back(PINNING)]
    assert values[:2] == ["Price increases", FREE]
    assert "A public reference" not in values, "what we give never comes back"
    assert clause(TRAINING).title in values
    assert clause(PINNING).title not in values
    assert len(values) == len(set(values))
    assert a_call().trades.came_back()[0].value == FREE


def test_a_give_names_who_has_to_agree() -> None:
    book = a_call().playbook
    given = book.give[0].model_copy(update={"approver": "counsel"})
    book = book.model_copy(update={"give": (given,)})
    (choice,) = a_call(book).trades.gives(PINNING)
    assert choice.value == "A public reference"
    assert choice.label.endswith("needs The general counsel")
    (choice,) = a_call(book, "counsel").trades.gives(PINNING)
    assert choice.label == "A public reference"
