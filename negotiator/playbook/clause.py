"""A clause as the program uses it: its ladder, and its objections with their counters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from negotiator.playbook.scales import ObjectionKind, Owner, Priority, RiskTier, Rung, Tier
from negotiator.playbook.table import (
    ClauseId,
    Day,
    Flag,
    Label,
    Line,
    Number,
    Slug,
    Table,
    Text,
)


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
    label: Label = ""
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

    @property
    def proposal(self) -> str:
        """How it is put to the vendor: what is said, else the wording; playbooks made of signed
        contracts have little but wordings.
        """
        return self.say or self.language


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
    trade_for: tuple[Text, ...] = ()
    """Clauses or gives that may be exchanged for this one."""
    sources: tuple[Text, ...] = ()
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
