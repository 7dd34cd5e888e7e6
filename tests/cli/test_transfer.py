"""`negotiator export` and `import`: a deal goes to a colleague and comes back."""

from __future__ import annotations

import json
from pathlib import Path

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.samples import PINNING, TRAINING, add_deal


def test_there_and_back(negotiator: Program, newcomer: Program, tmp_path: Path) -> None:
    file, back = tmp_path / "acme.json", tmp_path / "back.json"
    negotiator("record", "acme", "--agreed", "target", "--clause", TRAINING)
    assert "1 entries" in negotiator("export", "acme", "-o", file).out
    assert file.stat().st_mode & 0o777 == 0o600
    newcomer("init")
    done = newcomer("import", file).out
    assert "A new deal: Acme AI" in done
    newcomer("record", "acme", "--parked", "--clause", PINNING)
    newcomer("export", "acme", "-o", back)
    taken = negotiator("import", back, "--json").json
    assert (taken["entries"], taken["known"], taken["both"]) == (1, 1, [])
    assert "0 entries in 0 sessions added, 2 were there." in negotiator("import", back).out
    standings = {
        row["clause"]: row["standing"]
        for row in negotiator("show", "acme", "--json").json["clauses"]
    }
    assert standings[TRAINING] == "agreed in principle"
    assert standings[PINNING] == "parked"


def test_never_over_a_file_unasked(quick: Program, tmp_path: Path) -> None:
    file = tmp_path / "acme.json"
    file.write_text("mine")
    assert "is there already" in quick("export", "acme", "-o", file, code=1).err
    assert file.read_text() == "mine"
    quick("export", "acme", "-o", file, "--force")
    assert json.loads(file.read_text())["format"] == "negotiator-deal"


def test_redacted(quick: Program) -> None:
    quick("record", "acme", "--heard", "acme never trains", "--clause", TRAINING)
    content = json.loads(quick("export", "acme", "--redact").out)
    assert content["redacted"] is True
    assert "acme" not in json.dumps({**content, "editions": []}).lower()


def test_redacted_no_vendor_of_the_workspace_is_named(quick: Program, workspace: Workspace) -> None:
    add_deal(workspace, "Brightwater AI", "Speech")
    quick("record", "acme", "--note", "brightwater pins for a year", "--clause", PINNING)
    text = quick("export", "acme", "--redact").out
    assert "Vendor 2 pins for a year" in text
    assert "brightwater" not in text.lower()


def test_a_bad_file_is_told_and_changes_nothing(quick: Program, tmp_path: Path) -> None:
    file = tmp_path / "acme.json"
    file.write_text("{}")
    assert "is no exported deal" in quick("import", file, code=1).err
    assert "cannot be read" in quick("import", tmp_path / "nothing.json", code=1).err
    assert len(quick("deals", "--json").json) == 1
