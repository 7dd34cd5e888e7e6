"""What was learned from what was filed by hand: to look at, to unlearn, or to make the playbook's.

Unlearning is an entry of the deal that is being negotiated, wherever the statement was heard: it
says who decided so and when, it can be taken back like any other, and the record of the other deal
stays what it was. Every call of the workspace reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from negotiator.deal.body import Heard, Unlearned
from negotiator.deal.deal import Deal
from negotiator.deal.entry import Entry
from negotiator.deal.standing import live
from negotiator.desk.inbox import Statement, promoted_entries
from negotiator.desk.learned import taught
from negotiator.desk.promote import Promoted, promote
from negotiator.plain import one_line

if TYPE_CHECKING:
    from datetime import date

    from negotiator.desk.call import Call
    from negotiator.desk.library import Library
    from negotiator.desk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LessonView:
    """A statement that is found again because it was filed by hand."""

    entry: UUID
    words: str
    clause: str
    objection: str
    vendor: str
    playbook: str
    """The playbook of the deal in which it was heard."""
    at: datetime
    here: bool
    """It was heard in this deal."""


class Lessons:
    """The lessons that count in a call."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def all(self) -> list[LessonView]:
        """Those of this deal and of the others, the newest first."""
        call = self._call
        deals = {entry.id: deal for deal, entry in call.earlier}
        known = [*(entry for _, entry in call.earlier), *live(call.state.log)]
        views = [_view(entry, deals.get(entry.id, call.deal), call.deal) for entry in taught(known)]
        return sorted(views, key=lambda view: view.at, reverse=True)

    def unlearn(self, lesson: LessonView) -> None:
        """It counts no more, in no call of the workspace; u takes that back."""
        self._call.record(Unlearned(entry=lesson.entry))

    def promoted(self, library: Library) -> set[UUID]:
        """The lessons that some playbook has learned; reads files."""
        there = promoted_entries(library)
        return {view.entry for view in self.all() if str(view.entry) in there}

    def promote(
        self, lesson: LessonView, workspace: Workspace, library: Library, today: date
    ) -> Promoted:
        """Make it a phrase of the playbook of its deal; writes a file.

        Raises:
            DeskError: as `desk.promote.promote`; nothing has been written then.
        """
        statement = Statement(
            number=0,
            words=lesson.words,
            playbook=lesson.playbook,
            clause=lesson.clause,
            objection=lesson.objection,
            entries=(str(lesson.entry),),
            vendors=(lesson.vendor,),
            last=lesson.at,
        )
        return promote(workspace, library, statement, today)


def _view(entry: Entry, deal: Deal, ours: Deal) -> LessonView:
    body = entry.body
    assert isinstance(body, Heard), "nothing else teaches"
    return LessonView(
        entry=entry.id,
        words=one_line(body.words),
        clause=entry.clause or "",
        objection=(body.match and body.match.objection) or "",
        vendor=deal.vendor,
        playbook=deal.playbook,
        at=entry.at,
        here=deal.id == ours.id,
    )
