"""Two playbooks are compared by what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.playbook.diff import diff
from negotiator.playbook.edition import dump_edition, load_edition
from negotiator.playbook.load import load
from negotiator.playbook.model import Playbook
from tests.playbook.files import BASE, HEADER, REST, RETENTION, TRAINING, write
from tests.samples import TEXT

WALK_AWAY = '[[clause.position]]\nrung = "walk-away"\nlabel = "under half a year"'
NINE = 'label = "9 months, our tests first"'
FIFTEEN = """\
[[clause.position]]
rung = "fallback"
label = "15 months"
value = 15
say = "Fifteen months, and the calendar in writing."

"""
FIRST_FALLBACK = '[[clause.position]]\nrung = "fallback"\nlabel = "12 months + staging"'
PINNING = "model.version-pinning"


def playbook(folder: Path, text: str, name: str = "p.toml") -> Playbook:
    loaded = load(write(folder, name, text))
    assert loaded.problems == ()
    assert loaded.playbook is not None
    return loaded.playbook


def changed(folder: Path, old: str, new: str, text: str = TEXT) -> list[str]:
    """What is told when some text of the sample is replaced by another."""
    assert old in text
    changes = diff(playbook(folder, text), playbook(folder, text.replace(old, new, 1), "q.toml"))
    return [f"{change.where} | {change}" for change in changes]


def test_nothing_differs_from_itself_or_its_edition(tmp_path: Path) -> None:
    sample = playbook(tmp_path, TEXT)
    assert diff(sample, sample) == ()
    assert diff(sample, load_edition(dump_edition(sample))) == ()


def test_the_order_of_files_and_tables_says_nothing(tmp_path: Path) -> None:
    one = playbook(tmp_path, "\n".join((HEADER, TRAINING, RETENTION, REST)))
    other = playbook(tmp_path, "\n".join((HEADER, REST, RETENTION, TRAINING)), "q.toml")
    assert diff(one, other) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'raises = ["data.training"]',
            'raises = ["data.retention"]',
            [
                "emphasis partner | raised clause removed: data.training",
                "emphasis partner | raised clause added: data.retention",
            ],
        ),
        ("= 9 }", "= 7 }", ["emphasis partner | weight data.training: 9 → 7"]),
        ('yes = "buy"', 'yes = "invest"', ["sourcing speed | yes: buy → invest"]),
        (
            'explain = "Built by both."',
            "",
            ["fact sourcing.partner | explain: Built by both. → nothing"],
        ),
    ],
)
def test_what_the_profile_decides(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert changed(tmp_path, old, new, BASE) == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value = 18", "value = 20", [f"{PINNING}/target | value: 18 → 20"]),
        (
            'regulated = "must-have" }',
            'regulated = "should-have" }',
            [f"{PINNING} | priority regulated: must-have → should-have"],
        ),
        (
            'customer-facing = "must-have", ',
            "",
            [f"{PINNING} | priority customer-facing: must-have → nothing"],
        ),
        (
            '"we only offer the latest version"',
            '"latest is all we have"',
            [
                f"{PINNING} | phrase removed: we only offer the latest version",
                f"{PINNING} | phrase added: latest is all we have",
            ],
        ),
        (
            '"we run one version for everyone",\n',
            "",
            [f"{PINNING}/one-fleet | phrase removed: we run one version for everyone"],
        ),
        ("requires_get = true", "", [f"{PINNING}/fallback-1 | requires_get: true → false"]),
        ('owner = "engineering"', "", [f"{PINNING} | owner: engineering → procurement"]),
        ('source = "a call"', 'source = "S4"', [f"{PINNING} | market source: a call → S4"]),
        (
            '"The general counsel"',
            '"The legal team"',
            ["approver counsel | name: The general counsel → The legal team"],
        ),
        (
            'id = "no-training"',
            'id = "no-learning"',
            [
                "floor no-training | floor removed: "
                "No signature while the vendor may train on our content.",
                "floor no-learning | floor added: "
                "No signature while the vendor may train on our content.",
            ],
        ),
        ("1.2.3", "1.3.0", ["playbook | version: 1.2.3 → 1.3.0"]),
        (
            'fwd = "forward"',
            'fwd = "onward"',
            ["words | abbreviation fwd: forward → onward"],
        ),
        (
            'expect = ""',
            'expect = "sla.availability"',
            [
                "tests | test removed: “did you see the match last night” finds nothing",
                "tests | test added: “did you see the match last night” finds sla.availability",
            ],
        ),
        (
            'leads_to = "fallback-1"',
            'leads_to = "fallback-2"',
            [f"{PINNING}/one-fleet/step-2 | leads_to: fallback-1 → fallback-2"],
        ),
    ],
)
def test_a_value(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    assert changed(tmp_path, old, new) == told


def test_a_rung_that_comes_in_between_moves_the_others(tmp_path: Path) -> None:
    assert changed(tmp_path, FIRST_FALLBACK, FIFTEEN + FIRST_FALLBACK) == [
        f"{PINNING}/fallback-1 | position added: 15 months",
        f"{PINNING}/fallback-2 | moved: fallback-1 is now fallback-2",
        f"{PINNING}/fallback-3 | moved: fallback-2 is now fallback-3",
    ]


def test_a_rung_that_goes(tmp_path: Path) -> None:
    with_it = TEXT.replace(FIRST_FALLBACK, FIFTEEN + FIRST_FALLBACK)
    assert changed(tmp_path, FIFTEEN, "", with_it) == [
        f"{PINNING}/fallback-1 | position removed: 15 months",
        f"{PINNING}/fallback-1 | moved: fallback-2 is now fallback-1",
        f"{PINNING}/fallback-2 | moved: fallback-3 is now fallback-2",
    ]


def test_a_rung_that_moves_and_changes_is_known_by_its_label(tmp_path: Path) -> None:
    moved = TEXT.replace(FIRST_FALLBACK, FIFTEEN + FIRST_FALLBACK).replace(
        "value = 12", "value = 11"
    )
    changes = diff(playbook(tmp_path, TEXT), playbook(tmp_path, moved, "q.toml"))
    told = [str(change) for change in changes if change.where == f"{PINNING}/fallback-2"]
    assert told == ["moved: fallback-1 is now fallback-2", "value: 12 → 11"]


def test_a_target_that_becomes_a_fallback(tmp_path: Path) -> None:
    text = TEXT.replace(
        '[[clause.position]]\nrung = "target"\nlabel = "18 months"',
        '[[clause.position]]\nrung = "target"\nlabel = "20 months"\nvalue = 20\n'
        'say = "Twenty months of it."\n\n'
        '[[clause.position]]\nrung = "fallback"\nlabel = "18 months"',
    )
    told = [
        f"{change.where} | {change}"
        for change in diff(playbook(tmp_path, TEXT), playbook(tmp_path, text, "q.toml"))
    ]
    assert f"{PINNING}/target | position added: 20 months" in told
    assert f"{PINNING}/fallback-1 | moved: target is now fallback-1" in told


def test_steps_of_an_answer_that_change_places(tmp_path: Path) -> None:
    ask = '[[clause.objection.counter]]\ntier = "ask"\nsay = "Which part is hard'
    new = '[[clause.objection.counter]]\ntier = "ask"\nsay = "What would it take?"\n\n'
    assert changed(tmp_path, ask, new + ask) == [
        f"{PINNING}/one-fleet/step-1 | counter added: What would it take?",
        f"{PINNING}/one-fleet/step-2 | moved: step-1 is now step-2",
        f"{PINNING}/one-fleet/step-3 | moved: step-2 is now step-3",
    ]


def test_clauses_and_objections_that_come_and_go(tmp_path: Path) -> None:
    both = playbook(tmp_path, BASE)
    one = playbook(tmp_path, BASE.replace(RETENTION, ""), "q.toml")
    assert [f"{c.where} | {c}" for c in diff(both, one)] == [
        "data.retention | clause removed: Retention"
    ]
    assert [f"{c.where} | {c}" for c in diff(one, both)] == [
        "data.retention | clause added: Retention"
    ]
    told = changed(tmp_path, 'id = "improves"', 'id = "betters"', BASE)
    assert told == [
        "data.training/improves | objection removed: improves",
        "data.training/betters | objection added: betters",
    ]


def test_a_metric_that_goes(tmp_path: Path) -> None:
    told = changed(tmp_path, 'metric = { name = "kept for"', 'x_metric = { name = "kept for"')
    assert "data.retention | metric unit: days → nothing" in told


def test_how_strict_and_from_what_it_is_made_says_nothing(tmp_path: Path) -> None:
    plain = playbook(tmp_path, BASE)
    write(tmp_path, "base.toml", BASE)
    layer = '[playbook]\nid = "base"\nextends = "base"\n[playbook.check]\nno-label = "off"\n'
    over = load(write(tmp_path, "over/base.toml", layer), [tmp_path]).playbook
    assert over is not None
    assert diff(plain, over) == ()
