"""An Open Playbook becomes one to negotiate on, and what is left behind is named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator.playbook.check import check
from negotiator.playbook.exchange.draft import Draft, Flaw
from negotiator.playbook.exchange.opf_import import from_opf
from negotiator.playbook.load import judged
from negotiator.playbook.model import Playbook
from negotiator.suggest import build_index, suggest

SAMPLE = Path(__file__).parent / "support-terms.opf.json"
DOCUMENT: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
PUBLISHED = os.environ.get("NEGOTIATOR_OPF_SAMPLE", "")
TODAY = date(2026, 12, 1)
RESPONSE, FEE = "support-terms.response-time", "support-terms.fee-increase"
ESCROW, END = "continuity.source-code-escrow", "support-terms.end-of-life"


def draft_of(document: Any) -> Draft:
    """What becomes of a document with which nothing is wrong."""
    draft = from_opf(SAMPLE, json.dumps(document))
    assert isinstance(draft, Draft), list(map(str, draft))
    return draft


def playbook_of(document: Any) -> Playbook:
    """The playbook in it, of which nothing was left out."""
    loaded = judged(draft_of(document).source)
    assert loaded.problems == ()
    assert loaded.playbook is not None
    return loaded.playbook


def flaws_of(text: str) -> list[str]:
    """What is wrong with a text."""
    found = from_opf(SAMPLE, text)
    assert isinstance(found, list)
    assert all(isinstance(each, Flaw) for each in found)
    return list(map(str, found))


@pytest.fixture
def playbook() -> Playbook:
    """The sample."""
    return playbook_of(DOCUMENT)


def test_the_head(playbook: Playbook) -> None:
    head = playbook.playbook
    assert (head.id, head.name) == ("support-terms", "Support and maintenance terms")
    assert head.version == "2026.2"
    assert "For Meadow Hospitals. The other side: software vendor." in head.description
    assert head.posture.style.startswith("Be friendly")
    assert head.posture.opening == "Begin with the incidents of last year."
    assert head.posture.risk_appetite == (
        "We accept small changes to close.\n\nAccepted as it is: renumbering; spelling."
    )


def test_an_answer_that_left_the_prose_is_not_taken_back() -> None:
    document = deepcopy(DOCUMENT)
    document["posture"]["system_prompt"] = "Hold everything."
    assert "small changes" not in playbook_of(document).playbook.posture.risk_appetite


def test_a_ladder_descends_from_our_standard_to_what_was_struck(playbook: Playbook) -> None:
    ladder = playbook.clauses[RESPONSE].ladder
    assert list(ladder) == ["target", "fallback-1", "fallback-2", "walk-away"]
    target, better, worse, limit = ladder.values()
    assert target.language.endswith("within one hour, on every day of the year.")
    assert target.say == target.language
    assert better.when == better.label == "a named engineer is on call"
    assert "within two hours" in better.language
    assert worse.say == worse.label == "Four hours, at weekends only."
    assert "within four hours on all other days" in worse.language
    assert limit.label == "Best efforts in place of a time."
    assert limit.say == ""
    assert "best efforts" in limit.language


def test_the_record_stands_in_the_notes(playbook: Playbook) -> None:
    clause = playbook.clauses[RESPONSE]
    assert clause.internal_notes.splitlines() == [
        "Asserted on 2026-02-03 by counsel: Two hours at night are fine.",
        "Agreed with the wards.",
        "Red line No best efforts: A ward cannot wait for an effort.",
        "Record: usually held, held 4 of 5.",
        "Contracts: 5 on our paper, 1 on theirs. Confidence 0.75.",
        "fallback-1: Two hours from a named engineer were never too late.",
        "fallback-2: minor concession, signed 2 times",
        "walk-away: struck before signature 1 time",
    ]
    assert clause.why == "How soon somebody qualified answers."
    assert "heron-2025 version 3, clause 3.1" in clause.sources


def test_without_a_standard_what_was_signed_unchanged_is_the_target(playbook: Playbook) -> None:
    clause = playbook.clauses[FEE]
    assert clause.ladder["target"].say == "Inflation, and no more."
    assert clause.ladder["fallback-1"].when == "the increase is capped at five percent"
    assert "A budget for three years cannot be made." in clause.why
    assert "too few to rely on" in clause.internal_notes


def test_a_limit_is_never_what_we_ask_for(playbook: Playbook) -> None:
    assert list(playbook.clauses[END].ladder) == ["target", "walk-away"]
    target = playbook.clauses[END].ladder["target"]
    assert target.label == "their proposal, for us to look at"
    assert target.say == "What do you propose here? We will look at it."


def test_a_ladder_in_words_is_read_as_one(playbook: Playbook) -> None:
    ladder = playbook.clauses[ESCROW].ladder
    assert list(ladder) == ["target", "fallback-1", "walk-away"]
    assert ladder["target"].label == "every release"
    assert ladder["target"].language.startswith("Vendor shall deposit")
    assert (ladder["fallback-1"].label, ladder["fallback-1"].approver) == ("yearly deposit", "cio")
    assert ladder["fallback-1"].requires_get
    assert [(each.id, each.name) for each in playbook.approver] == [("cio", "The CIO")]


def test_red_lines_and_the_clauses_they_are_about(playbook: Playbook) -> None:
    assert [(floor.id, floor.clause) for floor in playbook.floor] == [
        ("no-best-efforts", RESPONSE),
        ("escrow", ESCROW),
        ("no-lock-in", None),
    ]


def test_what_is_left_behind_is_told() -> None:
    draft = draft_of(DOCUMENT)
    for line in (
        "wordings that repeat another rung: 1",
        "struck wordings that were no worse for us: 1",
        "clauses without any position: 1",
        "rationales of red lines about none of its clauses: 1",
        "rounds of negotiation: 1",
        "contracts of the corpus, with their drafts and digests: 3",
        "other names of the agreement type: 1",
        "modules that it builds on, which are not loaded: example/data-terms",
        "extensions of other programs: x_origin, x_reviewer",
    ):
        assert line in draft.lost
    for line in (
        "walk-aways that are what was struck before signature, and nobody's decision: "
        "Response time, End of life",
        "targets that are what was signed unchanged, for want of a standard: Yearly fee increase",
        "clauses for which the source has no standard: End of life",
        "owners and priorities: the format has none",
    ):
        assert line in draft.to_do
    assert not any(line.startswith("approvers") for line in draft.to_do)


def test_nobody_is_asked_where_the_source_names_nobody() -> None:
    document = deepcopy(DOCUMENT)
    del document["curation"]
    told = draft_of(document).to_do
    assert "approvers: the format has none, so no fallback needs anyone's agreement" in told


def test_one_negotiates_on_it(playbook: Playbook) -> None:
    index = build_index(playbook)
    for words, clause in (
        ("nobody answers severity 1 within an hour on a sunday", RESPONSE),
        ("we cannot put our source code in escrow", ESCROW),
        ("the fee goes up with inflation every year", FEE),
    ):
        assert suggest(index, words)[0].clause == clause


def test_only_warnings_are_left() -> None:
    loaded = judged(draft_of(DOCUMENT).source)
    assert {each.severity for each in check(loaded, TODAY)} <= {"warning", "note"}


# ── names and texts ──────────────────────────────────────────────────────────────────────────────


def changed(change: Callable[[Any], object]) -> Any:
    """The sample with a change."""
    document = deepcopy(DOCUMENT)
    change(document)
    return document


def clause(document: Any, index: int = 0) -> Any:
    """A clause of a document."""
    return document["evidence"]["clauses"][index]


@pytest.mark.parametrize(
    ("source", "ours"),
    [
        ("clause.response_time", RESPONSE),
        ("Data.Use", "data.use"),
        ("RT", "support-terms.rt"),
        ("clause.Größe & Maß", "support-terms.grosse-mass"),
        ("条款", "support-terms.clause"),
        ("1.2", "area-1.clause-2"),
        ("x" * 300, f"support-terms.{'x' * 50}"),
        ("", "support-terms.clause"),
    ],
)
def test_any_id_becomes_one(source: str, ours: str) -> None:
    document = changed(lambda it: clause(it).update(id=source))
    assert next(iter(playbook_of(document).clauses)) == ours


def test_ids_that_become_the_same_stay_apart() -> None:
    document = changed(lambda it: clause(it, 1).update(id="clause.response-time"))
    assert list(playbook_of(document).clauses)[:2] == [RESPONSE, f"{RESPONSE}-2"]


def test_the_agreement_type_makes_the_id() -> None:
    document = changed(lambda it: it["agreement_type"].update(id="2026"))
    assert playbook_of(document).id == "playbook-2026"


def test_texts_cannot_act_on_a_terminal_and_have_an_end() -> None:
    long = "\x1b[31mEvery " + "word " * 9_000

    def change(it: Any) -> None:
        clause(it)["our_standard"]["text"] = long
        clause(it)["title"] = "Line\nbreak \u202e"

    draft = draft_of(changed(change))
    found = playbook_of(changed(change)).clauses[RESPONSE]
    assert found.title == "Line break \\u202e"
    assert found.ladder["target"].language.startswith("\\x1b[31mEvery word")
    assert len(found.ladder["target"].language) <= 20_000
    assert any(each.startswith("texts cut to the length") for each in draft.to_do)


# ── files that are none ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda it: it.update(opf_version="0.2"),
            'version 0.2 of the Open Playbook Format; 0.3 is known; write "0.3"',
        ),
        (lambda it: it.update(opf_version="0.4"), "this is version 0.4"),
        (lambda it: it.update(opf_version="0.1"), "compile it anew"),
        (lambda it: it.update(opf_version=0.3), 'it must be a text, and is 0.3; write "0.3"'),
        (lambda it: it.pop("opf_version"), "opf_version: it is missing"),
        (lambda it: it.pop("evidence"), "evidence: it is missing"),
        (lambda it: it.update(evidence=None), "evidence: it must be an object, and is null"),
        (lambda it: it["evidence"].update(clauses={}), "evidence.clauses: it must be a list"),
        (lambda it: clause(it).update(title=7), "evidence.clauses[0].title: it must be a text"),
        (lambda it: clause(it).pop("id"), "evidence.clauses[0].id: it is missing"),
        (
            lambda it: clause(it)["summary"].update(historical_stance="held"),
            "evidence.clauses[0].summary.historical_stance: it cannot be",
        ),
        (
            lambda it: clause(it)["summary"]["fallbacks"][0].update(outcome="perhaps"),
            'summary.fallbacks[0].outcome: it cannot be the text "perhaps"; write "signed" or',
        ),
        (
            lambda it: clause(it)["summary"]["fallbacks"][0].update(precedent_count="many"),
            "it must be a whole number",
        ),
        (
            lambda it: clause(it)["summary"].update(acceptable_if=[3]),
            "summary.acceptable_if[0]: it must be an object",
        ),
        (
            lambda it: clause(it, 1).update(id="clause.response_time"),
            "evidence.clauses[1].id: `clause.response_time` is the id of evidence.clauses[0]",
        ),
        (
            lambda it: it["floor"]["invariants"][1].update(id="no-lock-in"),
            "floor.invariants[2].id: `no-lock-in` is the id of floor.invariants[1] already",
        ),
        (lambda it: it["evidence"].update(clauses=[]), "none of its clauses has a position"),
        (
            lambda it: it["evidence"].update(clauses=[{}] * 2_001),
            "there are more than 2,000 of them",
        ),
    ],
)
def test_what_is_wrong_is_named(change: Callable[[Any], object], told: str) -> None:
    flaws = flaws_of(json.dumps(changed(change)))
    assert any(told in flaw for flaw in flaws), flaws
    assert len(flaws) <= 200


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1, column 1: this is not JSON"),
        ('{"opf_version": "0.3",\n oops}', "line 2, column 2: this is not JSON"),
        ("[]", "this is no Open Playbook but another JSON value"),
        ("null", "this is no Open Playbook but another JSON value"),
        ('{"digest_version": "2", "clauses": []}', "only the digest"),
        ('{"opf_version": "0.3", "opf_version": "0.3"}', "the key `opf_version` stands twice"),
        ('{"opf_version": "0.3", "x_n": NaN}', "NaN is no number"),
        ('{"opf_version": "0.3", "x_n": ' + "9" * 5_000 + "}", "too long for any use"),
        ("[" * 100_000, "nested far too deep"),
        ('{"a":' * 100_000, "nested far too deep"),
    ],
)
def test_text_that_is_no_playbook(text: str, told: str) -> None:
    (flaw,) = flaws_of(text)
    assert told in flaw
    assert "\n" not in flaw


def test_a_key_of_any_length_is_shown_short() -> None:
    (flaw,) = flaws_of(f'{{"{"k" * 9_000}": 1, "{"k" * 9_000}": 2}}')
    assert len(flaw) < 300


def paths(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value in a document."""
    if path:
        yield path
    inner = node.items() if isinstance(node, dict) else ()
    for key, value in enumerate(node) if isinstance(node, list) else inner:
        yield from paths(value, (*path, key))


