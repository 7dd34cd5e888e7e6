"""Packages in a call: sensible clauses, words to say, and offers by the call's own verb."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from negotiator.deal import body as b
from negotiator.desk import Call, DeskError
from negotiator.desk.packages import PackageView
from tests.samples import PINNING, RETENTION, TRAINING, clause

BREACH, PRICE, CAPS = "security.breach-notice", "commercial.price", "liability.caps"
RESIDENCY = "data.residency"


def built(call: Call, *clauses: str) -> tuple[PackageView, ...]:
    view = call.packages.build(clauses)
    assert not view.why
    assert [package.name for package in view.packages] == ["A", "B", "C"]
    return view.packages


def test_clauses_with_room_come_first_and_say_how_much(call: Call) -> None:
    rows = {row.clause: row for row in call.packages.candidates()}
    assert rows[PINNING].room == "24 months, named … 12 months + staging"
    assert rows[PINNING].moves
    assert not rows[TRAINING].moves
    assert rows[TRAINING].room == "a floor holds it at the target"
    assert rows[RESIDENCY].room == "only the walk-away is below"
    assert [row.moves for row in rows.values()] == sorted(
        (row.moves for row in rows.values()), reverse=True
    )


def test_what_is_on_the_table_is_preselected_then_what_comes_next(call: Call) -> None:
    assert call.packages.preselected() == {PINNING, RETENTION, BREACH, "sla.availability"}
    call.raise_(PRICE)
    assert PRICE in call.packages.preselected()
    assert len(call.packages.preselected()) == 4
    call.agree(PRICE)
    call.defer(BREACH, "their legal", date(2030, 1, 1))
    assert not call.packages.preselected() & {PRICE, BREACH}, "settled, or waiting for them"


def test_three_offers_in_words(call: Call) -> None:
    packages = built(call, RETENTION, BREACH, PRICE)
    for package in packages:
        (down,) = [term for term in package.terms if term.steps_down]
        held = [term for term in package.terms if not term.steps_down]
        assert package.ask == " and ".join(term.title for term in held)
        said = " ".join(term.say for term in held)
        assert package.words == f"If we have this: {said} Then we can do this: {down.say}"
        assert down.say == clause(down.clause).ladder["fallback-1"].say
    assert {package.value for package in packages} == {83}
    note = call.packages.build([RETENTION, BREACH, PRICE]).note
    assert (
        note == "worth the same to us within 0.0 points of 100 (at most 3); all 8 mixes looked at"
    )


def test_offering_one_puts_every_clause_on_the_table_and_keeps_what_is_asked(call: Call) -> None:
    package = built(call, RETENTION, BREACH, PRICE)[0]
    call.packages.offer(package, "a signature this month")
    for term in package.terms:
        assert call.state.clause(term.clause).offered == term.rung
    (down,) = [term for term in package.terms if term.steps_down]
    asked_for = b.Traded(give=down.label, get="a signature this month", rung=down.rung, asked=True)
    traded = [entry for entry in call.mine if isinstance(entry.body, b.Traded)]
    assert [(entry.clause, entry.body) for entry in traded] == [(down.clause, asked_for)]


def test_offers_go_through_the_verb_of_the_call(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = built(call, RETENTION, BREACH, PRICE)[0]
    offered: list[tuple[str, str, str | None]] = []

    def offer(clause: str, rung: str, *, got: str | None = None, asked: bool = False) -> None:
        assert asked
        offered.append((clause, rung, got))

    monkeypatch.setattr(call, "offer", offer)
    call.packages.offer(package, "a signature")
    assert offered == [
        (term.clause, term.rung, "a signature" if term.steps_down else None)
        for term in package.terms
    ]
    assert call.mine == []


def test_where_all_give_way_something_outside_is_asked_for(call: Call) -> None:
    call.offer(PINNING, "fallback-1", free=True)
    packages = built(call, PINNING, RETENTION, BREACH, PRICE)
    assert all(package.ask for package in packages)
    words = call.packages._ask([call.packages._term(PINNING, "fallback-1")], [])
    assert words == clause(PRICE).title, "the clause that pinning is traded for"


@pytest.mark.parametrize(
    ("clauses", "why"),
    [
        ([], "Pick 2 to 6 clauses; 0 are picked."),
        ([PRICE], "Pick 2 to 6 clauses; 1 are picked."),
        ([TRAINING, RESIDENCY, PRICE], "Too little room: two clauses must be able to move."),
        ([RETENTION, PRICE], "None of 4 mixes has two others of the same value"),
    ],
)
def test_why_there_are_none(call: Call, clauses: list[str], why: str) -> None:
    view = call.packages.build(clauses)
    assert view.packages == ()
    assert view.why.startswith(why)


def test_what_holds_each_clause_is_said(call: Call) -> None:
    why = call.packages.build([TRAINING, RESIDENCY]).why
    assert f"{clause(TRAINING).title}: a floor holds it at the target." in why
    assert f"{clause(RESIDENCY).title}: only the walk-away is below." in why


def test_a_package_that_was_overtaken_is_refused_and_nothing_is_recorded(call: Call) -> None:
    packages = built(call, RETENTION, BREACH, PRICE)
    held = next(p for p in packages if not _term(p, PRICE).steps_down)
    call.offer(PRICE, "fallback-1", got="a year more")
    before = call.mine
    with pytest.raises(DeskError, match="Build packages anew"):
        call.packages.offer(held, "anything")
    assert call.mine == before


def test_approval_opens_a_rung_for_packages(call: Call) -> None:
    call.offer(PINNING, "fallback-1", free=True)
    rows = {row.clause: row for row in call.packages.candidates()}
    assert rows[PINNING].room == "9 months, our tests first needs The general counsel"
    call.approve(PINNING)
    rows = {row.clause: row for row in call.packages.candidates()}
    assert rows[PINNING].room == "12 months + staging … 9 months, our tests first"


def _term(package: PackageView, clause: str):  # type: ignore[no-untyped-def]
    return next(term for term in package.terms if term.clause == clause)


def balance(call: Call) -> tuple[int, int, int]:
    """What the status says of gives, gets, and what is only asked for."""
    status = call.status()
    return status.gives, status.gets, status.asked


def test_what_is_asked_with_a_package_is_got_once_it_is_agreed(call: Call) -> None:
    package = built(call, RETENTION, BREACH, PRICE)[0]
    (down,) = [term for term in package.terms if term.steps_down]
    call.packages.offer(package, "a signature this month")
    assert balance(call) == (0, 0, 1)
    call.refuse(down.clause)
    assert balance(call) == (0, 0, 1)
    call.agree(down.clause)
    assert balance(call) == (1, 1, 0)
    call.undo()
    assert balance(call) == (0, 0, 1)


def test_what_came_back_for_an_offer_may_be_said_instead(call: Call) -> None:
    package = built(call, RETENTION, BREACH, PRICE)[0]
    (down,) = [term for term in package.terms if term.steps_down]
    call.packages.offer(package, "a signature this month")
    (asked,) = call.trades.asked
    assert (asked.give, asked.asked) == (down.label, "a signature this month")
    call.trades.answer(asked.id, "a signature next month")
    assert balance(call) == (1, 1, 0)
    call.agree(down.clause)
    assert balance(call) == (1, 1, 0)


def test_a_package_that_asks_for_nothing_is_refused_where_a_rung_is_not_free(call: Call) -> None:
    package = built(call, RETENTION, BREACH, PRICE)[0]
    rung = next(name for name, each in clause().ladder.items() if each.requires_get)
    bound = replace(package.terms[0], clause=PINNING, rung=rung, steps_down=True)
    with pytest.raises(DeskError, match="never given for nothing"):
        call.packages.offer(replace(package, terms=(*package.terms, bound)), " ")
    assert call.mine == []
