"""`negotiator prepare`: what we know before the call, from a shell."""

from __future__ import annotations

import pytest

from negotiator.desk.workspace import Workspace
from negotiator.store import Store
from tests.cli.program import Program

ALL = (
    *("--batna", "stay as we are", "--deadline", "2026-12-31 their quarter ends"),
    *("--competing", "Corvid", "--pilot", "six weeks", "--commitment", "two years"),
    *("--minutes", "30", "--agenda", "training first", "--agenda", "price last"),
    *("--participant", "ours: Nora, procurement, may decide"),
    *("--participant", "theirs: Dana, sales, must ask", "--participant", "theirs: Luis"),
)
KEPT = {
    "batna": "stay as we are",
    "deadline": "2026-12-31 their quarter ends",
    "competing": "Corvid",
    "pilot": "six weeks",
    "commitment": "two years",
    "minutes": "30",
    "agenda": "training first\nprice last",
    "ours": "Nora, procurement, may decide",
    "theirs": "Dana, sales, must ask\nLuis",
}


def test_what_is_prepared_is_there_the_next_time(negotiator: Program) -> None:
    negotiator("prepare", "acme", *ALL)
    assert negotiator("prepare", "acme", "--json").json == KEPT


def test_only_what_is_named_is_changed(quick: Program) -> None:
    quick("prepare", "acme", *ALL)
    told = quick("prepare", "acme", "--minutes", "60", "--participant", "theirs: Farah", "--json")
    assert told.json == {**KEPT, "minutes": "60", "ours": "", "theirs": "Farah"}


def test_it_reads_as_a_table(quick: Program) -> None:
    told = quick("prepare", "acme", *ALL).out.splitlines()
    assert told[0] == "batna       stay as we are"
    assert told[-2:] == ["theirs      Dana, sales, must ask", "            Luis"]
    assert "batna       -" in quick("prepare", "acme", "--batna", "").out.splitlines()


def test_looking_leaves_no_trace(quick: Program, workspace: Workspace) -> None:
    quick("prepare", "acme")
    with Store.open(workspace.database) as store:
        (deal,) = store.deals()
        assert not store.entries(deal.id)
        assert not store.sessions(deal.id)


def test_it_stays_out_of_what_the_vendor_reads(quick: Program) -> None:
    quick("prepare", "acme", *ALL)
    for kind in ("issues", "recap"):
        written = quick("report", kind, "acme").out
        for text in ("stay as we are", "Corvid", "their quarter ends", "training first"):
            assert text not in written


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--deadline", "soon"), "begins with no day"),
        (("--participant", "Dana"), "names nobody on a side"),
        (("--participant", "both: Dana"), "names nobody on a side"),
        (("--participant", "ours: "), "names nobody on a side"),
    ],
)
def test_what_cannot_be_read_is_said(quick: Program, options: tuple[str, ...], why: str) -> None:
    assert why in quick.fails("prepare", "acme", *options)
    assert quick("prepare", "acme", "--json").json["deadline"] == ""


def test_minutes_are_a_number(quick: Program) -> None:
    assert "from 1 to 1440" in quick.fails("prepare", "acme", "--minutes", "0", code=2)
