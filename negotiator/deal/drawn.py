"""Cells of a table that are looked at sooner than read: their words, and what to draw of them.

They are text, so whatever cannot draw prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

LETTERS = "OT12+W–"
"""What a rung is called on a chart, best first: opening, target, fallbacks, walk-away, given up."""
SHADES = dict(zip(LETTERS, "·░▒▓▓██", strict=True))
"""How dark it is: the further down, the darker."""
KEY = (
    "· O opening, ░ T target, ▒ 1 first fallback, ▓ 2 second, ▓ + further down, █ W walk-away, "
    "█ – given up"
)
_RUNGS = dict(
    zip(("opening", "target", "fallback-1", "fallback-2", "walk-away", "waived"), "OT12W–",
        strict=True)
)  # fmt: skip
_WIDTH = 10
_FEW = 3
"""Things of a listing that a terminal shows."""


def letter(rung: str) -> str:
    """The letter of a rung, or of `waived`."""
    return _RUNGS.get(rung, "+")


class Bar(str):
    """How a whole divides: parts with their letters, best first."""

    parts: tuple[tuple[str, int], ...]
    whole: int

    def __new__(cls, parts: Sequence[tuple[str, int]], whole: int) -> Self:
        """Parts without a letter are counted things of one kind; their whole may be more."""
        found = super().__new__(cls, blocks(parts, whole, _WIDTH))
        found.parts, found.whole = tuple(parts), whole
        return found

    def __getnewargs__(self) -> tuple[Sequence[tuple[str, int]], int]:  # type: ignore[override]
        """To be copied as what it is made of."""
        return self.parts, self.whole


class Shade(str):
    """Where one thing stands, as a field of a heat map."""

    letter: str
    shown: str
    """What is written in the field where its colour is to be seen."""

    def __new__(cls, letter: str, words: str = "") -> Self:
        """A field of that letter, with words of its own."""
        found = super().__new__(cls, words or f"{SHADES[letter]} {letter}")
        found.letter, found.shown = letter, words or letter
        return found

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """To be copied as what it is made of."""
        return self.letter, self.shown if self.shown != self.letter else ""


class Listing(str):
    """Things on one line, with how many they are: all of them, and the first few for a terminal."""

    things: tuple[str, ...]
    few: str

    def __new__(cls, things: Sequence[str]) -> Self:
        """How many, and what they are."""
        found = super().__new__(cls, f"{len(things)}: {', '.join(things)}")
        more = len(things) - _FEW
        first = f"{len(things)}: {', '.join(things[:_FEW])} and {more} more"
        found.things, found.few = tuple(things), first if more > 0 else str(found)
        return found

    def __getnewargs__(self) -> tuple[Sequence[str]]:  # type: ignore[override]
        """To be copied as what it is made of."""
        return (self.things,)


def blocks(parts: Sequence[tuple[str, int]], whole: int, width: int) -> str:
    """A bar of so many columns."""
    sizes = shares([count for _, count in parts], whole, width)
    drawn = (SHADES.get(name, "█") * size for (name, _), size in zip(parts, sizes, strict=True))
    return "".join(drawn).ljust(width)


def shares(counts: Sequence[int], whole: int, width: int) -> list[int]:
    """The columns of each part: in proportion, and none so small that it is not to be seen."""
    if not whole:
        return [0 for _ in counts]
    sizes = [max(round(width * count / whole), 1) if count else 0 for count in counts]
    while sum(sizes) > width and max(sizes) > 1:
        sizes[sizes.index(max(sizes))] -= 1
    if sum(counts) == whole and sum(sizes) < width:
        sizes[sizes.index(max(sizes))] += width - sum(sizes)
    return sizes
