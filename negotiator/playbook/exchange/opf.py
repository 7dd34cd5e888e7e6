"""The Open Playbook Format 0.3, as much of it as a playbook of ours can hold.

The specification and its JSON Schema are published at github.com/contract-opf/opf. What is not
named here is passed over when it is read; what is named has to be of its type, and may be missing
where a playbook can do without it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

VERSION = "0.3"
MOST_CLAUSES = 2_000
POSTURE = {"risk_appetite": "Risk appetite: ", "opening": "Opening: "}
"""How the paragraphs of a posture begin that are more than style."""
Stance = Literal["consistently_held", "usually_held", "mixed", "usually_conceded", "no_signal"]


class Part(BaseModel):
    """An object of the format."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


def _numbered(value: Any) -> Any:
    return str(value) if type(value) is int else value


class Citation(Part):
    """Where in which contract a text stands."""

    document_id: str
    version: Annotated[str, BeforeValidator(_numbered)]
    """The number of the draft, or "template" for our own paper."""
    clause_path: str

    def __str__(self) -> str:
        which = "" if self.version == "template" else f" version {self.version}"
        return f"{self.document_id}{which}, clause {self.clause_path}"


class RiskDelta(Part):
    """How much riskier than our standard a text is."""

    direction: Literal["better", "neutral", "worse"]
    magnitude: Literal["none", "minor", "material"]


class Observation(Part):
    """A wording that was seen in a contract, and what became of it."""

    text_summary: str
    full_text: str = ""
    example_ref: Citation | None = None
    deviation: Literal["none", "reworded_equivalent", "substantive"]
    risk_delta: RiskDelta
    provenance: Literal["our_paper", "counterparty_paper"]
    outcome: Literal["signed", "proposed_then_reversed"]
    precedent_count: int = 1
    proposed_by: str = ""


class Variation(Part):
    """Another wording that is as good as ours, and when."""

    condition: str = Field("", alias="if")
    to: str = ""
    rationale: str = ""
    observation_ref: Citation | None = None


def _with_condition(value: Any) -> Any:
    """A bare text is a condition alone, as playbooks written by hand may have it."""
    return {"if": value} if isinstance(value, str) else value


class Standard(Part):
    """Our own wording of a clause."""

    text: str
    source_ref: Citation | None = None


class StanceDetail(Part):
    """How often a clause was held."""

    held: int
    of: int


class Confidence(Part):
    """How much the record of a clause rests on."""

    score: float
    n_our_paper: int = 0
    n_counterparty_paper: int = 0
    evidence_sufficient: bool = True


class Summary(Part):
    """What became of a clause in all contracts together."""

    historical_stance: Stance
    stance_detail: StanceDetail | None = None
    acceptable_if: list[Annotated[Variation, BeforeValidator(_with_condition)]] = []
    fallbacks: list[Observation] = []
    rejected: list[Observation] = []
    confidence: Confidence | None = None


class ClausePosition(Part):
    """One clause."""

    id: str
    taxonomy_id: str
    title: str
    our_standard: Standard | None = None
    observed_positions: list[Observation] = []
    negotiation_trail: list[Any] = []
    summary: Summary


class ClauseConcept(Part):
    """What is known of a clause on the other side's paper."""

    taxonomy_id: str
    risk_profile: str = ""
    notes: str = ""


class Evidence(Part):
    """What the contracts show."""

    clauses: list[ClausePosition] = Field(max_length=MOST_CLAUSES)
    clause_library: list[ClauseConcept] = []


class AgreementType(Part):
    """The kind of contract."""

    id: str
    name: str
    description: str = ""
    aliases: list[str] = []


class TaxonomyEntry(Part):
    """A kind of clause."""

    id: str
    label: str
    description: str = ""


class Taxonomy(Part):
    """The kinds of clauses there are."""

    entries: list[TaxonomyEntry]


class Answer(Part):
    """One answer of the interview from which a posture was made."""

    q: str
    answer: str


class Generation(Part):
    """How a posture was made."""

    interview: list[Answer] = []


class Posture(Part):
    """How to negotiate, in prose."""

    system_prompt: str = ""
    generation: Generation = Generation()


class Invariant(Part):
    """A red line."""

    id: str
    statement: str
    rationale: str = ""
    x_taxonomy_id: str = ""
    """The clause it is about; an extension that the reference compiler writes too."""


class Floor(Part):
    """The red lines."""

    invariants: list[Invariant] = Field([], max_length=MOST_CLAUSES)


class Pin(Part):
    """A position that a lawyer asserted, whatever the contracts show."""

    clause_id: str
    position: str
    pinned_at: str
    pinned_by: str = ""
    comment: str = ""


class Curation(Part):
    """The positions that lawyers asserted."""

    pins: list[Pin] = []


class Perspective(Part):
    """Who we are, and who the other side is."""

    party: str
    counterparty_type: str


class Identity(Part):
    """Which playbook of a producer's this is."""

    version: str = ""


class OpenPlaybook(Part):
    """A playbook in the Open Playbook Format."""

    agreement_type: AgreementType
    taxonomy: Taxonomy
    evidence: Evidence
    posture: Posture = Posture()
    floor: Floor = Floor()
    perspective: Perspective | None = None
    de_minimis: list[str] = []
    curation: Curation = Curation()
    identity: Identity = Identity()
    composes: list[dict[str, Any]] = []
    corpus: dict[str, Any] = {}
