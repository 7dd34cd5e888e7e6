"""The issues list: where both sides stand and what was agreed; ours has more than theirs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.playbook.model import Emphasis
from negotiator.report import DealRecord
from negotiator.report.issues import (
    Issue,
    OurIssue,
    issues,
    issues_document,
    our_issues,
    our_issues_document,
)
from negotiator.report.markdown import markdown
from negotiator.report.told import told
from tests.report.marks import MARK, marked_playbook, private_histories
from tests.report.records import Said, a_record, recorded
from tests.samples import PINNING, RETENTION, TRAINING, clause, playbook

AVAILABILITY = "sla.availability"


def theirs(*said: Said) -> list[Issue]:
    return issues(told(recorded(*said)))


def ours(*said: Said) -> dict[str, OurIssue]:
    return {issue.clause: issue for issue in our_issues(recorded(*said))}


def test_a_deal_in_which_nothing_was_said() -> None:
    assert theirs() == []
    assert "No open issues.\n" in markdown(issues_document(told(recorded())))
    assert ours().keys() == playbook().clauses.keys()
    assert {issue.number for issue in ours().values()} == {""}


def test_both_positions_side_by_side() -> None:
    (issue,) = theirs(
        (b.Heard(words="six"), PINNING),
        (b.Offered(rung="target"), PINNING),
        (b.Heard(words="nine, then"), PINNING),
    )
    assert issue == Issue(
        number="1",
        clause=PINNING,
        title="Version pinning",
        home="Order form, Service description",
        ours=clause().ladder["target"].say,
        theirs="nine, then",
        status="open",
        owner="our engineering team",
        due="",
        resolution="",
        settled=False,
    )


def test_theirs_is_in_the_order_in_which_clauses_came_up_which_tells_nothing() -> None:
    said: list[Said] = [(b.Raised(), about) for about in (AVAILABILITY, RETENTION, PINNING)]
    found = theirs(*said)
    assert [issue.clause for issue in found] == [AVAILABILITY, RETENTION, PINNING]
    assert [issue.number for issue in found] == ["1", "2", "3"]


def test_ours_begins_with_must_haves_and_has_the_numbers_of_theirs() -> None:
    said: list[Said] = [(b.Raised(), about) for about in (AVAILABILITY, RETENTION, PINNING)]
    found = list(ours(*said).values())
    priorities = [issue.priority for issue in found]
    assert priorities == sorted(priorities, key=["must-have", "should-have"].index)
    assert {issue.clause: issue.number for issue in found if issue.number} == {
        issue.clause: issue.number for issue in theirs(*said)
    }


def test_ours_begins_with_what_weighs_most_in_such_a_deal() -> None:
    weighed = {"id": "buy", "title": "Buy", "weight": {TRAINING: 90}}
    on = playbook().model_copy(update={"emphasis": (Emphasis.model_validate(weighed),)})
    assert our_issues(a_record([], on))[0].clause == TRAINING
    assert our_issues(recorded())[0].clause == PINNING


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b.Agreed(rung="target"), "agreed in principle"),
        (b.ReadBack(), "agreed and read back"),
        (b.Papered(document="DPA"), "agreed and papered"),
    ],
)
def test_what_is_agreed_stays_with_its_resolution(body: AnyBody, status: str) -> None:
    said = ((b.Agreed(rung="target"), PINNING), (body, PINNING))
    (issue,) = theirs(*said)
    assert (issue.settled, issue.status) == (True, status)
    assert issue.resolution == clause().ladder["target"].say
    document = markdown(issues_document(told(recorded(*said))))
    assert "No open issues." in document
    assert "## Settled (1)" in document


def test_ours_says_which_rung_was_agreed_and_where_it_stands() -> None:
    agreed = (b.Agreed(rung="fallback-1"), PINNING)
    assert ours(agreed)[PINNING].resolution == "fallback-1: 12 months + staging"
    papered = (b.Papered(document="Order form", section="3.2"), PINNING)
    resolution = ours(agreed, papered)[PINNING].resolution
    assert resolution == "fallback-1: 12 months + staging; Order form, 3.2"
    waived = (b.Waived(words="x", approver="counsel"), PINNING)
    assert ours(waived)[PINNING].resolution == "waived; allowed by The general counsel"


def test_a_deferral_has_its_owner_and_date() -> None:
    (issue,) = theirs((b.Deferred(owner="Bo", due=date(2026, 12, 1)), PINNING))
    assert (issue.owner, issue.due, issue.status) == ("Bo", "01 Dec 2026", "put off")


def test_that_we_ask_an_approver_is_nobodys_business() -> None:
    said = ((b.Raised(), PINNING), (b.Escalated(approver="counsel", rung="fallback-2"), PINNING))
    (issue,) = theirs(*said)
    assert issue.status == "open"
    assert (ours(*said)[PINNING].status, ours(*said)[PINNING].approver) == (
        "escalated",
        "The general counsel",
    )


def test_ours_has_the_next_rung_who_must_agree_and_the_limit() -> None:
    issue = ours((b.Offered(rung="fallback-1"), PINNING))[PINNING]
    assert (issue.priority, issue.next, issue.approver) == (
        "must-have",
        "9 months, our tests first",
        "The general counsel",
    )
    assert issue.walk_away == "under half a year"


def test_only_ours_has_the_internal_columns() -> None:
    record = recorded((b.Raised(), PINNING))
    document = markdown(issues_document(told(record)))
    heading, rule, row = document.split("## Open (1)\n\n")[1].splitlines()
    assert heading.count("|") == rule.count("|") == row.count("|") == 9
    assert "Walk-away" not in document
    document = markdown(our_issues_document(record))
    assert "| Priority | Next rung | Approver | Walk-away |" in document
    assert document.startswith("# Internal issues list: ")
    assert "**Internal: not for the vendor**" in document


@given(private_histories)
def test_ours_has_every_clause_that_applies(history: list[Entry]) -> None:
    record: DealRecord = a_record(history, marked_playbook())
    found = our_issues(record)
    for issue in found:
        assert issue.settled == record.state.clause(issue.clause).standing.settled
        assert MARK in issue.walk_away
    if record.profile.hosting == "saas":
        assert {issue.clause for issue in found} == playbook().clauses.keys()
