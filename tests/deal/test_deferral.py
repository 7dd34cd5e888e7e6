"""Deferrals: spotted in words, with an owner and a day; what is due; what the third one means."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal import body as b
from negotiator.deal.deferral import a_week_on, advice, deferral, due, working_day
from negotiator.deal.standing import fold
from tests.deal.test_promise import entries

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("let me check with legal", "legal"),
        ("Let me just ask our lawyers about that", "legal"),
        ("I'll get back to you on that", ""),
        ("ill get back to u", ""),
        ("I need to run it by our CISO", "security"),
        ("we have to take this back to finance", "finance"),
        ("need to run this past the deal desk", "finance"),
        ("on security, let me check with counsel", "legal"),
        ("that's a roadmap thing, I'd have to ask product", "product"),
        ("let me circle back with you after our weekly", ""),
        ("we will revert next week", ""),
        ("still waiting for the lab", ""),
        ("pricing? let me check", "finance"),
        ("not my call to make", ""),
    ],
)
def test_a_deferral_and_who_would_answer(words: str, owner: str) -> None:
    found = deferral(words)
    assert found is not None
    assert found.owner == owner
    assert found.phrase.split()[0] in words


@pytest.mark.parametrize(
    "words",
    [
        "",
        "we roll every customer forward",
        "our legal team signed the template",
        "30 days is the shortest retention",
        "check out our changelog",
        "let me check out the room",
        "we never move the date back",
        "security reviews cost extra",
        "you may audit us back to back",
        "thank you, that works",
    ],
)
def test_no_deferral(words: str) -> None:
    assert deferral(words) is None


@given(st.text(max_size=60))
def test_any_words_may_be_looked_at(words: str) -> None:
    found = deferral(words)
    assert found is None or found.owner in {"", "legal", "security", "product", "finance"}


@given(st.dates(max_value=date(9999, 12, 1)))
def test_a_week_on_is_a_business_day(day: date) -> None:
    asked = a_week_on(day)
    assert asked.weekday() < 5
    assert timedelta(days=7) <= asked - day <= timedelta(days=9)


def test_the_nearest_working_day() -> None:
    sunday = date(2026, 11, 29)
    assert working_day(sunday, 1) == date(2026, 11, 30)
    assert working_day(sunday, -1) == date(2026, 11, 27)
    assert working_day(TODAY, 1) == TODAY


def test_what_is_due_is_the_oldest_first_and_nothing_of_tomorrow() -> None:
    days = [TODAY, TODAY + timedelta(days=1), TODAY - timedelta(days=3)]
    tasks = [b.Task(words=f"{day}", owner="ana", due=day) for day in days]
    put_off = b.Deferred(owner="their legal", due=TODAY - timedelta(days=1), words="asks counsel")
    found = due(fold(entries(*tasks, b.Task(words="whenever"), put_off)), TODAY)
    assert [(each.owner, each.days, each.task is None) for each in found] == [
        ("ana", 3, False),
        ("their legal", 1, True),
        ("ana", 0, False),
    ]
    assert found[1].words == "asks counsel"


def test_what_moved_on_or_is_done_is_not_due() -> None:
    yesterday = TODAY - timedelta(days=1)
    task = b.Task(words="send it", due=yesterday)
    put_off = b.Deferred(owner="they", due=yesterday)
    history = entries(task, put_off, b.Refused(), b.TaskDone(task=UUID(int=1001)))
    assert due(fold(history), TODAY) == ()


@pytest.mark.parametrize(
    ("times", "begins"), [(0, ""), (2, ""), (3, "third time"), (4, "fourth time"), (7, "7th time")]
)
def test_the_third_deferral_is_an_answer(times: int, begins: str) -> None:
    said = advice(times)
    assert bool(said) == bool(begins)
    assert said.startswith(begins)
