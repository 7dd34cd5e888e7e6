"""What the team knows, and precedents in a call, from what was recorded in other deals."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial

import pytest

from negotiator.desk import Desk
from negotiator.desk.insights import BEGINNING, Asked, InsightTable, Listing, read_insights
from negotiator.desk.precedents import PrecedentRow
from tests.desk.conftest import sit
from tests.samples import PINNING, RETENTION


@pytest.fixture
def other(desk: Desk) -> None:
    """A deal with another vendor: one rung agreed, one thing given for nothing, one taken back."""
    call = sit(desk, asyncio.run(desk.new_deal("Corvid", "API", {}))).call
    words = "we roll every customer forward"
    call.hear(words, call.suggest(words)[0])
    call.counter(PINNING)
    call.landed(PINNING, landed=True)
    call.offer(PINNING, "fallback-1", got="a named contact")
    call.agree(PINNING)
    call.trades.record(PINNING, "a reference", "")
    call.trades.record(PINNING, "a longer term", "")
    call.undo()
    call.defer(RETENTION, "their legal", None)
    call.hear("an office in Lisbon")
    call.save_now()


def tables(
    desk: Desk, vendor: str = "", stopped: bool = False, until: date | None = None
) -> dict[str, InsightTable]:
    now = desk.clock()
    asked = Asked(BEGINNING, until or now.date(), vendor)
    rows = desk.deals_now()
    found = desk.ask_now(
        partial(read_insights, asked=asked, deals=rows, now=now, goes_on=lambda _: not stopped)
    )
    return {each.name: each for each in found}


def test_each_table_tells_what_was_recorded(desk: Desk, other: None) -> None:
    known = tables(desk)
    assert [row[1:] for row in known["free"].rows] == [
        ("Corvid", PINNING, "a reference", "unanswered")
    ], "what was taken back does not count"
    assert (PINNING, "▒" * 10, "0 of 1", "1 fallback-1", "0 d") in known["signed"].rows
    assert known["vendors"].columns == ("CLAUSE", "Corvid")
    assert known["vendors"].rows == ((PINNING, "▒ 1"),)
    assert known["objections"].rows[0][3:] == ("1", "1 agreed in principle")
    assert known["counters"].rows == ((PINNING, "one-fleet, step 1", "1", "1 of 1"),)
    assert ("put off", RETENTION, "once", "not agreed since") in known["open"].rows
    assert any(row[:3] == ("in no playbook", "Corvid", "an office in Lisbon")
               for row in known["open"].rows)  # fmt: skip


def test_vendors_whose_names_begin_alike_have_columns_of_their_own(desk: Desk) -> None:
    for vendor, rung in (("Acme AI", "target"), ("Acme Labs", "fallback-1"), ("Bo Ltd", "target")):
        call = sit(desk, asyncio.run(desk.new_deal(vendor, "API", {}))).call
        call.offer(PINNING, rung, got="a named contact")
        call.agree(PINNING)
        call.save_now()
    known = tables(desk)["vendors"]
    assert known.columns == ("CLAUSE", "Acme AI", "Acme Labs", "Bo")
    assert known.rows == ((PINNING, "░ T", "▒ 1", "░ T"),)


def test_another_vendor_and_a_stop_leave_nothing(desk: Desk, other: None) -> None:
    assert tables(desk, vendor="nobody")["signed"].rows == ()
    assert tables(desk, stopped=True)["signed"].rows == ()


def test_what_was_never_raised_is_of_the_deals_with_a_session_in_that_time(
    desk: Desk, other: None
) -> None:
    asyncio.run(desk.new_deal("Lumen Labs", "API", {}))
    found = [row for row in tables(desk)["open"].rows if row[0] == "never raised"]
    assert [row[1] for row in found] == ["Corvid"], "nobody has met Lumen yet"
    assert isinstance(found[0][2], Listing)
    assert tables(desk, until=date(2020, 1, 1))["open"].rows == ()


def test_a_table_without_rows_says_that_there_is_none(desk: Desk, other: None) -> None:
    before = tables(desk, until=date(2020, 1, 1))
    assert {name: table.note for name, table in before.items()} == {
        "free": "Nothing was given for nothing.",
        "signed": "Nothing was agreed or given up.",
        "vendors": "Nothing was agreed or given up.",
        "objections": "No objection of a playbook was heard.",
        "counters": "No counter was used.",
        "open": "Nothing was left open.",
    }


def test_the_card_of_another_deal_tells_the_precedent(desk: Desk, other: None) -> None:
    call = sit(desk, asyncio.run(desk.new_deal("Acme AI", "API", {}))).call
    assert call.card(PINNING).past[0] == "others (1): 12 months"
    assert call.card(RETENTION).past == ()
    assert call.card(PINNING).market == "", "the playbook does not let us say it"
    (row,) = asyncio.run(call.precedents.rows(desk, PINNING))
    assert isinstance(row, PrecedentRow)
    assert (row.vendor, row.rung, row.same_vendor) == ("Corvid", "fallback-1", False)
    assert any("a named contact" in each for each in row.conditions)
