"""Gives and gets in a call: what to propose, and which gives are still unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.trades import unanswered
from negotiator.desk.concessions import FREE
from negotiator.desk.errors import DeskError
from negotiator.desk.form_views import Choice
from negotiator.desk.library import clause_of
from negotiator.plain import visible

if TYPE_CHECKING:
    from negotiator.desk.call import Call

_NOTHING = Choice(FREE, "Gave it free: nothing came back")


@dataclass(frozen=True, slots=True)
class GiveView:
    """A give for which nothing came back yet."""

    id: str
    clause: str
    """Empty where it was given for the deal as a whole."""
    give: str
    asked: str = ""
    """What is asked for it, where it is only offered."""


class Trades:
    """The balance of a deal."""

    def __init__(self, call: Call) -> None:
        self._call = call

    @property
    def open(self) -> tuple[GiveView, ...]:
        """The gives for which nothing came back and which nobody said to be free, oldest first."""
        return tuple(
            GiveView(str(entry.id), entry.clause or "", entry.body.give)
            for entry in unanswered(self._call.state.trades)
            if isinstance(entry.body, b.Traded)
        )

    @property
    def asked(self) -> tuple[GiveView, ...]:
        """What is offered for something that was asked and is not agreed yet, oldest first."""
        return tuple(
            GiveView(str(entry.id), entry.clause or "", entry.body.give, entry.body.get)
            for entry in self._call.state.asked()
            if isinstance(entry.body, b.Traded)
        )

    def record(self, clause: str | None, give: str, get: str, *, free: bool = False) -> None:
        """Tie what we give to what we get; `free` says that nothing came back."""
        give, get = visible(give).strip(), visible(get).strip()
        self._call.record(b.Traded(give=give, get=get, free=free and not get), clause)

    def answer(self, give: str, got: str = "", *, free: bool = False) -> None:
        """Say what came back for an earlier give, or that nothing will.

        Raises:
            DeskError: it is no open give, or nothing was said.
        """
        found = next((each for each in (*self.open, *self.asked) if each.id == give), None)
        got = visible(got).strip()
        if found is None or not (got or free):
            raise DeskError(
                "Nothing was recorded: it takes an open give and what came back for it.",
                "Say what came back, or that it was given free.",
            )
        clause = found.clause if self._call.has(found.clause) else None
        rung = self._call.state.clause(found.clause).offered if found.asked else None
        answered = b.Traded(get=got, free=not got, answers=UUID(found.id), rung=rung)
        self._call.record(answered, clause)

    def gives(self, clause: str) -> tuple[Choice, ...]:
        """What we can give, the clause's own gives first, and who has to agree first."""
        who, gives = self._call.who, self._call.playbook.give
        wanted = clause_of(self._call.playbook, clause).trade_for
        needs = {
            give.title: f"  · needs {who.name(give.approver)}"
            for give in gives
            if give.approver and give.approver not in who.authority
        }
        own_first = sorted(gives, key=lambda give: give.id not in wanted)
        titles = dict.fromkeys(give.title for give in own_first)
        return tuple(Choice(title, f"{title}{needs.get(title, '')}") for title in titles)

    def gets(self, clause: str) -> tuple[Choice, ...]:
        """What to ask for in return: the clauses that this one is traded for, then the others."""
        own, rest = self._in_return(clause)
        return (*own, *rest)

    def came_back(self, clause: str = "", condition: str = "") -> tuple[Choice, ...]:
        """What may have come back: the condition of a step, what to ask for, nothing."""
        own, rest = self._in_return(clause)
        asked = (Choice(condition, condition),) if condition else ()
        return (*asked, *own, _NOTHING, *rest)

    def _in_return(self, clause: str) -> tuple[list[Choice], list[Choice]]:
        """The clauses that one is traded for, and the others: never what we give ourselves."""
        playbook = self._call.playbook
        wanted = clause_of(playbook, clause).trade_for if clause else ()
        titles = {each.id: each.title for each in playbook.clause if each.id != clause}
        own = [Choice(titles[each], titles[each]) for each in wanted if each in titles]
        rest = [Choice(title, title) for each, title in titles.items() if each not in wanted]
        return own, rest
