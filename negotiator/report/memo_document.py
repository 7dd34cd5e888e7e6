"""The negotiation memo as it is filed: its parts in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator

from negotiator.report.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Item,
    Paragraph,
    table,
)
from negotiator.report.memo import Memo, memo
from negotiator.report.record import DealRecord

_TITLE = Column("title", "Clause")
_REACHED = (
    _TITLE,
    Column("priority", "Priority"),
    Column("proposed", "Their proposal, as first heard", 5),
    Column("opening", "Our opening"),
    Column("target", "Our target"),
    Column("reached", "Position reached", 5),
    Column("standing", "Standing"),
)
_DEVIATIONS = (
    _TITLE,
    Column("reached", "Reached"),
    Column("difference", "Difference"),
    Column("approver", "Allowed by"),
    Column("returned", "What came back", 5),
    Column("basis", "Basis", 5),
    Column("answered", "What we answered before", 5),
)
_TRADES = (
    Column("date", "Date", 2),
    _TITLE,
    Column("give", "We gave", 5),
    Column("get", "We got, or asked", 5),
    Column("standing", "Clause is now"),
)
_ANSWERS = (_TITLE, Column("words", "What we said", 5))
_APPROVALS = (
    Column("date", "Date", 2),
    _TITLE,
    Column("rung", "For", 3),
    Column("approver", "Approver"),
    Column("outcome", "Outcome", 2),
    Column("words", "In words", 5),
)
_PROMISES = (
    Column("date", "Date", 2),
    _TITLE,
    Column("words", "They said", 5),
    Column("stands", "Where it stands"),
)
_LEFT = (
    _TITLE,
    Column("priority", "Priority"),
    Column("standing", "Standing"),
    Column("owner", "With"),
    Column("due", "Due", 2),
)
_SESSIONS = (
    Column("number", "No.", 2),
    Column("date", "Date"),
    Column("kind", "Kind"),
    Column("minutes", "Minutes", 2),
    Column("author", "Kept by"),
    Column("entries", "Entries", 2),
)

_DIFFERENCES = "Differences from our target and their basis"
_APPROVED, _OPEN = "Approvals", "Open points"
_ALWAYS = {_DIFFERENCES, _APPROVED, _OPEN}
"""Whoever signs wants to read that there are none."""


def memo_document(record: DealRecord) -> Document:
    """The memo as it is filed."""
    title = f"Negotiation memo: {record.deal.vendor}, {record.deal.title}"
    blocks = tuple(_blocks(memo(record)))
    return Document(title, record.at, blocks, internal=True, wide=True)


def _blocks(found: Memo) -> Iterator[Block]:
    yield Heading("Purpose")
    yield from map(Paragraph, found.purpose)
    yield Heading("Participants")
    yield Bullets(tuple(Item(side, who) for side, who in found.participants.items()))
    yield Heading("Result")
    yield from map(Paragraph, found.result)
    for heading, rows, columns in (
        ("Proposal, objective, position reached", found.reached, _REACHED),
        (_DIFFERENCES, found.deviations, _DEVIATIONS),
        ("Given and got", found.trades, _TRADES),
        ("Answers that landed", found.answers, _ANSWERS),
        (_APPROVED, found.approvals, _APPROVALS),
        ("Promises", found.promises, _PROMISES),
        (_OPEN, found.left, _LEFT),
        ("Sessions held", found.sessions, _SESSIONS),
    ):
        if rows or heading in _ALWAYS:
            yield Heading(heading)
            yield table(columns, rows) if rows else Paragraph("None.")
