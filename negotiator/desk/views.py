"""What the front ends show of a call, already in words, with internal texts told apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeVar

SAID = "said"
Known = TypeVar("Known")
Said = Annotated[Known, SAID]
"""A field that both sides know, or that tells nothing; every other one is internal.

`desk.discreet` blanks the internal ones while the screen is shared.
"""


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A clause as a line of the checklist."""

    clause: Said[str]
    area: Said[str]
    name: Said[str]
    title: Said[str]
    owner: str
    priority: str
    standing: str
    rung: str
    """The rung agreed or on the table; empty before either."""
    settled: bool

    @property
    def must_have(self) -> bool:
        return self.priority == "must-have"


@dataclass(frozen=True, slots=True)
class RungView:
    """A rung of the ladder on the card."""

    rung: str
    label: str
    say: str
    on_table: bool
    agreed: bool
    walk_away: bool
    offered: bool
    """Put on the table by name, so that its words were said."""
    approver: str
    requires_get: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the vendor said."""

    at: Said[datetime]
    words: Said[str]
    place: str
    """Where a number in it stands on the ladder; empty without one."""


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter ready to be said."""

    objection: str
    step: int
    tier: str
    say: str
    following: str
    """The tier of the counter after this one; empty when it is the last."""
    leads_to: str
    """The rung that it offers, in a few words; empty when it offers none."""


@dataclass(frozen=True, slots=True)
class NextView:
    """The next rung down and what it takes."""

    rung: str
    label: str
    say: str
    approver: str
    """The id of who has to agree first; empty when nobody has to."""
    asks: str
    """The same by name."""
    requires_get: bool
    """It takes to say what came back, or that nothing did."""
    when: str


@dataclass(frozen=True, slots=True)
class CardView:
    """One clause, readable in ten seconds."""

    clause: Said[str]
    title: Said[str]
    priority: str
    owner: str
    standing: str
    ask: str
    just_offered: bool
    """It was put on the table with the last entry: it is what is being said now."""
    question: str
    why: str
    ladder: tuple[RungView, ...]
    they: Said[tuple[Statement, ...]]
    constraint: str
    """Whether it is impossible for them or merely inconvenient, in their words; empty unasked."""
    say: CounterView | None
    exhausted: str
    """The objection to which every counter was said in this session; empty while one is left."""
    next: NextView | None
    limit: str
    """The walk-away in a few words; internal."""
    home: str
    """Where it stands, once it is papered; before, where it should."""
    deferral: str
    evidence: tuple[str, ...]
    moves: tuple[str, ...] = ()
    """Their numbers over time with our target, and ours; internal."""
    past: tuple[str, ...] = ()
    """What this vendor and others agreed to before, what helps most first; internal."""
    market: Said[str] = ""
    """What the market does, with its source; empty unless the playbook lets us say it."""
    settled: bool = False
    """Nothing is left to negotiate, unless they said something since."""
    discreet: bool = False
    """What is internal was blanked: it is hidden, not missing."""


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A reading of what is being typed, as a line under it."""

    clause: Said[str]
    objection: str | None
    score: float
    phrase: str
    say: str
    rung: str
    """The next rung that may be offered; empty when none is left but a walk-away."""
    next: str
    """That rung in a few words."""
    approver: str
    """Who has to agree before it is offered, by name; empty when nobody has to."""
    place: str
    value: float | None
    words: tuple[str, ...]
    why: str
    taught: bool = False
    """The phrase was heard before, and filed here by hand."""
    title: Said[str] = ""
    """The title of the clause."""
    discreet: bool = False
    """What is internal was blanked: it is hidden, not missing."""
    marks: tuple[tuple[int, int], ...] = ()
    """Which parts of the phrase were said: from one letter up to another."""
    prior: str = ""
    """What spoke for it beside the words, in a word: here, must; empty when nothing did."""

    @property
    def then(self) -> str:
        """What may be offered after it, in words, and who has to agree to that."""
        needs = f" · needs {self.approver}" if self.approver else ""
        return f"then {self.next}{needs}" if self.next else "then nothing may be offered"


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    kind: str
    words: str
    """The kind of entry and what it said."""
    clause: str | None


@dataclass(frozen=True, slots=True)
class StatusView:
    """The line above the live screen."""

    vendor: Said[str]
    title: Said[str]
    tier: str
    session: Said[int]
    minute: Said[int]
    planned: int
    must_haves: int
    settled: int
    gives: int
    gets: int
    unanswered: int
    """Gives for which nothing came back, and which nobody said to be free."""
    saved_at: Said[datetime | None]
    unsaved: Said[int]
    trouble: Said[str]
    """Why something is not saved, and what to do; empty when all is."""
    playbook: str
    """changed, broken, or empty: how the playbook on the disk is beside the edition in force."""
    pressing: str = ""
    """What the clock says of the must-haves not raised; empty while there is time."""
    asked: int = 0
    """Steps that are offered for something which is asked and not agreed yet."""
    waiting: Said[bool] = False
    """What is not saved yet waits for another program that is writing."""
    discreet: bool = False
    """What is internal was blanked: it is hidden, not missing."""
