"""`negotiator report`: the documents people exchange."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.samples import PINNING, RETENTION, TRAINING, clause


@pytest.fixture
def negotiated(quick: Program) -> Program:
    """A deal in which something has been said about four clauses."""
    said = clause().ladder["target"].say
    for options in (
        ("--offered", "target", "--clause", PINNING),
        ("--agreed", "target", "--clause", PINNING),
        ("--heard", "prompts are stored for 30 days", "--clause", RETENTION),
        ("--deferred", "Bo, their counsel", "--clause", TRAINING),
        ("--promised", "a calendar of retirements", "--clause", PINNING),
        ("--note", "we would take nine months"),
    ):
        quick("record", "acme", *options)
    assert said
    return quick


def test_a_recap_for_the_vendor(negotiator: Program, negotiated: Program) -> None:
    text = negotiator("report", "recap", "acme").out
    assert text.startswith("# Recap: Acme AI, Enterprise API\n\n")
    for part in (
        f"- **Version pinning**: {clause().ladder['target'].say}",
        "- **Version pinning**: “a calendar of retirements”",
        "- **No training on our content**: Bo, their counsel, by ",
        "- **Retention of prompts**\n",
    ):
        assert part in text
    assert "nine months" not in text
    assert text.endswith("\n")


def test_a_recap_as_json(negotiated: Program) -> None:
    points = negotiated("report", "recap", "acme", "--format", "json").json
    assert points["vendor"] == "Acme AI"
    assert [(line["part"], line["clause"]) for line in points["recap"]] == [
        ("agreed", PINNING),
        ("promised", PINNING),
        ("put off", TRAINING),
        ("open", RETENTION),
    ]


def test_an_issues_list_for_the_vendor(negotiator: Program, negotiated: Program) -> None:
    text = negotiator("report", "issues", "acme").out
    assert text.startswith("# Issues list: Acme AI, Enterprise API\n\n")
    (row,) = (line for line in text.splitlines() if "Retention of prompts" in line)
    assert "Nothing is kept after the answer." in row
    assert "prompts are stored for 30 days" in row
    (settled,) = (line for line in text.splitlines() if "Version pinning" in line)
    assert clause().ladder["target"].say in settled
    for internal in ("a quarter", "2 weeks", "Availability", "Walk-away"):
        assert internal not in text


def test_an_issues_list_for_our_own_eyes(negotiated: Program) -> None:
    text = negotiated("report", "issues", "acme", "--internal").out
    assert text.startswith("# Internal issues list: ")
    for internal in ("a quarter", "2 weeks", "Availability", "Walk-away"):
        assert internal in text


def test_an_issues_list_as_json(negotiated: Program) -> None:
    theirs = negotiated("report", "issues", "acme", "--format", "json").json["issues"]
    assert [issue["clause"] for issue in theirs] == [PINNING, RETENTION, TRAINING]
    assert [issue["number"] for issue in theirs] == ["1", "2", "3"]
    assert "walk_away" not in theirs[0]
    ours = negotiated("report", "issues", "acme", "--format", "json", "--internal").json
    assert ours["internal"]
    assert len(ours["issues"]) == 8
    limits = {issue["clause"]: issue["walk_away"] for issue in ours["issues"]}
    assert limits[RETENTION] == "a quarter"


def test_a_memo_is_internal_whatever_is_said(negotiated: Program) -> None:
    text = negotiated("report", "memo", "acme").out
    assert text.startswith("# Negotiation memo: Acme AI, Enterprise API\n")
    assert "**Internal: not for the vendor**" in text
    assert "we would take nine months" not in text, "a note accounts for nothing"
    assert negotiated("report", "memo", "acme", "--internal").out == text
    parts = negotiated("report", "memo", "acme", "--format", "json").json
    assert parts["internal"]
    assert [each["clause"] for each in parts["reached"]] == [PINNING, TRAINING, RETENTION]


def test_next_steps_are_the_tasks_they_know_of(negotiated: Program) -> None:
    negotiated("record", "acme", "--task", "send the opt-out form", "--told")
    negotiated("record", "acme", "--task", "ask counsel whether nine is safe")
    text = negotiated("report", "recap", "acme").out
    assert "## Next steps\n\n- send the opt-out form\n" in text
    assert "nine is safe" not in text
    told = negotiated.fails("record", "acme", "--note", "x", "--told", code=2)
    assert "--told belongs to --task" in told


def test_there_is_no_internal_recap(negotiated: Program) -> None:
    told = negotiated.fails("report", "recap", "acme", "--internal")
    assert "A recap goes to the vendor." in told
    assert "report issues" in told


# ── forms ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["recap", "issues", "memo"])
@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.md", b"# "),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.docx", b"PK"),
        ("a.csv", b'\xef\xbb\xbf"'),
        ("a.json", b"{"),
        ("a.txt", b"# "),
    ],
)
def test_the_ending_names_the_form(
    negotiated: Program, kind: str, name: str, begins: bytes
) -> None:
    negotiated("report", kind, "acme", "-o", name)
    assert (negotiated.folder / name).read_bytes().startswith(begins)


def test_a_form_that_is_named_counts_more_than_the_ending(negotiated: Program) -> None:
    negotiated("report", "recap", "acme", "--format", "html", "-o", "a.md")
    assert (negotiated.folder / "a.md").read_text().startswith("<!DOCTYPE html>")


def test_a_name_that_no_form_has_is_refused(negotiated: Program) -> None:
    told = negotiated.fails("report", "issues", "acme", "-o", "a.pdf")
    assert "no document is written as .pdf" in told
    assert not (negotiated.folder / "a.pdf").exists()
    for options in ((), ("--format", "csv")):
        assert "No file is named." in negotiated.fails(
            "report", "issues", "acme", "-o", "", *options
        )
    assert "No file is named." in negotiated.fails("export", "acme", "-o", "")


def test_rows_in_a_pipe_have_no_mark_of_a_file(negotiator: Program, negotiated: Program) -> None:
    out = negotiator("report", "issues", "acme", "--format", "csv").out
    assert out.startswith('"No.","Issue","Document, section","Our position"')
    assert "\r" not in out


def test_a_word_file_is_nothing_for_a_terminal(negotiated: Program) -> None:
    told = negotiated.fails("report", "recap", "acme", "--format", "docx", code=2)
    assert "name a file with -o" in told


def test_a_word_file_without_its_package(
    negotiated: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    told = negotiated.fails("report", "recap", "acme", "-o", "a.docx")
    assert "pip install 'negotiator[docx]'" in told
    assert not (negotiated.folder / "a.docx").exists()


# ── into a file ──────────────────────────────────────────────────────────────────────────────


def test_into_a_file_that_only_its_owner_may_read(negotiator: Program, negotiated: Program) -> None:
    path = negotiated.folder / "recap.md"
    assert negotiator("report", "recap", "acme", "-o", "recap.md").out == "Written: recap.md\n"
    assert path.read_text() == negotiated("report", "recap", "acme").out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_is_written_over_only_when_told(negotiated: Program) -> None:
    path = negotiated.folder / "issues.json"
    path.write_text("mine")
    options = ("report", "issues", "acme", "--format", "json", "--output", path)
    told = negotiated.fails(*options)
    assert "is there already" in told
    assert "--force" in told
    assert path.read_text() == "mine"
    negotiated(*options, "--force")
    assert json.loads(path.read_text())["vendor"] == "Acme AI"
    assert [each.name for each in negotiated.folder.iterdir() if "issues" in each.name] == (
        ["issues.json"]
    )


@pytest.mark.parametrize(
    "place", ["nowhere/recap.md", "/proc/recap.md", "x" * 300, "playbooks"], ids=lambda p: p[:20]
)
def test_a_place_where_nothing_can_be_written(negotiated: Program, place: str) -> None:
    told = negotiated.fails("report", "recap", "acme", "--force", "-o", place)
    assert place in told
    assert len(list(negotiated.folder.iterdir())) == 2


def test_a_pipe_or_a_device_is_not_replaced(negotiated: Program) -> None:
    path = negotiated.folder / "pipe"
    os.mkfifo(path)
    told = negotiated.fails("report", "recap", "acme", "--force", "-o", "pipe")
    assert "not an ordinary file" in told
    assert path.is_fifo()


# ── any words, and wrong input ───────────────────────────────────────────────────────────────


def test_hostile_words_reach_neither_the_terminal_nor_the_markup(negotiated: Program) -> None:
    words = "\x1b[31m# <b>x</b> | [y](http://z) `"
    negotiated("record", "acme", "--promised", words)
    text = negotiated("report", "recap", "acme").out
    assert "\x1b" not in text
    assert r"\\x1b\[31m\# \<b\>x\</b\> \| \[y\](http://z) \`" in text


def test_nothing_recorded_is_said(quick: Program) -> None:
    assert "Nothing was settled yet." in quick("report", "recap", "acme").out
    assert "No open issues." in quick("report", "issues", "acme").out


def test_an_unknown_deal(quick: Program, workspace: Workspace) -> None:
    path = Path("x.md")
    assert "There is no deal 'nobody'." in quick.fails("report", "recap", "nobody", "-o", path)
    assert not (workspace.root / path).exists()


@pytest.mark.parametrize(
    "arguments", [(), ("brief", "acme"), ("recap",), ("recap", "acme", "--format", "pdf")], ids=str
)
def test_wrong_usage(quick: Program, arguments: tuple[str, ...]) -> None:
    assert "usage: negotiator report" in quick.fails("report", *arguments, code=2)
