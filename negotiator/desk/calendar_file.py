"""What is due, written for a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from negotiator.desk.deal_views import DueRow
from negotiator.desk.documents import write_document
from negotiator.desk.due import TASK, DueView
from negotiator.playbook.edition import EditionError, load_edition
from negotiator.report.ics import Event, calendar

if TYPE_CHECKING:
    from negotiator.store import Store

Titles = Mapping[tuple[str, str], str]
"""Titles of clauses, by the id of the deal and that of the clause."""


def clause_titles(store: Store, view: DueView) -> Titles:
    """The titles of the clauses about which something is due; none of an edition that is damaged.

    They are those of the edition in force on each deal.
    """
    found: dict[tuple[str, str], str] = {}
    known: dict[str, Mapping[str, str]] = {}
    for deal in dict.fromkeys(row.deal for row in view.rows if row.clause):
        edition = store.state(UUID(deal)).edition or store.deal(UUID(deal)).edition
        if edition not in known:
            known[edition] = _titles(store, edition)
        found |= {(deal, clause): title for clause, title in known[edition].items()}
    return found


def _titles(store: Store, edition: str) -> Mapping[str, str]:
    try:
        clauses = load_edition(store.edition(edition)).clauses
    except EditionError:
        return {}
    return {name: clause.title for name, clause in clauses.items()}


def due_calendar(view: DueView, at: datetime, titles: Titles) -> bytes:
    """What is due as a calendar file, in which no words of a session stand: calendars are synced.

    Of a task and of an answer it says whose vendor and which clause; several of a kind are counted.
    """
    return calendar(_events(view, titles), at)


def _events(view: DueView, titles: Titles) -> Iterator[Event]:
    summaries = [f"{row.vendor}: {_what(row, titles)}" for row in view.rows]
    alike, passed = Counter(summaries), Counter[str]()
    for row, summary in zip(view.rows, summaries, strict=True):
        passed[summary] += 1
        one_of = f", {passed[summary]} of {alike[summary]}" if alike[summary] > 1 else ""
        about = f"{row.title}: {row.why}"
        if row.why == TASK:
            about += ", whose words negotiator due shows"
        key = uuid5(UUID(row.deal), f"{row.what} {row.clause} {row.owner}")
        yield Event(f"{key}@negotiator", row.day, f"{summary}{one_of}", about)


def _what(row: DueRow, titles: Titles) -> str:
    title = titles.get((row.deal, row.clause), row.clause)
    if row.why == TASK:
        return f"a task on {title}" if title else "a task"
    return f"answer on {title}" if title else row.what


def write_calendar(store: Store, folder: Path, view: DueView, at: datetime) -> Path:
    """Write what is due as a calendar file into a folder; its path."""
    path = folder / f"due-{at:%Y%m%d-%H%M%S}.ics"
    write_document(path, due_calendar(view, at, clause_titles(store, view)))
    return path
