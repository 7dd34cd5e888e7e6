"""The playbook as the program uses it: clauses and what stands beside them, checked and frozen.

All names of the model are here; clauses, scales, what a profile makes of them, and the base of all
tables have their own files.
The texts under the fields are the manual: `manual.py` collects them for the JSON Schema that
editors read and for docs/playbook-format.md. (Pydantic could collect them itself, but at every
start and for 12 ms.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, Strict, StringConstraints, model_validator

from negotiator.playbook.clause import (
    Clause,
    Counter,
    Home,
    Market,
    Metric,
    Objection,
    Position,
)
from negotiator.playbook.layer import KEYED
from negotiator.playbook.scales import ObjectionKind, Owner, Priority, RiskTier, Rung, Tier
from negotiator.playbook.table import ClauseId, Day, Flag, Level, Line, Number, Slug, Table, Text
from negotiator.playbook.tailoring import Emphasis, Fact, SourcingStep

__all__ = [
    "Approver",
    "Clause",
    "ClauseId",
    "Counter",
    "Day",
    "Emphasis",
    "Fact",
    "Flag",
    "Floor",
    "Give",
    "Header",
    "Home",
    "Level",
    "Line",
    "Market",
    "Metric",
    "Number",
    "Objection",
    "ObjectionKind",
    "Owner",
    "Playbook",
    "Position",
    "Posture",
    "Priority",
    "Question",
    "RiskTier",
    "Rung",
    "Slug",
    "SourcingStep",
    "Table",
    "Tactic",
    "Test",
    "Text",
    "Tier",
    "Words",
]


class Floor(Table):
    """A hard rule over the whole deal; not to be signed against."""

    id: Slug
    """Unique among the floors."""
    clause: ClauseId | None = None
    """The clause that the rule is about."""
    statement: Line
    """One categorical, checkable statement."""
    tiers: tuple[RiskTier, ...] = tuple(RiskTier)
    """The risk tiers at which the rule holds; all where nothing is said."""


class Approver(Table):
    """Someone who may allow what the negotiator may not."""

    id: Slug
    """What a position's or a give's `approver` refers to."""
    name: Line
    """The person or the office, as the screen names it."""
    allows: Text = ""
    """What they may agree to."""


class Give(Table):
    """Something we can concede in a trade."""

    id: Slug
    """Unique among the gives; a clause's `trade_for` may name it."""
    title: Line
    """The concession in a few words."""
    say: Text = ""
    """How to offer it aloud, in one breath."""
    cost: Text = ""
    """What it costs us."""
    approver: Slug | None = None
    """Who must agree before it is offered; an id of an [[approver]] or a function."""


class Tactic(Table):
    """A move, when to make it, and how it sounds."""

    id: Slug
    """Unique among the tactics."""
    title: Line
    """The move in a few words."""
    when: Text
    """The moment to make it."""
    say: Text
    """How it sounds, in one breath."""
    source: Text = ""
    """Where the move comes from."""


class Question(Table):
    """One of the readiness questions to be answered before signature."""

    id: Slug
    """Unique among the questions."""
    ask: Line
    """The question, as asked of ourselves before signature."""
    clauses: tuple[ClauseId, ...] = ()
    """The clauses whose standing answers it."""
    source: Text = ""
    """Where the question comes from."""


class Words(Table):
    """What the matcher needs beside the phrases."""

    abbreviations: Mapping[str, Line] = Field(default_factory=dict)
    """What people type, and what it stands for: cust = "customer"."""
    synonyms: tuple[tuple[Line, ...], ...] = ()
    """Groups of words that mean the same here: ["freeze", "pin", "lock"]."""
    small_talk: tuple[Line, ...] = ()
    """What is said in calls and is about no clause, beyond what the program knows of small talk."""


