"""One door to every report."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta, timezone
from io import StringIO

import pytest

from negotiator.deal import body as b
from negotiator.report import FORMS, KINDS, DealRecord, render
from tests.report.records import recorded
from tests.samples import PINNING, RETENTION, TRAINING
from tests.store.samples import a_deal

AT = datetime(2026, 11, 21, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))
RECORD = DealRecord(
    **{
        **vars(recorded((b.Raised(), PINNING), (b.Agreed(rung="target"), TRAINING))),
        "deal": a_deal('Acme "AI" é', "API"),
        "at": AT,
    }
)


def cell(value: object) -> str:
    """A value as it stands in a sheet: of several texts one."""
    return "; ".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("kind", KINDS)
def test_as_json(kind: str) -> None:
    text = render(kind, "json", RECORD).decode()
    assert text.endswith("}\n")
    assert "é" in text
    document = json.loads(text)
    assert document["vendor"] == 'Acme "AI" é'
    assert document["at"] == "2026-11-21T10:00:00+01:00"
    assert document["internal"] == (kind in {"memo", "renewal"})


@pytest.mark.parametrize("kind", KINDS)
def test_as_markdown(kind: str) -> None:
    text = render(kind, "md", RECORD).decode()
    assert text.startswith("# ")
    assert "21 November 2026" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("kind", KINDS)
def test_as_rows_for_a_spreadsheet_and_as_values_the_same(kind: str) -> None:
    """But for the vendor's list of issues, which is written in words."""
    internal = kind == "issues"
    document = json.loads(render(kind, "json", RECORD, internal=internal))
    values = document[{"memo": "reached", "renewal": "asks"}.get(kind, kind)]
    text = render(kind, "csv", RECORD, internal=internal).decode()
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert rows == [{name: cell(value) for name, value in row.items()} for row in values]
    assert rows


def test_the_vendors_spreadsheet_has_the_words_of_the_document() -> None:
    put_off = (b.Deferred(owner="Bo", due=date(2026, 12, 1)), TRAINING)
    record = recorded((b.Raised(), RETENTION), put_off, (b.Agreed(rung="target"), PINNING))
    rows = list(csv.DictReader(StringIO(render("issues", "csv", record).decode(), newline="")))
    assert list(rows[0]) == [
        *("No.", "Issue", "Document, section", "Our position", "Their position"),
        *("Agreed resolution", "Status", "Owner", "Due", "Settled"),
    ]
    assert [[row[name] for name in ("No.", "Owner", "Due", "Settled")] for row in rows] == [
        ["1", "our security team", "", "no"],
        ["2", "Bo", "2026-12-01", "no"],
        ["3", "our engineering team", "", "yes"],
    ]
    text = render("issues", "csv", record).decode()
    for internal in (RETENTION, TRAINING, PINNING, "True", "False"):
        assert internal not in text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "renewal"])
def test_nothing_to_tell_is_a_head_alone(kind: str) -> None:
    assert render(kind, "csv", recorded()).count(b"\r\n") == 1


@pytest.mark.parametrize("form", [form for form in FORMS if form != "docx"])
def test_a_recap_has_no_internal_form(form: str) -> None:
    assert render("recap", form, RECORD, internal=True) == render("recap", form, RECORD)
    theirs = render("issues", form, RECORD)
    assert b"under half a year" in render("issues", form, RECORD, internal=True)
    assert b"under half a year" not in theirs


@pytest.mark.parametrize(("kind", "form"), [("brief", "md"), ("recap", "pdf"), ("", "")])
def test_what_there_is_not(kind: str, form: str) -> None:
    with pytest.raises(ValueError, match="no report"):
        render(kind, form, RECORD)
