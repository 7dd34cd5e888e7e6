"""`negotiator playbook export` and `import`: out to other programs, and in from them."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.playbook.exchange.test_opf_import import SAMPLE
from tests.samples import PINNING, TITLE, VENDOR, add_deal

OPEN = "support-terms"


@pytest.fixture
def playbooks(negotiator: Program) -> Path:
    """The folder of the workspace's playbooks."""
    return negotiator.folder / "playbooks"


@pytest.fixture
def unchanged(playbooks: Path) -> Callable[[], bool]:
    """Whether the playbooks are what they were."""

    def look() -> dict[str, bytes]:
        return {each.name: each.read_bytes() for each in playbooks.iterdir() if each.is_file()}

    before = look()
    return lambda: look() == before


def clauses(program: Program, name: str) -> Any:
    """The clauses of a playbook, as a program sees them."""
    return program("playbook", "show", "--playbook", name, "--json").json["clause"]


def carried(clauses: Any) -> Any:
    """The same without what a spreadsheet does not carry."""
    return [{key: value for key, value in each.items() if key != "trade_for"} for each in clauses]


# ── spreadsheets ─────────────────────────────────────────────────────────────────────────────────


def test_out_to_a_spreadsheet_and_back(negotiator: Program, playbooks: Path) -> None:
    done = negotiator("playbook", "export", "llm-vendor", "--csv", "-o", "out.csv", aside=True)
    assert done.out == "Written: out.csv\n"
    assert done.err.startswith("Not carried over:\n  the header, but for id and name\n")
    assert "  [[floor]]: " in done.err
    told = negotiator("playbook", "import", "out.csv", "--id", "again", aside=True).out
    assert told == f"Written: {playbooks / 'again.toml'}\n"
    assert clauses(negotiator, "again") == carried(clauses(negotiator, "llm-vendor"))


def test_what_a_spreadsheet_program_opens(quick: Program) -> None:
    quick("playbook", "export", "llm-vendor", "--csv", "-o", "out.csv", aside=True)
    file = quick.folder / "out.csv"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    basic = ("standard position", "fallback 1", "walk-away", "approver", "rationale")
    assert {"clause", *basic, "objection", "counter"} <= set(rows[0])
    assert PINNING in {row[0] for row in rows}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_to_the_terminal(quick: Program) -> None:
    done = quick("playbook", "export", "llm-vendor", "--csv", "--semicolon", aside=True)
    assert done.out.startswith('"clause";"title";')
    assert "\ufeff" not in done.out
    (quick.folder / "piped.csv").write_text(done.out, encoding="utf-8")
    quick("playbook", "import", "piped.csv", aside=True)
    assert carried(clauses(quick, "llm-vendor")) == clauses(quick, "piped")


def test_an_edit_in_the_spreadsheet_arrives(quick: Program) -> None:
    quick("playbook", "export", "llm-vendor", "--csv", "-o", "out.csv", aside=True)
    file = quick.folder / "out.csv"
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("We roll", "we roll").replace('"18"', '"20"'), encoding="utf-8")
    quick("playbook", "import", "out.csv", "--id", "edited", "--title", "Edited", aside=True)
    changes = quick("playbook", "diff", "llm-vendor", "edited", "--json").json
    assert {
        "where": f"{PINNING}/target",
        "how": "changed",
        "what": "value",
        "was": "18",
        "now": "20",
    } in changes


def test_a_sheet_made_by_hand(negotiator: Program, playbooks: Path) -> None:
    (negotiator.folder / "our terms.csv").write_text(
        "Clause;Standard Position;Fallback 1;Walk away;Approval\r\n"
        "Data retention;Thirty days;Sixty days for logs alone;Half a year;Legal\r\n",
        encoding="utf-8-sig",
    )
    done = negotiator("playbook", "import", "our terms.csv", "--json").json
    assert done["playbook"] == "our-terms"
    assert done["lost"] == []
    text = (playbooks / "our-terms.toml").read_text(encoding="utf-8")
    assert text.startswith(
        "#:schema ./playbook.schema.json\n# Imported from our terms.csv (a spreadsheet).\n"
    )
    assert (playbooks / "playbook.schema.json").is_file()
    (clause,) = clauses(negotiator, "our-terms")
    assert clause["id"] == "our-terms.data-retention"
    assert clause["position"][1] == {
        "rung": "fallback",
        "say": "Sixty days for logs alone",
        "approver": "legal",
    }
    found = negotiator("playbook", "check", "our-terms", code=1).out
    assert "error" not in found


