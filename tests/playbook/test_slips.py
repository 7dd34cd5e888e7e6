"""One slip of the pen is one problem: what follows from it is not told as another."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.playbook.check import check
from negotiator.playbook.load import Loaded, load
from negotiator.playbook.problem import Problem
from negotiator.playbook.rules.finding import Measures
from negotiator.suggest.quantity import quantities
from negotiator.suggest.units import UNITS
from tests.playbook.files import BASE, RETENTION, TRAINING, at, write
from tests.playbook.test_check import TODAY

LAYER = """\
[playbook]
id = "layer"
name = "Layer"
extends = "base"
last_reviewed = 2026-11-01

[[clause]]
id = "data.training"
weight = 9

[[clause]]
id = "data.retention"
add = true
heard = ["we keep it"]

[[clause]]
id = "data.training"
add = true

[[clause.objection]]
id = "improves"
heard = ["it gets better"]
"""
FOUND = {"they train on all of it": ["data.training"]}


def problems(loaded: Loaded) -> list[Problem]:
    facts = {"sourcing": ("build", "buy", "partner", "invest")}
    measures = Measures(quantities, UNITS)
    return list(check(loaded, TODAY, lambda heard: FOUND.get(heard, []), facts, measures))


def last(text: str, sound: str, broken: str) -> str:
    before, _, after = text.rpartition(sound)
    return before + broken + after


SLIPS = {
    "objection": ("[[clause.objection]]", "[[clause.objecton]]", "objection"),
    "counter": ("[[clause.objection.counter]]", "[[clause.objecton.counter]]", "objection"),
    "title": ('title = "No training"', 'titel = "No training"', "title"),
    "inner key": ('rung = "fallback"', 'rug = "fallback"', "rung"),
    "inline key": ('unit = "days"', 'units = "days"', "unit"),
    "approver": ("[[approver]]", "[[aprover]]", "approver"),
    "name of an approver": ('name = "The CFO"', 'nmae = "The CFO"', "name"),
    "give": ("[[give]]", "[[gives]]", "give"),
    "sourcing": ("[[sourcing]]", "[[sourcng]]", "sourcing"),
    "header": ("[playbook]", "[plaiybook]", "playbook"),
    "clause": ("[[clause]]", "[[clase]]", "begins a list"),
    "half a position": ("[[clause.position]]", "[[position]]", "[[clause.position]]"),
    "half an objection": ("[[clause.objection]]", "[[objection]]", "[[clause.objection]]"),
    "half a counter": ("[[clause.objection.counter]]", "[[counter]]", "[[clause.objection.counter"),
}


@pytest.mark.parametrize(("sound", "broken", "meant"), SLIPS.values(), ids=SLIPS.keys())
def test_a_misspelt_name_is_one_problem(
    tmp_path: Path, sound: str, broken: str, meant: str
) -> None:
    sound_text = BASE.replace('approver = "legal"', 'approver = "cfo"')
    found = problems(load(write(tmp_path, "p.toml", sound_text.replace(sound, broken, 1))))
    assert len(found) == 1, [str(problem) for problem in found]
    assert meant in str(found[0])


def test_every_ladder_under_a_misspelt_name(tmp_path: Path) -> None:
    text = BASE.replace("[[clause.position]]", "[[clause.postion]]")
    found = problems(load(write(tmp_path, "p.toml", text)))
    # One for each clause, at the first of its rungs.
    assert [p.remedy for p in found] == ["did you mean `position`?"] * 2


@pytest.mark.parametrize("swallows", [True, False], ids=["second", "only"])
def test_a_misspelt_clause_and_its_inner_tables(tmp_path: Path, swallows: bool) -> None:
    header = BASE[: BASE.index("[[clause]]")]
    wrong = RETENTION.replace("[[clause]]", "[[clase]]")
    floor = '[[floor]]\nid = "f"\nclause = "data.retention"\nstatement = "Nothing is kept."\n'
    before = TRAINING.replace('trade_for = ["reference"]\n', "") if swallows else ""
    text = header + before + wrong + floor
    loaded = load(write(tmp_path, "p.toml", text))
    (found,) = problems(loaded)
    assert (found.line, found.column) == at(text, "[[clase]]")
    assert found.remedy == "did you mean `clause`?"
    # The rungs of the other went to the clause above it, which is so not to be used either.
    assert loaded.playbook is not None
    assert loaded.playbook.clauses == {}


LAYERED = {
    "extends": ("extends", "extend", "did you mean `extends`?"),
    "parent": ('"base"', '"bsae"', "did you mean `base`?"),
    "header": ("[playbook]", "[playbok]", "did you mean `playbook`?"),
    "clause": ('"data.training"\nweight', '"data.trainig"\nweight', "change clause `data.train"),
    "add": ("add = true\nheard", "ad = true\nheard", "did you mean `add`?"),
    "objection": ('"improves"', '"improvs"', "did you mean to add to objection `improves`?"),
    "table": ("[[clause.objection]]", "[[clause.objecton]]", "did you mean `objection`?"),
    "kind of table": ("[[clause]]", "[[clase]]", "did you mean `clause`?"),
}


@pytest.mark.parametrize(("sound", "broken", "remedy"), LAYERED.values(), ids=LAYERED.keys())
def test_a_slip_in_a_layer_is_one_problem(
    tmp_path: Path, sound: str, broken: str, remedy: str
) -> None:
    write(tmp_path, "base.toml", BASE)
    assert sound in LAYER
    layer = write(tmp_path, "layer.toml", LAYER.replace(sound, broken, 1))
    found = problems(load(layer, [tmp_path]))
    assert len(found) == 1, [str(problem) for problem in found]
    assert remedy in found[0].remedy


def test_a_clause_without_an_id_may_be_the_one_that_is_named(tmp_path: Path) -> None:
    text = BASE.replace('id = "data.training"\n', "", 1)
    found = problems(load(write(tmp_path, "p.toml", text)))
    assert [p.code for p in found] == ["missing-key"]


def test_rungs_in_the_wrong_order_have_values_in_the_wrong_order(tmp_path: Path) -> None:
    target, fallback = (
        TRAINING[TRAINING.index(f'rung = "{rung}"') :].partition("\n\n")[0]
        for rung in ("target", "fallback")
    )
    text = BASE.replace(target, "HERE").replace(fallback, target).replace("HERE", fallback)
    found = problems(load(write(tmp_path, "p.toml", text)))
    assert [p.code for p in found] == ["rungs-out-of-order"]


def test_what_a_new_ladder_lacks_is_told_where_the_ladder_is(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", BASE)
    ladder = '[[clause.position]]\nrung = "target"\nlabel = "x"\nvalue = 90\nsay = "No training."'
    text = LAYER.replace("weight = 9\n", f"{ladder}\n", 1)
    layer = write(tmp_path, "layer.toml", text)
    found = problems(load(layer, [tmp_path]))
    assert [(p.code, p.source, p.line) for p in found] == [
        (code, layer, at(text, "[[clause.position]]")[0])
        for code in ("no-walk-away", "unknown-rung")
    ]
    assert "no fallback-1 any more, to which improves/2 leads" in found[1].what


def test_a_value_with_a_slip_is_one_problem(tmp_path: Path) -> None:
    sixty = BASE.replace('label = "opt-out"', 'label = "60 days"')
    text = sixty.replace("value = 60", "value = 600")
    found = problems(load(write(tmp_path, "p.toml", text)))
    assert [(p.code, p.line) for p in found] == [
        ("values-out-of-order", at(text, "value = 600")[0])
    ]


def test_a_value_that_its_label_and_its_words_contradict_is_named_itself(tmp_path: Path) -> None:
    text = BASE.replace('label = "opt-out"', 'label = "60 days"')
    text = text.replace("We opt out once,", "We opt out with sixty days' notice,")
    text = text.replace("value = 60", "value = 45")
    found = problems(load(write(tmp_path, "p.toml", text)))
    assert [(p.code, p.line, p.column) for p in found] == [("another-figure", *at(text, "45"))]
    assert (
        found[0].what == "data.training/fallback-1 is 45, but its label and its words say 60 days"
    )
    assert "correct the value" in found[0].remedy
