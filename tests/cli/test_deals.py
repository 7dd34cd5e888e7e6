"""`negotiator deals`: every deal and how far it is."""

from __future__ import annotations

from datetime import datetime

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.samples import PINNING, RETENTION, TRAINING, add_deal

MUST_HAVES = (PINNING, TRAINING, RETENTION, "security.breach-notice")


def test_a_workspace_without_deals_says_how_to_begin_one(newcomer: Program) -> None:
    newcomer("init")
    assert "No deals yet" in newcomer("deals").out
    assert newcomer("deals", "--json").json == []


def test_one_line_a_deal(negotiator: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Bright & Co", "Speech", risk_tier="pilot")
    heading, *rows = negotiator("deals").out.splitlines()
    assert heading.split() == (
        ["ID", "VENDOR", "CONTRACT", "TIER", "STAGE", "MUST-HAVES", "SESSIONS", "LAST", "DUE"]
    )
    acme, bright = sorted(rows, key=lambda row: "Bright" in row)
    assert acme.split()[1:] == ("Acme AI Enterprise API customer-facing new 0 of 4 0 - -".split())
    assert "pilot" in bright
    assert "0 of 1" in bright


def test_as_json(negotiator: Program) -> None:
    (row,) = negotiator("deals", "--json").json
    assert row["vendor"] == "Acme AI"
    assert row["title"] == "Enterprise API"
    assert row["playbook"] == "llm-vendor"
    assert (row["must_haves"], row["settled"], row["sessions"]) == (4, 0, 0)
    assert row["last"] is None
    assert len(row["open"]) == 4


def test_what_is_recorded_moves_the_deal_on(quick: Program) -> None:
    quick("record", "acme", "--agreed", "target", "--clause", TRAINING)
    (row,) = quick("deals", "--json").json
    assert (row["stage"], row["settled"], row["sessions"]) == ("negotiating", 1, 1)
    assert datetime.fromisoformat(row["last"]).utcoffset() is not None
    for clause in MUST_HAVES:
        quick("record", "acme", "--agreed", "target", "--clause", clause)
    assert quick("deals", "--json").json[0]["stage"] == "agreed"
    for clause in MUST_HAVES:
        quick("record", "acme", "--papered", "DPA, 2", "--clause", clause)
    assert quick("deals", "--json").json[0]["stage"] == "papered"


def test_the_deal_touched_last_comes_first(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Bright", "Speech")
    quick("record", "acme", "--note", "hello")
    assert [row["vendor"] for row in quick("deals", "--json").json] == ["Acme AI", "Bright"]
    quick("record", "bright", "--note", "hello")
    assert [row["vendor"] for row in quick("deals", "--json").json] == ["Bright", "Acme AI"]


def test_looking_at_deals_leaves_no_session(quick: Program) -> None:
    quick("deals")
    quick("show", "acme")
    assert quick("deals", "--json").json[0]["sessions"] == 0
