"""Packages are equal to us, different in mix, and never past a limit, whatever the playbook."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.deal.ladder import on_table
from negotiator.deal.packages import (
    BOUND,
    TOLERANCE,
    Found,
    Issue,
    equal_packages,
    issues,
    offerable,
)
from negotiator.deal.standing import ClauseState
from negotiator.playbook.model import Clause, Rung
from tests.samples import PINNING, RETENTION, TRAINING, clause

UNTOUCHED = ClauseState()


def a_clause(
    name: str, rungs: str, *, approvers: dict[str, str] | None = None, values: bool = False
) -> Clause:
    """A clause with a ladder as "otffw"; approvers by rung."""
    words = {"o": "opening", "t": "target", "f": "fallback", "w": "walk-away"}
    who, positions = approvers or {}, []
    for place, letter in enumerate(rungs):
        rung = f"fallback-{rungs[: place + 1].count('f')}" if letter == "f" else words[letter]
        position = {"rung": words[letter], "say": "So.", "approver": who.get(rung)}
        positions.append(position | ({"value": 10.0 * place} if values else {}))
    return Clause.model_validate(
        {
            "id": name,
            "title": name,
            "metric": {"name": "kept", "unit": "days", "better": "lower"},
            "position": positions,
        }
    )


# ── what may be offered ──────────────────────────────────────────────────────────────────────


def test_from_the_table_down_to_the_walk_away() -> None:
    ladder = a_clause("a.one", "otffw")
    assert offerable(ladder, UNTOUCHED, floor=False) == (
        ("opening", "target", "fallback-1", "fallback-2"),
        "only the walk-away is below",
    )
    rungs, _ = offerable(ladder, ClauseState(offered="fallback-1"), floor=False)
    assert rungs == ("fallback-1", "fallback-2"), "what is on the table is not taken back"


def test_not_past_an_approver_until_they_agreed() -> None:
    assert offerable(clause(PINNING), UNTOUCHED, floor=False) == (
        ("opening", "target", "fallback-1"),
        "9 months, our tests first needs counsel",
    )
    agreed = ClauseState(approved=frozenset({"fallback-2"}))
    rungs, _ = offerable(clause(PINNING), agreed, floor=False)
    assert rungs[-1] == "fallback-2"
    hidden = a_clause("a.one", "tffw", approvers={"fallback-1": "counsel"})
    rungs, _ = offerable(hidden, UNTOUCHED, floor=False)
    assert rungs == ("target",), "a rung below one that needs an approver is not free"


def test_under_a_floor_not_below_the_target() -> None:
    assert offerable(clause(TRAINING), UNTOUCHED, floor=True) == (
        ("target",),
        "a floor holds it at the target",
    )
    offered = ClauseState(offered="fallback-1")
    rungs, _ = offerable(clause(TRAINING), offered, floor=True)
    assert rungs == ("fallback-1",), "what was offered already stays on the table"


def test_not_below_what_they_have_named() -> None:
    rungs, held = offerable(clause(RETENTION), ClauseState(values=(30, 10)), floor=False)
    assert (rungs, held) == (("target",), "they have already named 10")
    rungs, _ = offerable(clause(RETENTION), ClauseState(values=(14,)), floor=False)
    assert rungs == ("target", "fallback-1")


def test_nothing_of_a_ladder_that_is_all_walk_away() -> None:
    assert offerable(a_clause("a.one", "w"), UNTOUCHED, floor=False)[0] == ()
    stepped = ClauseState(offered="walk-away")
    assert offerable(a_clause("a.one", "tw"), stepped, floor=False)[0] == ()


# ── three of equal value ─────────────────────────────────────────────────────────────────────


def three(*ladders: str, weights: tuple[float, ...] = ()) -> Found:
    clauses = [a_clause(f"a.c{n}", rungs) for n, rungs in enumerate(ladders)]
    weighed = weights or (5,) * len(clauses)
    return equal_packages(
        issues(
            clauses,
            {each.id: UNTOUCHED for each in clauses},
            {each.id: weight for each, weight in zip(clauses, weighed, strict=True)},
            frozenset(),
        )
    )


def test_the_top_of_all_is_worth_a_hundred_and_the_walk_away_nothing() -> None:
    chosen = issues(
        [a_clause("a.one", "otfw"), a_clause("a.two", "tw")],
        {"a.one": UNTOUCHED, "a.two": UNTOUCHED},
        {"a.one": 6, "a.two": 4},
        frozenset(),
    )
    assert chosen[0].worth == pytest.approx((60, 40, 20))
    assert chosen[1].worth == pytest.approx((40,))


def test_clauses_without_weight_are_worth_the_same() -> None:
    found = three("tfw", "tfw", "tfw", weights=(0, 0, 0))
    assert len(found.packages) == 3


def test_each_gives_way_elsewhere_and_as_little_as_can_be() -> None:
    found = three("tfw", "tfw", "tfw")
    assert [dict(package.rungs) for package in found.packages] == [
        {"a.c0": "target", "a.c1": "target", "a.c2": "fallback-1"},
        {"a.c0": "target", "a.c1": "fallback-1", "a.c2": "target"},
        {"a.c0": "fallback-1", "a.c1": "target", "a.c2": "target"},
    ]
    assert {round(package.value, 2) for package in found.packages} == {83.33}
    assert (found.mixes, found.whole) == (8, True)


def test_what_weighs_more_is_given_for_several_that_weigh_less() -> None:
    found = three("otfw", "otfw", "otfw", "otfw", weights=(20, 10, 10, 10))
    assert len(found.packages) == 3
    assert len({tuple(package.rungs.items()) for package in found.packages}) == 3


def test_two_clauses_of_one_step_make_no_three() -> None:
    assert three("tfw", "tfw") == Found((), 4, whole=True)


def test_large_sets_are_bounded() -> None:
    found = three(*["t" + "f" * 12 + "w"] * 6)
    assert found.mixes <= BOUND
    assert not found.whole
    assert len(found.packages) == 3


@st.composite
def situations(
    draw: st.DrawFn,
) -> tuple[list[Clause], dict[str, ClauseState], dict[str, float], frozenset[str]]:
    """Two to six clauses of any ladder, anywhere in the negotiation."""
    clauses, states, weights = [], {}, {}
    for number in range(draw(st.integers(2, 6))):
        opening, target = draw(st.sampled_from(["o", ""])), draw(st.sampled_from(["t", ""]))
        fallbacks = "f" * draw(st.integers(0, 4))
        rungs = f"{opening}{target}{fallbacks}{draw(st.sampled_from(['w', '']))}" or "t"
        bare = a_clause(f"a.c{number}", rungs)
        asked = draw(st.sets(st.sampled_from(sorted(bare.ladder))))
        made = a_clause(
            bare.id, rungs, approvers=dict.fromkeys(asked, "counsel"), values=draw(st.booleans())
        )
        clauses.append(made)
        states[made.id] = ClauseState(
            offered=draw(st.none() | st.sampled_from(sorted(made.ladder))),
            approved=frozenset(draw(st.sets(st.sampled_from(sorted(made.ladder))))),
            values=tuple(draw(st.lists(st.integers(0, 60), max_size=2))),
        )
        weights[made.id] = float(draw(st.integers(0, 10)))
    floors = frozenset(draw(st.sets(st.sampled_from([each.id for each in clauses]))))
    return clauses, states, weights, floors


@given(situations())
@settings(deadline=None)
def test_no_package_goes_past_a_limit_and_all_are_equal(
    situation: tuple[list[Clause], dict[str, ClauseState], dict[str, float], frozenset[str]],
) -> None:
    clauses, states, weights, floors = situation
    chosen = issues(clauses, states, weights, floors)
    found = equal_packages(chosen)
    assert found == equal_packages(chosen), "the same every time"
    assert len(found.packages) in {0, 3}
    worth = {issue.clause: dict(zip(issue.rungs, issue.worth, strict=True)) for issue in chosen}
    for package in found.packages:
        assert list(package.rungs) == [each.id for each in clauses]
        for each in clauses:
            rung, state = package.rungs[each.id], states[each.id]
            ladder = list(each.ladder)
            table = ladder.index(on_table(each, state) or ladder[0])
            assert each.ladder[rung].rung is not Rung.WALK_AWAY
            assert "walk-away" not in ladder[: ladder.index(rung)]
            assert ladder.index(rung) >= table
            for passed in ladder[table : ladder.index(rung) + 1]:
                assert each.ladder[passed].approver is None or passed in state.approved
            if each.id in floors and ladder.index(rung) > table:
                assert each.ladder[rung].rung in {Rung.OPENING, Rung.TARGET}
        total = sum(worth[clause][rung] for clause, rung in package.rungs.items())
        assert package.value == pytest.approx(total)
    values = [package.value for package in found.packages]
    assert not values or max(values) - min(values) <= TOLERANCE
    for one, other in combinations(found.packages, 2):
        differences = [
            worth_of(chosen, one.rungs, issue) - worth_of(chosen, other.rungs, issue)
            for issue in chosen
        ]
        assert min(differences) < 0 < max(differences), "neither gives way everywhere"


def worth_of(chosen: list[Issue], rungs: object, issue: Issue) -> int:
    """Where a package stands on an issue: higher is better."""
    assert isinstance(rungs, dict)
    return -issue.rungs.index(rungs[issue.clause])
