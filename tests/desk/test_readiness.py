"""The gate of a call: its view in words, and the verbs that settle what is missing."""

from __future__ import annotations

import asyncio

import pytest

from negotiator.desk import Call, Desk, DeskError
from negotiator.desk.readiness import CheckView
from negotiator.desk.workspace import Workspace
from tests.desk.conftest import sit
from tests.samples import PINNING, TEXT, TRAINING

MORE = """
[[floor]]
id = "no-lawsuit"
statement = "Not signed while we are at law with them."

[[question]]
id = "who-watches"
ask = "Who watches it afterwards?"
"""


@pytest.fixture
def call(workspace: Workspace, desk: Desk) -> Call:
    """A pilot: one must-have, one floor without a clause, one question."""
    (workspace.playbooks / "llm-vendor.toml").write_text(TEXT + MORE, encoding="utf-8")
    return sit(desk, asyncio.run(desk.new_deal("Acme", "Box", {"risk_tier": "pilot"}))).call


def check(call: Call, part: str, name: str) -> CheckView:
    (found,) = (
        each
        for group in call.gate.view().parts
        for each in group.checks
        if (each.part, each.id) == (part, name)
    )
    return found


def settle(call: Call) -> None:
    """All that is missing, as the screen's keys do it."""
    must = [row for row in call.checklist() if row.must_have]
    for row in must:
        call.agree(row.clause, "target")
        home = call.card(row.clause).home.partition(",")
        call.paper(row.clause, home[0] or "MSA", home[2])
    call.promises.rank("Order form > DPA > MSA")
    call.gate.answer("who-watches", "ana")
    call.gate.answer("no-lawsuit", "we are not")
    for owner in {row.owner for row in must}:
        assert call.gate.sign_off(owner, "by mail")


def test_from_may_not_to_may(call: Call) -> None:
    before = call.gate.view()
    assert not before.may_be_signed
    assert before.verdict.startswith("May not be signed (pilot): ")
    settle(call)
    after = call.gate.view()
    assert (after.may_be_signed, after.missing) == (True, 0)
    assert after.verdict == "May be signed (pilot)"
    call.undo()
    assert call.gate.view().verdict == "May not be signed (pilot): 1 thing is missing"


def test_what_is_missing_comes_first_in_each_part(call: Call) -> None:
    settle(call)
    call.retier("regulated")
    for part in call.gate.view().parts:
        oks = [each.ok for each in part.checks]
        assert oks == sorted(oks), part.heading
        assert part.ok == sum(oks)


def test_a_sign_off_is_given_and_taken_back(call: Call) -> None:
    assert call.gate.sign_off("legal", "Nora, by mail")
    assert "Nora, by mail" in check(call, "sign-off", "legal").said
    assert not call.gate.sign_off("legal", "she read it again")
    assert not check(call, "sign-off", "legal").ok
    with pytest.raises(DeskError, match="nothing to sign off"):
        call.gate.sign_off("marketing")


def test_answers_are_kept_and_taken_back(call: Call) -> None:
    for part, name in (("question", "who-watches"), ("floor", "no-lawsuit")):
        call.gate.answer(name, "ana \x1b[31m")
        assert check(call, part, name).ok
        assert call.gate.answered(name) == "ana \\x1b[31m"
        call.gate.answer(name, "")
        assert not check(call, part, name).ok
    with pytest.raises(DeskError, match="asks no question"):
        call.gate.answer("who-cares", "me")


def test_a_waiver_is_allowed_afterwards_on_the_same_basis(call: Call) -> None:
    call.waive(TRAINING, "no content of ours is sent")
    call.note(TRAINING, "ask counsel")
    waived = check(call, "waived", TRAINING)
    assert (waived.missing, waived.remedy) == (True, "say who allowed it")
    call.gate.allow(TRAINING, "counsel")
    assert check(call, "waived", TRAINING).said == "allowed by The general counsel"
    assert call.state.clause(TRAINING).standing == "waived"


def test_what_enter_does_is_said(call: Call) -> None:
    call.promise(PINNING, "a calendar")
    remedies = {each.part: each.remedy for group in call.gate.view().parts for each in group.checks}
    assert remedies["must-have"] == "to the clause in the call"
    assert remedies["promise"] == "to the promise ledger"
    assert remedies["sign-off"] == "it signs off its part"
    assert remedies["question"] == "answer it"
    assert check(call, "floor", "no-lawsuit").remedy == "say why it holds"


def test_the_contract_says_in_words_what_is_missing(call: Call) -> None:
    slots = {slot.clause: slot for sheet in call.gate.view().contract for slot in sheet.slots}
    assert slots[TRAINING].missing == "not raised"
    call.agree(TRAINING, "target")
    call.paper(TRAINING, "DPA", "2")
    (slot,) = (
        slot
        for sheet in call.gate.view().contract
        for slot in sheet.slots
        if slot.clause == TRAINING
    )
    assert (slot.where, slot.missing) == ("DPA, 2", "")
