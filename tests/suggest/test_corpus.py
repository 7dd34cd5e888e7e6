"""Many texts read at once, and how often they say what."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negotiator.suggest.corpus import corpus_of, tally
from negotiator.suggest.words import tokens

ABBREVIATIONS = {"cust": "customer", "tos": "terms of service"}
SAID = st.text() | st.lists(
    st.sampled_from(
        [
            "Custs",
            "tos,",
            "sixty-one",
            "three",
            "nines",
            "w/o",
            "20%",
            "x" * 3,
            "5d",
            "a",
            "hundred",
        ]
    )
).map(" ".join)


@given(st.lists(SAID, max_size=6))
def test_many_texts_at_once_are_read_as_each_alone(texts: list[str]) -> None:
    texts = [text.replace("\0", "") for text in texts]
    read = corpus_of(texts, ABBREVIATIONS)
    assert list(read.spelled()) == [tokens(text, ABBREVIATIONS) for text in texts]


def test_stems_and_their_neighbours() -> None:
    stems = corpus_of(["Versions pinned", "pinning a version, pinning a version", ""], {}).stemmed()
    assert list(stems.spelled())[:2] == [["version", "pin"], ["pin", "a", "version"] * 2]
    assert [set(map(stems.name, pairs)) for pairs in stems.pairs()] == [
        {"version pin"},
        {"pin a", "a version", "version pin"},
        set(),
    ]


def test_a_text_counts_each_name_once_by_its_weight() -> None:
    read = corpus_of(["pin pin it", "pin", "price"], {})
    counts, texts = tally(
        {(0, 1.0): [0, 1], (0, 0.5): [2], (1, 0.5): [1]}, read.name, list(map(set, read.texts))
    )
    assert counts == {"pin": {0: 2.0, 1: 0.5}, "it": {0: 1.0}, "price": {0: 0.5}}
    assert texts == {"pin": 3, "it": 1, "price": 1}
