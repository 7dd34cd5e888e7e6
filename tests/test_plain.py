"""Text of other people cannot act on a terminal, and says what was done to it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator.plain import LIMIT, ended, one_line, visible

KEPT = {"\n", "\t", "\u200c", "\u200d"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("from windows\r\nhere", "from windows\nhere"),
        ("over\rwritten", "over\\x0dwritten"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]52;c;eA==\x07", "\\x1b]52;c;eA==\\x07"),
        ("\x9b31m and \x7f", "\\x9b31m and \\x7f"),
        ("right\u202eleft", "right\\u202eleft"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("line\u2028and\u2029paragraph", "line\\u2028and\\u2029paragraph"),
        ("\ud800 alone", "\\ud800 alone"),
        ("private \ue000", "private \\ue000"),
        ("tag \U000e0041", "tag \\U000e0041"),
        ("café 日本 שלום 👍🏽", "café 日本 שלום 👍🏽"),
        ("👩\u200d💻 می\u200cخواهم", "👩\u200d💻 می\u200cخواهم"),
        ("[/bold] [@click=app.quit]", "[/bold] [@click=app.quit]"),
        ("", ""),
    ],
)
def test_what_a_terminal_would_obey_is_named(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_is_one_line() -> None:
    assert one_line("  two\nlines\t and\r\n more  ") == "two lines and more"
    assert one_line("\x1b[2K\n") == "\\x1b[2K"


@pytest.mark.parametrize("text", ["x" * 50, "é" * 50, "x" * 49 + "\n"])
def test_what_fits_is_not_cut(text: str) -> None:
    assert visible(text, limit=50) == text


@pytest.mark.parametrize("letter", ["x", "é", "\x1b", "\ud800"])
def test_what_is_too_long_is_cut_and_says_so(letter: str) -> None:
    shown = visible(letter * 60, limit=50)
    kept = shown.partition("… [")[0]
    count = kept.count(visible(letter))
    assert shown == f"{kept}… [{60 - count} more characters cut]"
    assert count > 0
    assert len(shown) <= 50


@given(st.text(st.characters()), st.integers(40, 80))
def test_any_text(text: str, limit: int) -> None:
    shown = visible(text, limit=limit)
    assert len(shown) <= limit
    assert visible(shown, limit=limit) == shown
    for character in set(shown) - KEPT:
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert "\n" not in one_line(text)


def test_long_texts_are_quick() -> None:
    assert len(visible("\x1b" * 1_000_000)) <= LIMIT


@pytest.mark.parametrize("text", ["did you mean `objection`?", "say a number", "done."])
def test_a_sentence_ends_once(text: str) -> None:
    assert re.search(r"[^.?][.?]$", ended(text))
