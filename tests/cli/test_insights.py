"""`negotiator insights`: one command answers one question."""

from __future__ import annotations

from tests.cli.program import Program


def test_where_did_we_concede_for_nothing(negotiator: Program) -> None:
    negotiator("record", "acme", "--gave", "a reference", "--clause", "model.version-pinning")
    done = negotiator("insights", "--free")
    assert "model.version-pinning" in done.out
    assert "a reference" in done.out
    assert "WHAT WAS SIGNED" not in done.out
    (table,) = negotiator("insights", "--free", "--json", "--until", "2020-01-01").json
    assert table["rows"] == []
