"""Headings of spreadsheets made by hand, and what they mean."""

from __future__ import annotations

import pytest

from negotiator.playbook.exchange.columns import columns, guess, normal, recognise


def meaning(*headings: str) -> list[str | None]:
    """The names of our columns for these headings."""
    return [found.column.name if found else None for found in recognise(headings)]


def test_our_own_headings_mean_themselves() -> None:
    names = [column.name for column in columns(4)]
    assert meaning(*names) == names
    assert all(found and found.exact for found in recognise(names))
    assert len(set(map(normal, names))) == len(names)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Clause", "clause"),
        ("CLAUSE NAME", "clause"),
        ("Provision:", "clause"),
        ("Standard Position", "standard position"),
        ("Preferred", "standard position"),
        ("Our position", "standard position"),
        ("Target", "standard position"),
        ("Fallback 1", "fallback 1"),
        ("Fall-back #2", "fallback 2"),
        ("2nd Fallback", "fallback 2"),
        ("First fallback position", "fallback 1"),
        ("Fallback", "fallback 1"),
        ("Fallback_3", "fallback 3"),
        ("Alternative 2", "fallback 2"),
        ("Walk away", "walk-away"),
        ("Walkaway", "walk-away"),
        ("Walk-Away Position", "walk-away"),
        ("Deal-breaker", "walk-away"),
        ("Red line", "walk-away"),
        ("Approval", "approver"),
        ("Escalation", "approver"),
        ("Fallback 2 approval", "fallback 2 approver"),
        ("Standard language", "standard position wording"),
        ("Fallback 1 language", "fallback 1 wording"),
        ("Rationale", "rationale"),
        ("Why it matters", "rationale"),
        ("Objections", "objection"),
        ("Vendor objection", "objection"),
        ("Our response", "counter"),
        ("Talking points", "counter"),
        ("Category", "area"),
        ("Comments", "notes"),
    ],
)
def test_other_names_for_the_same(heading: str, name: str) -> None:
    (found,) = recognise([heading])
    assert found is not None
    assert (found.column.name, found.exact) == (name, True)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Standrad position", "standard position"),
        ("Aprover", "approver"),
        ("Rational", "rationale"),
        ("Walk awy", "walk-away"),
        ("Falback 2", "fallback 2"),
        ("Objecton", "objection"),
    ],
)
def test_slips_are_seen_through_and_told(heading: str, name: str) -> None:
    (found,) = recognise([heading])
    assert found is not None
    assert (found.column.name, found.exact) == (name, False)
    assert recognise([heading], near=False) == [None]


@pytest.mark.parametrize(
    "heading", ["Counterparty", "Jurisdiction", "Last updated", "Risk", "", "1", "42", "€€€"]
)
def test_what_means_nothing_here(heading: str) -> None:
    assert meaning(heading) == [None]


def test_the_nearest_is_proposed_for_the_rest() -> None:
    assert guess("Clauses name of it") == "clause"
    assert guess("zzzzz") is None


def test_numbered_counters_are_steps_of_one_objection() -> None:
    found = recognise(["Objection", "Counter 1", "Response 2"])
    assert [(each.slot, each.step) for each in found if each] == [(0, 0), (0, 0), (0, 1)]


def test_numbered_objections_have_their_own_counters() -> None:
    found = recognise(["Objection 1", "Response 1", "Objection 2", "Response 2"])
    assert [(each.slot, each.step) for each in found if each] == [(0, 0), (0, 0), (1, 0), (1, 0)]
