"""The order in which points are taken up, and what the clock says about it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.agenda import (
    Point,
    Turn,
    agenda,
    minutes_a_point,
    minutes_to_plan,
    planned_minutes,
    preparation_in_force,
    pressing,
)
from negotiator.deal.body import AnyBody
from negotiator.deal.deal import Session
from negotiator.deal.entry import Entry, new_entry
from negotiator.deal.preparation import Preparation
from negotiator.deal.profile import Profile, tailored, weights
from negotiator.deal.standing import DealState, fold
from negotiator.playbook.model import Playbook, Priority
from tests.strategies import histories

SESSION, OTHER = UUID(int=1), UUID(int=2)
TEN = datetime(2026, 11, 21, 10, tzinfo=UTC)
TODAY = TEN.date()


def a_playbook(*clauses: tuple[str, str | None, float, str]) -> Playbook:
    """Clauses by id, what they protect, weight and priority."""
    return Playbook.model_validate(
        {
            "playbook": {"id": "small", "name": "Small"},
            "clause": [
                {
                    "id": name,
                    "title": name,
                    "weight": weight,
                    "priority": {"customer-facing": priority},
                    "position": [{"rung": "target", "say": "This."}],
                    **({"protects": protects} if protects else {}),
                }
                for name, protects, weight, priority in clauses
            ],
        }
    )


SMALL = a_playbook(
    ("a.nice", None, 9, "nice-to-have"),
    ("a.exit", "exit", 5, "must-have"),
    ("a.prove", "prove", 5, "must-have"),
    ("a.proof", "prove", 9, "must-have"),
    ("a.fix", "fix", 5, "must-have"),
    ("a.should", "prove", 9, "should-have"),
)


def state(*happened: tuple[str | None, AnyBody], session: UUID = SESSION) -> DealState:
    return fold(
        new_entry(body, session=session, at=TEN + timedelta(minutes=n), clause=clause)
        for n, (clause, body) in enumerate(happened)
    )


def points(now: DealState, playbook: Playbook = SMALL) -> list[Point]:
    profile = Profile()
    return agenda(playbook, tailored(playbook, profile), weights(playbook, profile), now, TODAY)


def order(*happened: tuple[str | None, AnyBody]) -> list[str]:
    return [point.clause for point in points(state(*happened))]


def test_priority_first_then_the_protections_take_turns_the_heavier_clause_first() -> None:
    assert order() == ["a.proof", "a.fix", "a.exit", "a.prove", "a.should", "a.nice"]


def test_a_protection_that_was_spoken_of_lets_the_others_go_first() -> None:
    assert order(("a.proof", b.Raised()))[:3] == ["a.fix", "a.exit", "a.prove"]


def test_what_is_settled_is_not_on_the_agenda() -> None:
    assert "a.fix" not in order(("a.fix", b.Agreed(rung="target")))
    assert "a.fix" not in order(("a.fix", b.Waived()))


def test_turns_in_words() -> None:
    found = points(
        state(
            ("a.exit", b.Deferred(owner="their legal", due=TODAY - timedelta(days=3))),
            ("a.prove", b.Deferred(owner="Dana", due=TODAY + timedelta(days=2))),
            ("a.proof", b.Escalated(approver="cfo")),
            ("a.fix", b.Parked()),
            ("a.should", b.Refused(final=True)),
        )
    )
    assert [(point.clause, point.turn, point.reason) for point in found] == [
        (
            "a.exit",
            Turn.DUE,
            "must-have, the answer of their legal is 3 days late, exit protection",
        ),
        ("a.fix", Turn.PARKED, "must-have, parked, fix protection"),
        ("a.prove", Turn.WAITING, "must-have, put off to Dana until 23 Nov, prove protection"),
        ("a.proof", Turn.WAITING, "must-have, waits for cfo, prove protection"),
        ("a.should", Turn.STUCK, "should-have, deadlocked, prove protection"),
        ("a.nice", Turn.NOT_RAISED, "nice-to-have, not raised"),
    ]
    assert [point.turn.ours for point in found] == [True, True, False, False, False, True]


@pytest.mark.parametrize(
    ("due", "reason"),
    [
        (TODAY, "must-have, the answer is due today"),
        (TODAY - timedelta(days=1), "must-have, the answer is 1 day late"),
        (None, "must-have, put off without a date"),
    ],
)
def test_when_an_answer_is_due(due: date | None, reason: str) -> None:
    playbook = a_playbook(("a.one", None, 5, "must-have"))
    (point,) = points(state(("a.one", b.Deferred(due=due))), playbook)
    assert point.reason == reason
    assert point.turn is (Turn.DUE if due else Turn.WAITING)


@pytest.mark.parametrize(
    ("left", "must", "words"),
    [
        (40, 5, "8 min a point left"),
        (4, 5, "under a minute a point left"),
        (0, 5, "no time left"),
        (-3, 5, "no time left"),
        (40, 0, "40 min left"),
    ],
)
def test_what_the_clock_leaves_for_a_point(left: int, must: int, words: str) -> None:
    ours = [Point(f"a.{n}", Priority.MUST_HAVE, Turn.NOT_RAISED, "") for n in range(must)]
    waiting = Point("a.waiting", Priority.MUST_HAVE, Turn.WAITING, "")
    assert minutes_a_point(left, [*ours, waiting]) == words


def test_without_must_haves_the_time_is_for_the_others() -> None:
    others = [Point(f"a.{n}", Priority.SHOULD_HAVE, Turn.NOT_RAISED, "") for n in range(4)]
    assert minutes_a_point(20, others) == "5 min a point left"


@pytest.mark.parametrize(
    ("minute", "not_raised", "words"),
    [
        (29, 4, ""),
        (30, 4, "15 min left, 4 must-haves not raised"),
        (33, 1, "12 min left, 1 must-have not raised"),
        (33, 0, ""),
        (45, 2, "0 min left, 2 must-haves not raised"),
        (50, 2, "5 min over, 2 must-haves not raised"),
    ],
)
def test_the_clock_speaks_in_the_last_third(minute: int, not_raised: int, words: str) -> None:
    assert pressing(minute, 45, not_raised) == words


def a_session(minutes: int = 60) -> Session:
    return Session(id=SESSION, deal=OTHER, started=TEN, planned_minutes=minutes)


def prepared(minutes: int | None, batna: str = "") -> tuple[None, b.Prepared]:
    return None, b.Prepared(preparation=Preparation(batna=batna, planned_minutes=minutes))


def test_the_last_preparation_counts_as_a_whole() -> None:
    now = state(prepared(30, "leave"), prepared(None))
    assert preparation_in_force(now) == Preparation()
    assert preparation_in_force(state()) == Preparation()
    assert preparation_in_force(state(prepared(30, "leave"))).batna == "leave"


def test_minutes_are_planned_before_and_changed_in_the_session() -> None:
    assert minutes_to_plan(state()) == 45
    assert minutes_to_plan(state(prepared(30))) == 30
    assert planned_minutes(state(), a_session()) == 60
    assert planned_minutes(state(prepared(20)), a_session()) == 20
    assert planned_minutes(state(prepared(None)), a_session()) == 60
    before = state(prepared(20), session=OTHER)
    assert planned_minutes(before, a_session()) == 60, "it was for an earlier session"


@given(histories())
def test_every_open_clause_is_on_the_agenda_once(history: list[Entry]) -> None:
    playbook = a_playbook(
        ("data.training", "prove", 5, "must-have"),
        ("model.version-pinning", "fix", 5, "should-have"),
        ("exit.assistance", "exit", 0, "must-have"),
    )
    now = fold(history)
    found = points(now, playbook)
    unsettled = {c for c in playbook.clauses if not now.clause(c).standing.settled}
    assert sorted(point.clause for point in found) == sorted(unsettled)
    ranks = [(list(Priority).index(point.priority), point.turn) for point in found]
    assert ranks == sorted(ranks)
