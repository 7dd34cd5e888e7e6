"""One door to every report: its kind and its form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from negotiator.deal.renewal import Ask
from negotiator.report.document import Document
from negotiator.report.issues import (
    SHEET,
    OurIssue,
    issues,
    issues_document,
    issues_sheet,
    our_issues,
    our_issues_document,
)
from negotiator.report.memo import memo
from negotiator.report.memo_document import memo_document
from negotiator.report.reached import Reached
from negotiator.report.recap import Line, recap, recap_document
from negotiator.report.record import DealRecord
from negotiator.report.renewal import Around, brief, renewal_document
from negotiator.report.told import told

KINDS = ("recap", "issues", "memo", "renewal")
_OURS = {"memo", "renewal"}
"""Never for the vendor."""
FORMS = ("md", "html", "docx", "csv", "json")


_ALONE = Around()


@dataclass(frozen=True, slots=True)
class Report:
    """A report before it has a form."""

    document: Callable[[], Document]
    data: Mapping[str, Any]
    """Plain values, for programs."""
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    """One line a point, for spreadsheets."""


def render(
    kind: str, form: str, record: DealRecord, around: Around = _ALONE, *, internal: bool = False
) -> bytes:
    """A report in one of its forms; what is text is UTF-8.

    Args:
        around: what a renewal brief draws on beside the record.
        internal: for our own eyes; a memo and a renewal brief always are, and a recap never.

    Raises:
        ValueError: the kind or the form is unknown.
        ImportError: the form needs a package that is not installed.
    """
    if kind not in KINDS or form not in FORMS:
        raise ValueError(f"no report {kind} as {form}")
    internal = (internal and kind != "recap") or kind in _OURS
    found = _report(kind, record, around, internal=internal)
    match form:
        case "docx":
            from negotiator.report.word import word

            return word(found.document())
        case "html":
            from negotiator.report.page import page

            return page(found.document()).encode()
        case "md":
            from negotiator.report.markdown import markdown

            return markdown(found.document()).encode()
        case "csv":
            from negotiator.report.sheet import sheet

            return sheet(found.columns, found.rows).encode()
        case _:
            return _json(record, found.data, internal=internal)


def _report(kind: str, record: DealRecord, around: Around, *, internal: bool) -> Report:
    if kind == "memo":
        parts = asdict(memo(record))
        return Report(lambda: memo_document(record), parts, _names(Reached), parts["reached"])
    if kind == "renewal":
        found = brief(record, around)
        asked = [{**asdict(each), "reasons": "; ".join(each.reasons)} for each in found.asks]
        return Report(lambda: renewal_document(found, record), asdict(found), _names(Ask), asked)
    shared = told(record)
    if kind == "recap":
        lines = [asdict(line) for line in recap(shared)]
        return Report(lambda: recap_document(shared), {"recap": lines}, _names(Line), lines)
    if internal:
        rows = [asdict(issue) for issue in our_issues(record)]
        return Report(lambda: our_issues_document(record), {"issues": rows}, _names(OurIssue), rows)
    values = {"issues": [asdict(issue) for issue in issues(shared)]}
    return Report(lambda: issues_document(shared), values, SHEET, issues_sheet(shared))


def _names(row: type[Any]) -> list[str]:
    return [field.name for field in fields(row)]


def _json(record: DealRecord, content: Mapping[str, Any], *, internal: bool) -> bytes:
    head = {
        "vendor": record.deal.vendor,
        "title": record.deal.title,
        "at": record.at.isoformat(timespec="seconds"),
        "internal": internal,
    }
    text = json.dumps({**head, **content}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode(errors="backslashreplace")
