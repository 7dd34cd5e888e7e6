"""The issues list: what is open and where both sides stand; ours has more than theirs."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.ladder import on_table
from negotiator.deal.standing import DealState, fold
from negotiator.playbook.model import Emphasis
from negotiator.report.issues import Issue, issues, issues_json, issues_markdown
from tests.report.marks import MARK, marked_playbook, private_histories
from tests.samples import PINNING, RETENTION, TRAINING, clause, playbook
from tests.store.samples import a_deal, a_session, an_entry

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
DEAL = a_deal()
SESSION = a_session(DEAL)
AVAILABILITY = "sla.availability"


def state(*said: tuple[AnyBody, str | None]) -> DealState:
    """The state of the deal after some entries."""
    return fold(an_entry(SESSION, body, about) for body, about in said)


def listed(*said: tuple[AnyBody, str | None], internal: bool = False) -> list[Issue]:
    return issues(DEAL, playbook(), state(*said), internal=internal)


def test_a_deal_in_which_nothing_was_said() -> None:
    assert listed() == []
    assert "No open issues.\n" in issues_markdown(DEAL, [], AT, internal=False)
    assert [issue.clause for issue in listed(internal=True)] != []


def test_both_positions_side_by_side() -> None:
    (issue,) = listed(
        (b.Heard(words="six"), PINNING),
        (b.Offered(rung="target"), PINNING),
        (b.Heard(words="nine, then"), PINNING),
    )
    assert issue == Issue(
        number=1,
        clause=PINNING,
        title="Version pinning",
        home="Order form, Service description",
        ours=clause().ladder["target"].say,
        theirs="nine, then",
        standing="countered",
        owner="engineering",
        due="",
        resolution="",
    )


def test_must_haves_come_first_and_are_numbered() -> None:
    said = [(b.Raised(), about) for about in (AVAILABILITY, RETENTION, TRAINING, PINNING)]
    found = listed(*said)
    assert [issue.clause for issue in found] == [PINNING, TRAINING, RETENTION, AVAILABILITY]
    assert [issue.number for issue in found] == [1, 2, 3, 4]


def test_ours_begins_with_what_weighs_most_in_such_a_deal() -> None:
    weighed = {"id": "buy", "title": "Buy", "weight": {TRAINING: 90}}
    on = playbook().model_copy(update={"emphasis": (Emphasis.model_validate(weighed),)})
    said = state(*((b.Raised(), about) for about in (PINNING, TRAINING)))
    ours = [issue.clause for issue in issues(DEAL, on, said, internal=True)]
    assert ours[0] == TRAINING
    # What weighs how much is ours alone, and the order would tell it.
    assert [issue.clause for issue in issues(DEAL, on, said)] == [PINNING, TRAINING]


@pytest.mark.parametrize(
    "body",
    [b.Agreed(rung="target"), b.Waived(words="x"), b.Papered(document="DPA"), b.ReadBack()],
    ids=lambda body: str(body.kind),
)
def test_what_is_settled_is_no_issue(body: AnyBody) -> None:
    assert listed((body, PINNING)) == []
    assert PINNING not in {issue.clause for issue in listed((body, PINNING), internal=True)}


def test_a_deferral_has_its_owner_and_date() -> None:
    (issue,) = listed((b.Deferred(owner="Bo", due=date(2026, 12, 1)), PINNING))
    assert (issue.owner, issue.due, issue.standing) == ("Bo", "2026-12-01", "deferred")


def test_that_we_ask_an_approver_is_nobodys_business() -> None:
    escalated = (b.Escalated(approver="counsel", rung="fallback-2"), PINNING)
    (theirs,) = listed(escalated)
    assert theirs.standing == "under review"
    ours = listed(escalated, internal=True)[0]
    assert ours.standing == "escalated"


def test_ours_has_the_next_rung_and_the_limit() -> None:
    ours = {issue.clause: issue for issue in listed(internal=True)}
    assert ours[PINNING].priority == "must-have"
    assert ours[PINNING].next == "18 months"
    assert ours[PINNING].walk_away == "under half a year"
    assert ours.keys() == playbook().clauses.keys()


def test_a_limit_without_a_label_is_its_number() -> None:
    bare = playbook().model_copy(deep=True)
    ladder = clause().position
    limit = ladder[-1].model_copy(update={"label": ""})
    pin = clause().model_copy(update={"position": (*ladder[:-1], limit)})
    pinned = bare.model_copy(update={"clause": (pin,)})
    pinned.__dict__.pop("clauses", None)
    pin.__dict__.pop("ladder", None)
    (issue,) = issues(DEAL, pinned, DealState(), internal=True)
    assert issue.walk_away == "6"


def test_as_json_only_ours_has_the_internal_fields() -> None:
    found = listed((b.Raised(), PINNING), internal=True)
    ours, theirs = (issues_json(found, internal=internal)[0] for internal in (True, False))
    assert ours.keys() - theirs.keys() == {"priority", "next", "walk_away"}
    assert json.loads(json.dumps(theirs))["title"] == "Version pinning"


def test_as_markdown_only_ours_has_the_internal_columns() -> None:
    found = listed((b.Raised(), PINNING))
    theirs = issues_markdown(DEAL, found, AT, internal=False)
    heading, rule, row = theirs.split("\n\n", 2)[2].splitlines()
    assert heading.count("|") == rule.count("|") == row.count("|") == 9
    assert "Walk-away" not in theirs
    ours = issues_markdown(DEAL, listed(internal=True), AT, internal=True)
    assert "| Priority | Next rung | Walk-away |" in ours
    assert ours.startswith("# Internal issues list: ")


@given(private_histories)
def test_theirs_has_nothing_internal_and_no_rung_that_was_not_on_the_table(
    history: list[Entry],
) -> None:
    now = fold(history)
    found = issues(DEAL, marked_playbook(), now)
    rows = issues_json(found, internal=False)
    text = issues_markdown(DEAL, found, AT, internal=False)
    for shown in (json.dumps(rows, ensure_ascii=False), text):
        assert MARK not in shown
        for about, rung in re.findall(r"«(\S+) (\S+?)»", shown):
            assert on_table(marked_playbook().clauses[about], now.clause(about)) == rung


@given(private_histories)
def test_ours_has_every_clause_that_is_not_settled(history: list[Entry]) -> None:
    now = fold(history)
    found = issues(DEAL, marked_playbook(), now, internal=True)
    assert [issue.number for issue in found] == list(range(1, len(found) + 1))
    for issue in found:
        assert not now.clause(issue.clause).standing.settled
        assert MARK in issue.walk_away