def test_all_that_is_wrong_at_once(negotiator: Program, unchanged: Callable[[], bool]) -> None:
    (negotiator.folder / "bad.csv").write_text(
        "clause,position,standard position value,owner,counter\n"
        "Retention,Thirty days,30 days,Finance,\n"
        "Training,,,,Why?\n",
        encoding="utf-8",
    )
    told = negotiator.fails("playbook", "import", "bad.csv")
    assert "bad.csv, row 3, column E (counter): there is no objection for this counter" in told
    assert unchanged()
    sheet = (negotiator.folder / "bad.csv").read_text(encoding="utf-8").replace("Why?", "")
    (negotiator.folder / "bad.csv").write_text(sheet, encoding="utf-8")
    told = negotiator.fails("playbook", "import", "bad.csv")
    assert "bad.csv is not imported, and nothing was written:" in told
    assert "\n  row 2, column C (standard position value): " in told
    assert "\n  row 2, column D (owner): " in told
    assert unchanged()


def test_what_a_rule_finds_is_named_by_its_cell_too(
    quick: Program, unchanged: Callable[[], bool]
) -> None:
    (quick.folder / "bad.csv").write_text(
        "clause,position,standard position value,fallback,fallback value,metric,metric unit,"
        "metric better\nNotice,Thirty days before,30,Sixty days before,60,notice,days,higher\n",
        encoding="utf-8",
    )
    told = quick.fails("playbook", "import", "bad.csv")
    assert "row 2, column E (fallback value): " in told
    assert "is better for us than target" in told
    assert unchanged()


def test_words_that_tell_too_much_are_left_to_a_person(quick: Program) -> None:
    (quick.folder / "terms.csv").write_text(
        "clause,position\nScope,The Approver is named in the order form\n", encoding="utf-8"
    )
    done = quick("playbook", "import", "terms.csv", "--json").json
    assert "row 2, column B (position): `say` of terms.scope would say" in done["to_do"][0]
    found = quick("playbook", "check", "terms", "--json", code=1).json
    assert {each["severity"] for each in found if each["code"] == "internal-words"} == {"warning"}


# ── the Open Playbook Format ─────────────────────────────────────────────────────────────────────


def test_an_open_playbook_comes_in(negotiator: Program, playbooks: Path) -> None:
    done = negotiator("playbook", "import", SAMPLE, aside=True)
    assert done.out == f"Written: {playbooks / 'support-terms.toml'}\n"
    assert "Not carried over:\n" in done.err
    assert "  contracts of the corpus, with their drafts and digests: 3\n" in done.err
    assert "To be looked at:\n" in done.err
    assert "  clauses for which the source has no standard: End of life\n" in done.err
    text = (playbooks / "support-terms.toml").read_text(encoding="utf-8")
    assert text.startswith("#:schema ./playbook.schema.json\n# Imported from support-terms.opf")
    assert "# - rounds of negotiation: 1\n" in text
    found = negotiator("playbook", "check", OPEN, "--json", code=1).json
    assert {each["severity"] for each in found} <= {"warning", "note"}


def test_one_negotiates_on_it(quick: Program, workspace: Workspace) -> None:
    quick("playbook", "import", SAMPLE, "--id", "support", aside=True)
    said = quick("suggest", "--playbook", "support", "no one answers severity 1 in an hour").out
    assert said.startswith("▸ support-terms.response-time")
    deal = add_deal(workspace, "Lark Systems", "Support", playbook="support")
    clause = ("--clause", "support-terms.response-time")
    quick("record", deal, "--heard", "four hours is what everyone gets", *clause)
    quick("record", deal, "--offered", "fallback-1", "--got", "a named engineer", *clause)
    quick("record", deal, "--agreed", "fallback-1", *clause)
    shown = quick("show", deal).out
    row = next(line for line in shown.splitlines() if line.startswith(clause[1]))
    assert "agreed" in row


