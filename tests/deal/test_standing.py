"""Each move of a clause from one standing to the next, spelled out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from negotiator.deal import entry as e
from negotiator.deal.entry import AnyBody, Entry, Landed, Match, new_entry
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


HEARD = e.Heard(words="we roll everyone forward")
OFFERED = e.Offered(rung="fallback-1")
AGREED = e.Agreed(rung="fallback-1")
DEFERRED = e.Deferred(owner="their legal", due=date(2026, 12, 1))

IN_WORDS: list[tuple[str, list[AnyBody], Standing]] = [
    ("nothing was said", [], Standing.NOT_RAISED),
    ("they spoke of it", [HEARD], Standing.OPEN),
    ("we brought it up", [e.Raised()], Standing.OPEN),
    ("we asked for proof", [e.EvidenceAsked(words="a calendar")], Standing.OPEN),
    ("proof arrived", [e.EvidenceReceived(words="a calendar")], Standing.OPEN),
    ("they promised something", [e.Promised(words="we'll see to it")], Standing.OPEN),
    ("something was traded for it", [e.Traded(give="a reference")], Standing.OPEN),
    ("a note of ours is no talk", [e.Note(words="careful")], Standing.NOT_RAISED),
    ("a task is no talk either", [e.Task(words="ask Ana")], Standing.NOT_RAISED),
    ("nor is a fact after signature", [e.Observation(words="out")], Standing.NOT_RAISED),
    ("we answered an objection", [HEARD, e.Countered(objection="fleet")], Standing.COUNTERED),
    ("we offered a rung", [OFFERED], Standing.COUNTERED),
    ("they talked on after our answer", [OFFERED, HEARD], Standing.COUNTERED),
    ("they agreed", [OFFERED, AGREED], Standing.AGREED),
    ("we read it back", [AGREED, e.ReadBack()], Standing.READ_BACK),
    ("it stands in a document", [AGREED, e.Papered(document="MSA")], Standing.PAPERED),
    ("talk about it changes nothing agreed", [AGREED, HEARD], Standing.AGREED),
    ("they refused once", [OFFERED, e.Refused()], Standing.OPEN),
    ("they refused twice in a row", [e.Refused(), e.Refused()], Standing.DEADLOCKED),
    ("our move between two refusals", [e.Refused(), OFFERED, e.Refused()], Standing.OPEN),
    ("their last word", [e.Refused(final=True)], Standing.DEADLOCKED),
    ("we move after a deadlock", [e.Refused(final=True), OFFERED], Standing.COUNTERED),
    ("they took it back", [AGREED, e.Refused()], Standing.OPEN),
    ("left for later", [HEARD, e.Parked()], Standing.PARKED),
    ("taken up again", [e.Parked(), HEARD], Standing.OPEN),
    ("put off", [HEARD, DEFERRED], Standing.DEFERRED),
    ("talk does not end a deferral", [DEFERRED, HEARD], Standing.DEFERRED),
    ("their answer ends it", [DEFERRED, AGREED], Standing.AGREED),
    ("the approver was asked", [e.Escalated(approver="cto")], Standing.ESCALATED),
    (
        "the approver agreed",
        [e.Escalated(approver="cto"), e.Approved(approver="cto", rung="fallback-2")],
        Standing.COUNTERED,
    ),
    ("we gave it up", [HEARD, e.Waived(words="small risk", approver="cto")], Standing.WAIVED),
]


@pytest.mark.parametrize(
    ("happened", "standing"), [case[1:] for case in IN_WORDS], ids=[case[0] for case in IN_WORDS]
)
def test_standing(happened: list[AnyBody], standing: Standing) -> None:
    assert after(*happened).standing is standing


def test_the_offered_and_the_agreed_rung_are_known() -> None:
    state = after(e.Offered(rung="target"), e.Offered(rung="fallback-1"), AGREED)
    assert (state.offered, state.agreed) == ("fallback-1", "fallback-1")
    assert after(AGREED, e.Refused()).agreed is None


def test_a_refusal_counts_until_we_move() -> None:
    assert after(e.Refused()).refusals == 1
    assert after(e.Refused(), HEARD).refusals == 1
    assert after(e.Refused(), e.Countered(objection="fleet")).refusals == 0


def test_a_deferral_has_an_owner_and_a_date_until_the_clause_moves_on() -> None:
    state = after(DEFERRED)
    assert (state.deferred_to, state.due, state.deferrals) == ("their legal", date(2026, 12, 1), 1)
    moved = after(DEFERRED, AGREED)
    assert (moved.deferred_to, moved.due) == ("", None)
    assert moved.deferrals == 1


def test_deferrals_are_counted() -> None:
    assert after(DEFERRED, HEARD, DEFERRED).deferrals == 2


def test_an_approved_rung_stays_approved() -> None:
    state = after(e.Approved(approver="cto", rung="fallback-2"), OFFERED, e.Refused())
    assert state.approved == {"fallback-2"}


def test_an_approval_in_general_allows_no_rung_by_name() -> None:
    assert after(e.Approved(approver="cto")).approved == frozenset()


def test_counters_said_are_remembered_by_objection_and_step() -> None:
    state = after(
        e.Countered(objection="fleet", step=0),
        e.Countered(objection="fleet", step=1, landed=Landed.NO),
    )
    assert state.said == {("fleet", 0), ("fleet", 1)}


def test_their_numbers_are_kept_oldest_first() -> None:
    state = after(e.Heard(words="60 days", value=60), HEARD, e.Agreed(rung="fallback-1", value=90))
    assert state.values == (60, 90)


def test_where_it_was_papered_is_known() -> None:
    state = after(e.Papered(document="Order form", section="4.2"))
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
            e.Traded(give="a reference", get="longer notice"), e.Traded(give="volume"), clause=None
        )
    )
    assert (state.gives, state.gets) == (2, 1)


def test_promises_and_tasks_are_listed_with_and_without_a_clause() -> None:
    with_clause = recorded(e.Promised(words="soon"), e.Task(words="ask"))
    without = recorded(e.Promised(words="soon"), e.Task(words="ask"), clause=None)
    state = fold([*with_clause, *without])
    assert state.promises == (with_clause[0], without[0])
    assert state.tasks == (with_clause[1], without[1])


def test_the_last_profile_holds() -> None:
    pilot, regulated = (Profile(risk_tier=tier) for tier in (RiskTier.PILOT, RiskTier.REGULATED))
    history = recorded(e.Profiled(profile=pilot), e.Profiled(profile=regulated), clause=None)
    assert fold(history).profile == regulated
    undo = recorded(e.Retracted(entry=history[-1].id), clause=None)
    assert fold([*history, *undo]).profile == pilot


def test_the_edition_last_taken_holds() -> None:
    first, second = "a" * 64, "b" * 64
    history = recorded(
        e.EditionTaken(edition=first, version="1.1"), e.EditionTaken(edition=second), clause=None
    )
    assert fold([]).edition is None
    assert fold(history).edition == second
    undo = recorded(e.Retracted(entry=history[-1].id), clause=None)
    assert fold([*history, *undo]).edition == first
    undo += recorded(e.Retracted(entry=history[0].id), clause=None)
    assert fold([*history, *undo]).edition is None


def test_an_untouched_deal_knows_nothing() -> None:
    state = DealState()
    assert state.profile is None
    assert state.clause(CLAUSE) == ClauseState()
    assert (state.gives, state.gets) == (0, 0)


def test_a_retraction_reaches_only_what_came_before_it() -> None:
    late = recorded(HEARD)[0]
    early = new_entry(e.Retracted(entry=late.id), session=SESSION, at=TEN)
    assert fold([early, late]).clause(CLAUSE).standing is Standing.OPEN


def test_retracting_what_nobody_knows_changes_nothing() -> None:
    undo = new_entry(e.Retracted(entry=uuid4()), session=SESSION, at=TEN)
    assert fold([undo]).clauses == {}


@pytest.mark.parametrize("standing", list(Standing))
def test_settled_is_agreed_or_needs_no_agreement(standing: Standing) -> None:
    beyond = {Standing.WAIVED, Standing.NOT_APPLICABLE}
    assert standing.settled == (standing.agreed or standing in beyond)


def test_a_number_that_is_none_is_dropped_and_the_words_stay() -> None:
    for value in (float("nan"), float("inf"), float("-inf")):
        heard = e.Heard(words="forever", match=Match(), value=value)
        assert heard.value is None
        assert e.BODIES.validate_json(heard.model_dump_json()) == heard
