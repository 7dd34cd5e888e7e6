"""The columns of a playbook in a spreadsheet: what each carries, and which headings mean it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from negotiator.playbook.exchange.cells import (
    DAY,
    FACTS,
    FLAG,
    LINES,
    NUMBER,
    RUNG,
    STANDARD,
    TEXT,
    WORD,
    Kind,
)
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.scales import RiskTier

Path = tuple[str, ...]
"""Where a value belongs in a clause; rungs and steps by name: ("position", "fallback-1", "say")."""

MOST_FALLBACKS = 50
_SURE = 85
"""Likeness in percent from which a heading is taken for one it is not."""
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_NUMBER_FIRST = re.compile(r"^(\d+) (\D+?)(?= (?:wording|language|label|approver|when)\b|$)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it carries, and other headings for the same."""

    name: str
    path: Path
    kind: Kind = TEXT
    aliases: tuple[str, ...] = ()
    basic: bool = False
    """Written even where it is empty: what everyone expects of a playbook in a spreadsheet."""
    written: bool = True
    """False for what only spreadsheets made by hand have."""


_ALIASES = {
    "clause": "clause id|clause name|clause type|provision|topic|issue|item|contract term|subject",
    "title": "clause title|heading|name",
    "area": "category|clause category|group|chapter",
    "opening": "opening position|initial position|first position|first ask",
    STANDARD: "standard|preferred position|preferred|our position|our standard|position|target|"
    "our standard position|target position|ideal position|ideal|playbook position|primary position",
    "fallback": "fallback position|fall back|fall back position|alternative|alternative position|"
    "acceptable|acceptable position|compromise|backup position",
    "walk-away": "walk away position|walkaway|walk away point|walkaway position|deal breaker|"
    "dealbreaker|red line|red lines|unacceptable|not acceptable|unacceptable position|limit|"
    "bottom line|minimum acceptable|never accept",
    "label": "short|summary|in short",
    "value": "number|figure",
    "wording": "language|clause language|contract language|contract wording|clause text|text",
    "when": "condition|conditions|only if|if",
    "in return": "in exchange|requires get|get|what comes back",
    "approver": "approval|approvals|approved by|approvers|approval required|escalation|"
    "escalate to|escalation contact|escalation path|sign off|signoff|authority",
    "rationale": "reason|reasons|reasoning|why|why it matters|justification|explanation|"
    "business rationale",
    "objection": "objections|counterparty objection|vendor objection|common objection|"
    "common objections|likely objection|pushback|push back|vendor pushback|vendor says|they say|"
    "counterparty says|counterparty argument|vendor argument",
    "counter": "counters|counterargument|counter argument|counter arguments|response|responses|"
    "rebuttal|answer|reply|our response|our answer|our reply|talking point|talking points",
    "behind the objection": "behind it|underlying interest|their interest|what is behind it",
    "notes": "note|comments|comment|guidance|internal notes|remarks|negotiation guidance",
    "owner": "responsible|responsible function|function|department|clause owner",
    "priority": "importance",
    "question": "opening question|question to ask",
    "heard": "also heard|phrases",
    "weak wording": "weak phrases|weak language|watch out for",
    "evidence": "proof",
    "sources": "source|reference|references",
}
"""The headings of spreadsheets made by hand, by ours."""


def _column(name: str, path: str, kind: Kind = TEXT, **more: bool) -> Column:
    return Column(name, tuple(path.split("/")), kind, _other(name), **more)


def _other(name: str) -> tuple[str, ...]:
    return tuple(_ALIASES[name].split("|")) if name in _ALIASES else ()


CLAUSE = _column("clause", "id", basic=True)
TITLE = _column("title", "title", basic=True)
AREA = _column("area", "area", written=False)
APPROVER = _column("approver", "approver", basic=True)
"""Who must agree to every fallback that has no approver of its own."""
PRIORITY = _column("priority", "priority/*", WORD, written=False)
"""The priority at all risk tiers."""
_RATIONALE = _column("rationale", "why", basic=True)
_OBJECTION = _column("objection", "objection/heard", LINES, basic=True)
_COUNTER = _column("counter", "counter/say", basic=True)
_DETAILS = (
    _column("objection id", "objection/id"),
    _column("objection kind", "objection/kind", WORD),
    _column("behind the objection", "objection/behind_it"),
    _column("counter step", "counter/tier", WORD),
    _column("counter leads to", "counter/leads_to", RUNG),
)
_REST = (
    _column("owner", "owner", WORD),
    _column("core", "core", FLAG),
    *(_column(f"priority {tier}", f"priority/{tier}", WORD) for tier in RiskTier),
    _column("applies when", "when", FACTS),
    _column("weight", "weight", NUMBER),
    _column("protects", "protects", WORD),
    _column("question", "question"),
    _column("heard", "heard", LINES),
    _column("weak wording", "weak", LINES),
    _column("evidence", "evidence", LINES),
    _column("home document", "home/document"),
    _column("home section", "home/section"),
    _column("metric", "metric/name"),
    _column("metric unit", "metric/unit"),
    _column("metric better", "metric/better", WORD),
    _column("market line", "market/say"),
    _column("market source", "market/source"),
    _column("market date", "market/as_of", DAY),
    _column("market sayable", "market/sayable", FLAG),
    _column("sources", "sources", LINES),
    _column("notes", "internal_notes"),
)
_OF_A_RUNG = (
    ("label", "label", TEXT),
    ("value", "value", NUMBER),
    ("wording", "language", TEXT),
    ("when", "when", TEXT),
    ("approver", "approver", TEXT),
    ("in return", "requires_get", FLAG),
)


