"""`negotiator term` and `due`: from the signed term to the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from negotiator.desk.workspace import Workspace
from tests.cli.program import Program
from tests.samples import RETENTION


def test_from_the_term_to_what_is_due(negotiator: Program, tmp_path: Path) -> None:
    assert "No term is recorded" in negotiator("term", "acme").out
    ends = date.today() + timedelta(days=100)
    shown = negotiator("term", "acme", "--ends", ends, "--notice", "60d", "--place", "US").out
    assert "notice must be there by" in shown
    assert f"60 days before {ends:%a} {ends.day} {ends:%b %Y}" in shown
    due = negotiator("due").out
    assert "send notice" in due
    assert "Acme AI" in due
    assert negotiator("due", "--within", "5d").out.startswith("All clear: nothing is due within 5")
    file = tmp_path / "due.ics"
    negotiator("due", "--ics", file)
    assert "SUMMARY:Acme AI: send notice" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    negotiator("due", "--ics", file, code=1)
    negotiator("due", "--ics", file, "--force")


def test_a_missed_day_is_loud(quick: Program) -> None:
    ends = date.today() + timedelta(days=10)
    quick("term", "acme", "--ends", ends, "--notice", "60d")
    done = quick("due", code=1)
    assert done.out.startswith("Missed: 2 of these days have passed.")
    for shown in (
        quick("term", "acme"),
        quick("renewal", "acme"),
        quick("report", "renewal", "acme"),
    ):
        assert "otice had to be sent by" in shown.out
        assert "missed 5" in shown.out
    assert quick("due", "--json", code=1).json["rows"][0]["band"] == "missed"
    quick("term", "acme", "--notice-given", date.today() - timedelta(days=60))
    assert "the contract ends" in quick("due").out
    assert "notice was given on" in quick("renewal", "acme").out


def test_renewals_are_counted_from_the_initial_end(quick: Program) -> None:
    quick("term", "acme", "--ends", "2026-03-31", "--notice", "90d")
    quick("term", "acme", "--renewed")
    shown = quick("term", "acme", "--json").json
    assert shown["answers"]["ends"] == "2026-03-31"
    assert shown["dates"][-1]["day"] == "2027-03-31"


def test_wrong_values_are_told_and_change_nothing(quick: Program) -> None:
    assert "is no day" in quick("term", "acme", "--ends", "soon", code=1).err
    assert "is no notice period" in (
        quick("term", "acme", "--ends", "2027-01-01", "--notice", "soon", code=1).err
    )
    assert "is no number of days" in quick("due", "--within", "soon", code=2).err
    assert "is no day" in quick("term", "acme", "--notice-given", "soon", code=2).err
    assert quick("term", "acme", "--json").json["facts"] == []
    assert "No term of Acme AI" in quick("term", "acme", "--renewed", code=1).err


def test_only_one_deal(quick: Program, workspace: Workspace) -> None:
    quick("record", "acme", "--deferred", "Luis", "--clause", RETENTION)
    assert f"answer on {RETENTION}" in quick("due", "acme").out
    assert quick("due", "nobody", code=1).err


def test_papered_deals_without_a_term_are_named(quick: Program) -> None:
    quick("record", "acme", "--papered", "DPA, 2", "--clause", RETENTION)
    assert "No term is recorded for: Acme AI, Enterprise API." in quick("due").out


def test_what_cannot_be_is_refused(quick: Program) -> None:
    today = date.today()
    ends = today + timedelta(days=200)
    quick("term", "acme", "--starts", today - timedelta(days=100), "--ends", ends, "--notice", "9d")
    before = quick("term", "acme", "--json").json
    assert "has not renewed yet" in quick("term", "acme", "--renewed", code=1).err
    later = today + timedelta(days=1)
    assert "is still to come" in quick("term", "acme", "--notice-given", later, code=1).err
    early = today - timedelta(days=101)
    assert "no notice could" in quick("term", "acme", "--notice-given", early, code=1).err
    over = today - timedelta(days=1)
    both = ("--ends", ends + timedelta(days=1), "--notice-given", later)
    assert "is still to come" in quick("term", "acme", *both, code=1).err
    assert "--renewed" in quick("term", "acme", "--withdrawn", "by them", code=1).err
    assert quick("term", "acme", "--json").json == before
    quick("term", "acme", "--ends", over, "--notice-given", today - timedelta(days=50))
    assert "Notice was given" in quick("term", "acme", "--renewed", code=1).err
    assert "once" in quick("term", "acme", "--renewed", "--withdrawn", "by both").out


def test_a_wrong_record_is_taken_back(quick: Program) -> None:
    quick("term", "acme", "--ends", date.today() - timedelta(days=1), "--notice", "60d")
    quick("term", "acme", "--renewed")
    assert "--undo" in quick("term", "acme", "--undo", "--owner", "Priya", code=1).err
    done = quick("term", "acme", "--undo").out
    assert done.startswith("Took back: the renewal.\n")
    assert "confirm whether it renewed" in done
    assert quick("term", "acme", "--undo", "--json").json["took_back"] == "the term"
    assert "Nothing of the term" in quick("term", "acme", "--undo", code=1).err
    assert "No term is recorded" in quick("term", "acme").out
