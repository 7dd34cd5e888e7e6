"""A session as it went: each entry in words, what it changed, and where the deal stood after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.entry import Entry
from negotiator.deal.path import TARGET, rank
from negotiator.deal.replay import replay
from negotiator.deal.standing import DealState, live


class Turn(StrEnum):
    """What an entry changed that one looks for afterwards."""

    AGREED = "agreed"
    CONCEDED = "conceded"
    """We went down a ladder, below the target."""
    FREE = "free"
    """We gave something, and nothing came back with it."""
    NONE = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry, and the deal right after it."""

    entry: Entry
    words: str
    turn: Turn
    gone: bool
    """It was taken back, then or later."""
    state: DealState
    """Without its log."""


def timeline(log: Iterable[Entry], session: UUID) -> list[Moment]:
    """The entries of a session in order, each with the state of the whole deal after it.

    Args:
        log: every entry of the deal in the order of recording.
    """
    entries = tuple(log)
    mine = [place for place, entry in enumerate(entries) if entry.session == session]
    if not mine:
        return []
    counted = {entry.id for entry in live(entries)}
    first, end = mine[0], mine[-1] + 1
    states = pairwise(replay(entries[:end], first))
    moments = []
    for entry, (before, after) in zip(entries[first:end], states, strict=True):
        if entry.session == session:
            gone = entry.id not in counted and not isinstance(entry.body, b.Retracted)
            turn = Turn.NONE if gone else _turn(before, entry)
            moments.append(Moment(entry, in_words(entry.body), turn, gone, after))
    return moments


def _turn(before: DealState, entry: Entry) -> Turn:
    match entry.body:
        case b.Agreed():
            return Turn.AGREED
        case b.Traded(give=give, get=get, answers=None) if give.strip() and not get.strip():
            return Turn.FREE
        case b.Offered(rung=rung) if entry.clause:
            table = before.clause(entry.clause).offered
            lowest = max(rank(table), TARGET) if table else TARGET
            return Turn.CONCEDED if rank(rung) > lowest else Turn.NONE
        case _:
            return Turn.NONE


def told(body: b.AnyBody) -> str:
    """What happened, its kind first: "agreed target"."""
    kind = _KINDS.get(body.kind, body.kind.replace("-", " "))
    return f"{kind} {in_words(body)}".rstrip()


_KINDS = {"profiled": "tier", "prepared": "preparation"}
"""The kinds of entry whose names say little to a person."""


def in_words(body: b.AnyBody) -> str:
    """What happened, beside its kind."""
    match body:
        case b.Heard(words=words, value=value):
            return f"“{words}”" if value is None else f"“{words}” ({value:g})"
        case b.Countered(objection=objection, step=number, words=words, landed=landed):
            how = {b.Landed.YES: ", landed", b.Landed.NO: ", did not land"}.get(landed, "")
            return _joined(f"to {objection}, step {number + 1}{how}", words)
        case b.Offered(rung=rung, words=words) | b.Agreed(rung=rung, words=words):
            return _joined(rung, words)
        case b.Refused(words=words, final=final):
            return _joined("for good" if final else "", words)
        case b.Deferred(owner=owner, due=due, words=words):
            by = f" by {due:%d %b %Y}" if due else ""
            return _joined(f"{owner}{by}".strip(), words)
        case b.Escalated(approver=approver, rung=rung, words=words):
            return _joined(f"{approver}, for {rung}" if rung else approver, words)
        case b.Approved(approver=approver, rung=rung, words=words):
            return _joined(f"{rung} by {approver}" if rung else approver, words)
        case b.Traded(give=give, get=get, answers=answers):
            if answers is not None or not give.strip():
                return f"got {get}" if get.strip() else "given free"
            if body.asked:
                return f"offered {give}, asked for {get}"
            return f"gave {give}, got {get}" if get.strip() else f"gave {give}, for nothing"
        case b.Constraint(hardness=hardness, words=words):
            return _joined(str(hardness), words)
        case b.Waived(words=words, approver=approver):
            return _joined(f"allowed by {approver}" if approver else "", words)
        case b.Promised(words=words, condition=condition):
            return f"“{words}”, if {condition}" if condition else f"“{words}”"
        case b.Papered(document=document, section=section):
            return ", ".join(filter(None, (document, section)))
        case b.Task(words=words, owner=owner, due=due):
            by = f"{due:%d %b}" if due else ""
            return ", ".join(filter(None, (words, owner, by)))
        case b.Observation(words=words, value=value):
            return words if value is None else f"{words} ({value:g})"
        case b.Precedence(documents=documents):
            return " before ".join(documents)
        case b.SignedOff(function=function, words=words, given=given):
            return _joined(function if given else f"{function}, taken back", words)
        case b.Contracted(term=term):
            since = f"{term.starts:%d %b %Y} " if term.starts else ""
            return f"{since}to {term.ends:%d %b %Y}"
        case b.NoticeGiven(on=on, words=words):
            return _joined(f"{on:%d %b %Y}", words)
        case b.Profiled(profile=profile, words=words):
            return _joined(str(profile.risk_tier), words)
        case b.Prepared(preparation=preparation):
            return preparation.batna
        case b.EditionTaken(version=version):
            return version
        case _:
            return str(getattr(body, "words", ""))


def _joined(what: str, words: str) -> str:
    return ": ".join(filter(None, (what, words)))
