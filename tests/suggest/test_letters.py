"""What looks like what a clause says: by runs of letters, whole words and half ones."""

from __future__ import annotations

import pytest

from negotiator.suggest import letters as module
from negotiator.suggest.letters import Letters, learn, runs_of

SAID = {"checkpoint": {0: 2.0}, "checklist": {1: 1.0}, "price": {1: 3.0}, "a": {2: 1.0}}


@pytest.fixture
def letters() -> Letters:
    return learn(SAID, dict.fromkeys(SAID, 1), clauses=3, whole=5)


def score(letters: Letters, word: str, *, unfinished: bool = False) -> list[float]:
    """For each clause, how likely it is the source of words that look like this one."""
    return letters.word(word, unfinished).settled(letters.burden)


def best(scores: list[float]) -> int:
    return max(range(len(scores)), key=scores.__getitem__)


def test_a_word_as_its_runs() -> None:
    assert list(runs_of("price")) == [" pri", "pric", "rice", "ice "]
    assert list(runs_of("price", unfinished=True)) == [" pri", "pric", "rice"]
    assert list(runs_of("a")) == [" a "]
    assert list(runs_of("")) == ["  "]


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("checkpoint", 0),
        ("checkpoints", 0),
        ("chekpoint", 0),
        ("pointcheck", 0),
        ("checklists", 1),
        ("pricing", 1),
        ("a", 2),
    ],
)
def test_a_word_is_found_by_its_letters(letters: Letters, typed: str, clause: int) -> None:
    assert best(score(letters, typed)) == clause


def test_letters_that_no_word_has_say_nothing(letters: Letters) -> None:
    assert score(letters, "zzzz") == [0.0, 0.0, 0.0]


def test_half_a_word_has_no_end_yet(letters: Letters) -> None:
    half, whole = letters.word("pric", unfinished=True), letters.word("price")
    assert 0 < half.whole < whole.whole
    assert best(score(letters, "checkp", unfinished=True)) == 0


def test_words_add_up(letters: Letters) -> None:
    one, other = letters.word("checkpoint"), letters.word("price")
    both = one + other
    assert both.whole == pytest.approx(one.whole + other.whole)
    assert list(both.scores) == pytest.approx(
        [a + b for a, b in zip(one.scores, other.scores, strict=True)]
    )


def test_no_words_say_nothing() -> None:
    nothing = learn({}, {}, clauses=2, whole=0)
    assert score(nothing, "checkpoint") == [0.0, 0.0]
    assert nothing.unknown > 0


@pytest.mark.parametrize("word", ["checkpiont", "price", "a", "to", "the", "ähnlich"])
def test_typed_letter_by_letter_a_word_says_what_it_says_at_once(
    letters: Letters, word: str
) -> None:
    fresh = learn(SAID, dict.fromkeys(SAID, 1), clauses=3, whole=5)
    for length in range(1, len(word) + 1):
        typed = letters.word(word[:length], unfinished=True)
    assert typed == fresh.word(word, unfinished=True)
    assert letters.word(word) == fresh.word(word)


def test_what_was_worked_out_before_is_what_is_worked_out_afresh(letters: Letters) -> None:
    for number in range(2_500):
        letters.word(f"word{number}")
    fresh = learn(SAID, dict.fromkeys(SAID, 1), clauses=3, whole=5)
    assert score(letters, "chekpoint") == score(fresh, "chekpoint")
    assert len(letters.known) < 2_500


def test_what_many_words_have_is_worked_out_beforehand(
    letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not letters.often
    monkeypatch.setattr(module, "_OFTEN", 2)
    beforehand = learn(SAID, dict.fromkeys(SAID, 1), clauses=3, whole=5)
    assert set(beforehand.often) == {" c", " ch", " che", "chec", "heck"}
    for length in range(1, len("checkpoint") + 1):
        half = "checkpoint"[:length]
        assert beforehand.word(half, unfinished=True) == letters.word(half, unfinished=True)
    assert not beforehand.often.keys() & beforehand.read.keys()
