"""The recap for the vendor: agreed, promised, next steps, put off, open; made of `Told` alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from negotiator.report.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Item,
    Paragraph,
    area_title,
    day,
)
from negotiator.report.told import Commitment, Point, Told, Where


@dataclass(frozen=True, slots=True)
class Line:
    """One point of the recap, as a row."""

    part: str
    """agreed, promised, next step, put off, open."""
    clause: str
    title: str
    words: str
    owner: str
    due: str
    stands: str
    """Document and section in which it is papered; empty where it is in none."""


def recap(told: Told) -> list[Line]:
    """What stands between the two sides now.

    What is put off and what is open are named by the clause's title alone, so that nothing of our
    ladder can show.
    """
    return [
        *(_point("agreed", point, point.agreed) for point in told.points if point.where.agreed),
        *(_commitment("promised", each) for each in told.promised),
        *(_commitment("next step", each) for each in told.steps),
        *(_point("put off", point) for point in told.points if point.where is Where.PUT_OFF),
        *(_point("open", point) for point in told.points if point.where is Where.OPEN),
    ]


def recap_document(told: Told) -> Document:
    """The recap as it is handed over."""
    blocks = tuple(_blocks(told)) or (Paragraph("Nothing was settled yet."),)
    ending = Paragraph("Please tell us if we understood anything differently.")
    title = f"Recap: {told.vendor}, {told.title}"
    return Document(title, told.at, (*blocks, ending))


def _blocks(told: Told) -> Iterator[Block]:
    lines = recap(told)
    agreed = [point for point in told.points if point.where.agreed]
    if agreed:
        yield Heading("Agreed")
    for area, points in groupby(agreed, key=lambda point: point.area):
        yield Heading(area_title(area), 3)
        yield Bullets(
            tuple(Item(point.title, _placed(point.agreed, _stands(point))) for point in points)
        )
    for part, heading in (
        ("promised", "You said that you will"),
        ("next step", "Next steps"),
        ("put off", "To be answered"),
        ("open", "Still open"),
    ):
        items = tuple(_item(line) for line in lines if line.part == part)
        if items:
            yield Heading(heading)
            yield Bullets(items)


def _item(line: Line) -> Item:
    """A line of a list: a next step is known by what is to be done, all else by its clause.

    What they promised stands in their words: "we will" is theirs there.
    """
    due = f"by {line.due}" if line.due else ""
    if line.part == "next step":
        who = ", ".join(filter(None, (line.owner, due)))
        return Item(who, line.words)
    if line.part == "promised":
        return Item(line.title, _placed(f"“{line.words}”", line.stands))
    return Item(line.title, ", ".join(filter(None, (line.words or line.owner, due))))


def _placed(words: str, stands: str) -> str:
    """The words, and behind them the place in the contract where they stand."""
    return " ".join(filter(None, (words, f"({stands})" if stands else "")))


def _stands(point: Point) -> str:
    return point.home if point.where is Where.PAPERED else ""


def _point(part: str, point: Point, words: str = "") -> Line:
    owner = point.owner if point.where is Where.PUT_OFF else ""
    return Line(part, point.clause, point.title, words, owner, day(point.due), _stands(point))


def _commitment(part: str, each: Commitment) -> Line:
    return Line(part, each.clause, each.title, each.words, each.owner, day(each.due), each.stands)
