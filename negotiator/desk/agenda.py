"""The agenda of a call: what to take up next and why, how the clock stands, how numbers move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.deal.agenda import (
    Point,
    agenda,
    minutes_a_point,
    planned_minutes,
    preparation_in_force,
    pressing,
)
from negotiator.deal.movement import movement
from negotiator.deal.preparation import Authority, Side
from negotiator.deal.profile import weights
from negotiator.deal.standing import Standing, live
from negotiator.playbook.model import Priority

if TYPE_CHECKING:
    from negotiator.desk.call import Call


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An open clause; all of it is internal."""

    clause: str
    title: str
    priority: str
    standing: str
    ours: bool
    """It is for us to speak of it; otherwise it waits for somebody, or is stuck."""
    reason: str
    moves: tuple[str, ...]
    """Their numbers and ours, where they have moved."""


@dataclass(frozen=True, slots=True)
class AgendaView:
    """What is left, and what we came with; all of it is internal."""

    clock: str
    rows: tuple[AgendaRow, ...]
    deadline: str
    opening: tuple[str, ...]
    """The points with which we wanted to open."""
    deciders: tuple[str, ...]
    """Who of theirs may decide."""
    batna: str
    """What we do if the deal fails."""


class Agenda:
    """What a call offers about its order and its clock."""

    def __init__(self, call: Call) -> None:
        self._call = call

    @property
    def planned(self) -> int:
        """For how many minutes the session is planned."""
        return planned_minutes(self._call.state, self._call.session)

    @property
    def minute(self) -> int:
        """The minute of the session, from 0."""
        call = self._call
        return max(int((call.clock() - call.session.started).total_seconds() // 60), 0)

    def pressing(self, minute: int) -> str:
        """What the clock says of the must-haves that nobody raised; empty while there is time."""
        call = self._call
        not_raised = sum(
            priority is Priority.MUST_HAVE
            and call.state.clause(clause).standing is Standing.NOT_RAISED
            for clause, priority in call.priorities.items()
        )
        return pressing(minute, self.planned, not_raised)

    def points(self) -> list[Point]:
        """The open clauses, the one to take up first at the beginning."""
        call = self._call
        weighed = weights(call.playbook, call.profile)
        return agenda(call.playbook, call.priorities, weighed, call.state, call.clock().date())

    def next(self, after: str = "") -> tuple[str, str] | None:
        """The clause to take up next, and why; None when nothing waits for us.

        Args:
            after: a clause that was looked at and left; the one after it comes, and after the last
                the first.
        """
        points = self.points()
        ours = [point for point in points if point.turn.ours]
        if not ours:
            return None
        place = next((n for n, point in enumerate(ours) if point.clause == after), -1)
        point = ours[(place + 1) % len(ours)]
        left = self.planned - self.minute
        return point.clause, f"{point.reason}, {minutes_a_point(left, points)}"

    def moves(self, clause: str) -> tuple[str, ...]:
        """Their numbers over time with our target, and ours; nothing before they have moved."""
        call = self._call
        moved = movement(call.playbook.clauses[clause], live(call.state.log))
        return tuple(filter(None, (moved.told, moved.answered))) if moved else ()

    def view(self) -> AgendaView:
        """The agenda as it is now."""
        call = self._call
        points = self.points()
        left = self.planned - self.minute
        ready = preparation_in_force(call.state)
        days = (ready.deadline - call.clock().date()).days if ready.deadline else 0
        when = f"{ready.deadline:%d %b %Y}, {in_days(days)}" if ready.deadline else ""
        deciders = [p for p in ready.side(Side.THEIRS) if p.authority is Authority.DECIDES]
        return AgendaView(
            clock=f"minute {self.minute} of {self.planned}, {minutes_a_point(left, points)}",
            rows=tuple(
                AgendaRow(
                    clause=point.clause,
                    title=call.playbook.clauses[point.clause].title,
                    priority=str(point.priority),
                    standing=str(call.state.clause(point.clause).standing),
                    ours=point.turn.ours,
                    reason=point.reason,
                    moves=self.moves(point.clause),
                )
                for point in points
            ),
            deadline=": ".join(filter(None, (when, ready.deadline_why))),
            opening=ready.agenda,
            deciders=tuple(", ".join(filter(None, (p.name, p.role))) for p in deciders),
            batna=ready.batna,
        )


def in_days(days: int) -> str:
    """How far a day is away."""
    if days == 0:
        return "today"
    many = "s" if abs(days) > 1 else ""
    return f"in {days} day{many}" if days > 0 else f"{-days} day{many} ago"
