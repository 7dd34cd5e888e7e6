"""The issues list: every clause that is not settled, with where both sides stand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from negotiator.deal import body as b
from negotiator.deal.deal import Deal
from negotiator.deal.ladder import next_step, on_table, rung_label
from negotiator.deal.profile import tailored, weights
from negotiator.deal.standing import ClauseState, DealState, Standing
from negotiator.playbook.model import Clause, Playbook, Priority, Rung
from negotiator.report.markdown import table, text


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of the list; the last three fields are filled in the internal list only."""

    number: int
    clause: str
    title: str
    home: str
    ours: str
    theirs: str
    standing: str
    owner: str
    due: str
    resolution: str
    priority: str = ""
    next: str = ""
    walk_away: str = ""


def issues(
    deal: Deal, playbook: Playbook, state: DealState, *, internal: bool = False
) -> list[Issue]:
    """The clauses raised and not settled, must-haves first; the internal list adds the unraised.

    Within a priority ours begins with what weighs most; theirs keeps the order of the playbook,
    which tells nothing. What goes to the vendor is built from sayable texts that were said, and
    the vendor's own words.
    """
    profile = state.profile or deal.profile
    order = {priority: place for place, priority in enumerate(Priority)}
    worth = weights(playbook, profile) if internal else {}
    found = []
    for clause_id, priority in tailored(playbook, profile).items():
        now = state.clause(clause_id)
        if now.standing.settled or (not internal and now.standing is Standing.NOT_RAISED):
            continue
        place = (order[priority], -worth.get(clause_id, 0))
        found.append((place, playbook.clauses[clause_id], now, priority))
    found.sort(key=lambda item: item[0])
    return [
        _issue(number, clause, now, priority, internal=internal)
        for number, (_, clause, now, priority) in enumerate(found, start=1)
    ]


def issues_markdown(deal: Deal, found: list[Issue], at: datetime, *, internal: bool) -> str:
    """The list as a Markdown document."""
    heading = "Internal issues list" if internal else "Issues list"
    parts = [f"# {heading}: {text(deal.vendor)}, {text(deal.title)}", f"{at:%d %B %Y}"]
    if not found:
        return "\n\n".join([*parts, "No open issues.\n"])
    columns = ["No.", "Clause", "Document and section", "Our position", "Their position"]
    columns += ["Status", "Owner", "Due"]
    if internal:
        columns += ["Priority", "Next rung", "Walk-away"]
    rows = []
    for issue in found:
        row = [str(issue.number), issue.title, issue.home, issue.ours, issue.theirs]
        row += [issue.standing, issue.owner, issue.due]
        if internal:
            row += [issue.priority, issue.next, issue.walk_away]
        rows.append(row)
    return "\n\n".join([*parts, table(columns, rows)]) + "\n"


def issues_json(found: list[Issue], *, internal: bool) -> list[dict[str, Any]]:
    """The list as plain values; the internal fields only where asked for."""
    rows = [asdict(issue) for issue in found]
    if not internal:
        for row in rows:
            for key in ("priority", "next", "walk_away"):
                del row[key]
    return rows


def _issue(
    number: int, clause: Clause, now: ClauseState, priority: Priority, *, internal: bool
) -> Issue:
    table = on_table(clause, now)
    last = now.heard[-1].body if now.heard else None
    below = next_step(clause, now) if internal else None
    limit = clause.ladder.get(str(Rung.WALK_AWAY)) if internal else None
    return Issue(
        number=number,
        clause=clause.id,
        title=clause.title,
        home=f"{clause.home.document}, {clause.home.section}" if clause.home else "",
        ours="" if table is None else clause.ladder[table].say,
        theirs=last.words if isinstance(last, b.Heard) else "",
        standing=_standing(now, internal=internal),
        owner=now.deferred_to if now.standing is Standing.DEFERRED else str(clause.owner),
        due=now.due.isoformat() if now.due else "",
        resolution="",
        priority=str(priority) if internal else "",
        next=below.label if below else "",
        walk_away=rung_label(str(Rung.WALK_AWAY), limit) if limit else "",
    )


def _standing(now: ClauseState, *, internal: bool) -> str:
    """The standing; that we are asking an approver is nobody's business but ours."""
    if not internal and now.standing is Standing.ESCALATED:
        return "under review"
    return str(now.standing)
