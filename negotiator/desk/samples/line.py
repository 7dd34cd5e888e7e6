"""One line of a sample session, read as the bodies of the entries it stands for.

A line is an inline table with a time (`at`, minutes and seconds from the start), a `clause` or
several `clauses`, one key that names the kind of entry and holds its main field, and the other
fields of that kind:

    { at = "3:40", clause = "model.drift", heard = "thats just noise", match = "noise-not-drift" }

What the product itself would fill in is left out here and filled in from the playbook: the words of
a counter and of an offer, the approver of a rung, the home of a papered clause, the phrase a
statement was matched with.

Days are told from the day of the session: `due_in`, `ends_in`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz, process

from negotiator.deal.body import BODIES, AnyBody
from negotiator.deal.deferral import working_day
from negotiator.deal.ladder import rung_label
from negotiator.deal.profile import Profile
from negotiator.playbook.model import Clause, Objection, Playbook

MAIN_FIELD: Mapping[str, str] = {
    "heard": "words",
    "raised": "words",
    "countered": "objection",
    "offered": "rung",
    "agreed": "rung",
    "refused": "words",
    "parked": "words",
    "deferred": "owner",
    "escalated": "rung",
    "approved": "rung",
    "traded": "give",
    "constraint": "hardness",
    "waived": "words",
    "promised": "words",
    "promise-amended": "promise",
    "read-back": "words",
    "papered": "document",
    "precedence": "documents",
    "signed-off": "function",
    "answered": "question",
    "evidence-asked": "words",
    "evidence-received": "words",
    "task": "words",
    "task-done": "task",
    "note": "words",
    "observation": "words",
    "contracted": "term",
    "rolled": "words",
    "notice-given": "on",
    "profiled": "profile",
    "prepared": "batna",
    "retracted": "entry",
}
"""The field of a body that the key naming its kind holds."""

AT_HOME = "home"
"""`papered = "home"`: in the document and section where the playbook wants the clause."""
_REFERENCES = {"entry", "promise", "task"}
"""Fields that name another line."""
_PLACE = {"at", "clause", "clauses", "by"}
_APART = timedelta(seconds=20)
"""Between the entries of a line about several clauses."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a line is read against."""

    playbook: Playbook
    profile: Profile
    today: date
    """The day of the session; `due_in` counts from it."""
    lines: dict[str, UUID]
    """The ids of entries by the time of their line, as a retraction names one; those of an earlier
    session with its number before it, as "2/40:00"."""


def offset(text: str) -> timedelta:
    """`"75:10"` as a time from the start of the session."""
    minutes, _, seconds = text.partition(":")
    return timedelta(minutes=int(minutes), seconds=int(seconds))


Part = tuple[timedelta, str | None, AnyBody]
"""When after the start, about which clause, and what."""


def bodies(line: Mapping[str, Any], place: Place) -> Iterator[Part]:
    """The entries of a line.

    Raises:
        ValueError: the line names no kind, or two; a field is wrong; the playbook has no such
            clause, rung, objection or counter.
    """
    kind = _kind(line)
    fields = {name: value for name, value in line.items() if name not in {*_PLACE, kind}}
    fields |= {"kind": kind, MAIN_FIELD[kind]: line[kind]}
    for number, name in enumerate(line.get("clauses", [line.get("clause")])):
        clause = None if name is None else _found(place.playbook.clauses, name)
        at = offset(line["at"]) + number * _APART
        for body in _expanded(fields, clause, place):
            yield at, name, BODIES.validate_python(body)


def _kind(line: Mapping[str, Any]) -> str:
    kinds = MAIN_FIELD.keys() & line.keys()
    if len(kinds) != 1:
        raise ValueError(f"a line is of one kind, this one of {sorted(kinds) or 'none'}")
    return kinds.pop()


def _expanded(
    fields: Mapping[str, Any], clause: Clause | None, place: Place
) -> Iterator[dict[str, Any]]:
    """The bodies of one line about one clause, as the verbs of a call would have made them."""
    body = dict(fields)
    for name in _REFERENCES & body.keys():
        body[name] = _found(place.lines, body[name])
    if "due_in" in body:
        body["due"] = _day_in(place, body.pop("due_in"))
    match body["kind"]:
        case "offered" if clause is not None:
            position = _found(clause.ladder, body["rung"])
            body.setdefault("words", position.say)
            if "got" in body:
                give, got = rung_label(body["rung"], position), body.pop("got")
                traded = {"kind": "traded", "give": give, "get": got, "free": not got}
                yield {**traded, "rung": body["rung"]}
        case "agreed" if clause is not None:
            _found(clause.ladder, body["rung"])
        case "escalated" | "approved" if clause is not None:
            body.setdefault("approver", _found(clause.ladder, body["rung"]).approver)
        case "countered" if clause is not None:
            body["words"] = body.get("words") or _counter(clause, body)
        case "heard" if clause is not None:
            body["match"] = _match(clause, body)
            body.pop("corrected", None)
        case "papered" if clause is not None and body["document"] == AT_HOME:
            body |= _home(clause)
        case "contracted":
            ends = place.today + timedelta(days=body.pop("ends_in"))
            body["term"] = {"starts": place.today, "ends": ends, **body["term"]}
        case "profiled":
            body["profile"] = place.profile.model_dump() | body["profile"]
        case "prepared":
            del body["kind"]
            if "deadline_in" in body:
                body["deadline"] = _day_in(place, body.pop("deadline_in"))
            body = {"kind": "prepared", "preparation": body}
    yield body


def _day_in(place: Place, days: int) -> date:
    """A working day so many days after the session."""
    return working_day(place.today + timedelta(days=days), 1)


def _counter(clause: Clause, body: Mapping[str, Any]) -> str:
    """The words of the counter that was used."""
    counters = _objection(clause, body["objection"]).counter
    step = body.get("step", 0)
    if step >= len(counters):
        raise ValueError(f"{clause.id}: {body['objection']} has no step {step}")
    words: str = counters[step].say
    return words


def _match(clause: Clause, body: Mapping[str, Any]) -> dict[str, Any]:
    """The phrase of the playbook nearest to what was heard, as a live match would carry it.

    With `corrected` the negotiator did not take the first suggestion: another one when `match`
    names an objection, and otherwise none, the clause being chosen by hand.
    """
    objection = body.get("match")
    if body.get("corrected") and objection is None:
        return {"corrected": True}
    phrases = clause.heard if objection is None else _objection(clause, objection).heard
    near = process.extractOne(body["words"], phrases, scorer=fuzz.token_set_ratio)
    phrase, score = (near[0], round(near[1] / 100, 2)) if near else ("", 0.0)
    corrected = bool(body.get("corrected", False))
    return {"objection": objection, "phrase": phrase, "score": score, "corrected": corrected}


def _home(clause: Clause) -> dict[str, str]:
    home = clause.home
    if home is None:
        raise ValueError(f"{clause.id} has no home in the playbook")
    return {"document": home.document, "section": home.section}


def _objection(clause: Clause, name: str) -> Objection:
    found: Objection = _found({each.id: each for each in clause.objection}, name)
    return found


def _found(known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        raise ValueError(f"there is no {name}; there are {', '.join(known) or 'none'}")
    return known[name]
