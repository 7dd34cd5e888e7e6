"""The promise ledger: oral, read back, papered, waived; what it hangs on, and its hedges."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.hedge import HEDGES, condition_in, hedge_spans, hedges
from negotiator.deal.promise import Promise, PromiseState, ledger
from negotiator.deal.standing import Standing, fold, live
from tests.strategies import histories

CLAUSE = "sla.support"
PROMISE, OTHER = UUID(int=1001), UUID(int=2000)


def entries(*bodies: AnyBody, clause: str | None = CLAUSE) -> list[Entry]:
    """One entry a body; the first has the id of the promise."""
    return [
        Entry(
            id=UUID(int=1001 + number),
            session=UUID(int=1),
            clause=clause,
            author="ana",
            at="2026-11-21T10:00:00Z",
            body=body,
        )
        for number, body in enumerate(bodies)
    ]


def after(*bodies: AnyBody) -> Promise:
    """The promise after that."""
    (promise,) = ledger(entries(b.Promised(words="a named contact"), *bodies))
    return promise


READ = b.ReadBack(promise=PROMISE)
PAPERED = b.Papered(document="SLA", promise=PROMISE)
WAIVED = b.Waived(words="nice to have", promise=PROMISE)


@pytest.mark.parametrize(
    ("bodies", "state", "loose"),
    [
        ((), "oral", True),
        ((READ,), "read back", True),
        ((READ, PAPERED), "papered", False),
        ((PAPERED, READ), "papered", False),
        ((WAIVED,), "waived", False),
        ((WAIVED, READ), "read back", True),
        ((WAIVED, PAPERED), "papered", False),
    ],
)
def test_how_real_it_is(bodies: tuple[AnyBody, ...], state: str, loose: bool) -> None:
    promise = after(*bodies)
    assert (str(promise.state), promise.loose) == (state, loose)


@pytest.mark.parametrize(
    "body",
    [b.ReadBack(), b.Papered(document="SLA"), b.Waived(), b.ReadBack(promise=OTHER)],
    ids=lambda body: body.kind,
)
def test_the_clause_and_other_promises_change_nothing_of_it(body: AnyBody) -> None:
    assert after(body).state is PromiseState.ORAL


def test_where_it_stands_and_why_we_sign_without_it() -> None:
    papered = after(b.Papered(document="SLA", section="3", promise=PROMISE))
    assert (papered.document, papered.section) == ("SLA", "3")
    waived = after(b.Waived(words="nice to have", approver="cfo", promise=PROMISE))
    assert (waived.basis, waived.approver) == ("nice to have", "cfo")


def test_what_is_known_of_it_is_set_right() -> None:
    first = after()
    assert (first.verbatim, first.condition) == (False, "")
    amended = after(
        b.PromiseAmended(promise=PROMISE, condition="if you sign"),
        b.PromiseAmended(promise=PROMISE, verbatim=True),
    )
    assert (amended.verbatim, amended.condition) == (True, "if you sign")
    assert after(b.PromiseAmended(promise=PROMISE, condition="")).condition == ""


def test_a_promise_that_was_taken_back_is_gone_with_all_about_it() -> None:
    made = entries(
        b.Promised(words="a named contact"),
        b.ReadBack(promise=PROMISE),
        b.Retracted(entry=PROMISE),
    )
    assert ledger(live(made)) == ()


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        (b.ReadBack(promise=PROMISE), Standing.OPEN),
        (b.Papered(document="SLA", promise=PROMISE), Standing.OPEN),
        (b.Waived(promise=PROMISE), Standing.OPEN),
        (b.ReadBack(), Standing.READ_BACK),
        (b.Papered(document="SLA"), Standing.PAPERED),
        (b.Waived(), Standing.WAIVED),
    ],
)
def test_a_promise_moves_no_clause(body: AnyBody, clause: Standing) -> None:
    state = fold(entries(b.Promised(words="a contact"), body))
    assert state.clause(CLAUSE).standing is clause


@given(histories())
def test_any_history_has_a_ledger(history: list[Entry]) -> None:
    counted = live(history)
    assert [promise.id for promise in ledger(counted)] == [
        entry.id for entry in counted if isinstance(entry.body, b.Promised)
    ]


# ── words ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We Should  be able to do that, in principle", ("Should be able to", "in principle")),
        ("well try, ok", ("well try",)),
        ("we’ll try", ("we’ll try",)),
        ("i dont see why not", ("i dont see why not",)),
        ("commercially reasonable efforts", ("commercially reasonable",)),
        ("happy to look at it, happy to look at it twice", ("happy to look at",)),
        ("we do it by Friday", ()),
        ("the mighty principle", ()),
        ("", ()),
    ],
)
def test_hedges_are_whole_words_as_they_were_said(words: str, found: tuple[str, ...]) -> None:
    assert hedges(words) == found


@pytest.mark.parametrize("phrase", HEDGES)
def test_every_hedge_of_the_list_is_found(phrase: str) -> None:
    words = f"yes, {phrase.upper()} send it"
    ((start, end),) = hedge_spans(words)
    assert words[start:end] == phrase.upper()


@given(st.text(max_size=60))
def test_spans_lie_within_any_words(words: str) -> None:
    ends = 0
    for start, end in hedge_spans(words):
        assert ends <= start < end <= len(words)
        ends = end
    assert condition_in(words) in words


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("premium support is in if you sign by Friday", "if you sign by Friday"),
        ("If T&S says no, we cap it at 14 days", "If T&S says no"),
        ("provided you commit; otherwise not", "provided you commit"),
        ("we do it if possible", ""),
        ("we do it if possible, once you sign", "once you sign"),
        ("a gift", ""),
        ("we do it by Friday", ""),
    ],
)
def test_what_it_hangs_on(words: str, condition: str) -> None:
    assert condition_in(words) == condition
