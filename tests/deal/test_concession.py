"""The rule for a step down: what it takes, spelled out on a ladder with every kind of rung."""

from __future__ import annotations

import pytest

from negotiator.deal import body as b
from negotiator.deal.body import AnyBody
from negotiator.deal.concession import Demands, bare_steps, demands, rung_of
from negotiator.deal.standing import ClauseState
from negotiator.playbook.model import Clause
from tests.deal.test_standing import after, recorded
from tests.samples import PINNING, clause

NOTHING = Demands()


def of(rung: str, *happened: AnyBody, authority: tuple[str, ...] = ()) -> Demands:
    """What a rung of version pinning takes after some entries."""
    return demands(clause(PINNING), rung, after(*happened), authority)


def paid(rung: str) -> b.Traded:
    return b.Traded(give="a step", get="a calendar", rung=rung)


ASKED = b.Traded(give="a step", get="a calendar", rung="fallback-1", asked=True)
ON = b.Offered(rung="fallback-1")
FURTHER = b.Offered(rung="fallback-2")

IN_WORDS: list[tuple[str, str, list[AnyBody], Demands]] = [
    ("the ask", "opening", [], NOTHING),
    ("a rung that asks nothing", "target", [], NOTHING),
    ("one that is never given for nothing", "fallback-1", [], Demands(get=True)),
    ("the same once it is paid for", "fallback-1", [paid("fallback-1")], NOTHING),
    ("paid for with a rung further down", "fallback-1", [paid("fallback-2")], NOTHING),
    ("paid for a rung further up", "fallback-1", [paid("target")], Demands(get=True)),
    ("said to be free", "fallback-1", [b.Traded(rung="fallback-1", free=True)], NOTHING),
    ("a trade that names no rung", "fallback-1", [b.Traded(get="x")], Demands(get=True)),
    ("a trade of blanks", "fallback-1", [b.Traded(get="  ", rung="fallback-1")], Demands(get=True)),
    ("over one on the way", "fallback-2", [], Demands(approver="counsel", get=True)),
    (
        "on from one that is on the table",
        "fallback-2",
        [b.Offered(rung="fallback-1")],
        Demands(approver="counsel"),
    ),
    (
        "what the approver allowed",
        "fallback-2",
        [b.Offered(rung="fallback-1"), b.Approved(approver="counsel", rung="fallback-2")],
        NOTHING,
    ),
    ("what is on the table", "fallback-1", [b.Offered(rung="fallback-1")], NOTHING),
    ("back up", "target", [b.Offered(rung="fallback-1")], NOTHING),
    (
        "down again",
        "fallback-1",
        [paid("fallback-1"), b.Offered(rung="fallback-1"), b.Offered(rung="target")],
        NOTHING,
    ),
    ("the limit", "walk-away", [paid("walk-away")], Demands(stop=True)),
    ("what is asked for the very rung", "fallback-1", [ASKED], NOTHING),
    ("agreeing to that", "fallback-1", [ASKED, ON], NOTHING),
    (
        "on from what was only asked",
        "fallback-2",
        [ASKED, ON],
        Demands(approver="counsel", get=True),
    ),
    (
        "back from what was only asked, without asking",
        "fallback-1",
        [b.Traded(give="a step", get="a calendar", rung="fallback-2", asked=True), FURTHER],
        Demands(get=True),
    ),
    (
        "back from what was only asked, to what is paid",
        "fallback-1",
        [
            paid("fallback-1"),
            b.Traded(give="a step", get="a calendar", rung="fallback-2", asked=True),
            FURTHER,
        ],
        NOTHING,
    ),
    (
        "on from what was asked and agreed",
        "fallback-2",
        [ASKED, ON, b.Agreed(rung="fallback-1")],
        Demands(approver="counsel"),
    ),
]


@pytest.mark.parametrize(
    ("rung", "happened", "wanted"),
    [case[1:] for case in IN_WORDS],
    ids=[case[0] for case in IN_WORDS],
)
def test_what_a_rung_takes(rung: str, happened: list[AnyBody], wanted: Demands) -> None:
    assert of(rung, *happened) == wanted


def test_who_decides_for_an_approver_asks_nobody() -> None:
    offered = b.Offered(rung="fallback-1")
    assert of("fallback-2", offered, authority=("counsel",)) == NOTHING
    assert of("fallback-2", offered, authority=("cfo",)).approver == "counsel"


def test_a_ladder_of_a_limit_alone_stops_at_once() -> None:
    bare = Clause.model_validate({"id": "a.b", "title": "B", "position": [{"rung": "walk-away"}]})
    assert demands(bare, "walk-away", ClauseState()) == Demands(stop=True)


def test_steps_for_which_nothing_is_on_record_are_found() -> None:
    entries = recorded(
        b.Offered(rung="target"),
        b.Offered(rung="fallback-1"),
        b.Agreed(rung="fallback-1"),
        b.Note(words="hm"),
    )
    assert bare_steps(clause(PINNING), entries) == {entries[1].id}
    said = recorded(paid("fallback-1"))
    assert bare_steps(clause(PINNING), [*said, *entries]) == set()
    undone = recorded(b.Retracted(entry=entries[1].id), b.Retracted(entry=entries[2].id))
    assert bare_steps(clause(PINNING), [*entries, *undone]) == set()


def test_an_agreement_below_the_table_is_a_step_too() -> None:
    entries = recorded(b.Agreed(rung="fallback-1"))
    assert bare_steps(clause(PINNING), entries) == {entries[0].id}
    assert bare_steps(clause("data.training"), entries) == set()


def test_only_offers_and_agreements_name_a_step() -> None:
    assert rung_of(b.Offered(rung="target")) == rung_of(b.Agreed(rung="target")) == "target"
    assert rung_of(b.Escalated(approver="counsel", rung="target")) == ""