def columns(fallbacks: int) -> list[Column]:
    """All columns in their order: first what is read, further right the details."""
    rungs = list(_rungs(fallbacks))
    first = [CLAUSE, TITLE, *(main for _, main in rungs), APPROVER]
    first += [_RATIONALE, _OBJECTION, _COUNTER]
    details = [column for rung, main in rungs for column in _details(rung, main)]
    return [*first, *_DETAILS, *details, *_REST, AREA, PRIORITY]


def _rungs(fallbacks: int) -> Iterator[tuple[str, Column]]:
    """Each rung with the column that says it: aloud, or for the limit in a few words."""
    yield "opening", _column("opening", "position/opening/say")
    yield "target", _column(STANDARD, "position/target/say", basic=True)
    for number in range(1, max(fallbacks, 1) + 1):
        path = ("position", f"fallback-{number}", "say")
        others = tuple(f"{name} {number}" for name in _other("fallback"))
        bare = ("fallback", *_other("fallback")) if number == 1 else ()
        name = f"fallback {number}"
        yield path[1], Column(name, path, aliases=(*others, *bare), basic=number == 1)
    yield "walk-away", _column("walk-away", "position/walk-away/label", basic=True)


def _details(rung: str, main: Column) -> Iterator[Column]:
    for name, key, kind in _OF_A_RUNG:
        path = ("position", rung, key)
        if path == main.path:  # what the limit is called stands in its main column already
            yield Column(f"{main.name} in words", ("position", rung, "say"))
            continue
        pairs = product((main.name, *main.aliases), (name, *_other(name)))
        aliases = tuple(f"{whose} {what}" for whose, what in pairs)
        yield Column(f"{main.name} {name}", path, kind, aliases)


def normal(heading: str) -> str:
    """A heading without what people vary: capitals, hyphens, brackets, "1st fallback"."""
    words = unicodedata.normalize("NFKC", heading).casefold()
    words = " ".join(re.sub(r"[^\w]|_", " ", words).split())
    words = " ".join(_ORDINALS.get(word, word) for word in words.split())
    words = _ORDINAL.sub(r"\1", words)
    return _NUMBER_FIRST.sub(r"\2 \1", words)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A heading and what it was taken for."""

    column: Column
    slot: int
    """Which objection of the row it is about, from 0."""
    step: int
    """Which counter of that objection, from 0."""
    exact: bool
    """Whether it is one of our names; else it only looks like one."""


def recognise(headings: Sequence[str], *, near: bool = True) -> list[Recognised | None]:
    """What each heading means; None for those that mean nothing, or are only `near` something."""
    plain = [normal(heading) for heading in headings]
    numbers = [int(n) for words in plain for n in re.findall(r"\b\d{1,2}\b", words)]
    known = _known(min(max(numbers, default=1), MOST_FALLBACKS))
    # "Objection 2" beside "Response 2" is a second objection; "Counter 2" alone is a second step.
    slots = any(_numbered(words, known, "objection") for words in plain)
    return [_recognised(words, known, slots=slots, near=near) for words in plain]


def guess(heading: str) -> str | None:
    """The column that a heading without meaning comes nearest to."""
    known = _known(1)
    near = did_you_mean(normal(heading), known)
    return known[near].name if near else None


@cache
def _known(fallbacks: int) -> dict[str, Column]:
    """Every heading there is, ours first."""
    every = columns(fallbacks)
    known = {normal(column.name): column for column in every}
    for column in every:
        for alias in column.aliases:
            known.setdefault(normal(alias), column)
    return known


def _recognised(
    words: str, known: dict[str, Column], *, slots: bool, near: bool
) -> Recognised | None:
    if words in known:
        return Recognised(known[words], 0, 0, exact=True)
    for name in ("objection", "counter"):
        number = _numbered(words, known, name)
        if number:
            at = (number - 1, 0) if slots else (0, number - 1)
            return Recognised(known[name], *at, exact=True)
    alike = did_you_mean(words, known, _SURE) if near else None
    return Recognised(known[alike], 0, 0, exact=False) if alike else None


def _numbered(words: str, known: dict[str, Column], name: str) -> int:
    """The 2 of "response 2" for the counter; 0 for anything else."""
    rest, _, number = words.rpartition(" ")
    numbered = number.isdecimal() and len(number) < 3 and known.get(rest) is known[name]
    return int(number) if numbered else 0
