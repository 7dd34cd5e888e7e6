"""The playbook as the program uses it: clauses, ladders, objections, counters; checked and frozen.

The texts under the fields are the manual: `schema.py` makes of them the JSON Schema that editors
read. (Pydantic could collect them itself, but at every start and for 12 ms.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)

ClauseId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=80)
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]

# Strict, because a guess at a limit is worse than a message: `requires_get = "no"` is not true,
# and `value = true` is not 1.
Flag = Annotated[bool, Strict()]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]


def _day(value: Any) -> Any:
    """A quoted day is a day too: an edition is JSON, which has no dates of its own."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


Day = Annotated[date, Strict(), BeforeValidator(_day)]


class RiskTier(StrEnum):
    """How much is at stake in a deal; S1 section 1 asks for different terms at each."""

    PILOT = "pilot"
    INTERNAL = "internal"
    CUSTOMER_FACING = "customer-facing"
    REGULATED = "regulated"


class Priority(StrEnum):
    """How hard a clause is pursued in a deal of one risk tier."""

    MUST_HAVE = "must-have"
    SHOULD_HAVE = "should-have"
    NICE_TO_HAVE = "nice-to-have"


class Owner(StrEnum):
    """The function on our side that decides a clause."""

    LEGAL = "legal"
    SECURITY = "security"
    PROCUREMENT = "procurement"
    ENGINEERING = "engineering"


class Rung(StrEnum):
    """The kind of a position on a ladder; fallbacks are numbered by their order."""

    OPENING = "opening"
    TARGET = "target"
    FALLBACK = "fallback"
    WALK_AWAY = "walk-away"


class ObjectionKind(StrEnum):
    """What an objection rests on, whatever its words."""

    OPERATIONAL = "operational"
    COST = "cost"
    SECURITY = "security"
    IP = "ip"
    POLICY = "policy"
    LEGAL = "legal"
    PRECEDENT = "precedent"
    AUTHORITY = "authority"


class Tier(StrEnum):
    """The step a counter takes, mildest first."""

    ASK = "ask"
    REFRAME = "reframe"
    EVIDENCE = "evidence"
    ALTERNATIVE = "alternative"
    TRADE = "trade"
    ESCALATE = "escalate"


class Table(BaseModel):
    """A TOML table: unknown keys are errors, save those that start with `x_`, which are dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_private_keys(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {key: value for key, value in data.items() if not str(key).startswith("x_")}
        return data


class Metric(Table):
    """The measurable part of a clause's positions."""

    name: Line
    """What is measured, as it reads before a number: "pinned for"."""
    unit: Line
    """The unit of every `value` on the ladder: hours, days, months, percent, ms, USD, x fees ..."""
    better: Literal["higher", "lower"]
    """Which direction is better for us."""


class Home(Table):
    """Where the clause has to be papered to be real."""

    document: Line
    """The contract document: MSA, DPA, Order form, SLA, SOW ..."""
    section: Line
    """The section or exhibit in it."""


class Market(Table):
    """A dated line about what the market does, with its source."""

    say: Line
    """The line itself, as it would be said."""
    source: Line
    """Where it was read or heard."""
    as_of: Day
    """The day on which it was true; the line goes stale with the playbook's review interval."""
    sayable: Flag = False
    """May it be said to the vendor?"""


class Position(Table):
    """One rung of a clause's ladder."""

    rung: Rung
    """opening, target, fallback (as many as needed) or walk-away; best first."""
    label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    """The rung in a few words, for the ladder line: "12 months + staging"."""
    value: Number | None = None
    """The number in the clause's metric."""
    say: Text = ""
    """What to say aloud, in one breath."""
    language: Text = ""
    """Contract wording to propose."""
    when: Text = ""
    """The condition under which this rung may be offered."""
    approver: Slug | None = None
    """Who must agree before it is offered; an id of an [[approver]] or a function."""
    requires_get: Flag = False
    """Never step here without recording what came back."""


class Counter(Table):
    """One step of the answer to an objection."""

    tier: Tier
    """ask, reframe, evidence, alternative, trade or escalate."""
    say: Line
    """What to say aloud, in one breath."""
    leads_to: Slug | None = None
    """The rung this step offers: "fallback-1"."""


class Objection(Table):
    """What a vendor says against a clause, and our answers in steps."""

    id: Slug
    """Unique within the clause; saved sessions refer to it."""
    kind: ObjectionKind
    """operational, cost, security, ip, policy, legal, precedent or authority: what it rests on."""
    heard: tuple[Line, ...] = ()
    """The same objection in the words of different people."""
    behind_it: Text = ""
    """What the vendor is really protecting."""
    counter: tuple[Counter, ...] = ()
    """The answer in steps, mildest first; shown one at a time."""