def test_out_as_an_open_playbook_and_in_again(negotiator: Program) -> None:
    done = negotiator("playbook", "export", "llm-vendor", "--opf", "-o", "out.json", aside=True)
    assert done.out == "Written: out.json\n"
    assert "  objections: " in done.err
    document = json.loads((negotiator.folder / "out.json").read_text(encoding="utf-8"))
    assert document["opf_version"] == "0.3"
    assert document["compiler"]["name"] == "negotiator"
    negotiator("playbook", "import", "out.json", "--id", "again", aside=True)
    ours, theirs = clauses(negotiator, "llm-vendor"), clauses(negotiator, "again")
    assert [each["id"] for each in theirs] == [each["id"] for each in ours]
    assert [[rung["rung"] for rung in each["position"]] for each in theirs] == [
        [rung["rung"] for rung in each["position"]] for each in ours
    ]


def test_what_is_lost_for_a_program(quick: Program) -> None:
    done = quick("playbook", "export", "llm-vendor", "--opf", "-o", "out.json", "--json").json
    assert done["file"] == "out.json"
    assert any(line.startswith("counters: ") for line in done["lost"])


def test_another_version_is_named(negotiator: Program, unchanged: Callable[[], bool]) -> None:
    document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    for version in ("0.2", "0.4"):
        (negotiator.folder / "x.json").write_text(json.dumps(document | {"opf_version": version}))
        told = negotiator.fails("playbook", "import", "x.json")
        assert f"version {version} of the Open Playbook Format; 0.3 is known" in told
    assert unchanged()


# ── places ───────────────────────────────────────────────────────────────────────────────────────


def test_never_over_what_is_there(quick: Program, unchanged: Callable[[], bool]) -> None:
    told = quick.fails("playbook", "import", SAMPLE, "--id", "llm-vendor")
    assert "llm-vendor.toml is there already" in told
    assert "--force" in told
    assert unchanged()
    quick("playbook", "import", SAMPLE, "--id", "llm-vendor", "--force", aside=True)
    assert clauses(quick, "llm-vendor")[0]["title"] == "Response time"


def test_a_folder_of_files_is_left_to_its_hand(quick: Program, playbooks: Path) -> None:
    folder = playbooks / OPEN
    folder.mkdir()
    (folder / "playbook.toml").write_text('[playbook]\nname = "Ours"\n')
    told = quick.fails("playbook", "import", SAMPLE, "--force")
    assert f"{folder} is there already, as a folder of files." in told
    assert not (playbooks / f"{OPEN}.toml").exists()


def test_an_id_that_another_file_has(quick: Program, playbooks: Path) -> None:
    (playbooks / "other.toml").write_text(f'[playbook]\nid = "{OPEN}"\nname = "Other"\n')
    told = quick.fails("playbook", "import", SAMPLE, "--force")
    assert f"The playbook {OPEN} is there already, in {playbooks / 'other.toml'}." in told


def test_a_shipped_playbook_is_not_hidden_by_accident(quick: Program, playbooks: Path) -> None:
    (playbooks / "llm-vendor.toml").unlink()
    told = quick.fails("playbook", "import", SAMPLE, "--id", "llm-vendor")
    assert "There is a shipped playbook llm-vendor." in told
    quick("playbook", "import", SAMPLE, "--id", "llm-vendor", "--force", aside=True)


def test_into_another_folder(quick: Program, playbooks: Path) -> None:
    done = quick("playbook", "import", SAMPLE, "-o", "elsewhere", aside=True)
    folder = quick.folder / "elsewhere"
    assert done.out == f"Written: {Path('elsewhere') / 'support-terms.toml'}\n"
    assert sorted(each.name for each in folder.iterdir()) == [
        "playbook.schema.json",
        "support-terms.toml",
    ]
    assert not (playbooks / f"{OPEN}.toml").exists()
    assert "is there already" in quick.fails("playbook", "import", SAMPLE, "-o", "elsewhere")


def test_a_user_who_has_nothing_yet(stranger: Program) -> None:
    told = stranger("playbook", "import", SAMPLE, aside=True).out
    assert Path(told.removeprefix("Written: ").rstrip()).is_relative_to(stranger.home)
    assert clauses(stranger, OPEN)


def test_an_export_never_writes_over_a_file(quick: Program) -> None:
    (quick.folder / "out.csv").write_text("mine")
    told = quick.fails("playbook", "export", "llm-vendor", "--csv", "-o", "out.csv")
    assert "out.csv is there already. Add --force" in told
    assert (quick.folder / "out.csv").read_text() == "mine"
    quick("playbook", "export", "llm-vendor", "--csv", "-o", "out.csv", "--force", aside=True)