class Test(Table):
    """A statement and the clause it must find; run by `playbook check`."""

    heard: Line
    """What is typed."""
    expect: Annotated[
        str,
        StringConstraints(pattern=r"^([a-z][a-z0-9-]*\.[a-z][a-z0-9-]*)?$", max_length=80),
    ]
    """The clause that must come first; empty when nothing may be claimed."""


class Posture(Table):
    """How to negotiate this kind of deal, in prose; never enforced."""

    risk_appetite: Text = ""
    """How much we are ready to live with."""
    style: Text = ""
    """How we want to come across."""
    opening: Text = ""
    """How to begin."""


class Header(Table):
    """What the playbook is, and how fresh."""

    id: Slug
    """The name other playbooks extend it by; the folder's or the file's name where absent."""
    name: Line
    """The playbook's name, as lists show it."""
    version: Line = "0.1.0"
    """The version; raised when the positions change."""
    description: Text = ""
    """What kind of contract it is for."""
    extends: Slug | None = None
    """The playbook this one is layered over."""
    last_reviewed: Day | None = None
    """The day on which someone last went through all of it."""
    review_every_days: Annotated[int, Strict(), Field(ge=1, le=3650)] = 90
    """After how many days it should be reviewed again."""
    posture: Posture = Field(default_factory=Posture)
    """How to negotiate this kind of deal, in prose."""
    profile: Mapping[str, Line] = Field(default_factory=dict)
    """What such a deal usually is, field by field; the New-deal form begins with these answers."""
    check: Mapping[str, Level] = Field(default_factory=dict)
    """Rules of `playbook check` that count differently here: no-label = "off", or "note", "warning"
    or "error"."""


class Playbook(Table):
    """A versioned set of clauses with positions, for one kind of contract."""

    playbook: Header
    """What the playbook is, and how fresh."""
    clause: tuple[Clause, ...] = ()
    """The checklist, in the order of the screen."""
    floor: tuple[Floor, ...] = ()
    """The hard rules over the whole deal."""
    approver: tuple[Approver, ...] = ()
    """Who may allow what the negotiator may not."""
    give: tuple[Give, ...] = ()
    """What we can concede in a trade."""
    tactic: tuple[Tactic, ...] = ()
    """Moves, when to make them, and how they sound."""
    question: tuple[Question, ...] = ()
    """The readiness questions."""
    emphasis: tuple[Emphasis, ...] = ()
    """Kinds of deals in which some clauses weigh more, and others less."""
    sourcing: tuple[SourcingStep, ...] = ()
    """The questions that decide how to source: build, buy, partner or invest."""
    fact: tuple[Fact, ...] = ()
    """The values of a deal's profile, in words."""
    words: Words = Field(default_factory=Words)
    """What the matcher needs beside the phrases."""
    test: tuple[Test, ...] = ()
    """Statements and the clauses they must find, run by `playbook check`."""

    @property
    def id(self) -> str:
        """The header's id."""
        return self.playbook.id

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Clauses by id, in the playbook's order."""
        return {clause.id: clause for clause in self.clause}

    @cached_property
    def approvers(self) -> Mapping[str, str]:
        """The approvers' names by id."""
        return {each.id: each.name for each in self.approver}

    def name_of(self, approver: str | None) -> str:
        """An approver by name; a function, or a person named by hand, stands for itself."""
        return self.approvers.get(approver or "", approver or "")

    def phrases(self) -> Iterator[tuple[Clause, Objection | None, str]]:
        """Every spoken phrase with the clause, and the objection if any, that it belongs to."""
        for clause in self.clause:
            for phrase in clause.heard:
                yield clause, None, phrase
            for objection in clause.objection:
                for phrase in objection.heard:
                    yield clause, objection, phrase

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The values of a profile that are put into words, by id."""
        return {fact.id: fact for fact in self.fact}

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for name in KEYED:
            seen: set[str] = set()
            for entry in getattr(self, name):
                if entry.id in seen:
                    raise ValueError(f"{name} id {entry.id!r} appears twice")
                seen.add(entry.id)
        return self
