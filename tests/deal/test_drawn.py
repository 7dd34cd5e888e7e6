"""Bars and fields of a heat map: the words that print them say what is drawn."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from negotiator.deal.drawn import Bar, Listing, Shade, letter, shares


def test_a_bar_prints_as_shades_best_first() -> None:
    assert Bar([("T", 5), ("1", 3), ("–", 2)], 10) == "░░░░░▒▒▒██"
    assert Bar([("", 2)], 4) == "█████     "
    assert Shade(letter("fallback-2")) == "▓ 2"
    assert letter("fallback-7") == "+"


def test_a_copy_draws_the_same() -> None:
    bar = Bar([("T", 2), ("1", 3)], 5)
    assert deepcopy(bar).parts == bar.parts
    assert deepcopy(Shade("W")).letter == "W"


@given(st.lists(st.integers(1, 500), min_size=1, max_size=7), st.integers(7, 80))
def test_every_part_is_to_be_seen_and_more_is_never_shorter(counts: list[int], width: int) -> None:
    sizes = shares(counts, sum(counts), width)
    assert sum(sizes) == width
    assert min(sizes) >= 1
    ordered = sorted(zip(counts, sizes, strict=True))
    assert all(more >= less - 1 for (_, less), (_, more) in pairwise(ordered)), (
        "but for a rounded column"
    )


def test_a_listing_is_told_in_short_and_copied_whole() -> None:
    assert (str(Listing("abc")), Listing("abc").few) == ("3: a, b, c", "3: a, b, c")
    copy = deepcopy(Listing("abcde"))
    assert (str(copy), copy.few) == ("5: a, b, c, d, e", "5: a, b, c and 2 more")
