"""What can happen in a session: the bodies an entry can have."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
)

from negotiator.deal.deal import Digest
from negotiator.deal.fields import Name, Number, Words
from negotiator.deal.preparation import Preparation
from negotiator.deal.profile import Profile
from negotiator.deal.term import Term


class Landed(StrEnum):
    """How a counter was received."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


class Hardness(StrEnum):
    """Whether the vendor cannot do a thing, or would rather not."""

    IMPOSSIBLE = "impossible"
    INCONVENIENT = "inconvenient"
    NOT_SAID = "not said"


class Body(BaseModel):
    """What happened, without when, where and by whom."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Match(BaseModel):
    """The suggestion under which something heard was filed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    objection: Name | None = None
    phrase: Words = ""
    score: Annotated[float, Field(ge=0, le=1)] = 0.0
    corrected: bool = False
    """The negotiator filed it under another clause than the one suggested first."""


class Heard(Body):
    """The vendor's words, verbatim; without a clause they are in no playbook yet."""

    kind: Literal["heard"] = "heard"
    words: Words
    match: Match | None = None
    value: Number = None
    """The vendor's number in the clause's metric, if one was said."""


class Raised(Body):
    """We brought the clause up."""

    kind: Literal["raised"] = "raised"
    words: Words = ""


class Countered(Body):
    """We answered an objection with one of its counters."""

    kind: Literal["countered"] = "countered"
    objection: Name
    step: Annotated[int, Field(ge=0)] = 0
    words: Words = ""
    landed: Landed = Landed.UNKNOWN


class Offered(Body):
    """We put a rung of the ladder on the table."""

    kind: Literal["offered"] = "offered"
    rung: Name
    words: Words = ""


class Agreed(Body):
    """The vendor agreed to a rung, in principle."""

    kind: Literal["agreed"] = "agreed"
    rung: Name
    words: Words = ""
    value: Number = None


class Refused(Body):
    """The vendor refused what was last on the table."""

    kind: Literal["refused"] = "refused"
    words: Words = ""
    final: bool = False


class Parked(Body):
    """Left for later in this session."""

    kind: Literal["parked"] = "parked"
    words: Words = ""


class Deferred(Body):
    """Put off by one side, with an owner and a date."""

    kind: Literal["deferred"] = "deferred"
    owner: Name = ""
    due: date | None = None
    words: Words = ""


class Escalated(Body):
    """The approver of a rung has been asked."""

    kind: Literal["escalated"] = "escalated"
    approver: Name
    rung: Name | None = None
    words: Words = ""


class Approved(Body):
    """The approver allowed a rung."""

    kind: Literal["approved"] = "approved"
    approver: Name
    rung: Name | None = None
    words: Words = ""


class Traded(Body):
    """Something given, something received; either may be missing, and then it shows."""

    kind: Literal["traded"] = "traded"
    give: Words = ""
    get: Words = ""
    rung: Name | None = None
    """The rung that is given: what came back allows the step down to it."""
    free: bool = False
    """Said to have been given for nothing."""
    answers: UUID | None = None
    """The entry of an earlier give, for which this came back."""
    asked: bool = False
    """An offer, as of a package: given and got only once the clause is agreed at the rung."""


class Constraint(Body):
    """We asked whether it is impossible or merely inconvenient; what they said."""

    kind: Literal["constraint"] = "constraint"
    hardness: Hardness
    words: Words = ""


class Waived(Body):
    """We gave the clause up, with its basis and who allowed it."""

    kind: Literal["waived"] = "waived"
    words: Words = ""
    approver: Name = ""
    promise: UUID | None = None
    """The entry of a promise that we sign without; None where the clause itself is given up."""


class Promised(Body):
    """What the vendor said they will do."""

    kind: Literal["promised"] = "promised"
    words: Words
    verbatim: bool = False
    """The words are the vendor's own, not our summary of them."""
    condition: Words = ""
    """What the promise hangs on, as "if you sign by Friday"."""


class PromiseAmended(Body):
    """What we know of a promise was set right; None leaves it as it is."""

    kind: Literal["promise-amended"] = "promise-amended"
    promise: UUID
    verbatim: bool | None = None
    condition: Words | None = None


