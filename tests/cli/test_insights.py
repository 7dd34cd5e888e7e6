"""`negotiator insights`: one command answers one question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.program import Program


def test_where_did_we_concede_for_nothing(negotiator: Program) -> None:
    negotiator("record", "acme", "--gave", "a reference", "--clause", "model.version-pinning")
    done = negotiator("insights", "--free")
    assert "model.version-pinning" in done.out
    assert "a reference" in done.out
    assert "WHAT WAS AGREED" not in done.out
    (table,) = negotiator("insights", "--free", "--json", "--until", "2020-01-01").json
    assert table["rows"] == []


def test_a_vendor_that_is_not_there_is_a_slip_and_no_finding(quick: Program) -> None:
    for command in (("insights", "--free"), ("insights", "--json"), ("report", "team")):
        told = quick.fails(*command, "--vendor", "zzz")
        assert "There is no vendor zzz. There are: Acme AI." in told
        assert "Did you mean Acme AI?" in quick.fails(*command, "--vendor", "acmee")
        assert "it is empty" in quick.fails(*command, "--vendor", "", code=2)
        quick(*command, "--vendor", "acme")


def test_what_was_never_raised_is_counted_in_the_terminal_and_listed_in_the_report(
    quick: Program,
) -> None:
    quick("record", "acme", "--note", "a first talk")
    (table,) = quick("insights", "--open", "--json").json
    whole = next(row[2] for row in table["rows"] if row[0] == "never raised")
    count, _, names = whole.partition(": ")
    assert int(count) == len(names.split(", ")) > 3
    out = quick("insights", "--open").out
    assert f"{', '.join(whole.split(', ')[:3])} and {int(count) - 3} more" in out
    assert max(map(len, out.splitlines())) < 150
    assert whole in quick("report", "team").out


def test_days_that_no_option_leaves_are_refused(quick: Program) -> None:
    for command in (("insights",), ("review",), ("report", "team")):
        for options, told in (
            (("--since", "2026-05-01", "--until", "2026-01-01"), "2026-05-01 is after --until"),
            (("--when", "2001", "--last-quarter"), "2001-01-01..2001-12-31 and --last-quarter"),
            (("--when", "2001", "--since", "2002-01-01"), "no day in common"),
            (("--since", "2099-01-01"), "--since 2099-01-01 has no day"),
        ):
            assert told in quick.fails(*command, *options, code=2)


def test_the_team_report_in_every_form(negotiator: Program, tmp_path: Path) -> None:
    negotiator("record", "acme", "--gave", "a <b>reference</b>")
    for form in ("md", "html", "csv", "json"):
        out = negotiator("report", "team", "--format", form).out
        assert "reference" in out
        assert "Acme AI" in out
    page = negotiator("report", "team", "--format", "html").out
    assert "&lt;b&gt;reference" in page
    assert "Internal: not for the vendor" in page
    assert "<script" not in page
    assert 'class="bar"' not in page, "nothing is signed yet"
    negotiator("report", "team", "-o", tmp_path / "team.docx")
    assert (tmp_path / "team.docx").read_bytes()[:2] == b"PK"


def test_the_page_draws_the_ladder_and_the_heat_map(negotiator: Program) -> None:
    pinning = ("acme", "--clause", "model.version-pinning")
    negotiator("record", *pinning, "--offered", "target")
    negotiator("record", *pinning, "--agreed", "target")
    page = negotiator("report", "team", "--format", "html").out
    assert '<i class="level-1" style="width: 100.0%">T</i>' in page
    assert 'class="shade level-1">T</td>' in page
    assert "░ T" in negotiator("report", "team", "--format", "md").out


def test_what_does_not_go_together_is_refused(negotiator: Program) -> None:
    assert "all deals" in negotiator.fails("report", "team", "acme", code=2)
    assert "name the deal" in negotiator.fails("report", "memo", code=2)
    for option in (("--vendor", "x"), ("--when", "2026"), ("--last-quarter",)):
        assert "report team" in negotiator.fails("report", "memo", "acme", *option, code=2)


def test_any_time_is_asked_for_in_the_grammar_of_the_screens(negotiator: Program) -> None:
    def given(*options: str) -> Any:
        (table,) = negotiator("insights", "--free", "--json", *options).json
        return table["rows"]

    negotiator("record", "acme", "--gave", "a reference")
    day = given()[0][0]
    assert given("--when", day) == given("--when", f"{day[:4]}..") == given() != []
    assert given("--when", "2001-Q3..2002-02") == []
    assert given("--when", f"..{day}", "--last-quarter") == [], "together they narrow further"
    assert "2026-Q3" in negotiator.fails("insights", "--when", "2026-Q5", code=2)
    assert "before it begins" in negotiator.fails("review", "--when", "2026..2025", code=2)
