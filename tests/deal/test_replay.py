"""A log played again: the state after each entry is the fold of all up to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.deal import replay as module
from negotiator.deal.entry import Entry
from negotiator.deal.replay import replay
from negotiator.deal.standing import DealState, apply, fold
from tests.deal.test_standing import recorded
from tests.strategies import histories


def folded(log: list[Entry]) -> DealState:
    return fold(log)._replace(log=(), ids=frozenset())


@given(histories(), st.data())
def test_each_state_is_the_fold_of_all_up_to_it(log: list[Entry], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(log)))
    assert list(replay(log, first)) == [folded(log[:place]) for place in range(first, len(log) + 1)]


@given(st.lists(st.none() | st.integers(1, 12), max_size=30), st.integers(0, 30))
def test_undone_and_that_undone_again_as_often_as_one_likes(
    undone: list[int | None], first: int
) -> None:
    log: list[Entry] = []
    for number, back in enumerate(undone):
        undo = b.Retracted(entry=log[-back].id) if back and back <= len(log) else None
        log += recorded(undo or b.Offered(rung=f"fallback-{number}"))
    first = min(first, len(log))
    assert list(replay(log, first)) == [folded(log[:place]) for place in range(first, len(log) + 1)]


def test_an_undo_folds_nothing_of_what_was_before(monkeypatch: pytest.MonkeyPatch) -> None:
    log: list[Entry] = []
    for _ in range(50):
        log += recorded(b.Offered(rung="target"), b.Refused())
        log += recorded(b.Retracted(entry=log[-1].id))
    applied: list[Entry] = []

    def counted(state: DealState, entry: Entry) -> DealState:
        applied.append(entry)
        return apply(state, entry)

    monkeypatch.setattr(module, "apply", counted)
    assert len(list(replay(log, 0))) == 151
    assert len(applied) == 100
