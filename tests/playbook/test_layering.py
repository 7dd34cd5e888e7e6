"""What a layer takes from the playbook below, and breaks of its tests, is told in the layer."""

from __future__ import annotations

from pathlib import Path

import pytest

from negotiator.playbook.check import check
from negotiator.playbook.load import load
from negotiator.playbook.problem import Problem
from negotiator.playbook.rules.finding import Find, Measures
from negotiator.suggest.quantity import quantities
from negotiator.suggest.units import UNITS
from tests.playbook.files import BASE, RETENTION, at, write
from tests.playbook.test_check import FACTS, TODAY

OBJECTION = """\
[[clause.objection]]
id = "everyone"
kind = "precedent"
heard = ["everyone else agreed"]

[[clause.objection.counter]]
tier = "ask"
say = "Who did?"

[[clause.objection.counter]]
tier = "trade"
say = "Then name one of them."
"""
CHANGE = """\
[playbook]
name = "Child"
extends = "base"

[[clause]]
id = "data.training"
"""


def layered(folder: Path, child: str, find: Find | None = None) -> list[Problem]:
    write(folder, "base.toml", BASE)
    loaded = load(write(folder, "child.toml", child), [folder])
    return list(check(loaded, TODAY, find, facts=FACTS, measures=Measures(quantities, UNITS)))


@pytest.mark.parametrize(
    ("marks", "written", "place", "code", "what", "remedy"),
    [
        (
            "",
            OBJECTION,
            "[[clause.objection]]",
            "replaces-objections",
            "the objections of data.training replace those of base: 1 is gone (improves)",
            "write `add = true` in the clause to add to them, or `add = false`",
        ),
        (
            "weight = 9\n",
            OBJECTION,
            "[[clause.objection]]",
            "replaces-objections",
            "1 is gone (improves)",
            "move these to a [[clause]] of the same id with `add = true`",
        ),
        (
            "",
            'heard = ["we learn from it"]\n',
            '["we learn from it"]',
            "replaces-phrases",
            "the phrases of data.training replace those of base: 1 is gone (we train on everyth",
            "write `add = true`",
        ),
    ],
    ids=["objections", "beside what cannot be added", "phrases"],
)
def test_a_list_that_replaces_one_below_is_told_at_its_line(
    tmp_path: Path, marks: str, written: str, place: str, code: str, what: str, remedy: str
) -> None:
    text = CHANGE + marks + written
    (found,) = layered(tmp_path, text)
    assert (found.code, found.severity) == (code, "warning")
    assert (Path(found.source).name, found.line, found.column) == ("child.toml", *at(text, place))
    assert what in found.what
    assert remedy in found.remedy


def test_one_of_two_objections_copied_to_be_changed_leaves_the_other_out(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", BASE)
    middle = CHANGE.replace('"Child"', '"Middle"') + "add = true\n" + OBJECTION
    write(tmp_path, "middle.toml", middle)
    copy = CHANGE.replace('"base"', '"middle"') + OBJECTION.replace("Who did?", "Who, and when?")
    (found,) = check(load(write(tmp_path, "top.toml", copy), [tmp_path]), TODAY)
    assert found.what.endswith("replace those of middle: 1 is gone (improves)")
    assert found.remedy.startswith("copy those too")


@pytest.mark.parametrize(
    "text",
    [
        CHANGE + "add = false\n" + 'heard = ["we learn from it"]\n' + OBJECTION,
        CHANGE + 'heard = ["we train on everything", "we learn from it"]\n',
        CHANGE + "heard = []\nobjection = []\n",
        CHANGE + "add = true\n" + 'heard = ["we learn from it"]\n' + OBJECTION,
        CHANGE + OBJECTION.replace("everyone", "improves"),
        CHANGE.replace("\n\n", '\ncheck = { replaces-objections = "off" }\n\n', 1) + OBJECTION,
        CHANGE.replace("training", "retention") + OBJECTION,
    ],
    ids=["said", "some kept", "none", "added", "same id", "off", "nothing below"],
)
def test_what_is_replaced_knowingly(tmp_path: Path, text: str) -> None:
    assert layered(tmp_path, text) == []


def test_a_slip_in_add_is_not_told_as_a_replaced_list_too(tmp_path: Path) -> None:
    found = layered(tmp_path, CHANGE + 'ad = true\nheard = ["we learn from it"]\n')
    assert [(p.code, p.remedy) for p in found] == [("unknown-key", "did you mean `add`?")]


def test_words_for_an_objection_below_are_added_to_it(tmp_path: Path) -> None:
    half = '[[clause.objection]]\nid = "improves"\nheard = ["it gets better"]\n'
    (found,) = layered(tmp_path, CHANGE + half)
    assert found.code == "missing-key"
    assert "add to the objection of base in a [[clause]] with `add = true`" in found.remedy


@pytest.mark.parametrize(
    ("child", "finds", "place"),
    [
        (CHANGE + "add = false\n" + OBJECTION, "data.retention", "[[clause.objection]]"),
        (
            CHANGE.replace("training", "retention") + 'add = true\nheard = ["they train on it"]\n',
            "data.retention",
            '"they train on it"',
        ),
        (CHANGE + RETENTION.replace("retention", "use"), "data.use", "[[clause]]\n"),
    ],
    ids=["taken from", "given to another", "a new one"],
)
def test_a_test_below_that_fails_for_a_layer_is_shown_in_the_layer(
    tmp_path: Path, child: str, finds: str, place: str
) -> None:
    (found,) = layered(tmp_path, child, lambda _: [finds])
    assert found.code == "failing-test"
    line = at(child, place.strip(), 2 if place == "[[clause]]\n" else 1)
    assert (Path(found.source).name, found.line, found.column) == ("child.toml", *line)
    assert found.what == (
        f'a test of base fails: "they train on all of it" finds {finds}, not data.training'
    )
    assert "write a [[test]] of these words here" in found.remedy


def test_a_test_below_that_fails_for_no_change_of_the_clause(tmp_path: Path) -> None:
    (found,) = layered(tmp_path, CHANGE + "weight = 9\n", lambda _: ["data.retention"])
    assert (Path(found.source).name, found.line) == ("base.toml", at(BASE, "[[test]]")[0])
    assert found.what.startswith("a test of base fails: ")
