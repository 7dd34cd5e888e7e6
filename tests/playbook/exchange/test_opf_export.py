"""What is exported is an Open Playbook 0.3: by its schema, by its digests, and read again."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from negotiator.playbook.exchange.draft import Draft
from negotiator.playbook.exchange.opf_export import as_opf
from negotiator.playbook.exchange.opf_import import from_opf
from negotiator.playbook.load import judged, load
from negotiator.playbook.model import Playbook, Position
from negotiator.playbook.shelf import shipped_root
from tests.playbook.exchange.strategies import playbooks
from tests.samples import PINNING, playbook

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
PUBLISHED = os.environ.get("NEGOTIATOR_OPF_SCHEMA", "")


def _object(**properties: Any) -> dict[str, Any]:
    """An object with just these keys; those that end in _ may be missing."""
    return {
        "type": "object",
        "properties": {key.removesuffix("_"): value for key, value in properties.items()},
        "required": [key for key in properties if not key.endswith("_")],
        "additionalProperties": False,
        "patternProperties": {"^x_": {}},
    }


def _list(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


STRING = {"type": "string"}
HASH = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
NONE = {"type": "array", "maxItems": 0}
CITATION = _object(
    document_id={"const": "template"},
    version={"const": "template"},
    clause_path={"type": "string", "minLength": 1},
)
CLAUSE = _object(
    id=STRING,
    taxonomy_id=STRING,
    title=STRING,
    our_standard={"oneOf": [{"type": "null"}, _object(text=STRING, source_ref=CITATION)]},
    observed_positions=NONE,
    summary=_object(
        historical_stance={"const": "no_signal"},
        fallbacks=NONE,
        rejected=NONE,
        confidence=_object(
            score={"const": 0},
            basis=STRING,
            n_our_paper={"const": 0},
            n_counterparty_paper={"const": 0},
            evidence_sufficient={"const": False},
        ),
        acceptable_if=_list(
            {
                **_object(to=STRING, rationale=STRING, observation_ref=CITATION, if_=STRING),
                "required": ["if", "to", "rationale", "observation_ref"],
            }
        ),
    ),
)
OURS = _object(
    opf_version={"const": "0.3"},
    agreement_type=_object(
        id={"type": "string", "pattern": "^[a-z0-9-]+$"}, name=STRING, description_=STRING
    ),
    baseline=_object(
        has_canonical_template={"const": True},
        template_ref=_object(document_id={"const": "template"}, title=STRING),
        notes=STRING,
    ),
    taxonomy=_object(
        source=STRING,
        entries=_list(
            _object(
                id={"type": "string", "pattern": "^[a-z0-9_]+$"},
                label=STRING,
                status={"const": "custom"},
                description_=STRING,
            )
        ),
    ),
    evidence=_object(clauses=_list(CLAUSE), clause_library=NONE),
    posture=_object(system_prompt_=STRING),
    floor=_object(invariants=_list(_object(id=STRING, statement=STRING))),
    curation=_object(
        pins=_list(
            _object(
                clause_id=STRING,
                item_id=STRING,
                position=STRING,
                baseline_stance=STRING,
                pinned_at=STRING,
                comment_=STRING,
            )
        )
    ),
    corpus=_object(documents=NONE, stats={"type": "object"}),
    compiler=_object(name=STRING, version=STRING, generated_at=STRING),
    identity=_object(
        id=STRING,
        version=STRING,
        content_hash=HASH,
        section_digests=_object(evidence=HASH, posture=HASH, floor=HASH, curation=HASH),
    ),
)
"""What the format allows of what we write, in our words; the published schema is not kept here."""


def shipped() -> Playbook:
    """The playbook that is shipped."""
    found = load(shipped_root() / "llm-vendor").playbook
    assert found is not None
    return found


def exported(source: Playbook) -> Any:
    """The playbook as the JSON document it becomes."""
    return json.loads(as_opf(source, "0.1.0", NOW).text)


def again(source: Playbook) -> Playbook:
    """The playbook out and in."""
    draft = from_opf(Path("x.opf.json"), as_opf(source, "0.1.0", NOW).text)
    assert isinstance(draft, Draft), list(map(str, draft))
    loaded = judged(draft.source)
    assert loaded.problems == ()
    assert loaded.playbook is not None
    return loaded.playbook


def test_the_shipped_playbook_has_the_shape_of_the_format() -> None:
    jsonschema.Draft202012Validator(OURS).validate(exported(shipped()))


@pytest.mark.skipif(not PUBLISHED, reason="NEGOTIATOR_OPF_SCHEMA names no published schema")
@pytest.mark.parametrize("source", [shipped, playbook])
def test_the_published_schema_accepts_it(source: Any) -> None:
    schema = json.loads(Path(PUBLISHED).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(exported(source()))


def test_the_digests_are_those_of_the_specification() -> None:
    document = exported(playbook())
    identity = document.pop("identity")
    assert (identity["id"], identity["version"]) == ("llm-vendor", "1.2.3")
    for name, digest in identity["section_digests"].items():
        assert digest == sha256(document[name])
    del document["curation"], document["compiler"]["generated_at"]
    assert identity["content_hash"] == sha256(document)


def sha256(value: Any) -> str:
    """The digest of a value in canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_nothing_is_said_to_have_been_signed() -> None:
    for clause in exported(shipped())["evidence"]["clauses"]:
        assert clause["observed_positions"] == []
        assert clause["summary"]["fallbacks"] == clause["summary"]["rejected"] == []


