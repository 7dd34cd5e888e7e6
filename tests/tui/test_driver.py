"""Pastes are made safe however the terminal cuts them into pieces."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from negotiator.tui.driver import Pastes

START, END = Pastes.START, Pastes.END
PIECES = st.sampled_from(["\x1b", "[", "2", "0", "1", "~", "\x1b[31m", "\x1b[A", "words", "é"])


@st.composite
def cut(draw: st.DrawFn, text: str) -> list[str]:
    """A text in pieces, as it comes from a terminal."""
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)) | {0, len(text)})
    return [text[a:b] for a, b in pairwise(places)]


@given(st.data(), st.lists(PIECES), st.lists(PIECES), st.lists(PIECES))
def test_only_what_is_pasted_is_changed(
    data: st.DataObject, before: list[str], pasted: list[str], after: list[str]
) -> None:
    first, inside, last = "".join(before), "".join(pasted), "".join(after)
    if START in first or END in inside + END[:-1] or START in last:
        return
    pastes = Pastes()
    pieces = data.draw(cut(first + START + inside + END + last))
    named = inside.replace("\x1b", r"\x1b")
    assert "".join(map(pastes.safe, pieces)) == first + START + named + END + last


@given(st.data(), st.lists(PIECES))
def test_keys_never_wait(data: st.DataObject, typed: list[str]) -> None:
    pastes = Pastes()
    text = "".join(typed)
    if START not in text:
        for piece in data.draw(cut(text)):
            assert pastes.safe(piece) == piece
