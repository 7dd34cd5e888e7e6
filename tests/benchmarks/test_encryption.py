"""The figures of encryption: both sides are measured, and what is called encrypted is."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import encryption
from negotiator.desk.workspace import Workspace
from negotiator.store import cipher

pytest.importorskip("sqlcipher3")


def test_a_line_for_each_thing_that_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ROUNDS", "OPENINGS", "QUERIES"):
        monkeypatch.setattr(encryption, name, 1)
    monkeypatch.setattr(encryption, "ENTRIES", 3)
    monkeypatch.setattr(encryption, "THERE", 200)
    heads: dict[bool, set[bool]] = {True: set(), False: set()}
    measure = encryption.measured

    def looked_at(workspace: Workspace) -> dict[str, float]:
        found = measure(workspace)
        head = Path(workspace.database).read_bytes()[:15]
        heads[bool(cipher.in_use())].add(head == b"SQLite format 3")
        return found

    monkeypatch.setattr(encryption, "measured", looked_at)
    encryption.main()
    assert heads == {True: {False}, False: {True}}
    assert cipher.in_use() == ""
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert all("ms plain" in line and "ms encrypted" in line for line in lines)