PATHS = list(paths(DOCUMENT))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(PATHS), values | st.text()), min_size=1, max_size=4))
def test_whatever_stands_in_it_is_a_playbook_or_named(changes: list[tuple[Any, Any]]) -> None:
    document = deepcopy(DOCUMENT)
    for path, value in changes:
        node: Any = document
        try:
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = value
        except (LookupError, TypeError):
            continue  # an earlier change has taken this part away
    found = from_opf(SAMPLE, json.dumps(document))
    if isinstance(found, Draft):
        assert judged(found.source).problems == ()
    else:
        assert all(str(flaw) for flaw in found)


@pytest.mark.skipif(not PUBLISHED, reason="NEGOTIATOR_OPF_SAMPLE names no published playbook")
def test_a_published_playbook() -> None:
    text = Path(PUBLISHED).read_text(encoding="utf-8")
    draft = from_opf(Path(PUBLISHED), text)
    assert isinstance(draft, Draft), list(map(str, draft))
    loaded = judged(draft.source)
    assert loaded.playbook is not None
    assert loaded.problems == ()
    assert {each.severity for each in check(loaded, TODAY)} <= {"warning", "note"}
    source = json.loads(text)
    assert len(loaded.playbook.floor) == len(source["floor"]["invariants"])
    titles = {each.title for each in loaded.playbook.clause}
    standards = {
        each["title"]: each["our_standard"]["text"]
        for each in source["evidence"]["clauses"]
        if each.get("our_standard")
    }
    assert titles >= set(standards)
    for each in loaded.playbook.clause:
        if each.title in standards:
            standard = standards[each.title].partition("\nIN WITNESS WHEREOF")[0]
            assert each.ladder["target"].language == standard
    assert draft.lost
