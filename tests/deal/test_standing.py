"""Each move of a clause from one standing to the next, spelled out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody, Landed, Match
from negotiator.deal.entry import Entry, new_entry
from negotiator.deal.profile import Profile
from negotiator.deal.standing import ClauseState, DealState, Standing, fold
from negotiator.playbook.model import RiskTier

CLAUSE = "model.version-pinning"
SESSION = UUID(int=1)
TEN = datetime(2026, 11, 21, 10, tzinfo=UTC)


def recorded(*happened: AnyBody, clause: str | None = CLAUSE) -> list[Entry]:
    return [
        new_entry(body, session=SESSION, at=TEN + timedelta(minutes=n), clause=clause)
        for n, body in enumerate(happened)
    ]


def after(*happened: AnyBody) -> ClauseState:
    return fold(recorded(*happened)).clause(CLAUSE)


HEARD = b.Heard(words="we roll everyone forward")
OFFERED = b.Offered(rung="fallback-1")
AGREED = b.Agreed(rung="fallback-1")
DEFERRED = b.Deferred(owner="their legal", due=date(2026, 12, 1))

IN_WORDS: list[tuple[str, list[AnyBody], Standing]] = [
    ("nothing was said", [], Standing.NOT_RAISED),
    ("they spoke of it", [HEARD], Standing.OPEN),
    ("we brought it up", [b.Raised()], Standing.OPEN),
    ("we asked for proof", [b.EvidenceAsked(words="a calendar")], Standing.OPEN),
    ("proof arrived", [b.EvidenceReceived(words="a calendar")], Standing.OPEN),
    ("they promised something", [b.Promised(words="we'll see to it")], Standing.OPEN),
    ("something was traded for it", [b.Traded(give="a reference")], Standing.OPEN),
    ("a note of ours is no talk", [b.Note(words="careful")], Standing.NOT_RAISED),
    ("a task is no talk either", [b.Task(words="ask Ana")], Standing.NOT_RAISED),
    ("nor is a fact after signature", [b.Observation(words="out")], Standing.NOT_RAISED),
    ("we answered an objection", [HEARD, b.Countered(objection="fleet")], Standing.COUNTERED),
    ("we offered a rung", [OFFERED], Standing.COUNTERED),
    ("they talked on after our answer", [OFFERED, HEARD], Standing.COUNTERED),
    ("they agreed", [OFFERED, AGREED], Standing.AGREED),
    ("we read it back", [AGREED, b.ReadBack()], Standing.READ_BACK),
    ("it stands in a document", [AGREED, b.Papered(document="MSA")], Standing.PAPERED),
    ("talk about it changes nothing agreed", [AGREED, HEARD], Standing.AGREED),
    ("they refused once", [OFFERED, b.Refused()], Standing.OPEN),
    ("they refused twice in a row", [b.Refused(), b.Refused()], Standing.DEADLOCKED),
    ("our move between two refusals", [b.Refused(), OFFERED, b.Refused()], Standing.OPEN),
    ("their last word", [b.Refused(final=True)], Standing.DEADLOCKED),
    ("we move after a deadlock", [b.Refused(final=True), OFFERED], Standing.COUNTERED),
    ("they took it back", [AGREED, b.Refused()], Standing.OPEN),
    ("left for later", [HEARD, b.Parked()], Standing.PARKED),
    ("taken up again", [b.Parked(), HEARD], Standing.OPEN),
    ("put off", [HEARD, DEFERRED], Standing.DEFERRED),
    ("talk does not end a deferral", [DEFERRED, HEARD], Standing.DEFERRED),
    ("their answer ends it", [DEFERRED, AGREED], Standing.AGREED),
    ("the approver was asked", [b.Escalated(approver="cto")], Standing.ESCALATED),
    (
        "the approver agreed",
        [b.Escalated(approver="cto"), b.Approved(approver="cto", rung="fallback-2")],
        Standing.COUNTERED,
    ),
    ("we gave it up", [HEARD, b.Waived(words="small risk", approver="cto")], Standing.WAIVED),
]


@pytest.mark.parametrize(
    ("happened", "standing"), [case[1:] for case in IN_WORDS], ids=[case[0] for case in IN_WORDS]
)
def test_standing(happened: list[AnyBody], standing: Standing) -> None:
    assert after(*happened).standing is standing


def test_the_offered_and_the_agreed_rung_are_known() -> None:
    state = after(b.Offered(rung="target"), b.Offered(rung="fallback-1"), AGREED)
    assert (state.offered, state.agreed) == ("fallback-1", "fallback-1")
    assert after(AGREED, b.Refused()).agreed is None


def test_a_refusal_counts_until_we_move() -> None:
    assert after(b.Refused()).refusals == 1
    assert after(b.Refused(), HEARD).refusals == 1
    assert after(b.Refused(), b.Countered(objection="fleet")).refusals == 0


def test_a_deferral_has_an_owner_and_a_date_until_the_clause_moves_on() -> None:
    state = after(DEFERRED)
    assert (state.deferred_to, state.due, state.deferrals) == ("their legal", date(2026, 12, 1), 1)
    moved = after(DEFERRED, AGREED)
    assert (moved.deferred_to, moved.due) == ("", None)
    assert moved.deferrals == 1


def test_deferrals_are_counted() -> None:
    assert after(DEFERRED, HEARD, DEFERRED).deferrals == 2


def test_an_approved_rung_stays_approved() -> None:
    state = after(b.Approved(approver="cto", rung="fallback-2"), OFFERED, b.Refused())
    assert state.approved == {"fallback-2"}


def test_an_approval_in_general_allows_no_rung_by_name() -> None:
    assert after(b.Approved(approver="cto")).approved == frozenset()


def test_counters_said_are_remembered_by_objection_and_step() -> None:
    state = after(
        b.Countered(objection="fleet", step=0),
        b.Countered(objection="fleet", step=1, landed=Landed.NO),
    )
    assert state.said == {("fleet", 0): SESSION, ("fleet", 1): SESSION}
    assert state.countered == ("fleet", 1)
    assert after(b.Countered(objection="fleet"), OFFERED).countered is None


def test_how_a_counter_was_received_moves_nothing() -> None:
    said = b.Countered(objection="fleet")
    landed = b.Countered(objection="fleet", landed=Landed.YES)
    assert after(said, AGREED, landed).standing is Standing.AGREED
    assert after(said, b.Refused(), b.Refused(), landed).standing is Standing.DEADLOCKED
    assert after(landed).standing is Standing.COUNTERED


def test_what_keeps_them_is_what_they_said_last() -> None:
    hard = b.Constraint(hardness=b.Hardness.IMPOSSIBLE, words="no GPUs")
    soft = b.Constraint(hardness=b.Hardness.INCONVENIENT)
    evaded = b.Constraint(hardness=b.Hardness.NOT_SAID)
    assert after().constraint is None
    assert after(evaded).constraint == evaded
    assert after(hard, evaded).constraint == hard, "no answer takes no answer away"
    assert after(hard, soft).constraint == soft
    assert after(b.Parked(), hard).standing is Standing.OPEN


def test_the_rung_that_was_asked_for_is_known() -> None:
    assert after(b.Escalated(approver="cto", rung="fallback-2")).asked == "fallback-2"
    assert after(b.Escalated(approver="cto")).asked is None


def test_what_came_back_is_known_by_the_rung() -> None:
    trades = [b.Traded(give="x", get="y", rung="target"), b.Traded(rung="fallback-1", free=True)]
    assert after(*trades, b.Traded(give="x", rung="walk-away")).paid == {"target", "fallback-1"}


def test_their_numbers_are_kept_oldest_first() -> None:
    state = after(b.Heard(words="60 days", value=60), HEARD, b.Agreed(rung="fallback-1", value=90))
    assert state.values == (60, 90)


def test_where_it_was_papered_is_known() -> None:
    state = after(b.Papered(document="Order form", section="4.2"))
    assert (state.document, state.section) == ("Order form", "4.2")


def test_the_last_entry_about_a_clause_is_known() -> None:
    entries = recorded(HEARD, OFFERED)
    assert fold(entries).clause(CLAUSE).last == entries[-1]


def test_what_was_heard_about_no_clause_is_for_the_maintainer() -> None:
    entries = recorded(HEARD, clause=None)
    assert fold(entries).unmatched == tuple(entries)
    assert fold(recorded(HEARD)).unmatched == ()


def test_gives_and_gets_are_counted_apart() -> None:
    state = fold(
        recorded(
            b.Traded(give="a reference", get="longer notice"), b.Traded(give="volume"), clause=None
        )
    )
    assert (state.gives, state.gets) == (2, 1)


def test_promises_and_tasks_are_listed_with_and_without_a_clause() -> None:
    with_clause = recorded(b.Promised(words="soon"), b.Task(words="ask"))
    without = recorded(b.Promised(words="soon"), b.Task(words="ask"), clause=None)
    state = fold([*with_clause, *without])
    assert state.promises == (with_clause[0], without[0])
    assert state.tasks == (with_clause[1], without[1])


def test_the_last_profile_holds() -> None:
    pilot, regulated = (Profile(risk_tier=tier) for tier in (RiskTier.PILOT, RiskTier.REGULATED))
    history = recorded(b.Profiled(profile=pilot), b.Profiled(profile=regulated), clause=None)
    assert fold(history).profile == regulated
    undo = recorded(b.Retracted(entry=history[-1].id), clause=None)
    assert fold([*history, *undo]).profile == pilot


def test_the_edition_last_taken_holds() -> None:
    first, second = "a" * 64, "b" * 64
    history = recorded(
        b.EditionTaken(edition=first, version="1.1"), b.EditionTaken(edition=second), clause=None
    )
    assert fold([]).edition is None
    assert fold(history).edition == second
    undo = recorded(b.Retracted(entry=history[-1].id), clause=None)
    assert fold([*history, *undo]).edition == first
    undo += recorded(b.Retracted(entry=history[0].id), clause=None)
    assert fold([*history, *undo]).edition is None


def test_an_untouched_deal_knows_nothing() -> None:
    state = DealState()
    assert state.profile is None
    assert state.clause(CLAUSE) == ClauseState()
    assert (state.gives, state.gets) == (0, 0)


def test_a_retraction_reaches_only_what_came_before_it() -> None:
    late = recorded(HEARD)[0]
    early = new_entry(b.Retracted(entry=late.id), session=SESSION, at=TEN)
    assert fold([early, late]).clause(CLAUSE).standing is Standing.OPEN


def test_retracting_what_nobody_knows_changes_nothing() -> None:
    undo = new_entry(b.Retracted(entry=uuid4()), session=SESSION, at=TEN)
    assert fold([undo]).clauses == {}


@pytest.mark.parametrize("standing", list(Standing))
def test_settled_is_agreed_or_needs_no_agreement(standing: Standing) -> None:
    beyond = {Standing.WAIVED, Standing.NOT_APPLICABLE}
    assert standing.settled == (standing.agreed or standing in beyond)


def test_a_number_that_is_none_is_dropped_and_the_words_stay() -> None:
    for value in (float("nan"), float("inf"), float("-inf")):
        heard = b.Heard(words="forever", match=Match(), value=value)
        assert heard.value is None
        assert b.BODIES.validate_json(heard.model_dump_json()) == heard
