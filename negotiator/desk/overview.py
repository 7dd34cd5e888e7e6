"""Deals as lines of the Deals screen: their stage and the must-haves that are not settled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from negotiator.deal.standing import Standing
from negotiator.desk.deal_views import DealRow, DueRow
from negotiator.desk.must_haves import Titles

if TYPE_CHECKING:
    from negotiator.store import DealOverview


def deal_rows(
    overviews: Iterable[DealOverview],
    must_haves: Callable[[DealOverview], Titles],
    due: Mapping[str, DueRow],
) -> list[DealRow]:
    """The lines of the deals, the one touched last first; one without an entry when it was begun.

    Args:
        must_haves: those of the edition and the profile in force on a deal.
        due: what is due next, by deal.
    """
    newest = sorted(overviews, key=lambda each: each.last_entry or each.deal.created, reverse=True)
    return [_row(each, must_haves(each), due.get(str(each.deal.id))) for each in newest]


def _row(overview: DealOverview, must: Titles, due: DueRow | None) -> DealRow:
    """The line of one deal."""
    standings = [overview.standings.get(clause, Standing.NOT_RAISED) for clause in must]
    open_ = [
        (title, str(standing))
        for title, standing in zip(must.values(), standings, strict=True)
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
