"""`negotiator show DEAL --readiness`: may it be signed, what is missing, and the exit code."""

from __future__ import annotations

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.samples import TRAINING, add_deal


def settled(quick: Program) -> None:
    """A pilot's one must-have, agreed and papered."""
    quick("record", "bright", "--agreed", "target", "--clause", TRAINING)
    quick("record", "bright", "--papered", "DPA, 2", "--clause", TRAINING)


def test_it_fails_while_it_may_not_be_signed(negotiator: Program) -> None:
    done = negotiator("show", "acme", "--readiness", code=1)
    out = done.out.splitlines()
    assert done.err == ""
    assert out[0] == "Acme AI · Enterprise API · customer-facing"
    assert out[1].startswith("May not be signed (customer-facing): ")
    assert "Must-haves in a document: 0 of 4" in out
    assert "  ✗ missing: No training on our content" in out
    assert "DPA: 0 of 3 of the minimum contract" in out


def test_from_may_not_to_may(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Bright", "Box", risk_tier="pilot")
    settled(quick)
    before = quick("show", "bright", "--readiness", "--json", code=1).json
    assert (before["vendor"], before["tier"], before["missing"]) == ("Bright", "pilot", 1)
    assert before["may_be_signed"] is False
    assert [part["part"] for part in before["parts"]] == ["must-have", "floor", "sign-off"]
    quick("record", "bright", "--signed-off", "legal")
    after = quick("show", "bright", "--readiness")
    assert after.out.splitlines()[1] == "May be signed (pilot)"
    assert "missing" not in after.out
    assert quick("show", "bright", "--readiness", "--json").json["may_be_signed"] is True


def test_a_promise_holds_it(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Bright", "Box", risk_tier="pilot")
    settled(quick)
    quick("record", "bright", "--signed-off", "legal")
    quick("record", "bright", "--promised", "we'll try a discount")
    out = quick("show", "bright", "--readiness", code=1).out
    assert "  ✗ missing: we'll try a discount" in out
    assert "      oral, in no document, hedged" in out


def test_looking_leaves_no_trace(quick: Program) -> None:
    before = quick("deals", "--json").out
    quick("show", "acme", "--readiness", code=1)
    assert quick("deals", "--json").out == before


def test_only_a_function_that_owns_a_must_have_signs_off(quick: Program) -> None:
    told = quick.fails("record", "acme", "--signed-off", "marketing")
    assert "marketing has nothing to sign off here" in told
    assert "legal" in told


def test_a_waiver_names_who_allowed_it(quick: Program) -> None:
    record = ("record", "acme", "--waived", "nothing is sent", "--clause", TRAINING)
    quick(*record)
    assert "nobody has allowed it" in quick("show", "acme", "--readiness", code=1).out
    quick(*record, "--approver", "counsel")
    assert "nobody has allowed it" not in quick("show", "acme", "--readiness", code=1).out


def test_an_order_of_precedence_in_a_line(quick: Program) -> None:
    quick("record", "acme", "--precedence", "order form > DPA > MSA")
    quick("record", "acme", "--papered", "MSA, 9", "--clause", TRAINING)
    out = quick("show", "acme", "--readiness", code=1).out
    assert "DPA, where it belongs, overrides MSA" in out


def test_a_question_is_answered_by_its_id(quick: Program, workspace: Workspace) -> None:
    more = '[[question]]\nid = "who-watches"\nask = "Who watches it?"\n'
    file = workspace.playbooks / "llm-vendor.toml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
    add_deal(workspace, "Bright", "Box", risk_tier="pilot")
    assert "Who watches it?" in quick("show", "bright", "--readiness", code=1).out
    quick("record", "bright", "--answered", "who-watches=ana, from the first day")
    assert "Who watches it?" not in quick("show", "bright", "--readiness", code=1).out
    assert "is open" in quick("record", "bright", "--answered", "who-watches=").out
    assert "no question who-cares" in quick.fails("record", "bright", "--answered", "who-cares=me")
    assert "QUESTION=TEXT" in quick.fails("record", "bright", "--answered", "who-watches")


def test_a_promise_by_the_beginning_of_its_id(quick: Program) -> None:
    quick("record", "acme", "--promised", "a calendar", "--clause", TRAINING)
    parts = quick("show", "acme", "--readiness", "--json", code=1).json["parts"]
    (promise,) = next(part["checks"] for part in parts if part["part"] == "promise")
    begin = promise["id"][:8]
    for options, state in (
        (("--read-back",), "read back"),
        (("--waived", "nice to have", "--approver", "counsel"), "waived"),
        (("--papered", "DPA, 9"), "papered"),
    ):
        told = quick("record", "acme", "--promise", begin, *options).out
        assert told == f"Recorded: the promise is {state}.\n"
    assert "a calendar" not in quick("show", "acme", "--readiness", code=1).out
    assert "No promises" in quick.fails("record", "acme", "--promise", "zzz", "--read-back")
    told = quick.fails("record", "acme", "--promise", begin, "--raised", code=2)
    assert "--promise belongs to --read-back" in told
