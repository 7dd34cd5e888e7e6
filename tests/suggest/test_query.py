"""What was typed, read against a playbook: repaired, completed, widened, the rest left alone."""

from __future__ import annotations

import pytest

from negotiator.suggest.query import Query, read
from negotiator.suggest.words import STOP_WORDS, stem
from tests.samples import index

STOP_STEMS = frozenset(map(stem, STOP_WORDS))


def features(text: str) -> dict[str, float]:
    """The features of a text, in which every word is complete; not those of stop words."""
    found = read(index(), f"{text} ").features
    return {name: sure for name, sure in found.items() if name not in STOP_STEMS}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("checkpoint", "checkpoint"),
        ("checkpoints", "checkpoint"),
        ("chekpoint", "checkpoint"),
        ("checkpiont", "checkpoint"),
        ("checkpointt", "checkpoint"),
        ("acelerators", "accelerators"),
        ("maintenence", "maintenance"),
        ("liabilty", "liability"),
        ("ckpt", "checkpoint"),
        ("ckpts", "checkpoint"),
        ("sunset", "retire"),
        ("deprecated", "sunset"),
    ],
)
def test_a_word_stands_for_what_was_meant(typed: str, meant: str) -> None:
    assert stem(meant) in features(typed)


@pytest.mark.parametrize("word", ["qwertz", "zx", "bus", "checkerboard", "2019", "football"])
def test_another_word_stands_for_nothing(word: str) -> None:
    assert features(word) == {}
    assert read(index(), f"{word} ").known == 0


def test_what_was_typed_right_is_surer_than_a_typo_and_that_than_a_synonym() -> None:
    right, typo = features("checkpoint")["checkpoint"], features("chekpoint")["checkpoint"]
    assert 1.0 == right > typo > 0.5
    assert features("deprecate")[stem("sunset")] < 1.0


def test_an_unfinished_word_may_become_several() -> None:
    unfinished = read(index(), "pro").features
    assert len(unfinished) > 1
    assert all(stem(word).startswith("pro") for word in unfinished)
    assert features("pro") == {}


def test_a_word_of_two_letters_is_not_guessed_at() -> None:
    assert read(index(), "pr").features == {}


def test_neighbours_count_together() -> None:
    assert "our content" in features("our content")
    assert "our content" in features("our contetn")
    assert "our content" not in features("content our")


def test_a_synonym_of_two_words() -> None:
    assert stem("pin") in features("lock down the version")
    assert stem("pin") not in features("lock the version")
    assert stem("pin") not in features("down with the version")


def test_every_feature_is_known_and_says_where_it_came_from() -> None:
    query: Query = read(index(), "deprecate odl chekpoints, qwertz, every cust pays")
    for feature in query.features.keys() - STOP_STEMS:
        assert index().words.telling(feature) > 0
        if " " not in feature:
            assert query.origin[feature] in query.told
    assert query.sought.keys() <= query.features.keys() - STOP_STEMS
    assert 0 < query.known < 1
    assert "qwertz" in query.told
    assert "the" not in read(index(), "the checkpoint").told


def test_typed_letter_by_letter_a_line_is_read_as_at_once() -> None:
    line = "deprecate odl chekpoints, qwertz, every cust pays for old checkpoints"
    for length in range(1, len(line) + 1):
        typed = read(index(), line[:length])
    index().lines.clear()
    assert typed == read(index(), line)


def test_nothing_is_nothing() -> None:
    for text in ("", " ", "the of and", "..."):
        query = read(index(), text)
        assert (query.told, query.sought, query.known) == ([], {}, 0)


def test_what_is_being_typed_is_neither_mistyped_nor_unknown_yet() -> None:
    typing, typed = read(index(), "old chekpo"), read(index(), "old chekpo ")
    assert typing.known == 1 > typed.known


def test_of_a_long_text_the_end_is_read() -> None:
    query = read(index(), "checkpoint " + "qwertz " * 500 + "maintenance ")
    assert stem("maintenance") in query.features
    assert stem("checkpoint") not in query.features
