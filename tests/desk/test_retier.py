"""Another risk tier in words, before it is taken, and what was given for it."""

from __future__ import annotations

from negotiator.deal import body as b
from negotiator.desk import Call
from negotiator.desk.retier import retier_view
from tests.samples import PINNING, RETENTION, TRAINING, clause


def test_what_becomes_of_the_must_haves(call: Call) -> None:
    call.raise_(RETENTION)
    view = retier_view(call, "pilot")
    assert view.summary == "customer-facing → pilot: must-haves 4 → 1"
    assert view.counts == "3 no longer must-haves"
    assert view.sections == (
        (
            "No longer must-haves (3)",
            (
                (clause(PINNING).title, ""),
                (clause(RETENTION).title, "open by now"),
                (clause("security.breach-notice").title, ""),
            ),
        ),
    )
    assert call.profile.risk_tier == "customer-facing", "looking takes nothing"


def test_where_nothing_changes_there_is_nothing_to_tell(call: Call) -> None:
    view = retier_view(call, "customer-facing")
    assert (view.counts, view.sections) == ("", ())


def test_the_scope_that_was_given_stands_with_it(call: Call) -> None:
    call.retier("pilot", " one use case\x1b ")
    body = call.mine[-1].body
    assert isinstance(body, b.Profiled)
    assert body.words == "one use case\\x1b"
    assert [c for c, p in call.priorities.items() if p == "must-have"] == [TRAINING]
    call.undo()
    assert call.profile.risk_tier == "customer-facing"
