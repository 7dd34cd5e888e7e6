"""What the profile of a deal makes of a playbook: which clauses weigh more, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from negotiator.playbook.table import ClauseId, Line, Number, Slug, Table, Text

LONGEST = 6
"""Questions of the sourcing decision in a row; more than anyone answers before a call."""

FACT_ID = r"^[a-z][a-z_]*\.[a-z][a-z0-9-]*$"
FactId = Annotated[str, StringConstraints(pattern=FACT_ID, max_length=80)]


class Emphasis(Table):
    """A kind of deal in which some clauses are pursued harder, and others less hard."""

    id: Slug
    """Unique among the emphases."""
    title: Line
    """Which deals and what weighs more, in one line of the New-deal form."""
    when: Mapping[str, tuple[Line, ...]] = Field(default_factory=dict)
    """Profile fields and the values for which it holds, as in a clause; absent = always."""
    raises: tuple[ClauseId, ...] = ()
    """Clauses that go up one step of priority; a must-have stays one."""
    lowers: tuple[ClauseId, ...] = ()
    """Clauses that go down one step. What one emphasis raises and another lowers stays."""
    weight: Mapping[str, Annotated[Number, Field(ge=0, le=100)]] = Field(default_factory=dict)
    """Clauses and their weight in such a deal; where several say one, the highest."""
    why: Text = ""
    """The reason; internal."""
    source: Text = ""
    """Where it comes from."""


class SourcingStep(Table):
    """A question of the sourcing decision: should we build, buy, partner or invest?

    The one that no other leads to is asked first.
    """

    id: Slug
    """Unique among the questions; what `yes` and `no` of others lead to."""
    ask: Line
    """The question, to be answered yes or no."""
    explain: Text = ""
    """What speaks for a yes, in a sentence."""
    yes: Slug
    """The question that follows a yes, or the decision: build, buy, partner or invest."""
    no: Slug
    """The same for a no."""


class Fact(Table):
    """A value of the profile in the words of the New-deal form."""

    id: FactId
    """field.value, such as "layer.integrator"; the fields and their values are listed below."""
    title: Line
    """The value in two or three words."""
    explain: Text = ""
    """What it means, and what to look at in such a deal, in a sentence or two."""
    source: Text = ""
    """Where it comes from."""

    @property
    def field(self) -> str:
        """The field of the profile: the part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def value(self) -> str:
        """Its value: the part of the id after the dot."""
        return self.id.partition(".")[2]
