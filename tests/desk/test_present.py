"""The state of a deal in the words of the screens; what is read aloud is sayable."""

from __future__ import annotations

from datetime import date

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody, Match
from negotiator.deal.profile import Profile, tailored
from negotiator.deal.standing import ClauseState, DealState, fold
from negotiator.desk import present
from negotiator.desk.views import CardView
from negotiator.playbook.model import Clause, Priority, RiskTier
from tests.samples import PINNING, TRAINING, clause, playbook
from tests.store.samples import a_deal, a_session, an_entry

SESSION = a_session(a_deal())

RUNGS = ("target", "fallback", "walk-away")


def state(*said: tuple[AnyBody, str | None]) -> DealState:
    """The state of the deal after some entries."""
    return fold(an_entry(SESSION, body, about) for body, about in said)


def card(*bodies: AnyBody, about: str = PINNING) -> CardView:
    now = state(*((body, about) for body in bodies))
    return present.card(clause(about), Priority.MUST_HAVE, now.clause(about))


# ── the card ─────────────────────────────────────────────────────────────────────────────────


def test_a_card_before_anything_was_said() -> None:
    view = card()
    assert view.ask == clause().ladder["opening"].say
    assert (view.standing, view.priority, view.owner) == ("not raised", "must-have", "engineering")
    assert view.limit == "under half a year"
    assert view.home == "Order form, Service description"
    assert (view.they, view.say, view.deferral) == ((), None, "")
    assert view.next is not None
    assert (view.next.rung, view.next.label, view.next.approver) == ("target", "18 months", "")


@pytest.mark.parametrize("offered", [None, "opening", "fallback-1"])
def test_the_opening_is_on_the_table_until_another_rung_is(offered: str | None) -> None:
    view = card(*([b.Offered(rung=offered)] if offered else []))
    assert [rung.rung for rung in view.ladder if rung.on_table] == [offered or "opening"]
    assert [rung.rung for rung in view.ladder if rung.walk_away] == ["walk-away"]


def test_the_next_rung_says_what_it_takes() -> None:
    below = card(b.Offered(rung="target")).next
    assert below is not None
    assert (below.rung, below.requires_get) == ("fallback-1", True)
    assert below.when == "they show a published calendar"
    below = card(b.Offered(rung="fallback-1")).next
    assert below is not None
    assert below.approver == "counsel"
    allowed = b.Approved(approver="counsel", rung="fallback-2")
    below = card(b.Offered(rung="fallback-1"), allowed).next
    assert below is not None
    assert below.approver == ""
    assert card(b.Offered(rung="fallback-2")).next is None


def test_numbers_are_placed_on_the_ladder() -> None:
    view = card(b.Heard(words="ten", value=10), b.Heard(words="no idea"))
    assert [each.place for each in view.they] == ["between fallback-1 and fallback-2", ""]


def test_the_counter_is_to_what_was_heard_last() -> None:
    fleet, gpus = (b.Heard(words="x", match=Match(objection=o)) for o in ("one-fleet", "gpu-cost"))
    say = card(fleet, gpus, b.Heard(words="hm")).say
    assert say is not None
    assert (say.objection, say.step) == ("gpu-cost", 0)
    say = card(fleet, gpus, b.Countered(objection="gpu-cost", step=0)).say
    assert say is not None
    assert (say.objection, say.step, say.following) == ("gpu-cost", 1, "")
    said = [b.Countered(objection="gpu-cost", step=step) for step in (0, 1)]
    assert card(fleet, gpus, *said).say is None


def test_an_objection_that_the_edition_does_not_have_has_no_counter() -> None:
    assert card(b.Heard(words="x", match=Match(objection="no-such"))).say is None


@pytest.mark.parametrize(
    ("bodies", "words"),
    [
        ([b.Deferred(owner="Bo", due=date(2026, 12, 1))], "Bo, by 01 Dec"),
        ([b.Deferred()], "no owner, no date"),
        ([b.Deferred(owner="Bo")] * 2, "Bo, no date, put off 2 times"),
        ([b.Deferred(owner="Bo"), b.Agreed(rung="target")], ""),
    ],
)
def test_a_deferral_in_words(bodies: list[AnyBody], words: str) -> None:
    assert card(*bodies).deferral == words


def test_a_ladder_of_one_rung() -> None:
    bare = Clause.model_validate({"id": "a.b", "title": "Bare", "position": [{"rung": "target"}]})
    view = present.card(bare, Priority.SHOULD_HAVE, ClauseState())
    assert (view.next, view.limit, view.home, len(view.ladder)) == (None, "", "", 1)


def test_a_rung_with_nothing_to_say_is_asked_for_in_its_wording() -> None:
    tables = [{"rung": rung, "label": "… short", "language": f"{rung} in full"} for rung in RUNGS]
    worded = Clause.model_validate({"id": "a.b", "title": "Worded", "position": tables})
    view = present.card(worded, Priority.SHOULD_HAVE, ClauseState())
    assert view.ask == "target in full"
    assert view.next is not None
    assert view.next.say == "fallback in full"
    assert view.limit == "… short", "a limit is named and never worded"


# ── the checklist ────────────────────────────────────────────────────────────────────────────


def test_the_checklist_follows_the_profile() -> None:
    priorities = tailored(playbook(), Profile(risk_tier=RiskTier.PILOT))
    rows = present.checklist(playbook(), priorities, state((b.Agreed(rung="target"), TRAINING)))
    assert [row.clause for row in rows] == list(playbook().clauses)
    must = [row for row in rows if row.must_have]
    assert [(row.clause, row.rung, row.settled) for row in must] == [(TRAINING, "target", True)]
    assert {row.area for row in rows} == {clause.area for clause in playbook().clause}
