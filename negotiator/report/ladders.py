"""Each clause's way down its ladder, as a table that a page can draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negotiator.deal.drawn import Shade, letter
from negotiator.deal.path import Point, columns, paths, reached
from negotiator.deal.standing import live
from negotiator.report.document import Block, Column, Heading, Paragraph, Table, day
from negotiator.report.record import DealRecord


def ladders(record: DealRecord) -> Iterator[Block]:
    """The clauses of which a rung was on the table, in the order of the playbook."""
    known = record.playbook.clauses
    points = {name: way for name, way in paths(live(record.state.log)).items() if name in known}
    if not points:
        return
    order = [clause for name, clause in known.items() if name in points]
    rungs = columns([clause.ladder for clause in order], points.values())
    yield Heading("Down the ladder", 3)
    yield Paragraph("○ the day a rung was first on the table, ✓ the day it was agreed.")
    yield Table(
        (Column("title", "Clause", 5), *(Column(rung, rung.capitalize(), 2) for rung in rungs)),
        tuple((clause.title, *_cells(points[clause.id], rungs)) for clause in order),
    )


def _cells(points: Sequence[Point], rungs: Sequence[str]) -> Iterator[str]:
    came = reached(points)
    touched = [place for place, rung in enumerate(rungs) if rung in came]
    for place, rung in enumerate(rungs):
        point = came.get(rung)
        if point is not None:
            mark = "✓" if point.agreed else "○"
            yield Shade(letter(rung), f"{mark} {day(point.at.date())}")
        else:
            yield "→" if touched and touched[0] < place < touched[-1] else ""
