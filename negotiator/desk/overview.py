"""A deal as a line of the Deals screen: its stage and the must-haves that are not settled."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from negotiator.deal.profile import tailored
from negotiator.deal.standing import Standing
from negotiator.desk.views import DealRow, DueRow
from negotiator.playbook.model import Playbook, Priority

if TYPE_CHECKING:
    from negotiator.store import DealOverview


def deal_row(overview: DealOverview, playbook: Playbook, due: DueRow | None) -> DealRow:
    """The line of one deal, from the store's overview and the playbook edition in force."""
    must = [
        clause
        for clause, priority in tailored(playbook, overview.profile).items()
        if priority is Priority.MUST_HAVE
    ]
    standings = [overview.standings.get(clause, Standing.NOT_RAISED) for clause in must]
    open_ = [
        (playbook.clauses[clause].title, str(standing))
        for clause, standing in zip(must, standings, strict=True)
        if not standing.settled
    ]
    deal = overview.deal
    return DealRow(
        id=str(deal.id),
        vendor=deal.vendor,
        title=deal.title,
        tier=str(overview.profile.risk_tier),
        stage=stage(overview.sessions, standings),
        must_haves=len(must),
        settled=len(must) - len(open_),
        sessions=overview.sessions,
        last=overview.last_entry,
        playbook=deal.playbook,
        open=tuple(open_),
        due=due,
    )


def stage(sessions: int, must_haves: Collection[Standing]) -> str:
    """How far a deal is: new, negotiating, agreed (all must-haves settled), papered."""
    if not sessions:
        return "new"
    if not must_haves or not all(standing.settled for standing in must_haves):
        return "negotiating"
    done = {Standing.PAPERED, Standing.WAIVED, Standing.NOT_APPLICABLE}
    return "papered" if done.issuperset(must_haves) else "agreed"