class ReadBack(Body):
    """We read the point back and the vendor confirmed it."""

    kind: Literal["read-back"] = "read-back"
    words: Words = ""
    promise: UUID | None = None
    """The entry of the promise that was read back; None where it was the clause."""


class Papered(Body):
    """The point stands in a document."""

    kind: Literal["papered"] = "papered"
    document: Name
    section: Name = ""
    promise: UUID | None = None
    """The entry of the promise that stands there; None where it is the clause."""


class Precedence(Body):
    """Which document wins where two of them differ; the highest first, none where unknown."""

    kind: Literal["precedence"] = "precedence"
    documents: tuple[Name, ...] = ()


class SignedOff(Body):
    """A function of ours said that its part of the contract may be signed, or took that back."""

    kind: Literal["signed-off"] = "signed-off"
    function: Name
    words: Words = ""
    given: bool = True


class Answered(Body):
    """A readiness question was answered; without words it is open again."""

    kind: Literal["answered"] = "answered"
    question: Name
    """The id of a question of the playbook, or `floor:` and the id of a floor without a clause."""
    words: Words = ""


class EvidenceAsked(Body):
    """We asked for proof."""

    kind: Literal["evidence-asked"] = "evidence-asked"
    words: Words


class EvidenceReceived(Body):
    """The proof arrived."""

    kind: Literal["evidence-received"] = "evidence-received"
    words: Words


class Task(Body):
    """Something someone on either side has to do."""

    kind: Literal["task"] = "task"
    words: Words
    owner: Name = ""
    due: date | None = None
    told: bool = False
    """Both sides know of it: it may stand in what goes to the vendor."""


class TaskDone(Body):
    """A task is done."""

    kind: Literal["task-done"] = "task-done"
    task: UUID


class Note(Body):
    """A remark of ours; internal."""

    kind: Literal["note"] = "note"
    words: Words


class Observation(Body):
    """A fact after signature."""

    kind: Literal["observation"] = "observation"
    words: Words
    value: Number = None


class Contracted(Body):
    """The contract's term, as it was signed or as it was corrected."""

    kind: Literal["contracted"] = "contracted"
    term: Term


class Rolled(Body):
    """The term was confirmed as renewed, once."""

    kind: Literal["rolled"] = "rolled"
    words: Words = ""


class NoticeGiven(Body):
    """We gave notice: the contract ends with its present term."""

    kind: Literal["notice-given"] = "notice-given"
    on: date
    words: Words = ""


class Profiled(Body):
    """The deal's profile was changed."""

    kind: Literal["profiled"] = "profiled"
    profile: Profile
    words: Words = ""
    """What was given with it: scope, for control."""


class Prepared(Body):
    """What we know before the call; the last one counts, as a whole."""

    kind: Literal["prepared"] = "prepared"
    preparation: Preparation = Preparation()


class EditionTaken(Body):
    """The deal is negotiated on another edition of its playbook from here on."""

    kind: Literal["edition-taken"] = "edition-taken"
    edition: Digest
    version: Name = ""


class Unlearned(Body):
    """A statement that was filed by hand, in this deal or another, teaches the matching no more.

    What was heard then was heard all the same: the record of its deal does not change.
    """

    kind: Literal["unlearned"] = "unlearned"
    entry: UUID


class Retracted(Body):
    """An earlier entry no longer counts; undo."""

    kind: Literal["retracted"] = "retracted"
    entry: UUID


AnyBody = Annotated[
    Heard
    | Raised
    | Countered
    | Offered
    | Agreed
    | Refused
    | Parked
    | Deferred
    | Escalated
    | Approved
    | Traded
    | Constraint
    | Waived
    | Promised
    | PromiseAmended
    | ReadBack
    | Papered
    | Precedence
    | SignedOff
    | Answered
    | EvidenceAsked
    | EvidenceReceived
    | Task
    | TaskDone
    | Note
    | Observation
    | Contracted
    | Rolled
    | NoticeGiven
    | Profiled
    | Prepared
    | EditionTaken
    | Unlearned
    | Retracted,
    Field(discriminator="kind"),
]

BODIES: TypeAdapter[AnyBody] = TypeAdapter(AnyBody, config=ConfigDict(defer_build=True))
"""Reads a body of any kind back from its JSON."""
