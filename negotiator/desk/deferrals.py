"""What was put off in a call, and what is due: who owes the answer, by when, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.deferral import Due, a_week_on, advice, deferral, due
from negotiator.deal.standing import live

if TYPE_CHECKING:
    from negotiator.desk.call import Call


@dataclass(frozen=True, slots=True)
class DeferralView:
    """What to propose when a point is put off."""

    owner: str
    due: date
    words: str
    """The vendor's words that put it off; empty where none do."""
    times: int
    """Which deferral of the point this would be."""
    advice: str
    """What to do about the point instead of putting it off so often; empty while it is young."""


@dataclass(frozen=True, slots=True)
class DueView:
    """Something that is overdue, or due today."""

    clause: str
    title: str
    owner: str
    words: str
    due: date
    late: str
    """How late it is, in words."""
    task: str
    """The id of the task; empty for a deferral."""
    times: int
    """How often the point was put off; 0 for a task."""
    advice: str


class Deferrals:
    """The deferrals of a call, and what is due in it."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def propose(self, clause: str, typed: str = "") -> DeferralView:
        """What `d` proposes: the owner that the words name, and the business day a week on.

        The words are those being typed, where they put the point off; else what was heard last.
        """
        words = next((each for each in (typed, self._heard(clause)) if deferral(each)), "")
        found = deferral(words)
        owner = f"their {found.owner}" if found and found.owner else ""
        if found and not owner:
            owner = self._call.deal.vendor
        times = self._call.state.clause(clause).deferrals + 1
        return DeferralView(owner, a_week_on(self._today), words, times, advice(times))

    def hint(self, clause: str, words: str) -> str:
        """What to say of words just heard: that they put the point off; empty where they do not."""
        if not deferral(words):
            return ""
        proposal = self.propose(clause, words)
        return f"Sounds like a deferral: d puts it off to {proposal.owner}, {proposal.due:%d %b}."

    def due(self) -> tuple[DueView, ...]:
        """What is overdue or due today, the oldest first."""
        return tuple(self._view(each) for each in due(self._call.state, self._today))

    def done(self, task: str) -> None:
        """A task is done."""
        self._call.record(b.TaskDone(task=UUID(task)))

    @property
    def _today(self) -> date:
        return self._call.clock().date()

    def _heard(self, clause: str) -> str:
        """What was heard last on the clause, or on none: a bare deferral says not of what."""
        for entry in reversed(live(self._call.state.log)):
            if isinstance(entry.body, b.Heard) and entry.clause in {clause, None}:
                return entry.body.words
        return ""

    def _view(self, each: Due) -> DueView:
        clause = self._call.playbook.clauses.get(each.clause or "")
        now = self._call.state.clause(each.clause or "")
        times = 0 if each.task else now.deferrals
        return DueView(
            clause=each.clause or "",
            title=clause.title if clause else "",
            owner=each.owner,
            words=each.words,
            due=each.due,
            late=_late(each.days),
            task=str(each.task or ""),
            times=times,
            advice=advice(times),
        )


def _late(days: int) -> str:
    if not days:
        return "due today"
    return f"{days} day{'s' if days > 1 else ''} late"
