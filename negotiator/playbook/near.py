"""The nearest of the words that would have been right, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

_CUTOFF = 66
"""Likeness in percent below which a guess confuses more than it helps."""


def did_you_mean(wrong: str, right: Iterable[str], cutoff: float = _CUTOFF) -> str | None:
    """The word that was probably meant, if any comes near: as alike as `cutoff`, in percent."""
    # Imported here because it costs 15 ms and a good playbook never asks.
    from rapidfuzz import fuzz, process, utils

    best = process.extractOne(
        wrong[:200],
        sorted(right),
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=cutoff,
    )
    return best[0] if best else None


def listed(words: Iterable[str]) -> str:
    """The words as a person lists them: a, b or c."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
