"""Before the call: what we know, as a form of plain texts, kept as one entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.agenda import planned_minutes, preparation_in_force
from negotiator.deal.deal import SessionKind
from negotiator.deal.fields import NAME_LIMIT
from negotiator.deal.preparation import Authority, Participant, Preparation, Side
from negotiator.desk.agenda import in_days
from negotiator.plain import one_line

if TYPE_CHECKING:
    from negotiator.desk.call import Call

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)[\s,:;]*(.*)", re.DOTALL)
_AUTHORITY = {
    "may decide": Authority.DECIDES,
    "decides": Authority.DECIDES,
    "must ask": Authority.ASKS,
    "asks": Authority.ASKS,
}
_LONGEST = 1440
"""Minutes of a session."""


@dataclass(frozen=True, slots=True)
class PreparationForm:
    """The preparation as it is typed; all of it is internal."""

    batna: str = ""
    deadline: str = ""
    """The day and then whose it is: "2026-12-31 their year ends"; without a day only words."""
    competing: str = ""
    pilot: str = ""
    commitment: str = ""
    minutes: str = ""
    agenda: str = ""
    """A point a line."""
    ours: str = ""
    """A person a line: name, role, "may decide" or "must ask"."""
    theirs: str = ""


class Preparing:
    """What a call offers about its preparation."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._apart = False

    def begin_apart(self) -> None:
        """Prepare outside of a call: in a session of its own, unless a call was interrupted."""
        call = self._call
        self._apart = not call.mine
        if self._apart:
            call.session = call.session.model_copy(update={"kind": SessionKind.REVIEW})

    def end_apart(self) -> None:
        """End that session, so that the call does not begin in the middle of it."""
        if self._apart:
            self._call.finish()

    def form(self) -> PreparationForm:
        """What is known so far."""
        ready = preparation_in_force(self._call.state)
        day = f"{ready.deadline}" if ready.deadline else ""
        minutes = planned_minutes(self._call.state, self._call.session)
        return PreparationForm(
            batna=ready.batna,
            deadline=" ".join(filter(None, (day, ready.deadline_why))),
            competing=ready.competing,
            pilot=ready.pilot,
            commitment=ready.commitment,
            minutes=str(minutes),
            agenda="\n".join(ready.agenda),
            ours=_people(ready.side(Side.OURS)),
            theirs=_people(ready.side(Side.THEIRS)),
        )

    def keep(self, form: PreparationForm) -> bool:
        """Record the form; False where it says nothing new."""
        if form == self.form():
            return False
        deadline, why = deadline_of(form.deadline)
        minutes = int(form.minutes) if form.minutes.strip().isdecimal() else 0
        preparation = Preparation(
            batna=one_line(form.batna),
            deadline=deadline,
            deadline_why=why,
            competing=one_line(form.competing),
            pilot=one_line(form.pilot),
            commitment=one_line(form.commitment),
            participants=(*_read(form.ours, Side.OURS), *_read(form.theirs, Side.THEIRS)),
            agenda=tuple(filter(None, map(one_line, form.agenda.splitlines()))),
            planned_minutes=min(minutes, _LONGEST) or None,
        )
        self._call.record(b.Prepared(preparation=preparation))
        return True

    def plan(self, minutes: int) -> None:
        """Plan the session for so many minutes."""
        ready = preparation_in_force(self._call.state)
        planned = min(max(minutes, 1), _LONGEST)
        changed = ready.model_copy(update={"planned_minutes": planned})
        self._call.record(b.Prepared(preparation=changed))

    def away(self, deadline: str) -> str:
        """How far the day of a deadline is, as it is typed."""
        day, _ = deadline_of(deadline)
        return f"{day:%d %b %Y}, {in_days((day - self._call.clock().date()).days)}" if day else ""


def deadline_of(text: str) -> tuple[date | None, str]:
    """The day that a text begins with, and the rest; no day where it begins with none."""
    text = one_line(text)
    if found := _DAY.fullmatch(text):
        try:
            return date.fromisoformat(found[1]), found[2]
        except ValueError:
            pass  # no day of the calendar: kept as it is written
    return None, text


def _people(people: Iterable[Participant]) -> str:
    return "\n".join(
        ", ".join(
            filter(
                None,
                (
                    each.name,
                    each.role,
                    "" if each.authority is Authority.UNKNOWN else str(each.authority),
                ),
            )
        )
        for each in people
    )


def _read(lines: str, side: Side) -> Iterable[Participant]:
    """A person a line: name, role, authority; what is left out is not known."""
    for line in lines.splitlines():
        name, *rest = [part for each in line.split(",") if (part := one_line(each))] or [""]
        if not name:
            continue
        authority = _AUTHORITY.get(rest[-1].casefold()) if rest else None
        if authority:
            rest = rest[:-1]
        yield Participant(
            side=side,
            name=one_line(name, limit=NAME_LIMIT),
            role=one_line(", ".join(rest), limit=NAME_LIMIT),
            authority=authority or Authority.UNKNOWN,
        )
