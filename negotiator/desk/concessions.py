"""Steps down the ladder in a call: what they take is asked for, or nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.concession import Demands, bare_steps, demands, rung_of
from negotiator.deal.entry import Entry, new_entry
from negotiator.deal.ladder import next_step, on_table
from negotiator.deal.standing import live
from negotiator.desk.errors import DeskError
from negotiator.desk.library import clause_of
from negotiator.plain import visible

if TYPE_CHECKING:
    from negotiator.desk.call import Call

FREE = "free"
"""The answer to "what came back?" that says that nothing did."""


class Concessions:
    """What a call may give away, and on which terms."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def offer(
        self, clause: str, rung: str, got: str | None, *, free: bool, asked: bool = False
    ) -> str:
        """Put a rung on the table, `asked` where `got` is asked for; see `Call.offer`."""
        view = self._call.rung(clause, rung)
        offered = b.Offered(rung=rung, words=view.say)
        return self._step(clause, offered, got, free=free, asked=asked)

    def agree(self, clause: str, rung: str | None, got: str | None, *, free: bool) -> str:
        """The vendor agreed to a rung; see `Call.agree`."""
        state = self._call.state.clause(clause)
        rung = rung or on_table(clause_of(self._call.playbook, clause), state) or ""
        if rung:
            self._call.rung(clause, rung)
        agreed = b.Agreed(rung=rung, value=state.values[-1] if state.values else None)
        return self._step(clause, agreed, got, free=free)

    def approve(self, clause: str, words: str) -> b.Approved | None:
        """Whoever was asked last agreed: to the rung asked for, to the next one, or at large."""
        said, state = clause_of(self._call.playbook, clause), self._call.state.clause(clause)
        if state.standing.settled:
            return None
        asked = self._asked_at_large(clause)
        below = next_step(said, state, self._call.authority)
        for rung in (state.asked, below.rung if below else None):
            approver = self.demands(clause, rung).approver if rung else None
            if approver and asked in {"", approver}:
                return self._approved(clause, approver, rung, words)
        return self._approved(clause, asked, None, words) if asked else None

    def _asked_at_large(self, clause: str) -> str:
        """Who was asked last and has not answered, where it was for no rung; else empty."""
        asked: dict[str, str | None] = {}
        for entry in live(self._call.state.log):
            if entry.clause == clause and isinstance(entry.body, b.Escalated | b.Approved):
                asked.pop(entry.body.approver, None)
                if isinstance(entry.body, b.Escalated):
                    asked[entry.body.approver] = entry.body.rung
        approver, rung = next(reversed(asked.items()), ("", None))
        return "" if rung else approver

    def _approved(self, clause: str, approver: str, rung: str | None, words: str) -> b.Approved:
        body = b.Approved(approver=approver, rung=rung, words=visible(words))
        self._call.record(body, clause)
        return body

    def demands(self, clause: str, rung: str) -> Demands:
        """What a rung takes before it may be offered; nothing where the ladder has none of it."""
        said = clause_of(self._call.playbook, clause)
        if rung not in said.ladder:
            return Demands()
        return demands(said, rung, self._call.state.clause(clause), self._call.authority)

    def check(self, body: b.AnyBody, clause: str | None) -> None:
        """See that an entry gives nothing away unsaid, whoever makes it.

        Raises:
            DeskError: it is a step down that takes something not on record, or takes back what
                allows one.
        """
        if isinstance(body, b.Retracted):
            self._check_undo(body)
        elif clause is not None and (rung := rung_of(body)):
            self._check_step(clause, rung)

    def _check_step(self, clause: str, rung: str) -> None:
        wanted = self.demands(clause, rung)
        if wanted.stop:
            raise DeskError(
                f"{clause}: the walk-away is a limit, not an offer.",
                "Escalate it, park or defer it, trade elsewhere, or walk away: record the refusal.",
            )
        if wanted.approver:
            name = self._call.who.name(wanted.approver)
            raise DeskError(f"{clause}/{rung} needs {name}.", "Escalate it first.")
        if wanted.get:
            raise DeskError(
                f"{clause}/{rung} is never given for nothing.",
                "Say what came back, or say that it was given free.",
            )

    def _check_undo(self, undo: b.Retracted) -> None:
        log = self._call.state.log
        target = _target(log, undo)
        clause = self._call.playbook.clauses.get(target.clause or "") if target else None
        if clause is None:
            return
        then = new_entry(undo, session=self._call.session.id, at=self._call.session.started)
        if bare_steps(clause, (*log, then)) - bare_steps(clause, log):
            raise DeskError(
                f"A step down of {clause.id} rests on that trade.",
                "Take the step back first, in the window in which it was made.",
            )

    def _step(
        self,
        clause: str,
        body: b.Offered | b.Agreed,
        got: str | None,
        *,
        free: bool,
        asked: bool = False,
    ) -> str:
        """Record a step with what came back for it, or that an approver is asked; whom, by name."""
        got = visible(got or "").strip()
        wanted = self.demands(clause, body.rung)
        if wanted.approver and not wanted.stop:
            self._call.record(b.Escalated(approver=wanted.approver, rung=body.rung), clause)
            return self._call.who.name(wanted.approver)
        if wanted.stop or (wanted.get and not got and not free):
            self._check_step(clause, body.rung)
        if got or free:
            give = self._call.rung(clause, body.rung).label
            traded = b.Traded(
                give=give, get=got, rung=body.rung, free=not got, asked=asked and bool(got)
            )
            self._call.record(traded, clause)
        self._call.record(body, clause)
        return ""


def is_free(words: str) -> bool:
    """Whether an answer says that nothing came back."""
    return words.strip().casefold() in {FREE, "gave it free"}


def _target(log: Sequence[Entry], undo: b.Retracted) -> Entry | None:
    """The entry that is taken back, or with the retraction of a retraction counts again."""
    known = {entry.id: entry for entry in log}
    target = known.get(undo.entry)
    for _ in log:  # no further, should retractions go round in a circle
        if target is None or not isinstance(target.body, b.Retracted):
            break
        target = known.get(target.body.entry)
    return target
