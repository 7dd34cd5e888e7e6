"""Past sessions: what each came to, and which are found."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date
from functools import partial
from typing import Any

import pytest

from negotiator.desk import Desk
from negotiator.desk.review_views import Sessions, Wanted
from negotiator.desk.sessions import read_sessions
from negotiator.desk.span import BEGINNING, last_quarter, span
from tests.desk.conftest import sit
from tests.samples import PINNING, RETENTION

ALWAYS = BEGINNING, date(2100, 1, 1)


@pytest.fixture
def held(desk: Desk) -> None:
    """Two sessions with two vendors."""
    call = sit(desk, asyncio.run(desk.new_deal("Acme AI", "API", {}))).call
    call.hear_about("we keep “prompts” thirty days, 100% sure", RETENTION)
    call.offer(PINNING, "target")
    call.agree(PINNING)
    call.trades.record(PINNING, "a reference", "")
    call.trades.record(PINNING, "a longer term", "")
    call.undo()
    call.save_now()
    call = sit(desk, asyncio.run(desk.new_deal("Corvid", "API", {}))).call
    call.note(PINNING, "prompts are their sore point")
    call.refuse(PINNING)
    call.offer(PINNING, "target")
    call.agree(PINNING)
    call.undo()
    call.save_now()


def found(desk: Desk, words: str = "", *, goes_on: bool = True, **narrow: Any) -> Sessions:
    wanted = replace(Wanted(*ALWAYS, words=words), **narrow)
    job = partial(read_sessions, wanted=wanted, zone=UTC, goes_on=lambda _: goes_on)
    return desk.ask_now(job)


def test_a_session_is_told_by_what_counts_in_it(desk: Desk, held: None) -> None:
    rows = {row.vendor: row for row in found(desk).rows}
    acme, corvid = rows["Acme AI"], rows["Corvid"]
    assert (acme.outcome, acme.agreed, acme.free) == ("agreed", 1, 1), "what was undone is not"
    assert (corvid.outcome, corvid.agreed, corvid.free) == ("refused", 0, 0)
    assert acme.minutes == 0, "it is not over"


def test_filters_combine_and_the_choices_are_what_occurs(desk: Desk, held: None) -> None:
    every = found(desk)
    assert every.choices["vendor"] == ("Acme AI", "Corvid")
    assert every.choices["outcome"] == ("agreed", "refused")
    assert found(desk, vendor="Corvid").count == 1
    assert found(desk, vendor="Corvid", outcome="agreed").count == 0
    assert found(desk, vendor="Corvid", outcome="refused", author=every.rows[0].author).count == 1
    assert found(desk, playbook="another").rows == ()
    assert found(desk, vendor="Corvid").whole == 2


def test_words_are_found_wherever_they_stand_and_marked(desk: Desk, held: None) -> None:
    assert [row.vendor for row in found(desk, "PROMPTS").rows] == ["Corvid", "Acme AI"]
    (row,) = found(desk, "prompts 100%").rows
    (hit,) = row.hits
    assert hit.clause == RETENTION
    assert [hit.words[a:b] for a, b in hit.marks] == ["prompts", "100"]
    assert found(desk, "words").rows == (), "the record's own names are not searched"
    for words in ("prompts", ""):
        assert found(desk, words, goes_on=False).rows == (), "it was stopped"


def test_the_spans_of_a_team_are_whole_days() -> None:
    assert last_quarter(date(2026, 11, 26)) == (date(2026, 7, 1), date(2026, 9, 30))
    assert last_quarter(date(2026, 1, 1)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert last_quarter(date(2024, 5, 31)) == (date(2024, 1, 1), date(2024, 3, 31))
    assert span("a year", date(2024, 2, 29)) == (date(2023, 3, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-07-14", "2026-07-14", "2026-07-14"),
        ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31"),
        (" 2025-Q4 .. 2026-02 ", "2025-10-01", "2026-02-28"),
        ("2026-07..", "2026-07-01", "2026-11-26"),
        ("..2025", "1970-01-01", "2025-12-31"),
        ("The Last  Quarter", "2026-07-01", "2026-09-30"),
    ],
)
def test_any_span_is_typed(text: str, since: str, until: str) -> None:
    today = date(2026, 11, 26)
    assert span(text, today) == (date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "a week",
        "2026-Q5",
        "2026-13",
        "2026-00",
        "2026-07-00",
        "2026-02-30",
        "26-01",
        "0001",
        "2026..2025",
        "2027..",
    ],
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        span(text, date(2026, 11, 26))
