"""`negotiator review`: the sessions, one of them, a deal's paths, two deals side by side."""

from __future__ import annotations

import pytest

from tests.cli.program import Program
from tests.samples import PINNING

CLAUSE = ("--clause", PINNING)


@pytest.fixture
def held(quick: Program) -> Program:
    """A session that went down the ladder, and gave something for nothing."""
    quick("record", "acme", "--heard", "we roll every customer forward", *CLAUSE)
    quick("record", "acme", "--offered", "target", *CLAUSE)
    quick("record", "acme", "--offered", "fallback-1", "--got", "a named contact", *CLAUSE)
    quick("record", "acme", "--agreed", "fallback-1", *CLAUSE)
    quick("record", "acme", "--gave", "a [b]reference[/b]", *CLAUSE)
    return quick


def test_sessions_are_found_and_narrowed(held: Program) -> None:
    every = held("review", "--json").json
    assert {row["outcome"] for row in every} >= {"agreed"}
    (row,) = held("review", "customer", "FORWARD", "--vendor", "acme", "--json").json
    assert row["hits"][0]["words"] == "we roll every customer forward"
    assert "“we roll every customer forward”" in held("review", "forward").out
    assert held("review", "--until", "2020-01-01", "--json").json == []
    assert held("review", "--until", "2020-01-01").out == "No session is like that.\n"
    assert "put off" in held.fails("review", "--outcome", "won", code=2)


def test_a_name_that_occurs_nowhere_is_a_slip_and_no_finding(held: Program) -> None:
    for option, what, there in (
        ("--vendor", "vendor", "Acme AI"),
        ("--playbook", "playbook", "llm-vendor"),
        ("--by", "negotiator", "ana"),
    ):
        for more in ((), ("--json",)):
            told = held.fails("review", option, "zzz", *more)
            assert f"There is no {what} zzz. There are: " in told
            assert there in told
        assert held("review", option, there, "--outcome", "papered").out.startswith("No session")
    assert "Did you mean Acme AI?" in held.fails("review", "--vendor", "akme")
    for option in ("--vendor", "--playbook", "--by", "--outcome", "--session", "--paths"):
        held.fails("review", option, "", code=2)
    assert "it is empty" in held.fails("review", " ", code=2)


def test_a_session_is_told_step_by_step(held: Program) -> None:
    given = [row for row in held("review", "--json").json if row["free"]]
    told = held("review", "--session", given[0]["id"][:8]).out
    assert "gave a [b]reference[/b], for nothing" in told
    moments = held("review", "--session", given[0]["id"], "--json").json
    assert moments[-1]["turn"] == "free"
    assert moments[-1]["stood"][0]["standing"] == "agreed in principle"
    assert "lists them" in held.fails("review", "--session", "nothing")


def test_paths_and_sides(held: Program) -> None:
    (path,) = (each for each in held("review", "--paths", "acme", "--json").json if each["points"])
    assert [point["rung"] for point in path["points"]] == ["target", "fallback-1", "fallback-1"]
    assert "✓ 20" in held("review", "--paths", "acme").out
    beside = held("review", "--beside", "acme", "=acme ai", "--json").json
    assert all(row["left"] == row["right"] for row in beside["rows"])
    assert "=" in held("review", "--beside", "acme", "acme").out
    assert held("review", "--beside", "acme", "=acme", "--json").json == beside
    assert "in full" in held.fails("review", "--beside", "acme", "=nobody")


def test_the_renewal_brief_draws_the_same_ways(held: Program) -> None:
    page = held("report", "renewal", "acme", "--format", "html").out
    assert '<td data-title="Fallback-1" class="shade level-2">✓ ' in page
    assert "○ " in held("report", "renewal", "acme").out
