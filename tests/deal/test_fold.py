"""What holds for every history of a deal, whatever happened in it."""

from __future__ import annotations

from functools import reduce
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.standing import DealState, fold, live, step
from tests.strategies import histories


def unlogged(state: DealState) -> DealState:
    """The state but for its log, which keeps what was retracted."""
    return state._replace(log=(), ids=frozenset())


def retraction(target: UUID, number: int = 1) -> Entry:
    """A retraction that no history contains."""
    session = UUID(int=1)
    body = b.Retracted(entry=target)
    return Entry(id=UUID(int=number), session=session, at="2026-11-21T10:00:00Z", body=body)


@given(histories())
def test_any_history_folds(history: list[Entry]) -> None:
    state = fold(history)
    assert set(state.clauses) <= {entry.clause for entry in history}


@given(histories())
def test_step_by_step_is_the_same_as_in_one_go(history: list[Entry]) -> None:
    assert reduce(step, history, DealState()) == fold(history)


@given(histories(), st.integers(0, 20))
def test_folding_may_go_on_from_anywhere(history: list[Entry], cut: int) -> None:
    assert reduce(step, history[cut:], fold(history[:cut])) == fold(history)


@given(histories())
def test_folding_twice_gives_the_same(history: list[Entry]) -> None:
    assert fold(fold(history).log) == fold(history)


@given(histories(), st.data())
def test_a_retracted_entry_might_never_have_been(history: list[Entry], data: st.DataObject) -> None:
    if not history:
        return
    target = data.draw(st.sampled_from(history)).id
    without = [entry for entry in history if entry.id != target]
    assert unlogged(fold([*history, retraction(target)])) == unlogged(fold(without))


@given(histories(), st.data())
def test_a_retracted_retraction_is_a_redo(history: list[Entry], data: st.DataObject) -> None:
    if not history:
        return
    undo = retraction(data.draw(st.sampled_from(history)).id, number=1)
    redo = retraction(undo.id, number=2)
    assert unlogged(fold([*history, undo, redo])) == unlogged(fold(history))


@given(histories())
def test_retracting_everything_leaves_nothing(history: list[Entry]) -> None:
    undone = [
        retraction(entry.id, number)
        for number, entry in enumerate(history, start=2000)
        if not isinstance(entry.body, b.Retracted)
    ]
    assert unlogged(fold([*history, *undone])) == DealState()


@given(histories())
def test_an_entry_that_comes_twice_counts_once(history: list[Entry]) -> None:
    assert fold([*history, *history]) == fold(history)


@given(histories())
def test_the_log_has_every_entry_once_in_order(history: list[Entry]) -> None:
    log = fold(history).log
    assert [entry.id for entry in log] == list(dict.fromkeys(entry.id for entry in history))


@given(histories())
def test_what_is_live_was_recorded_and_is_no_retraction(history: list[Entry]) -> None:
    kept = live(history)
    assert all(entry in history for entry in kept)
    assert not any(isinstance(entry.body, b.Retracted) for entry in kept)


@given(histories())
def test_clauses_do_not_touch_each_other(history: list[Entry]) -> None:
    for clause in ("data.training", "exit.assistance"):
        alone = [
            entry
            for entry in history
            if entry.clause == clause or isinstance(entry.body, b.Retracted)
        ]
        assert fold(alone).clause(clause) == fold(history).clause(clause)


@given(histories())
def test_only_a_deferred_clause_has_a_date_and_an_owner(history: list[Entry]) -> None:
    for state in fold(history).clauses.values():
        assert state.standing == "deferred" or (state.due, state.deferred_to) == (None, "")
