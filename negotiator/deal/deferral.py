"""A "let me check with legal", heard as what it is: somebody owes an answer by some day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from negotiator.deal import body as b
from negotiator.deal.standing import DealState, Standing

_PHRASES = (
    r"(?:let me|i(?:['’]?ll| will)|i(?:['’]?d| would) (?:have|need) to|(?:i|we) (?:need|have) to|"
    r"we(?:['’]?ll| will)|gotta|need to) (?:\w+ )?(?:check|ask|confirm|verify|sync|discuss|clear|"
    r"consult|talk to|speak to|speak with|talk with|align)\b(?! out)",
    r"(?:get|come|circle|be|revert|follow) (?:right )?(?:back|up) (?:to|with) (?:you|u)",
    r"(?:get|come|circle) back on (?:that|this|it)",
    r"tak(?:e|ing) (?:it|this|that|these|them) (?:back|away|offline)",
    r"(?:run|running) (?:it|this|that|these|them) (?:by|past)",
    r"check (?:on )?(?:that|this|it|with)",
    r"(?:bring|raise) (?:it|this|that) (?:up )?(?:internally|with (?:my|our|the))",
    r"not (?:mine|my call|my decision) to",
    r"(?:that['’]?s|it['’]?s|this is) (?:above my pay ?grade|not my call|not my decision)",
    r"(?:we|i)(?:['’]?ll| will) revert",
    r"(?:still )?waiting (?:for|on) (?:the |our |my )?\w+",
    r"has(?:n['’]?t| not) (?:replied|answered|come back) yet",
    r"have to look into (?:it|that|this)",
    r"(?:up to|a question for|a matter for|with) (?:the |our |my )?(?:legal|lawyers|counsel|"
    r"security|infosec|product|finance|deal desk) (?:now|team to|to decide)",
)
_DEFERRAL = re.compile(rf"(?<!\w)(?:{'|'.join(_PHRASES)})", re.IGNORECASE)

_OWNERS = {
    "legal": "legal|lawyers?|counsel|gc|attorneys?|contracts team",
    "security": "security|infosec|ciso|sec team|trust and safety|trust & safety",
    "product": "product|roadmap|pms?|engineering|research|engineers|dev team",
    "finance": "finance|pricing|deal desk|cfo|billing|revenue team",
}
"""Who answers, and the words by which they are named."""
_OWNER = re.compile(
    "|".join(rf"(?P<{owner}>\b(?:{words})\b)" for owner, words in _OWNERS.items()), re.IGNORECASE
)
_AGAIN = 3
"""From this deferral on, putting off is an answer."""


@dataclass(frozen=True, slots=True)
class Deferral:
    """What in some words puts the point off, and who would answer."""

    phrase: str
    owner: str
    """legal, security, product or finance, on their side; empty where the words name none."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody owes, and whose day has come."""

    clause: str | None
    owner: str
    words: str
    due: date
    days: int
    """How many days overdue; 0 on the day itself."""
    task: UUID | None = None
    """The entry of the task; None for a deferral."""


def deferral(words: str) -> Deferral | None:
    """How some words put a point off; None where they do not look as if they did.

    The owner is looked for from the phrase on, because what stands before it is the subject: "on
    security, let me check with legal" is for legal.
    """
    found = _DEFERRAL.search(words)
    if found is None:
        return None
    named = _OWNER.search(words, found.start()) or _OWNER.search(words)
    owner = (named.lastgroup or "") if named else ""
    return Deferral(" ".join(found.group().split()), owner)


def working_day(day: date, step: int) -> date:
    """The day itself, or the nearest one before (-1) or after (+1) it that is not in a weekend."""
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day


def a_week_on(day: date) -> date:
    """The next business day a week on: when one may ask again."""
    return working_day(day + timedelta(days=7), 1)


def due(state: DealState, today: date) -> tuple[Due, ...]:
    """The deferrals and tasks that are overdue or due today, the oldest first."""
    found = [
        Due(clause, now.deferred_to, _words(now.last), now.due, (today - now.due).days)
        for clause, now in state.clauses.items()
        if now.standing is Standing.DEFERRED and now.due is not None and now.due <= today
    ]
    found += [
        Due(entry.clause, task.owner, task.words, task.due, (today - task.due).days, entry.id)
        for entry, task in ((entry, entry.body) for entry in state.tasks)
        if isinstance(task, b.Task) and task.due is not None and task.due <= today
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.clause or "")))


def advice(deferrals: int) -> str:
    """What to do about a point that was put off so many times; empty while it is young."""
    if deferrals < _AGAIN:
        return ""
    count = {3: "third", 4: "fourth", 5: "fifth"}.get(deferrals, f"{deferrals}th")
    return f"{count} time: get who decides on the call, or take it as a no (x)"


def _words(entry: object) -> str:
    body = getattr(entry, "body", None)
    return body.words if isinstance(body, b.Deferred) else ""
