"""What is due, written for a calendar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from negotiator.desk.deal_views import DueRow
from negotiator.desk.documents import write_document
from negotiator.desk.due import TASK, DueView
from negotiator.report.ics import Event, calendar

if TYPE_CHECKING:
    from negotiator.store import Store


def due_calendar(view: DueView, at: datetime) -> bytes:
    """What is due as a calendar file; of a task and of an answer it says no more than that."""

    return calendar((_event(row) for row in view.rows), at)


def _event(row: DueRow) -> Event:
    what = "a task" if row.why == TASK else row.what
    about = f"{row.title}: {row.why}"
    key = uuid5(UUID(row.deal), f"{row.what} {row.clause} {row.owner}")
    return Event(f"{key}@negotiator", row.day, f"{row.vendor}: {what}", about)


def write_calendar(_: Store, folder: Path, view: DueView, at: datetime) -> Path:
    """Write what is due as a calendar file into a folder; its path."""
    path = folder / f"due-{at:%Y%m%d-%H%M%S}.ics"
    write_document(path, due_calendar(view, at))
    return path
