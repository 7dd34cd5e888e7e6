"""The gate of a call: may this be signed, what is missing, and the verbs that settle it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from negotiator.deal import body as b
from negotiator.deal.minimum import Sheet, Slot
from negotiator.deal.readiness import FLOOR_QUESTION, Check, Part, Readiness, answers, readiness
from negotiator.deal.standing import Standing, live
from negotiator.desk.errors import DeskError
from negotiator.plain import visible
from negotiator.playbook.model import Priority

if TYPE_CHECKING:
    from negotiator.desk.call import Call

_HEADINGS = {
    Part.MUST_HAVE: "Must-haves in a document",
    Part.AGREED: "Agreed beyond them, in no safe document",
    Part.FLOOR: "Floors",
    Part.WAIVED: "Waived, and who allowed it",
    Part.PROMISE: "Promises",
    Part.PRECEDENCE: "Which document wins",
    Part.SIGN_OFF: "Sign-off by function",
    Part.QUESTION: "Questions before signature",
}


@dataclass(frozen=True, slots=True)
class CheckView:
    """One condition of signing."""

    part: str
    """must-have, agreed, floor, waived, promise, precedence, sign-off or question."""
    id: str
    clause: str
    """The one it is about; empty where it is about none alone."""
    title: str
    ok: bool
    holds: bool
    """Nothing is signed while it is not ok."""
    said: str
    """Why it holds, or what is missing."""
    remedy: str
    """What Enter does about it, in words."""

    @property
    def missing(self) -> bool:
        """It stands between the deal and its signature."""
        return self.holds and not self.ok


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the gate."""

    part: str
    heading: str
    ok: int
    checks: tuple[CheckView, ...]
    """What is missing first."""


@dataclass(frozen=True, slots=True)
class SlotView:
    """A clause of the minimum viable contract."""

    clause: str
    title: str
    priority: str
    core: bool
    standing: str
    where: str
    missing: str
    """What is missing, in words; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class SheetView:
    """A document of the minimum viable contract, with what belongs in it."""

    document: str
    filled: int
    slots: tuple[SlotView, ...]


@dataclass(frozen=True, slots=True)
class ReadinessView:
    """May this be signed?"""

    may_be_signed: bool
    missing: int
    verdict: str
    parts: tuple[PartView, ...]
    contract: tuple[SheetView, ...]


class Gate:
    """The readiness of a call's deal."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def view(self) -> ReadinessView:
        """The answer, with every reason for it."""
        call = self._call
        found = readiness(call.playbook, call.priorities, call.profile.risk_tier, call.state)
        return ReadinessView(
            may_be_signed=found.may_be_signed,
            missing=len(found.missing),
            verdict=_verdict(found, str(call.profile.risk_tier)),
            parts=tuple(_parts(found)),
            contract=tuple(_sheet(sheet) for sheet in found.contract),
        )

    def sign_off(self, function: str, words: str = "") -> bool:
        """A function signs off its part, or takes it back where its sign-off holds; which of both.

        Raises:
            DeskError: no such function has to sign this deal; nothing was recorded.
        """
        known = {check.id: check.ok for check in self._checks(Part.SIGN_OFF)}
        if function not in known:
            raise DeskError(
                f"{function} has nothing to sign off here.", f"There are: {', '.join(known)}."
            )
        given = not known[function]
        self._call.record(b.SignedOff(function=function, words=visible(words).strip(), given=given))
        return given

    def answer(self, question: str, words: str) -> None:
        """Answer a question, or say why a floor without a clause holds; no words open it again.

        Raises:
            DeskError: the playbook asks no such question; nothing was recorded.
        """
        asked = {check.id: check.id for check in self._checks(Part.QUESTION)}
        asked |= {check.id: f"{FLOOR_QUESTION}{check.id}" for check in self._checks(Part.FLOOR)}
        if question not in asked:
            raise DeskError(
                f"The playbook asks no question {question}.", f"It asks: {', '.join(asked)}."
            )
        self._call.record(b.Answered(question=asked[question], words=visible(words).strip()))

    def answered(self, question: str) -> str:
        """What a person answered so far; empty where nobody did."""
        said = answers(live(self._call.state.log))
        return said.get(question) or said.get(f"{FLOOR_QUESTION}{question}", "")

    def allow(self, clause: str, approver: str) -> None:
        """Somebody allowed that a clause is waived: it is waived again, on the same basis."""
        basis = [
            entry.body.words
            for entry in live(self._call.state.log)
            if isinstance(entry.body, b.Waived)
            and (entry.clause, entry.body.promise) == (clause, None)
        ]
        self._call.waive(clause, basis[-1] if basis else "", approver)

    def _checks(self, part: Part) -> Iterator[Check]:
        call = self._call
        found = readiness(call.playbook, call.priorities, call.profile.risk_tier, call.state)
        return (check for check in found.checks if check.part is part)


def _verdict(found: Readiness, tier: str) -> str:
    count = len(found.missing)
    if not count:
        return f"May be signed ({tier})"
    return (
        f"May not be signed ({tier}): {count} {'thing is' if count == 1 else 'things are'} missing"
    )


def _parts(found: Readiness) -> Iterator[PartView]:
    for part, group in groupby(found.checks, key=lambda check: check.part):
        checks = sorted(map(_check, group), key=lambda check: (check.ok, not check.holds))
        yield PartView(str(part), _HEADINGS[part], sum(check.ok for check in checks), tuple(checks))


def _check(check: Check) -> CheckView:
    return CheckView(
        part=str(check.part),
        id=check.id,
        clause=check.clause or "",
        title=check.title,
        ok=check.ok,
        holds=check.holds,
        said=check.said,
        remedy=_remedy(check),
    )


def _remedy(check: Check) -> str:
    """What Enter does about a check."""
    match check.part:
        case Part.FLOOR if check.clause is None:
            return "say why it holds"
        case Part.MUST_HAVE | Part.AGREED | Part.FLOOR:
            return "to the clause in the call"
        case Part.WAIVED:
            return "to the clause in the call" if check.ok else "say who allowed it"
        case Part.PROMISE:
            return "to the promise ledger"
        case Part.PRECEDENCE:
            return "say which document wins"
        case Part.SIGN_OFF:
            return "take it back" if check.ok else "it signs off its part"
        case Part.QUESTION:
            return "change the answer" if check.ok else "answer it"


def _sheet(sheet: Sheet) -> SheetView:
    return SheetView(sheet.document, sheet.filled, tuple(map(_slot, sheet.slots)))


def _slot(slot: Slot) -> SlotView:
    missing = "" if slot.filled else slot.doubt or str(slot.standing)
    optional = "" if slot.priority is Priority.MUST_HAVE else f" ({slot.priority} here)"
    return SlotView(
        clause=slot.clause,
        title=slot.title,
        priority=str(slot.priority),
        core=slot.core,
        standing=str(slot.standing),
        where="waived" if slot.standing is Standing.WAIVED else slot.where,
        missing=f"{missing}{optional}" if missing else "",
    )
