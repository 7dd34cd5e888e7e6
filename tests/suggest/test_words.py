"""Words as they are typed: quotes, shorthand, numbers, inflections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.suggest.words import STOP_WORDS, stem, tokens

ABBREVIATIONS = {"cust": "customer", "tos": "terms of service"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("We Only OFFER the latest", "we only offer the latest"),
        ("can't, won't; don\u2019t!", "cant wont dont"),
        ("the vendor's terms, vendors' terms", "the vendor terms vendors terms"),
        ("roll-out / roll_out", "roll out roll out"),
        ("w/ notice w/o notice", "with notice without notice"),
        ("cust data per tos", "customer data per terms of service"),
        ("CUST. custs' cust's", "customer customer customer"),
        ("72hrs 30d 2w 6mo 5y 150ms", "72 hour 30 day 2 week 6 month 5 year 150 millisecond"),
        ("99.9% up", "99.9 percent up"),
        ("seventy-two hours", "72 hours"),
        ("three nines of uptime", "99.9 percent of uptime"),
        ("$500k cap", "dollars 500 thousand cap"),
        ("2x fees", "2 times fees"),
        ("1,000 tokens", "1,000 tokens"),
        ("ﬁne‑tuning Ⅻ", "fine tuning xii"),
        ("café déjà", "café déjà"),
        ("??? ... --- 👍", ""),
    ],
)
def test_a_text_as_words(text: str, words: str) -> None:
    assert tokens(text, ABBREVIATIONS) == words.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("training", "trained"),
        ("retire", "retirement"),
        ("indemnify", "indemnified"),
        ("deletes", "deletion"),
        ("notices", "notice"),
    ],
)
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(one)[:4] == stem(other)[:4]
    assert stem(stem("trained")) == stem("training")


def test_numbers_have_no_inflections() -> None:
    assert stem("99.9") == "99.9"


def test_what_says_nothing_about_a_clause_is_known() -> None:
    assert {"the", "we", "cannot", "really"} <= STOP_WORDS
    assert not {"train", "data", "notice", "price", "without"} & STOP_WORDS
    assert all(word == word.casefold() for word in STOP_WORDS)


@given(st.text())
def test_words_are_lower_case_and_plain(text: str) -> None:
    for word in tokens(text, {}):
        assert word
        assert word == word.casefold() or not word.isascii()
        assert not set(word) & set(" '\"\t\n")
