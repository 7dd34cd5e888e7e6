"""The issues list: every clause that was spoken of, where both sides stand, what was agreed.

The list for the vendor is made of `Told` alone. Ours has the same numbers, so that both can lie
side by side, and adds what is nobody's business: clauses nobody raised, priorities, limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from negotiator.deal.ladder import next_step, on_table, rung_label
from negotiator.deal.profile import tailored, weights
from negotiator.deal.standing import ClauseState, Standing
from negotiator.playbook.model import Clause, Playbook, Priority, Rung
from negotiator.report.document import Block, Column, Document, Heading, Paragraph, day, table
from negotiator.report.record import DealRecord
from negotiator.report.told import Point, Told, home, told

_NUMBER = Column("number", "No.", 2)
_ISSUE = (Column("title", "Issue"), Column("home", "Document, section", 4))
_POSITIONS = (Column("ours", "Our position", 5), Column("theirs", "Their position", 5))
_WHEN = (Column("status", "Status"), Column("owner", "Owner", 4), Column("due", "Due", 2))
_OURS = (
    Column("priority", "Priority"),
    Column("next", "Next rung"),
    Column("approver", "Approver"),
    Column("walk_away", "Walk-away"),
)
_OPEN = (_NUMBER, *_ISSUE, *_POSITIONS, *_WHEN)
_SETTLED = (
    _NUMBER,
    *_ISSUE,
    Column("resolution", "Agreed resolution", 5),
    Column("status", "Status"),
)
_SHEET = (
    *(_NUMBER, *_ISSUE, *_POSITIONS, Column("resolution", "Agreed resolution")),
    *(*_WHEN, Column("settled", "Settled")),
)
SHEET = tuple(column.title for column in _SHEET)
"""The columns of the list for the vendor in a spreadsheet: open and settled are one table there."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of the list that both sides read."""

    number: str
    """Empty in our list where nobody has spoken of the clause."""
    clause: str
    title: str
    home: str
    ours: str
    theirs: str
    status: str
    owner: str
    due: str
    resolution: str
    settled: bool


@dataclass(frozen=True, slots=True)
class OurIssue(Issue):
    """One line of the list for our own eyes."""

    priority: str
    next: str
    """The next rung that may be offered."""
    approver: str
    """Who has to agree to it, or has been asked."""
    walk_away: str


def issues(told: Told) -> list[Issue]:
    """The list for the vendor, in the order in which the clauses were first spoken of."""
    return [_theirs(point) for point in sorted(told.points, key=lambda point: point.number)]


def issues_sheet(told: Told) -> list[dict[str, str]]:
    """The list for the vendor as a spreadsheet takes it: by `SHEET`, in words, days as ISO 8601.

    Any spreadsheet knows such a day for a date, whatever the language of its user.
    """
    dues = {point.clause: point.due.isoformat() for point in told.points if point.due}
    return [
        {column.title: cells[column.name] for column in _SHEET}
        for issue in issues(told)
        for cells in [
            asdict(issue)
            | {"due": dues.get(issue.clause, ""), "settled": "yes" if issue.settled else "no"}
        ]
    ]


def our_issues(record: DealRecord) -> list[OurIssue]:
    """The list for us: every clause that applies, must-haves first, then what weighs most."""
    known = {point.clause: point for point in told(record).points}
    order = {priority: place for place, priority in enumerate(Priority)}
    worth = weights(record.playbook, record.profile)
    clauses = tailored(record.playbook, record.profile)
    ranked = sorted(clauses, key=lambda name: (order[clauses[name]], -worth.get(name, 0)))
    return [
        _ours(
            record.playbook,
            record.playbook.clauses[name],
            record.state.clause(name),
            clauses[name],
            known.get(name),
        )
        for name in ranked
    ]


def issues_document(told: Told) -> Document:
    """The list for the vendor as it is handed over."""
    blocks = tuple(_blocks(issues(told)))
    return Document(f"Issues list: {told.vendor}, {told.title}", told.at, blocks, wide=True)


def our_issues_document(record: DealRecord) -> Document:
    """The list for us."""
    title = f"Internal issues list: {record.deal.vendor}, {record.deal.title}"
    blocks = tuple(_blocks(our_issues(record), _OURS))
    return Document(title, record.at, blocks, internal=True, wide=True)


def _blocks(found: Sequence[Issue], more: tuple[Column, ...] = ()) -> Iterator[Block]:
    still = [issue for issue in found if not issue.settled]
    done = [issue for issue in found if issue.settled]
    if still:
        yield Heading(f"Open ({len(still)})")
        yield table((*_OPEN, *more), still)
    else:
        yield Paragraph("No open issues.")
    if done:
        yield Heading(f"Settled ({len(done)})")
        yield table(_SETTLED, done)


def _theirs(point: Point) -> Issue:
    return Issue(
        number=str(point.number),
        clause=point.clause,
        title=point.title,
        home=point.home,
        ours=point.ours,
        theirs=point.theirs,
        status=str(point.where),
        owner=point.owner,
        due=day(point.due),
        resolution=point.agreed,
        settled=point.where.agreed,
    )


def _ours(
    playbook: Playbook, clause: Clause, now: ClauseState, priority: Priority, point: Point | None
) -> OurIssue:
    below = next_step(clause, now)
    limit = clause.ladder.get(str(Rung.WALK_AWAY))
    asked = below.approver if below else None
    if now.standing is Standing.ESCALATED:
        asked = now.approver
    rung = on_table(clause, now) or ""
    position = clause.ladder.get(rung)
    ask = position.proposal or rung_label(rung, position) if position else ""
    return OurIssue(
        number=str(point.number) if point else "",
        clause=clause.id,
        title=clause.title,
        home=point.home if point else home(clause, now),
        ours=(point.ours if point else "") or ask,
        theirs=_held_by(now, point.theirs if point else ""),
        status=str(now.standing),
        owner=now.deferred_to if now.standing is Standing.DEFERRED else str(clause.owner),
        due=day(now.due),
        resolution=_resolution(clause, now, playbook.name_of(now.approver)),
        settled=now.standing.settled,
        priority=str(priority),
        next=below.label if below else "",
        approver=playbook.name_of(asked),
        walk_away=rung_label(str(Rung.WALK_AWAY), limit) if limit else "",
    )


def _resolution(clause: Clause, now: ClauseState, approver: str) -> str:
    """What a settled clause ended in, in our words."""
    if now.standing is Standing.WAIVED:
        return f"waived; allowed by {approver}" if approver else "waived"
    if not now.standing.agreed:
        return ""
    rung = now.agreed or ""
    position = clause.ladder.get(rung)
    if position is None:
        return str(now.standing)
    papered = now.standing is Standing.PAPERED
    where = f"; {now.document}, {now.section}".rstrip(", ") if papered else ""
    label = rung_label(rung, position)
    return f"{rung}: {label}{where}" if label != rung else f"{rung}{where}"


def _held_by(now: ClauseState, theirs: str) -> str:
    """Their position, and whether it is impossible for them or merely inconvenient."""
    if now.constraint is None:
        return theirs
    constraint = f"{now.constraint.hardness}: {now.constraint.words}".removesuffix(": ")
    return f"{theirs} ({constraint})" if theirs else constraint