def test_a_clause() -> None:
    document = exported(playbook())
    clause = next(each for each in document["evidence"]["clauses"] if each["id"] == PINNING)
    ours = playbook().clauses[PINNING]
    assert clause["our_standard"]["text"] == (
        ours.ladder["target"].language or ours.ladder["target"].say
    )
    assert clause["our_standard"]["source_ref"]["clause_path"] == f"{PINNING}/target"
    assert [each["to"] for each in clause["summary"]["acceptable_if"]] == [
        ours.ladder[rung].language or ours.ladder[rung].say
        for rung in ours.ladder
        if rung.startswith("fallback")
    ]
    pin = next(each for each in document["curation"]["pins"] if each["clause_id"] == PINNING)
    assert [line.partition(":")[0] for line in pin["position"].splitlines()] == list(ours.ladder)
    entry = next(e for e in document["taxonomy"]["entries"] if e["id"] == clause["taxonomy_id"])
    assert entry["description"] == ours.why


def test_a_red_line_that_holds_at_some_tiers_says_so() -> None:
    source = shipped()
    floor = next(each for each in source.floor if len(each.tiers) == 2)
    document = exported(source)
    line = next(each for each in document["floor"]["invariants"] if each["id"] == floor.id)
    assert line["statement"] == f"In deals that are customer-facing or regulated: {floor.statement}"


def test_clauses_whose_kinds_would_be_the_same_stay_apart() -> None:
    clauses = [
        playbook().clause[0].model_copy(update={"id": name})
        for name in ("data.use-terms", "data-use.terms")
    ]
    document = exported(playbook().model_copy(update={"clause": tuple(clauses)}))
    assert len({entry["id"] for entry in document["taxonomy"]["entries"]}) == 2


def test_what_is_lost_is_told() -> None:
    lost = as_opf(shipped(), "0.1.0", NOW).lost
    for what in (
        "objections: ",
        "counters: ",
        "[[give]]: ",
        "[[tactic]]: ",
        "priorities by risk tier: ",
    ):
        assert any(line.startswith(what) for line in lost)


def test_the_shipped_playbook_out_and_in() -> None:
    source = shipped()
    back = again(source)
    assert list(back.clauses) == list(source.clauses)
    assert back.playbook.posture == source.playbook.posture
    assert back.playbook.version == source.playbook.version
    assert [each.clause for each in back.floor] == [each.clause for each in source.floor]
    for clause in source.clause:
        ladder = back.clauses[clause.id].ladder
        assert list(ladder) == list(clause.ladder)
        assert back.clauses[clause.id].why == clause.why
        assert back.clauses[clause.id].internal_notes.startswith(clause.internal_notes)
        for rung, position in clause.ladder.items():
            assert held(ladder[rung]) == held(position)


def held(position: Position) -> tuple[str, str | None, bool]:
    """What of a rung the format carries whatever it is."""
    return position.label, position.approver, position.requires_get


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(playbooks())
def test_any_playbook(source: Playbook) -> None:
    jsonschema.Draft202012Validator(OURS).validate(exported(source))
    back = again(source)
    assert len(back.clause) == len(source.clause)
    for ours, theirs in zip(source.clause, back.clause, strict=True):
        bound = {name: each for name, each in ours.ladder.items() if each.approver}
        for name, position in bound.items():
            assert theirs.ladder[name].approver == position.approver
        for name, position in ours.ladder.items():
            assert theirs.ladder[name].requires_get == position.requires_get
