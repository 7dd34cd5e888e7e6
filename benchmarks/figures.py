"""Samples as the figures that are quoted: median, p99, and ratios against a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def p99(samples: Sequence[float]) -> float:
    """The value that one sample in a hundred exceeds."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def line(
    name: str, samples: Sequence[float], unit: str, baseline: Sequence[float] | None = None
) -> str:
    """One printed line; with a baseline also the ratio of the medians."""
    text = f"{name:<44} median {median(samples):8.2f} {unit}   p99 {p99(samples):8.2f} {unit}"
    if baseline is not None:
        text += f"   {median(samples) / median(baseline):5.2f} x"
    return text
