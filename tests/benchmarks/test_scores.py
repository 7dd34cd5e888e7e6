"""The figures of accuracy, on matchers whose answers are known."""

from __future__ import annotations

import pytest

from benchmarks.scores import Answer, changes, confusions, judge, score, slip
from benchmarks.statements import Statement

ANSWERS = {
    "right": ("a.one", "b.two"),
    "second": ("b.two", "a.one"),
    "late": ("b.two", "b.three", "b.four", "a.one"),
    "beside": ("a.two",),
    "silent": (),
}


def matcher(text: str) -> Answer:
    """Answers as listed, from three letters of a known text on; else it is silent."""
    found = next((each for name, each in ANSWERS.items() if name.startswith(text[:7])), ())
    return Answer(found, claimed=bool(found))


def about(heard: str, *clauses: str) -> Statement:
    """A statement."""
    return Statement(heard, clauses, "spoken", "objection" if clauses else "off-topic")


SAID = [about(name, "a.one", "a.other") for name in ANSWERS] + [about("right"), about("weather")]


def test_the_figures() -> None:
    found = score(judge(matcher, SAID))
    assert (found.on_topic, found.off_topic) == (5, 2)
    assert found.first == pytest.approx(100 * 1 / 5)
    assert found.third == pytest.approx(100 * 2 / 5)
    assert found.rank == pytest.approx((1 + 1 / 2 + 1 / 4) / 5)
    assert found.silent == pytest.approx(50)


def test_nothing_to_take_a_share_of_is_no_figure() -> None:
    found = score(judge(matcher, [about("weather")]))
    assert found.first is found.third is found.rank is found.early is None
    assert found.silent == 100


def test_an_answer_that_comes_with_the_last_letter_comes_late() -> None:
    def slow(text: str) -> Answer:
        return Answer(("a.one",), claimed=True) if text == "sentence" else Answer((), claimed=False)

    found = score(judge(slow, [about("sentence", "a.one")]))
    assert (found.first, found.early) == (100, 0)


@pytest.mark.parametrize(
    ("first", "count"),
    [("    ", 0), ("  aa", 0), ("abab", 3), ("a a ", 3), (" aab", 1)],
)
def test_changes_of_the_first_suggestion(first: str, count: int) -> None:
    def typed(text: str) -> Answer:
        clause = first[len(text) - 1].strip()
        return Answer((clause,) if clause else (), claimed=bool(clause))

    assert changes(typed, "word") == count


def test_what_is_wrong_is_named_and_counted() -> None:
    judged = judge(matcher, SAID)
    assert [slip(each) for each in judged] == [
        "",
        "the right clause is second or third",
        "another clause of another area",
        "another clause of the same area",
        "nothing is claimed",
        "off topic, and a clause is claimed",
        "",
    ]
    assert confusions(judged) == [
        ("a.one", "b.two", ["second", "late"]),
        ("a.one", "a.two", ["beside"]),
        ("a.one", "", ["silent"]),
        ("", "a.one", ["right"]),
    ]
