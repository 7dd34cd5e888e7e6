"""What another risk tier would change in a deal, before it is taken."""

from __future__ import annotations

from dataclasses import dataclass

from negotiator.deal.profile import Profile, tailored, weights
from negotiator.deal.standing import DealState, Standing
from negotiator.playbook.model import Playbook, Priority, RiskTier


@dataclass(frozen=True, slots=True)
class Consequences:
    """Clauses by id, in the playbook's order."""

    before: int
    """Must-haves now."""
    after: int
    """Must-haves then."""
    lost: tuple[str, ...]
    """Must-haves that no longer are."""
    gained: tuple[str, ...]
    """New must-haves."""
    gone: tuple[str, ...]
    """Clauses that no longer apply."""
    come: tuple[str, ...]
    """Clauses that begin to apply."""
    moved: tuple[tuple[str, Priority, Priority], ...]
    """Other changes of priority: clause, before, after."""
    weighed: tuple[tuple[str, float, float], ...]
    """Changes of weight: clause, before, after."""
    lifted: tuple[str, ...]
    """Floors that no longer hold, by their statement."""
    laid: tuple[str, ...]
    """Floors that begin to hold."""
    spoken: frozenset[str]
    """Clauses among the lost and gone that were already spoken of."""


def consequences(
    playbook: Playbook, profile: Profile, tier: RiskTier, state: DealState
) -> Consequences:
    """What changes when the deal becomes one of another risk tier."""
    then = profile.model_copy(update={"risk_tier": tier})
    old, new = tailored(playbook, profile), tailored(playbook, then)
    heavy, heavier = weights(playbook, profile), weights(playbook, then)
    must = Priority.MUST_HAVE
    lost = tuple(c for c in old if old[c] is must and new.get(c) is not must)
    gained = tuple(c for c in new if new[c] is must and old.get(c) is not must)
    gone = tuple(c for c in old if c not in new)
    told = {*lost, *gained}
    both = [clause for clause in old if clause in new]
    return Consequences(
        before=sum(priority is must for priority in old.values()),
        after=sum(priority is must for priority in new.values()),
        lost=lost,
        gained=gained,
        gone=gone,
        come=tuple(c for c in new if c not in old),
        moved=tuple((c, old[c], new[c]) for c in both if old[c] != new[c] and c not in told),
        weighed=tuple((c, heavy[c], heavier[c]) for c in both if heavy[c] != heavier[c]),
        lifted=_only_at(playbook, profile.risk_tier, tier),
        laid=_only_at(playbook, tier, profile.risk_tier),
        spoken=frozenset(
            c for c in {*lost, *gone} if state.clause(c).standing is not Standing.NOT_RAISED
        ),
    )


def _only_at(playbook: Playbook, tier: RiskTier, other: RiskTier) -> tuple[str, ...]:
    return tuple(
        floor.statement
        for floor in playbook.floor
        if tier in floor.tiers and other not in floor.tiers
    )
