"""Rows of a report as CSV: whatever people said, no cell begins a formula."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from negotiator.plain import one_line
from negotiator.playbook.exchange.cells import guarded


def sheet(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows under the names of the columns; there is always a head."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(one_line(str(row[name]))) for name in columns] for row in rows)
    return written.getvalue()
