"""The phrase most like what was said, and which objection it belongs to."""

from __future__ import annotations

import pytest

from negotiator.suggest.bayes import learn
from negotiator.suggest.phrases import phrase_at, phrases_of, telling_parts
from tests.samples import clause

LINES = [["roll", "forward", "customer"], ["old", "checkpoint"], [], ["checkpoint"]]
NAMES = {name for line in LINES for name in line}
MODEL = learn({n: {0: 1.0} for n in NAMES}, dict.fromkeys(NAMES, 1), clauses=2, whole=9)
PHRASES = phrases_of(LINES, MODEL)


@pytest.mark.parametrize(
    ("sought", "number"),
    [
        ({"checkpoint": 1.0}, 3),
        ({"checkpoint": 1.0, "old": 1.0}, 1),
        ({"customer": 0.2}, 0),
        ({"check": 1.0}, None),
        ({"point \n": 1.0}, None),
        ({}, None),
    ],
)
def test_the_nearest(sought: dict[str, float], number: int | None) -> None:
    assert PHRASES.nearest(sought) == number


def test_no_phrases() -> None:
    assert phrases_of([], MODEL).nearest({"old": 1.0}) is None


def test_a_phrase_by_its_number() -> None:
    one = clause()
    everything = [*one.heard, *(text for each in one.objection for text in each.heard)]
    assert [phrase_at(one, number)[1] for number in range(len(everything))] == everything
    assert phrase_at(one, 0)[0] is None
    assert phrase_at(one, len(everything) - 1)[0] == one.objection[-1]
    with pytest.raises(IndexError):
        phrase_at(one, len(everything))


def test_the_words_of_a_phrase_that_were_said_are_pointed_at() -> None:
    phrase = "We don’t ROLL customers' versions forward"
    said = [phrase[start:end] for start, end in telling_parts(phrase, {"roll", "version", "dont"})]
    assert said == ["don’t", "ROLL", "versions"]
    assert telling_parts(phrase, set()) == ()
