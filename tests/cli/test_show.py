"""`negotiator show`: one deal, every clause and where it stands."""

from __future__ import annotations

import pytest

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.samples import PINNING, TRAINING, add_deal, playbook


def test_every_clause_that_applies_in_the_playbooks_order(negotiator: Program) -> None:
    out = negotiator("show", "acme").out.splitlines()
    assert out[0] == "Acme AI · Enterprise API · customer-facing"
    assert out[1] == "must-haves 0 of 4"
    assert out[4].split() == ["CLAUSE", "PRIORITY", "OWNER", "STANDING", "RUNG"]
    assert [line.split()[0] for line in out[5:]] == list(playbook().clauses)
    assert out[5].split() == [PINNING, "must-have", "engineering", "not", "raised"]


def test_as_json(quick: Program, workspace: Workspace) -> None:
    quick("record", "acme", "--offered", "target", "--clause", PINNING)
    shown = quick("show", "acme", "--json").json
    assert shown["vendor"] == "Acme AI"
    assert shown["must_haves"] == 4
    first = shown["clauses"][0]
    assert (first["clause"], first["standing"], first["rung"]) == (PINNING, "countered", "target")
    assert first["settled"] is False


def test_a_clause_that_does_not_apply_is_not_shown(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Bright", "Box", hosting="on-premise", risk_tier="pilot")
    clauses = {row["clause"]: row for row in quick("show", "bright", "--json").json["clauses"]}
    assert "data.residency" not in clauses
    assert clauses[PINNING]["priority"] == "nice-to-have"
    assert clauses[TRAINING]["priority"] == "must-have"


def test_a_deal_is_named_by_its_id_its_beginning_or_words(quick: Program) -> None:
    identity = quick("deals", "--json").json[0]["id"]
    for name in (identity, identity[:8], "acme", "ENTERPRISE api", "Acme AI Enterprise"):
        assert quick("show", name, "--json").json["id"] == identity


@pytest.mark.parametrize("name", ["nobody", "", "%"])
def test_an_unknown_deal_lists_those_there_are(quick: Program, name: str) -> None:
    told = quick.fails("show", name)
    assert f"There is no deal {name!r}." in told
    assert "Acme AI · Enterprise API" in told


def test_a_name_of_two_deals_asks_which(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Acme AI", "Speech")
    told = quick.fails("show", "acme")
    assert "may be" in told
    assert "Speech" in told
    assert "by its id" in told


def test_without_a_deal_it_is_wrong_usage(quick: Program) -> None:
    assert "DEAL" in quick.fails("show", code=2)
