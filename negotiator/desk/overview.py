"""Deals as lines of the Deals screen: their stage and the must-haves that are not settled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from negotiator.deal.profile import Profile, tailored
from negotiator.deal.standing import Standing
from negotiator.desk.views import DealRow, DueRow
from negotiator.playbook.model import Clause, Playbook, Priority

if TYPE_CHECKING:
    from negotiator.store import DealOverview


def deal_rows(
    overviews: Iterable[DealOverview],
    playbook: Callable[[DealOverview], Playbook],
    due: Mapping[str, DueRow],
) -> list[DealRow]:
    """The lines of the deals, the one touched last first.

    Args:
        playbook: the edition in force on a deal.
        due: what is due next, by deal.
    """
    known: dict[tuple[str, str], list[Clause]] = {}
    rows = []
    for each in overviews:
        edition = each.edition, each.profile.model_dump_json()  # most deals have one in common
        if edition not in known:
            known[edition] = _must_haves(playbook(each), each.profile)
        rows.append(_row(each, known[edition], due.get(str(each.deal.id))))
    return sorted(rows, key=lambda row: row.last.timestamp() if row.last else 0.0, reverse=True)


def _must_haves(playbook: Playbook, profile: Profile) -> list[Clause]:
    priorities = tailored(playbook, profile)
    return [
        playbook.clauses[clause]
        for clause, priority in priorities.items()
        if priority is Priority.MUST_HAVE
    ]


def _row(overview: DealOverview, must: Sequence[Clause], due: DueRow | None) -> DealRow:
    """The line of one deal."""
    standings = [overview.standings.get(clause.id, Standing.NOT_RAISED) for clause in must]
    open_ = [
        (clause.title, str(standing))
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
