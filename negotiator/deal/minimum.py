"""The minimum viable contract, document by document: what stands there, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negotiator.deal.precedence import Paper, Papers
from negotiator.deal.standing import DealState, Standing
from negotiator.playbook.model import Playbook, Priority


@dataclass(frozen=True, slots=True)
class Slot:
    """A clause of the minimum viable contract, and where it stands."""

    clause: str
    title: str
    priority: Priority
    core: bool
    standing: Standing
    where: str
    """Document and section; empty while it stands in none."""
    doubt: str
    """Why it is not settled although it stands somewhere, in words."""

    @property
    def filled(self) -> bool:
        """Nothing is missing here: papered without doubt, or knowingly left out."""
        left_out = self.standing in {Standing.WAIVED, Standing.NOT_APPLICABLE}
        return left_out or bool(self.where and not self.doubt)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of the contract with what has its home there."""

    document: str
    slots: tuple[Slot, ...]

    @property
    def filled(self) -> int:
        """How many of its clauses are not missing."""
        return sum(slot.filled for slot in self.slots)


def minimum_contract(
    playbook: Playbook, priorities: Mapping[str, Priority], state: DealState, papers: Papers
) -> tuple[Sheet, ...]:
    """What is core to the playbook or a must-have of the deal, under the document it belongs in.

    The documents come in their order of precedence, then as the playbook first names them.
    Source: S1 section 11.
    """
    sheets: dict[str, list[Slot]] = {}
    for clause_id, priority in priorities.items():
        clause, now = playbook.clauses[clause_id], state.clause(clause_id)
        if not clause.core and priority is not Priority.MUST_HAVE:
            continue
        on_paper = now.standing is Standing.PAPERED
        slot = Slot(
            clause=clause_id,
            title=clause.title,
            priority=priority,
            core=clause.core,
            standing=now.standing,
            where=str(Paper(now.document, now.section)) if on_paper else "",
            doubt=papers.doubt(clause, now),
        )
        sheets.setdefault(clause.home.document if clause.home else "No home named", []).append(slot)
    rank = {document.casefold(): place for place, document in enumerate(papers.order)}
    by_rank = sorted(sheets, key=lambda document: rank.get(document.casefold(), len(rank)))
    return tuple(Sheet(document, tuple(sheets[document])) for document in by_rank)
