"""No route of a call records a step down that was not paid for, or said to be free."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from typing import cast
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody, Match
from negotiator.deal.standing import DealState, live
from negotiator.desk import Call, DeskError
from negotiator.desk.concessions import is_free
from negotiator.desk.saved import Edition, SavedEditions
from negotiator.desk.writer import Writer
from negotiator.playbook.model import Clause, Playbook
from tests.samples import PINNING, RETENTION, TRAINING, index, playbook
from tests.store.samples import a_deal, a_session

TEN = datetime(2026, 11, 21, 10, tzinfo=UTC)
LIMIT = "a.limit"


class NoDisk:
    """A writer whose disk never answers."""

    waiting = False

    def submit(self, job: object) -> Future[object]:
        return Future()


def a_call(book: Playbook | None = None, *authority: str) -> Call:
    """A call that nothing ever comes of, quick enough to have hundreds of."""
    deal = a_deal()
    call = Call(
        deal=deal,
        session=a_session(deal),
        number=1,
        edition=Edition(book or playbook(), deal.edition, index()),
        saved=cast("SavedEditions", None),
        state=DealState(),
        writer=cast("Writer", NoDisk()),
        clock=lambda: TEN,
        notify=lambda _: None,
    )
    call.authority = frozenset(authority)
    return call


def kinds(call: Call) -> list[str]:
    return [entry.body.kind for entry in live(call.state.log)]


# ── any sequence of verbs ────────────────────────────────────────────────────────────────────

# Mostly the clause that has a rung never given for nothing, and what was recorded a moment ago.
clauses = st.sampled_from([PINNING, PINNING, PINNING, TRAINING, RETENTION])
rungs = st.sampled_from(["fallback-1", "fallback-1", "fallback-2", "target", "walk-away", ""])
words = st.sampled_from(["", "  ", "a calendar", "a calendar"])
gots = st.none() | words
numbers = st.integers(0, 3)
Verb = Callable[[Call], object]


def id_of(call: Call, number: int) -> object:
    """The id of an entry, counted from the last."""
    return call.state.log[-1 - number % len(call.state.log)].id if call.state.log else uuid4()


offers: st.SearchStrategy[Verb] = st.builds(
    lambda c, r, g, f, a: lambda call: call.offer(c, r, got=g, free=f, asked=a),
    clauses, rungs, gots, st.booleans(), st.booleans(),
)  # fmt: skip
retractions: st.SearchStrategy[Verb] = st.builds(
    lambda n: lambda call: call.record(b.Retracted(entry=id_of(call, n))), numbers
)
verbs: st.SearchStrategy[Verb] = st.one_of(
    offers,
    st.builds(
        lambda c, r, g, f: lambda call: call.agree(c, r or None, got=g, free=f),
        clauses, rungs, gots, st.booleans(),
    ),
    st.builds(lambda c, r: lambda call: call.record(b.Offered(rung=r), c), clauses, rungs),
    st.builds(lambda c, r: lambda call: call.record(b.Agreed(rung=r), c), clauses, rungs),
    st.builds(
        lambda c, r, g, f: lambda call: call.record(
            b.Traded(give="x", get=g, rung=r or None, free=f), c
        ),
        clauses, rungs, words, st.booleans(),
    ),
    retractions,
    st.builds(lambda c, g: lambda call: call.trade(c, "a reference", g), clauses, words),
    st.builds(
        lambda n, g, f: lambda call: call.trades.answer(str(id_of(call, n)), g, free=f),
        numbers, words, st.booleans(),
    ),
    st.builds(lambda c: lambda call: call.approve(c), clauses),
    st.builds(lambda c: lambda call: call.escalate(c, "counsel"), clauses),
    st.builds(lambda c: lambda call: call.refuse(c), clauses),
    st.builds(lambda c: lambda call: call.counter(c), clauses),
    st.builds(lambda c: lambda call: call.landed(c, True), clauses),
    st.builds(
        lambda o: lambda call: call.record(b.Heard(words="x", match=Match(objection=o)), PINNING),
        st.sampled_from(["one-fleet", "gpu-cost"]),
    ),
    st.just(lambda call: call.undo()),
    st.just(lambda call: call.retier("pilot")),
)  # fmt: skip


def is_paid(clause: Clause, rung: str, step: str, before: list[AnyBody]) -> bool:
    """Whether a rung has something on record: for it, or for one further down.

    What was only asked counts for the very step it was asked for, and once that is agreed.
    """
    agreed = {body.rung for body in before if isinstance(body, b.Agreed)}
    order = list(clause.ladder)
    return any(
        isinstance(body, b.Traded)
        and body.rung in order
        and order.index(body.rung) >= order.index(rung)
        and bool(body.get.strip() or body.free)
        and (not body.asked or body.rung == step or body.rung in agreed)
        for body in before
    )


def assert_nothing_is_bare(sequence: list[Verb], *authority: str) -> None:
    """Whatever the verbs were, each step that counts has something on record before it."""
    call = a_call(None, *authority)
    for verb in sequence:
        with suppress(DeskError):
            verb(call)
    before: dict[str, list[AnyBody]] = {PINNING: [], TRAINING: [], RETENTION: []}
    for entry in live(call.state.log):
        clause = call.playbook.clauses.get(entry.clause or "")
        if clause is None:
            continue
        body = entry.body
        if isinstance(body, b.Offered | b.Agreed) and body.rung in clause.ladder:
            order = list(clause.ladder)
            assert body.rung != "walk-away"
            for rung in order[: order.index(body.rung) + 1]:
                if clause.ladder[rung].requires_get:
                    assert is_paid(clause, rung, body.rung, before[clause.id]), kinds(call)
        before[clause.id].append(body)


@settings(max_examples=200)
@given(st.lists(verbs, max_size=25), st.sampled_from([(), ("counsel",)]))
def test_no_sequence_of_verbs_gives_for_nothing_unsaid(
    sequence: list[Verb], authority: tuple[str, ...]
) -> None:
    assert_nothing_is_bare(sequence, *authority)


@settings(max_examples=200)
@given(st.lists(st.one_of(offers, retractions), min_size=3, max_size=12))
def test_nor_does_any_way_of_taking_things_back(sequence: list[Verb]) -> None:
    assert_nothing_is_bare(sequence, "counsel")


# ── each refusal in words ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "verb",
    [
        lambda call: call.offer(PINNING, "fallback-1"),
        lambda call: call.offer(PINNING, "fallback-1", got=" "),
        lambda call: call.agree(PINNING, "fallback-1"),
        lambda call: call.record(b.Offered(rung="fallback-1"), PINNING),
        lambda call: call.record(b.Agreed(rung="fallback-1"), PINNING),
    ],
)
def test_a_step_for_nothing_is_refused(verb: Verb) -> None:
    call = a_call()
    with pytest.raises(DeskError, match=f"{PINNING}/fallback-1 is never given for nothing") as told:
        verb(call)
    assert "free" in told.value.remedy
    assert call.state.log == ()


@pytest.mark.parametrize("verb", ["offer", "agree"])
def test_the_walk_away_stops_and_says_what_is_left(verb: str) -> None:
    call = a_call()
    with pytest.raises(DeskError, match="the walk-away is a limit") as told:
        getattr(call, verb)(PINNING, "walk-away", free=True)
    for option in ("Escalate", "park", "defer", "trade elsewhere", "walk away"):
        assert option in told.value.remedy
    assert call.state.log == ()


def test_an_agreement_below_the_table_is_paid_for_or_escalated() -> None:
    call = a_call()
    assert call.agree(PINNING, "fallback-1", got="a calendar") == ""
    assert kinds(call) == ["traded", "agreed"]
    assert call.agree(PINNING, "fallback-2") == "The general counsel"
    assert kinds(call)[-1] == "escalated"
    assert call.state.clause(PINNING).agreed == "fallback-1"


def test_an_entry_that_no_approver_allowed_is_refused() -> None:
    call = a_call()
    call.offer(PINNING, "fallback-1", free=True)
    with pytest.raises(DeskError, match="fallback-2 needs The general counsel"):
        call.record(b.Offered(rung="fallback-2"), PINNING)


def test_who_decides_alone_asks_nobody() -> None:
    call = a_call(None, "counsel")
    call.offer(PINNING, "fallback-1", free=True)
    step = call.card(PINNING).next
    assert step is not None
    assert (step.rung, step.approver, step.asks) == ("fallback-2", "", "")
    assert call.offer(PINNING, "fallback-2") == ""
    assert call.approve(PINNING) is None


def test_the_approver_allows_the_rung_that_was_asked_for() -> None:
    call = a_call()
    call.offer(PINNING, "fallback-2")  # over the rung between
    said = call.approve(PINNING)
    assert said == b.Approved(approver="counsel", rung="fallback-2")
    with pytest.raises(DeskError, match="never given for nothing"):
        call.offer(PINNING, "fallback-2")
    assert call.offer(PINNING, "fallback-2", got="a calendar") == ""


def test_who_was_asked_for_no_rung_is_answered_for_none() -> None:
    call = a_call()
    call.escalate(PINNING, "cfo")
    assert call.approve(PINNING, "this once") == b.Approved(approver="cfo", words="this once")
    assert call.approve(PINNING) is None
    call.offer(PINNING, "fallback-1", free=True)
    assert call.approve(PINNING) == b.Approved(approver="counsel", rung="fallback-2")


def test_the_approver_of_the_next_rung_who_was_asked_at_large_allows_it() -> None:
    call = a_call()
    call.offer(PINNING, "fallback-1", free=True)
    call.escalate(PINNING, "counsel")
    assert call.approve(PINNING) == b.Approved(approver="counsel", rung="fallback-2")


def test_two_who_were_asked_answer_one_after_the_other() -> None:
    call = a_call()
    call.escalate(PINNING, "cfo")
    call.offer(PINNING, "fallback-2")
    call.park(PINNING)  # a clause that rests waits all the same
    assert call.approve(PINNING) == b.Approved(approver="counsel", rung="fallback-2")
    assert call.approve(PINNING) == b.Approved(approver="cfo")
    assert call.approve(PINNING) is None


def test_a_clause_that_is_settled_waits_for_nobody() -> None:
    call = a_call()
    call.offer(PINNING, "fallback-1", free=True)
    call.escalate(PINNING, "cfo")
    call.paper(PINNING, "DPA", "3")
    assert call.approve(PINNING) is None
    assert call.state.clause(PINNING).standing == "papered"


def test_what_a_step_rests_on_is_not_taken_back_before_it() -> None:
    call = a_call()
    call.offer(PINNING, "fallback-1", got="a calendar")
    traded, offered = call.state.log
    with pytest.raises(DeskError, match="rests on that trade"):
        call.record(b.Retracted(entry=traded.id))
    call.record(b.Retracted(entry=offered.id))
    undo = call.state.log[-1]
    call.record(b.Retracted(entry=traded.id))
    assert kinds(call) == []
    with pytest.raises(DeskError, match="rests on that trade"):
        call.record(b.Retracted(entry=undo.id))  # a redo of the step alone
    assert kinds(call) == []


def test_undo_takes_step_and_trade_back_one_after_the_other() -> None:
    call = a_call()
    call.offer(PINNING, "fallback-1", got="a calendar")
    undone = [call.undo() for _ in range(3)]
    assert [each.kind if each else "" for each in undone] == ["offered", "traded", ""]


def test_a_clause_with_but_a_limit_has_nothing_to_ask_or_to_offer() -> None:
    limit = {"id": LIMIT, "title": "Limit", "position": [{"rung": "walk-away", "label": "none"}]}
    book = Playbook(
        playbook=playbook().playbook, clause=(Clause.model_validate(limit), *playbook().clause)
    )
    call = a_call(book)
    card = call.card(LIMIT)
    assert (card.ask, card.next, card.limit) == ("", None, "none")
    assert [rung.on_table for rung in card.ladder] == [False]
    call.agree(LIMIT)
    assert call.card(LIMIT).standing == "agreed in principle"
    assert call.state.clause(LIMIT).agreed == ""


@pytest.mark.parametrize(
    ("answer", "free"),
    [
        ("free", True),
        (" Free ", True),
        ("gave it free", True),
        ("free staging", False),
        ("", False),
    ],
)
def test_free_is_a_word(answer: str, free: bool) -> None:
    assert is_free(answer) is free
