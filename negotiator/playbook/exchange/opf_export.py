"""A playbook as an Open Playbook 0.3: what is asserted, and not what was ever observed.

The format's `observed_positions`, `fallbacks` and `rejected` are wordings seen in contracts. A
playbook has seen none, so they stay empty: its fallbacks are variations that are acceptable under
a condition, and its ladders, limits included, are positions that somebody asserted (`curation`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from negotiator.playbook.clause import Clause, Position
from negotiator.playbook.exchange.approvers import written
from negotiator.playbook.exchange.draft import Export, tables_lost, told
from negotiator.playbook.exchange.opf import POSTURE, VERSION
from negotiator.playbook.exchange.opf_pin import ladder_in_words, strings
from negotiator.playbook.model import Floor, Playbook
from negotiator.playbook.near import listed
from negotiator.playbook.scales import RiskTier, Rung

_TEMPLATE = "template"
"""How citations name our own paper, which here is the playbook itself."""
_RECORD = {
    "historical_stance": "no_signal",
    "fallbacks": [],
    "rejected": [],
    "confidence": {
        "score": 0,
        "basis": "asserted in a playbook, not observed in contracts",
        "n_our_paper": 0,
        "n_counterparty_paper": 0,
        "evidence_sufficient": False,
    },
}
_NOTE = (
    "Positions as a playbook asserts them. The template cited is the playbook itself; "
    "a clause_path is the address of a rung in it."
)


def as_opf(playbook: Playbook, program: str, now: datetime) -> Export:
    """The playbook as JSON that the schema of the Open Playbook Format 0.3 accepts.

    `program` is the version of ours that is named as the compiler.
    """
    about = playbook.playbook
    approvers, kinds = written(playbook), _kinds(playbook)
    asserted = about.last_reviewed or now.date()
    document: dict[str, Any] = {
        "opf_version": VERSION,
        "agreement_type": _agreement(playbook),
        "baseline": {
            "has_canonical_template": True,
            "template_ref": {"document_id": _TEMPLATE, "title": about.name},
            "notes": _NOTE,
        },
        "taxonomy": {
            "source": f"the playbook {playbook.id}",
            "entries": [_entry(clause, kinds) for clause in playbook.clause],
        },
        "evidence": {
            "clauses": [_clause(clause, kinds, approvers) for clause in playbook.clause],
            "clause_library": [],
        },
        "posture": _posture(playbook),
        "floor": {"invariants": [_invariant(floor, kinds) for floor in playbook.floor]},
        "curation": {
            "pins": [
                _pin(number, clause, approvers, f"{asserted.isoformat()}T00:00:00Z")
                for number, clause in enumerate(playbook.clause, start=1)
            ]
        },
        "corpus": {"documents": [], "stats": {"documents_total": 0}},
        "compiler": {
            "name": "negotiator",
            "version": program,
            "generated_at": now.isoformat(timespec="seconds"),
        },
    }
    document["identity"] = {"id": playbook.id, "version": about.version, **_hashes(document)}
    return Export(json.dumps(document, ensure_ascii=False, indent=2) + "\n", _lost(playbook))


def _agreement(playbook: Playbook) -> dict[str, str]:
    about = playbook.playbook
    known = {"id": playbook.id, "name": about.name, "description": about.description}
    return {key: text for key, text in known.items() if text}


def _entry(clause: Clause, kinds: Mapping[str, str]) -> dict[str, str]:
    """A clause as a kind of its own: the taxonomies of others know no such clauses."""
    entry = {"id": kinds[clause.id], "label": clause.title, "status": "custom"}
    return entry | ({"description": clause.why} if clause.why else {})


def _kinds(playbook: Playbook) -> Mapping[str, str]:
    """The kind of each clause: its id in the letters that the format allows there."""
    kinds: dict[str, str] = {}
    for clause in playbook.clause:
        plain = clause.id.replace(".", "_").replace("-", "_")
        # data.use-terms and data-use.terms are two clauses.
        taken = plain in kinds.values()
        kinds[clause.id] = f"{plain}_{len(kinds)}" if taken else plain
    return kinds


def _clause(
    clause: Clause, kinds: Mapping[str, str], approvers: Mapping[str, str]
) -> dict[str, Any]:
    standard = clause.ladder.get(str(Rung.TARGET)) or clause.ladder.get(str(Rung.OPENING))
    rung = str(standard.rung) if standard else ""
    text = _wording(standard) if standard else ""
    return {
        "id": clause.id,
        "taxonomy_id": kinds[clause.id],
        "title": clause.title,
        "our_standard": {"text": text, "source_ref": _address(clause, rung)} if text else None,
        "observed_positions": [],
        "summary": {
            **_RECORD,
            "acceptable_if": [
                _variation(clause, name, position, approvers)
                for name, position in clause.ladder.items()
                if position.rung is Rung.FALLBACK and _wording(position)
            ],
        },
    }


def _variation(
    clause: Clause, rung: str, position: Position, approvers: Mapping[str, str]
) -> dict[str, Any]:
    aloud = f"Aloud: {position.say}" if position.language and position.say else ""
    remarks = [each for each in (position.label, aloud, *strings(position, approvers)) if each]
    return {
        "if": position.when or position.label or rung,
        "to": _wording(position),
        "rationale": "; ".join(remarks),
        "observation_ref": _address(clause, rung),
    }


def _pin(
    number: int, clause: Clause, approvers: Mapping[str, str], asserted: str
) -> dict[str, str]:
    """The whole ladder in words: it holds whatever contracts come to show."""
    pin = {
        "clause_id": clause.id,
        "item_id": f"C{number}",
        "position": ladder_in_words(clause, approvers),
        "baseline_stance": str(_RECORD["historical_stance"]),
        "pinned_at": asserted,
    }
    return pin | ({"comment": clause.internal_notes} if clause.internal_notes else {})


def _wording(position: Position) -> str:
    return position.language or position.say


def _address(clause: Clause, rung: str) -> dict[str, str]:
    path = f"{clause.id}/{rung}"
    return {"document_id": _TEMPLATE, "version": _TEMPLATE, "clause_path": path}


def _posture(playbook: Playbook) -> dict[str, str]:
    said = playbook.playbook.posture
    parts = [said.style, *(f"{POSTURE[key]}{getattr(said, key)}" for key in POSTURE)]
    prompt = "\n\n".join(part for part in parts if part not in ("", *POSTURE.values()))
    return {"system_prompt": prompt} if prompt else {}


def _invariant(floor: Floor, kinds: Mapping[str, str]) -> dict[str, str]:
    statement = floor.statement
    if len(floor.tiers) < len(RiskTier):
        # Without it a red line would hold where it does not.
        statement = f"In deals that are {listed(map(str, floor.tiers))}: {statement}"
    kind = kinds.get(floor.clause or "")
    link = {"x_taxonomy_id": kind} if kind else {}
    return {"id": floor.id, "statement": statement, **link}


def _hashes(document: Mapping[str, Any]) -> dict[str, Any]:
    """The digests by which others know the content (section 3.10 of the specification)."""
    left_out = {"curation", "compiler"}
    content = {key: value for key, value in document.items() if key not in left_out}
    compiler = {key: document["compiler"][key] for key in ("name", "version")}
    sections = ("evidence", "posture", "floor", "curation")
    return {
        "content_hash": _sha256({**content, "compiler": compiler}),
        "section_digests": {name: _sha256(document[name]) for name in sections},
    }


def _sha256(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _lost(playbook: Playbook) -> tuple[str, ...]:
    clauses = playbook.clause
    objections = [objection for clause in clauses for objection in clause.objection]
    fields = (
        ("priorities by risk tier", "priority"),
        ("conditions of the deal's profile", "when"),
        ("questions to open with", "question"),
        ("evidence to ask for", "evidence"),
        ("documents in which clauses have to stand", "home"),
        ("what clauses may be traded for", "trade_for"),
        ("sources", "sources"),
        ("numbers of the ladders, beyond their words", "metric"),
        ("market lines", "market"),
    )
    return told(
        {
            "objections": len(objections),
            "counters": sum(len(each.counter) for each in objections),
            "phrases of vendors": sum(1 for _ in playbook.phrases()),
            "weak wordings": sum(len(clause.weak) for clause in clauses),
            "owner, weight and protection of each clause": True,
            **{what: sum(bool(getattr(each, key)) for each in clauses) for what, key in fields},
            "sentences to say of openings, and of targets that have a wording": sum(
                bool(each.say and (each.language or each.rung is Rung.OPENING))
                for clause in clauses
                for each in clause.position
                if each.rung in (Rung.OPENING, Rung.TARGET)
            ),
            "what approvers may allow": sum(bool(each.allows) for each in playbook.approver),
            **tables_lost(playbook, ("playbook", "clause", "approver", "floor")),
        }
    )