def test_a_playbook_with_a_broken_part_is_not_exported(quick: Program, playbooks: Path) -> None:
    file = playbooks / "llm-vendor.toml"
    file.write_text(file.read_text().replace('owner = "engineering"', 'owner = "nobody"'))
    told = quick.fails("playbook", "export", "llm-vendor", "--csv")
    assert "would be missing" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "llm-vendor"),
        ("export", "llm-vendor", "--csv", "--opf"),
        ("export", "llm-vendor", "--csv", "--json"),
        ("export", "llm-vendor", "--opf", "--semicolon"),
        ("import",),
    ],
)
def test_wrong_usage(quick: Program, arguments: tuple[str, ...]) -> None:
    assert "usage: negotiator playbook" in quick.fails("playbook", *arguments, code=2)


# ── hostile files ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("huge.json", b'{"x": "' + b"a" * 33_000_000 + b'"}', "larger than 32 MB"),
        ("huge.csv", b"clause,position\n" + b"a.b,c\n" * 1_000_000, "larger than 5 MB"),
        ("deep.json", b"[" * 200_000, "nested far too deep"),
        ("latin.csv", "clause;position\nHaftung;für alle\n".encode("latin-1"), "line 2: byte 0xfc"),
        ("wide.csv", "clause;position\n".encode("utf-16"), "save it as CSV UTF-8"),
        ("nul.csv", b"clause,position\na.b,\0\n", "line 2: there is a NUL byte"),
        ("sheet.xlsx", b"PK\x03\x04", "Save the sheet as CSV UTF-8"),
        ("playbook.yaml", b"opf_version: 0.3", "Write the Open Playbook as JSON"),
        ("mine.toml", b"[playbook]", "it is a playbook already"),
        ("empty.csv", b"", "it is empty"),
        ("binary.csv", bytes(range(256)), "byte"),
        ("list.json", b"[1, 2]", "another JSON value"),
    ],
    ids=str,
)
def test_one_clear_message(
    quick: Program, unchanged: Callable[[], bool], name: str, content: bytes, told: str
) -> None:
    (quick.folder / name).write_bytes(content)
    err = quick.fails("playbook", "import", name)
    assert told.lower() in err.lower()
    assert name in err
    assert len(err) < 400
    assert unchanged()


@pytest.mark.parametrize(
    ("name", "told"),
    [("gone.csv", "there is no such file"), (".", "this is a folder"), ("/dev/zero", "ordinary")],
)
def test_what_is_no_file(quick: Program, name: str, told: str) -> None:
    assert told in quick.fails("playbook", "import", name)


def test_an_id_that_is_none(quick: Program, unchanged: Callable[[], bool]) -> None:
    assert "../x is no id." in quick.fails("playbook", "import", SAMPLE, "--id", "../x")
    assert unchanged()


def test_a_playbook_too_large_to_be_read_again(
    quick: Program, unchanged: Callable[[], bool]
) -> None:
    document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    clause = document["evidence"]["clauses"][0]
    clause["our_standard"]["text"] = "word " * 3_900
    document["evidence"]["clauses"] = [{**clause, "id": f"clause.c{n}"} for n in range(300)]
    (quick.folder / "x.json").write_text(json.dumps(document))
    assert "is larger than 5 MB" in quick.fails("playbook", "import", "x.json")
    assert unchanged()


def test_a_name_that_would_write_lines_of_its_own(quick: Program, playbooks: Path) -> None:
    name = 'x\n[[clause]]\nid = "a.b"\n.csv'
    (quick.folder / name).write_text("clause,position\nScope,All of it is in scope\n")
    quick("playbook", "import", name, "--id", "safe", aside=True)
    assert [each["title"] for each in clauses(quick, "safe")] == ["Scope"]


def test_a_folder_that_may_not_be_written_to(quick: Program, playbooks: Path) -> None:
    (quick.folder / "file").write_text("")
    assert "cannot be written" in quick.fails("playbook", "import", SAMPLE, "-o", "file")
    assert VENDOR in quick("deals").out
    assert TITLE in quick("deals").out
