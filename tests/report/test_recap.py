"""The recap says what stands between both sides, and nothing of what is ours alone."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.promise import PromiseState, ledger
from negotiator.deal.standing import DealState, fold, live
from negotiator.plain import one_line
from negotiator.report.recap import Line, Recap, recap, recap_json, recap_markdown
from tests.report.marks import MARK, marked_playbook, private_histories
from tests.samples import PINNING, RETENTION, TRAINING, clause, playbook
from tests.store.samples import a_deal, a_session, an_entry

AT = datetime(2026, 11, 21, 10, tzinfo=UTC)
DEAL = a_deal()
SESSION = a_session(DEAL)


def state(*said: tuple[AnyBody, str | None]) -> DealState:
    """The state of the deal after some entries."""
    return fold(an_entry(SESSION, body, about) for body, about in said)


def recapped(*said: tuple[AnyBody, str | None]) -> Recap:
    return recap(DEAL, playbook(), state(*said))


def test_nothing_was_said() -> None:
    points = recapped()
    assert points == Recap((), (), (), ())
    text = recap_markdown(DEAL, points, AT)
    assert text == (
        "# Recap: Acme AI, Enterprise API\n\n21 November 2026\n\nNothing was settled yet.\n\n"
        "Please tell us if we understood anything differently.\n"
    )


def test_what_was_agreed_is_in_the_words_of_the_rung() -> None:
    points = recapped((b.Agreed(rung="fallback-1"), PINNING))
    said = clause().ladder["fallback-1"].say
    assert points.agreed == (Line("Version pinning", said, PINNING),)
    assert points.open == ()


@pytest.mark.parametrize("after", [b.ReadBack(), b.Papered(document="DPA")])
def test_what_is_firmer_than_agreed_is_agreed(after: AnyBody) -> None:
    points = recapped((b.Agreed(rung="target"), PINNING), (after, PINNING))
    assert [line.clause for line in points.agreed] == [PINNING]
    assert points.agreed[0].words == clause().ladder["target"].say


def test_what_was_agreed_and_then_refused_is_open() -> None:
    points = recapped((b.Agreed(rung="target"), PINNING), (b.Refused(), PINNING))
    assert points.agreed == ()
    assert points.open == (Line("Version pinning", "", PINNING),)


def test_what_was_promised_is_in_their_words() -> None:
    points = recapped((b.Promised(words="a date"), PINNING), (b.Promised(words="a call"), None))
    assert points.promised == (Line("Version pinning", "a date", PINNING), Line("", "a call"))
    text = recap_markdown(DEAL, points, AT)
    assert "## You will\n\n- **Version pinning**: a date\n- a call\n" in text


def test_a_promise_that_we_sign_without_is_not_asked_for() -> None:
    made = an_entry(SESSION, b.Promised(words="a visit"), None)
    papered = an_entry(SESSION, b.Papered(document="DPA", promise=made.id), None)
    waived = an_entry(SESSION, b.Waived(words="nice to have", promise=made.id), None)
    assert recap(DEAL, playbook(), fold([made, papered])).promised == (Line("", "a visit"),)
    assert recap(DEAL, playbook(), fold([made, waived])).promised == ()


def test_what_was_put_off_has_an_owner_and_a_date() -> None:
    points = recapped((b.Deferred(owner="Bo", due=date(2026, 12, 1)), RETENTION))
    assert points.deferred == (Line("Retention of prompts", "Bo", RETENTION, "2026-12-01"),)
    assert "- **Retention of prompts**: Bo (by 2026-12-01)" in recap_markdown(DEAL, points, AT)


@pytest.mark.parametrize(
    "body",
    [
        b.Heard(words="no"),
        b.Raised(),
        b.Parked(),
        b.Refused(final=True),
        b.Escalated(approver="counsel"),
        b.Offered(rung="target"),
    ],
    ids=lambda body: str(body.kind),
)
def test_an_open_point_is_named_and_no_more(body: AnyBody) -> None:
    points = recapped((body, TRAINING))
    assert points.open == (Line("No training on our content", "", TRAINING),)
    text = recap_markdown(DEAL, points, AT)
    assert "## Still open\n\n- **No training on our content**\n" in text


@pytest.mark.parametrize("body", [b.Waived(words="x"), b.Note(words="x"), b.Task(words="x")])
def test_what_is_ours_alone_is_not_there(body: AnyBody) -> None:
    assert recapped((body, TRAINING)) == Recap((), (), (), ())


def test_as_json() -> None:
    points = recap_json(recapped((b.Agreed(rung="target"), PINNING)))
    assert json.loads(json.dumps(points)) == {
        "agreed": [
            {
                "title": "Version pinning",
                "words": clause().ladder["target"].say,
                "clause": PINNING,
                "due": "",
            }
        ],
        "promised": [],
        "deferred": [],
        "open": [],
    }


@given(private_histories)
def test_nothing_internal_can_be_in_it(history: list[Entry]) -> None:
    now = fold(history)
    points = recap(DEAL, marked_playbook(), now)
    document = json.dumps(recap_json(points), ensure_ascii=False)
    for shown in (recap_markdown(DEAL, points, AT), document):
        assert MARK not in shown
        for about, rung in re.findall(r"«(\S+) (\S+)»", shown):
            assert now.clause(about).agreed == rung


@given(private_histories)
def test_every_point_of_the_deal_is_in_it_once(history: list[Entry]) -> None:
    now = fold(history)
    points = recap(DEAL, marked_playbook(), now)
    named = [line.clause for line in (*points.agreed, *points.deferred, *points.open)]
    assert len(named) == len(set(named))
    agreed = {about for about, each in now.clauses.items() if each.standing.agreed}
    profile = now.profile or DEAL.profile
    if profile.hosting == "saas":
        assert {line.clause for line in points.agreed} == agreed & playbook().clauses.keys()
    promised = [
        promise.words
        for promise in ledger(live(now.log))
        if promise.state is not PromiseState.WAIVED
    ]
    assert [line.words for line in points.promised] == promised
    lines = recap_markdown(DEAL, points, AT).splitlines()
    assert sum(line.startswith("- ") for line in lines) == len(named) + len(promised)
    assert all(one_line(line) == " ".join(line.split()) for line in lines)