class Clause(Table):
    """One line of the checklist."""

    id: ClauseId
    """area.name; never renumbered, because saved sessions refer to it."""
    title: Line
    """The clause in a few words, as the checklist shows it."""
    owner: Owner = Owner.PROCUREMENT
    """Who on our side decides it: legal, security, procurement or engineering."""
    core: Flag = False
    """Part of the minimum viable contract."""
    priority: Mapping[RiskTier, Priority] = Field(default_factory=dict)
    """The priority at each risk tier; should-have where nothing is said."""
    when: Mapping[str, tuple[Line, ...]] = Field(default_factory=dict)
    """Profile fields and the values for which the clause applies; absent = always."""
    weight: Annotated[Number, Field(ge=0, le=100)] = 5
    """What the clause is worth beside the others, for packages and balances."""
    protects: Literal["prove", "fix", "exit"] | None = None
    """If this goes wrong: does the clause let us prove it, fix it, or exit? (S0 section 6)"""
    why: Text = ""
    """Why it matters to us; internal."""
    question: Text = ""
    """The question that opens the subject."""
    heard: tuple[Line, ...] = ()
    """Spoken phrases about this clause that object to nothing yet."""
    weak: tuple[Line, ...] = ()
    """Wording in a draft that sounds like a promise and is not."""
    evidence: tuple[Line, ...] = ()
    """What would prove that the promise is kept."""
    home: Home | None = None
    """Where it must be papered to be real."""
    trade_for: tuple[str, ...] = ()
    """Clauses or gives that may be exchanged for this one."""
    sources: tuple[str, ...] = ()
    """The articles this clause rests on (S0 to S4)."""
    internal_notes: Text = ""
    """Anything else our side should know; never shown to the vendor."""
    metric: Metric | None = None
    """The measurable part of the positions; without it no position has a `value`."""
    market: Market | None = None
    """What others get: a dated line with its source."""
    position: tuple[Position, ...] = Field(min_length=1)
    """The ladder, best first, walk-away last."""
    objection: tuple[Objection, ...] = ()
    """What vendors say against the clause, each with its counters."""

    @property
    def area(self) -> str:
        """The group the clause belongs to: the part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The part of the id after the dot."""
        return self.id.partition(".")[2]

    @cached_property
    def ladder(self) -> Mapping[str, Position]:
        """Positions by rung name, best first; fallbacks are `fallback-1`, `fallback-2` ..."""
        ladder: dict[str, Position] = {}
        fallbacks = 0
        for position in self.position:
            name = str(position.rung)
            if position.rung is Rung.FALLBACK:
                fallbacks += 1
                name = f"fallback-{fallbacks}"
            ladder[name] = position
        return ladder

    def priority_at(self, tier: RiskTier) -> Priority:
        """The priority at a risk tier; should-have where the playbook says nothing."""
        return self.priority.get(tier, Priority.SHOULD_HAVE)

    def objection_by_id(self, objection_id: str) -> Objection | None:
        """The objection of that id, if the clause has it."""
        return next((o for o in self.objection if o.id == objection_id), None)


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
    source: str = ""
    """Where the move comes from."""


class Question(Table):
    """One of the readiness questions to be answered before signature."""

    id: Slug
    """Unique among the questions."""
    ask: Line
    """The question, as asked of ourselves before signature."""
    clauses: tuple[ClauseId, ...] = ()
    """The clauses whose standing answers it."""
    source: str = ""
    """Where the question comes from."""


class Words(Table):
    """What the matcher needs beside the phrases."""

    abbreviations: Mapping[str, Line] = Field(default_factory=dict)
    """What people type, and what it stands for: cust = "customer"."""
    synonyms: tuple[tuple[Line, ...], ...] = ()
    """Groups of words that mean the same here: ["freeze", "pin", "lock"]."""


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
    posture: Posture = Posture()
    """How to negotiate this kind of deal, in prose."""


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
    words: Words = Words()
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
    def areas(self) -> tuple[str, ...]:
        """The areas, in the order in which they first appear."""
        return tuple(dict.fromkeys(clause.area for clause in self.clause))

    def phrases(self) -> Iterator[tuple[Clause, Objection | None, str]]:
        """Every spoken phrase with the clause, and the objection if any, that it belongs to."""
        for clause in self.clause:
            for phrase in clause.heard:
                yield clause, None, phrase
            for objection in clause.objection:
                for phrase in objection.heard:
                    yield clause, objection, phrase

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for name in ("clause", "floor", "approver", "give", "tactic", "question"):
            seen: set[str] = set()
            for entry in getattr(self, name):
                if entry.id in seen:
                    raise ValueError(f"{name} id {entry.id!r} appears twice")
                seen.add(entry.id)
        return self
