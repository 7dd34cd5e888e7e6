"""Which gives still wait for something."""

from __future__ import annotations

from negotiator.deal import body as b
from negotiator.deal.standing import fold
from negotiator.deal.trades import unanswered
from tests.deal.test_standing import recorded

GIVE = b.Traded(give="a reference")


def test_a_give_waits_until_something_comes_back() -> None:
    (give,) = recorded(GIVE)
    assert unanswered([give]) == (give,)
    for answer in (
        b.Traded(get="a calendar", answers=give.id),
        b.Traded(free=True, answers=give.id),
    ):
        assert unanswered([give, *recorded(answer)]) == ()
    assert unanswered([give, *recorded(b.Traded(get="  ", answers=give.id))]) == (give,)


def test_what_was_traded_or_given_free_does_not_wait() -> None:
    trades = recorded(
        b.Traded(give="a reference", get="a calendar"),
        b.Traded(give="a step", free=True, rung="fallback-1"),
        b.Traded(get="a present"),
        b.Traded(give=" "),
    )
    assert unanswered(trades) == ()


def test_each_give_is_answered_by_its_own_name() -> None:
    first, second = recorded(GIVE, b.Traded(give="a step"))
    answer = recorded(b.Traded(get="a calendar", answers=second.id))
    assert unanswered([first, second, *answer]) == (first,)


def test_an_answer_that_is_taken_back_leaves_the_give_waiting() -> None:
    (give,) = recorded(GIVE)
    (answer,) = recorded(b.Traded(get="a calendar", answers=give.id))
    undo = recorded(b.Retracted(entry=answer.id))
    assert unanswered(fold([give, answer, *undo]).trades) == (give,)
    assert fold([give, answer]).gets == 1
