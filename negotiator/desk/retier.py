"""What another risk tier would change in a call's deal, in words, before it is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.deal.retier import Consequences, consequences
from negotiator.playbook.model import Playbook, RiskTier

if TYPE_CHECKING:
    from negotiator.desk.call import Call

Line = tuple[str, str]
"""A clause by its title, and what becomes of it."""


@dataclass(frozen=True, slots=True)
class RetierView:
    """The consequences, most telling first."""

    summary: str
    counts: str
    """All sections in a line; empty where nothing changes."""
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    """(heading with its count, lines); none that is empty."""


def retier_view(call: Call, tier: str) -> RetierView:
    """What changes when the deal becomes one of another risk tier."""
    found = consequences(call.playbook, call.profile, RiskTier(tier), call.state)
    sections = [(heading, lines) for heading, lines in _sections(call, found) if lines]
    return RetierView(
        summary=f"{call.profile.risk_tier} → {tier}: must-haves {found.before} → {found.after}",
        counts=", ".join(f"{len(lines)} {heading.lower()}" for heading, lines in sections),
        sections=tuple((f"{heading} ({len(lines)})", lines) for heading, lines in sections),
    )


def _sections(call: Call, found: Consequences) -> Iterable[tuple[str, tuple[Line, ...]]]:
    titles = _titles(call.playbook)
    gone = set(found.gone)

    def spoken(clause: str, what: str) -> Line:
        where = f"{call.state.clause(clause).standing} by now" if clause in found.spoken else ""
        return titles[clause], ", ".join(filter(None, (what, where)))

    yield (
        "No longer must-haves",
        tuple(spoken(c, "does not apply" if c in gone else "") for c in found.lost),
    )
    yield "New must-haves", tuple((titles[c], "") for c in found.gained)
    yield "No longer on the checklist", tuple(spoken(c, "") for c in found.gone)
    yield "New on the checklist", tuple((titles[c], "") for c in found.come)
    yield "Floors that no longer hold", tuple((each, "") for each in found.lifted)
    yield "Floors that begin to hold", tuple((each, "") for each in found.laid)
    yield "Other priorities", tuple((titles[c], f"{was} → {now}") for c, was, now in found.moved)
    yield "Weights", tuple((titles[c], f"{was:g} → {now:g}") for c, was, now in found.weighed)


def _titles(playbook: Playbook) -> dict[str, str]:
    return {clause.id: clause.title for clause in playbook.clause}
