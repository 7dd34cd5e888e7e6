"""The memo accounts for a deal: what was wanted, what was reached, and on what basis."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import Landed
from negotiator.report.markdown import markdown
from negotiator.report.memo import Approval, Memo, Promise, Sitting, Trade, memo
from negotiator.report.memo_document import memo_document
from negotiator.report.reached import Deviation, Left, Reached
from tests.report.records import SESSION, Said, a_record, recorded
from tests.samples import PINNING, RETENTION, TRAINING
from tests.store.samples import an_entry

LOW = "9 months, our tests first"

FALLEN: tuple[Said, ...] = (
    (b.Heard(words="six months at best", value=6), PINNING),
    (b.Heard(words="nine, then", value=9), PINNING),
    (b.Countered(objection="one-fleet", words="Which part is hard?", landed=Landed.YES), PINNING),
    (b.Escalated(approver="counsel", rung="fallback-2", words="by chat"), PINNING),
    (b.Approved(approver="counsel", rung="fallback-2", words="once, for this term"), PINNING),
    (b.Traded(give="9 months", get="staging at no charge"), PINNING),
    (b.Agreed(rung="fallback-2", value=9), PINNING),
)


def memo_of(*said: Said) -> Memo:
    return memo(recorded(*said))


def test_proposal_objective_and_position_side_by_side() -> None:
    assert memo_of(*FALLEN).reached == (
        Reached(
            clause=PINNING,
            title="Version pinning",
            priority="must-have",
            proposed="six months at best",
            opening="24 months, named",
            target="18 months",
            reached="9 months, our tests first",
            standing="agreed in principle",
            difference="9 months short of the target",
        ),
    )


def test_a_difference_has_its_approver_its_price_and_its_reason() -> None:
    assert memo_of(*FALLEN).deviations == (
        Deviation(
            clause=PINNING,
            title="Version pinning",
            reached="9 months, our tests first",
            difference="9 months short of the target",
            approver="The general counsel",
            returned="staging at no charge",
            basis="once, for this term",
            answered="Which part is hard?",
        ),
    )


@pytest.mark.parametrize(
    ("about", "difference"),
    [
        (RETENTION, "14 days over the target"),
        ("commercial.price", "3 percentage points over the target"),
        ("sla.availability", "0.4 percentage points short of the target"),
    ],
)
def test_a_difference_is_told_in_the_direction_of_the_ladder(about: str, difference: str) -> None:
    (found,) = memo_of((b.Agreed(rung="fallback-1"), about)).deviations
    assert found.difference == difference


def test_what_was_not_recorded_is_said_to_be_missing() -> None:
    (found,) = memo_of((b.Agreed(rung="fallback-2"), PINNING)).deviations
    assert (found.approver, found.returned, found.basis) == (
        "not recorded",
        "nothing recorded",
        "not recorded",
    )
    (found,) = memo_of(
        (b.Heard(words="opt out by letter"), TRAINING), (b.Agreed(rung="fallback-1"), TRAINING)
    ).deviations
    assert found.approver == "not needed"
    assert found.basis_told == "no approval needed; nothing recorded in return"
    assert found.basis == "they said: “opt out by letter”"
    assert found.difference == "instead of: opt-in only"


def test_what_was_given_up_is_a_difference() -> None:
    (found,) = memo_of((b.Waived(words="no data", approver="counsel"), RETENTION)).deviations
    assert (found.reached, found.difference) == ("waived", "the whole clause")
    assert (found.approver, found.basis) == ("The general counsel", "no data")
    assert found.basis_told == "allowed by The general counsel; nothing recorded in return"


def test_the_target_or_better_is_none() -> None:
    for rung in ("opening", "target"):
        found = memo_of((b.Agreed(rung=rung), PINNING))
        assert found.deviations == ()
        assert found.reached[0].difference == "none"


def test_what_is_not_agreed_says_what_is_on_the_table() -> None:
    (found,) = memo_of((b.Offered(rung="target"), PINNING)).reached
    assert (found.reached, found.difference) == ("not agreed; on the table: 18 months", "")
    (found,) = memo_of((b.Heard(words="no"), PINNING)).reached
    assert found.reached == "not agreed"


def test_a_give_that_was_answered_later_stands_with_its_answer() -> None:
    give = an_entry(SESSION, b.Traded(give="a reference"), None)
    answer = an_entry(SESSION, b.Traded(get="early access", answers=give.id), None)
    step = an_entry(SESSION, b.Traded(give="12 months", rung="fallback-1", free=True), PINNING)
    found = memo(a_record([give, step, answer])).trades
    assert [(each.give, each.get, each.standing) for each in found] == [
        ("a reference", "early access", ""),
        ("12 months", "nothing", "open"),
    ]


def test_trades_approvals_promises_and_sessions() -> None:
    said = (
        *FALLEN,
        (b.Traded(give="a reference", get=""), None),
        (b.Promised(words="a calendar"), PINNING),
        (b.Promised(words="a form"), TRAINING),
        (b.Papered(document="DPA", section="2"), TRAINING),
    )
    found = memo_of(*said)
    day = "21 Nov 2026"
    assert found.trades == (
        Trade(day, "Version pinning", "9 months", "staging at no charge", ""),
        Trade(day, "the whole deal", "a reference", "nothing", ""),
    )
    assert found.approvals == (
        Approval(day, "Version pinning", LOW, "The general counsel", "asked", "by chat"),
        Approval(
            day,
            "Version pinning",
            LOW,
            "The general counsel",
            "agreed",
            "once, for this term",
        ),
    )
    assert found.promises == (
        Promise(day, "Version pinning", "a calendar", "said aloud only"),
        Promise(day, "No training on our content", "a form", "said aloud only"),
    )
    assert found.sessions == (
        Sitting(1, "21 Nov 2026 10:00", "call", "40", SESSION.author, len(said)),
    )
    assert "Given 2, got 1; nothing came back for 1 of what was given." in found.result


def test_open_points_begin_with_must_haves_that_nobody_raised_too() -> None:
    found = memo_of((b.Deferred(owner="Bo"), "sla.availability"), *FALLEN).left
    availability = Left("sla.availability", "Availability", "should-have", "deferred", "Bo", "")
    assert found[-1] == availability
    assert {each.standing for each in found[:-1]} == {"not raised"}
    assert {each.priority for each in found[:-1]} == {"must-have"}
    assert PINNING not in {each.clause for each in found}


def test_who_took_part_is_not_made_up() -> None:
    found = memo_of().participants
    assert found["Our side"] == "ana"
    assert found["Their side"] == found["Our best alternative to this deal"] == "not recorded"


def test_a_memo_in_which_nothing_happened_has_all_its_parts() -> None:
    document = markdown(memo_document(recorded()))
    assert document.startswith("# Negotiation memo: Acme AI, Enterprise API\n")
    assert "**Internal: not for the vendor**" in document
    for heading in ("Purpose", "Participants", "Result", "Approvals", "Open points"):
        assert f"\n## {heading}\n" in document
    assert document.count("\nNone.\n") == 2
