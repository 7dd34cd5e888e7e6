"""The nearest of the words that would have been right, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

_CUTOFF = 66
"""Likeness in percent below which a guess confuses more than it helps."""


def did_you_mean(wrong: str, right: Iterable[str], cutoff: float = _CUTOFF) -> str | None:
    """The word that was probably meant, if any comes near: as alike as `cutoff`, in percent."""
    # Imported here because it costs 15 ms and a good playbook never asks.
    from rapidfuzz import fuzz, process, utils
    from rapidfuzz.distance import OSA, Prefix

    typed = utils.default_process(wrong[:200])
    near = process.extract(
        typed,
        sorted(right),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=cutoff,
        limit=None,
    )

    def nearness(word: str, likeness: float) -> tuple[float, int, bool, int]:
        # Of words as alike, the one that takes fewest slips of the pen, where two letters that
        # changed places are one and the likeliest, and whose beginning is right: "coe" is ceo,
        # else coo, else cfo.
        word = utils.default_process(word)
        changed_places = sorted(word) == sorted(typed)
        slips = OSA.distance(typed, word)
        return likeness, -slips, changed_places, Prefix.similarity(typed, word)

    best = max(near, key=lambda each: nearness(each[0], each[1]), default=None)
    return best[0] if best else None


def listed(words: Iterable[str]) -> str:
    """The words as a person lists them: a, b or c."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
