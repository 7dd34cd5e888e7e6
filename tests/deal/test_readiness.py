"""The gate: what holds a signature, and what does not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

import pytest
from hypothesis import given

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.entry import Entry
from negotiator.deal.profile import Profile, tailored
from negotiator.deal.readiness import Check, Part, Readiness, readiness
from negotiator.deal.standing import fold
from negotiator.playbook.model import Playbook, RiskTier
from tests.samples import TEXT
from tests.strategies import histories

MORE = """
[[floor]]
id = "no-lawsuit"
statement = "Not signed while we are at law with them."
tiers = ["regulated"]

[[question]]
id = "where-the-data-goes"
ask = "Where does the data go?"
clauses = ["data.training", "data.retention"]

[[question]]
id = "who-watches"
ask = "Who watches it afterwards?"
"""
PILOT = Profile(risk_tier=RiskTier.PILOT)
REGULATED = Profile(risk_tier=RiskTier.REGULATED)
Line = tuple[str | None, AnyBody]
WAIVED = b.Waived(words="nice", approver="cfo", promise=UUID(int=1))


@cache
def playbook() -> Playbook:
    """The sample, with floors and questions."""
    return Playbook.model_validate(tomllib.loads(TEXT + MORE))


def must_haves(profile: Profile = PILOT) -> list[str]:
    return [each for each, how in tailored(playbook(), profile).items() if how == "must-have"]


def gate(lines: Iterable[Line], profile: Profile = PILOT) -> Readiness:
    """The readiness after these entries."""
    entries = [
        Entry(
            id=UUID(int=number),
            session=UUID(int=1),
            clause=clause,
            author="ana",
            at=datetime(2026, 11, 21, tzinfo=UTC),
            body=body,
        )
        for number, (clause, body) in enumerate(lines, start=1)
    ]
    priorities = tailored(playbook(), profile)
    return readiness(playbook(), priorities, profile.risk_tier, fold(entries))


def everything(profile: Profile = PILOT) -> list[Line]:
    """All that a deal of that profile needs."""
    must, owners = must_haves(profile), set()
    lines: list[Line] = []
    for name in must:
        clause = playbook().clauses[name]
        owners.add(str(clause.owner))
        lines.append((name, b.Agreed(rung="target")))
        home = clause.home
        document, section = (home.document, home.section) if home else ("MSA", "")
        lines.append((name, b.Papered(document=document, section=section)))
    lines.append((None, b.Precedence(documents=("Order form", "DPA", "MSA", "SLA"))))
    lines += [(None, b.Answered(question="who-watches", words="ana"))]
    lines += [(None, b.Answered(question="where-the-data-goes", words="nowhere"))]
    lines += [(None, b.Answered(question="floor:no-lawsuit", words="we are not"))]
    return lines + [(None, b.SignedOff(function=owner)) for owner in sorted(owners)]


def missing(found: Readiness) -> set[tuple[str, str]]:
    return {(str(check.part), check.id) for check in found.missing}


def check(found: Readiness, part: Part, id_: str) -> Check:
    (one,) = (each for each in found.checks if (each.part, each.id) == (part, id_))
    return one


@pytest.mark.parametrize("profile", [PILOT, Profile(), REGULATED])
def test_with_everything_it_may_be_signed(profile: Profile) -> None:
    found = gate(everything(profile), profile)
    assert found.missing == ()
    assert found.may_be_signed


@pytest.mark.parametrize("number", range(len(everything(REGULATED))))
def test_without_any_one_thing_it_may_not(number: int) -> None:
    """But for the rungs and answers that something else stands in for."""
    lines = everything(REGULATED)
    clause, body = lines.pop(number)
    found = gate(lines, REGULATED)
    match body:
        case b.Agreed():
            floor = clause == "data.training"
            assert found.may_be_signed is not floor, "a floor is held by a rung that is known"
        case b.Answered(question="where-the-data-goes"):
            assert found.may_be_signed, "the record answers it"
        case _:
            assert not found.may_be_signed


def test_a_deal_that_nobody_negotiated_lacks_all() -> None:
    found = gate([])
    assert {("must-have", name) for name in must_haves()} <= missing(found)
    assert ("floor", "no-training") in missing(found)
    assert ("question", "who-watches") in missing(found)
    assert ("floor", "no-lawsuit") not in missing(found), "not at this tier"
    assert not [each for each in found.checks if each.part is Part.PRECEDENCE], "one paper, or none"


@pytest.mark.parametrize(
    ("bodies", "said"),
    [
        ((b.Agreed(rung="target"),), "agreed in principle, in no document"),
        ((b.Agreed(rung="target"), b.ReadBack()), "read back, in no document"),
        ((b.Papered(document="E-mail"),), "DPA, where it belongs, overrides E-mail"),
        ((b.Papered(document="DPA", section="2"),), "DPA, 2"),
        ((b.Waived(words="x"),), "waived"),
        ((b.Parked(),), "parked"),
    ],
)
def test_a_must_have_is_settled_on_paper_or_left_out(
    bodies: tuple[AnyBody, ...], said: str
) -> None:
    order = (None, b.Precedence(documents=("DPA",)))
    name = "data.retention"
    found = gate([order, *((name, body) for body in bodies)], Profile())
    one = check(found, Part.MUST_HAVE, name)
    assert one.said.startswith(said)
    assert one.ok is said.startswith(("DPA, 2", "waived"))


def test_what_was_won_beyond_the_must_haves_is_asked_for_too() -> None:
    nice = next(each for each in tailored(playbook(), PILOT) if each not in must_haves())
    agreed = [*everything(), (nice, b.Agreed(rung="target"))]
    owner = str(playbook().clauses[nice].owner)
    assert {("agreed", nice)} == missing(gate(agreed)) - {("sign-off", owner)}
    home = playbook().clauses[nice].home
    paper = b.Papered(document=home.document if home else "MSA")
    assert ("agreed", nice) not in missing(gate([*agreed, (nice, paper)]))


@pytest.mark.parametrize(
    ("bodies", "said"),
    [
        ((b.Waived(words="x", approver="cfo"),), "was waived, and a floor is not"),
        ((b.Agreed(rung="target"),), "is agreed in principle, not papered"),
        ((b.Papered(document="DPA"),), "on record at no rung"),
        ((b.Agreed(rung="walk-away"), b.Papered(document="DPA")), "stands at its walk-away"),
    ],
)
def test_what_speaks_against_a_floor(bodies: tuple[AnyBody, ...], said: str) -> None:
    found = gate([("data.training", body) for body in bodies])
    floor = check(found, Part.FLOOR, "no-training")
    assert not floor.ok
    assert said in floor.said


def test_a_waived_must_have_needs_somebody_who_allowed_it() -> None:
    rest = [line for line in everything(Profile()) if line[0] != "data.retention"]
    waived = ("data.retention", b.Waived(words="nothing is kept"))
    found = gate([waived, *rest], Profile())
    assert ("waived", "data.retention") in missing(found)
    allowed = ("data.retention", b.Waived(words="nothing is kept", approver="security"))
    assert gate([allowed, *rest], Profile()).may_be_signed


@pytest.mark.parametrize(
    ("about", "ok", "said"),
    [
        ((), False, "oral, in no document, hedged"),
        ((b.ReadBack(promise=UUID(int=1)),), False, "read back, in no document, hedged"),
        ((b.Papered(document="DPA", section="9", promise=UUID(int=1)),), True, "DPA, 9"),
        ((b.Papered(document="Chat", promise=UUID(int=1)),), False, "Chat is not in the order"),
        ((b.Waived(words="nice", promise=UUID(int=1)),), False, "allowed by nobody"),
        ((WAIVED,), True, "allowed by cfo: nice"),
    ],
)
def test_a_promise_holds_the_signature_until_it_is_papered_or_waived(
    about: tuple[AnyBody, ...], ok: bool, said: str
) -> None:
    made = [(None, b.Promised(words="we'll try a discount")), *((None, body) for body in about)]
    found = gate([*made, *everything()])
    one = check(found, Part.PROMISE, str(UUID(int=1)))
    assert one.ok is ok
    assert said in one.said
    assert found.may_be_signed is ok


def test_two_papers_need_an_order() -> None:
    lines = [line for line in everything(Profile()) if not isinstance(line[1], b.Precedence)]
    assert missing(gate(lines, Profile())) == {("precedence", "precedence")}


# ── sign-offs ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ((None, b.SignedOff(function="legal", given=False, words="wait")), "took it back"),
        (("data.training", b.Refused()), "signed off before No training"),
        (("data.training", b.Agreed(rung="fallback-1")), "signed off before No training"),
        (("data.training", b.Waived()), "signed off before No training"),
        ((None, b.Profiled(profile=PILOT)), "signed off before the profile changed"),
        ((None, b.EditionTaken(edition="1" * 64)), "signed off before the playbook changed"),
    ],
)
def test_a_sign_off_covers_what_was_on_the_table(then: Line, said: str) -> None:
    signed = (None, b.SignedOff(function="legal", words="by mail"))
    assert check(gate([signed]), Part.SIGN_OFF, "legal").ok
    now = check(gate([signed, then]), Part.SIGN_OFF, "legal")
    assert not now.ok
    assert now.said.startswith(said)
    assert check(gate([signed, then, signed]), Part.SIGN_OFF, "legal").ok


def test_others_moving_their_clauses_leave_it() -> None:
    signed = (None, b.SignedOff(function="legal", words="by mail"))
    moved: Line = ("model.version-pinning", b.Agreed(rung="target"))
    note: Line = ("data.training", b.Note(words="fine"))
    papered: Line = ("data.training", b.Papered(document="DPA"))
    one = check(gate([signed, moved, note, papered], Profile()), Part.SIGN_OFF, "legal")
    assert one.ok
    assert one.said == "signed off (ana, 21 Nov): by mail"


# ── questions ────────────────────────────────────────────────────────────────────────────────


def test_the_record_answers_what_it_can() -> None:
    lines = [line for line in everything(Profile()) if not isinstance(line[1], b.Answered)]
    found = gate(lines, Profile())
    said = check(found, Part.QUESTION, "where-the-data-goes")
    assert said.ok
    for name in ("data.training", "data.retention"):
        assert playbook().clauses[name].title in said.said
    assert "(DPA" in said.said
    assert not check(found, Part.QUESTION, "who-watches").ok


def test_an_answer_counts_until_it_is_taken_back() -> None:
    said = (None, b.Answered(question="where-the-data-goes", words="to Frankfurt"))
    one = check(gate([said]), Part.QUESTION, "where-the-data-goes")
    assert (one.ok, one.said) == (True, "to Frankfurt")
    open_again = (None, b.Answered(question="where-the-data-goes"))
    one = check(gate([said, open_again]), Part.QUESTION, "where-the-data-goes")
    assert not one.ok
    assert one.said.startswith("the record does not say: ")


# ── the minimum contract ─────────────────────────────────────────────────────────────────────


def test_the_minimum_contract_says_what_stands_where() -> None:
    name = "data.training"
    found = gate([(name, b.Agreed(rung="target")), (name, b.Papered(document="DPA", section="2"))])
    slots = {
        slot.clause: (sheet.document, slot) for sheet in found.contract for slot in sheet.slots
    }
    assert slots.keys() >= set(must_haves())
    _, slot = slots[name]
    assert (slot.where, slot.filled) == ("DPA, 2", True)
    for clause, (document, slot) in slots.items():
        home = playbook().clauses[clause].home
        assert document == (home.document if home else "No home named")
        assert slot.filled is (clause == name)


def test_documents_come_in_their_order_of_precedence() -> None:
    documents = [sheet.document for sheet in gate([], Profile()).contract]
    ranked = tuple(reversed(documents))
    turned = gate([(None, b.Precedence(documents=ranked))], Profile())
    assert [sheet.document for sheet in turned.contract] == list(ranked)
    assert len(set(documents)) > 1


@given(histories())
def test_any_history_gets_an_answer(history: list[Entry]) -> None:
    priorities = tailored(playbook(), Profile())
    found = readiness(playbook(), priorities, RiskTier.CUSTOMER_FACING, fold(history))
    assert found.may_be_signed is not any(each.holds and not each.ok for each in found.checks)
    assert all(each.said for each in found.checks)
