"""What was promoted is written as TOML that the loader takes, beside what was there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.playbook.learn import Lesson, heard_in, with_lesson
from negotiator.playbook.load import load
from negotiator.playbook.model import Playbook
from tests.playbook.files import BASE, write

FLEET = Lesson("we run one model", "data.training", "improves", heard_in=("a", "b"))


def learned(folder: Path, *lessons: Lesson) -> Playbook:
    """The small playbook after some lessons."""
    text = ""
    for lesson in lessons:
        text = with_lesson(text, lesson)
    write(folder, "p.toml", BASE)
    (folder / "p.learned.toml").write_text(text, encoding="utf-8")
    loaded = load(folder / "p.toml")
    assert loaded.problems == ()
    assert loaded.playbook is not None
    return loaded.playbook


def test_a_phrase_of_a_clause_an_objection_and_a_new_objection(tmp_path: Path) -> None:
    playbook = learned(
        tmp_path,
        Lesson("it is all the same to us", "data.training"),
        FLEET,
        Lesson("our board forbids that", "data.training", "board", "authority"),
        Lesson("the board said no", "data.training", "board"),
    )
    clause = playbook.clauses["data.training"]
    assert clause.heard == ("we train on everything", "it is all the same to us")
    assert [objection.id for objection in clause.objection] == ["improves", "board"]
    assert clause.objection[0].heard == (
        "it makes the model better for you",
        "we run one model",
    )
    assert clause.objection[1].heard == ("our board forbids that", "the board said no")
    assert clause.objection[1].kind == "authority"
    assert clause.ladder.keys() == {"target", "fallback-1", "walk-away"}


def test_small_talk_is_a_test_that_nothing_is_claimed(tmp_path: Path) -> None:
    playbook = learned(tmp_path, Lesson("lovely weather"), Lesson("how are the kids"))
    assert [(test.heard, test.expect) for test in playbook.test[1:]] == [
        ("lovely weather", ""),
        ("how are the kids", ""),
    ]


def test_where_it_was_heard_stays_with_it(tmp_path: Path) -> None:
    text = with_lesson(with_lesson("", FLEET), Lesson("hello", heard_in=("c",)))
    assert heard_in(text) == {"a", "b", "c"}
    assert heard_in(with_lesson(text, FLEET)) == {"a", "b", "c"}
    assert heard_in("") == heard_in("[[ no toml") == frozenset()


def test_the_same_lesson_twice_is_one() -> None:
    once = with_lesson("", FLEET)
    assert with_lesson(once, FLEET) == once
    hello = with_lesson("", Lesson("hello"))
    assert with_lesson(hello, Lesson("hello")) == hello


def test_what_was_there_stays() -> None:
    there = '[playbook]\nx_mine = 1\n[[clause]]\nid = "a.b"\nweight = 3\n[[give]]\nid = "g"\n'
    kept = tomllib.loads(with_lesson(there, FLEET))
    assert kept["playbook"] == {"x_mine": 1}
    assert kept["give"] == [{"id": "g"}]
    assert kept["clause"][0] == {"id": "a.b", "weight": 3}


@pytest.mark.parametrize("text", ["[[", "clause = 1", 'clause = [{ id = "a" ]'])
def test_what_is_no_part_of_a_playbook_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        with_lesson(text, FLEET)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=4, unique=True))
def test_any_words_survive(phrases: list[str]) -> None:
    text = ""
    for phrase in phrases:
        text = with_lesson(text, Lesson(phrase, "data.training"))
    assert tomllib.loads(text)["clause"][0]["heard"] == phrases
