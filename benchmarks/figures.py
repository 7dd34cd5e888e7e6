"""Samples as the figures that are quoted: median, p99, and ratios against a baseline."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

T = TypeVar("T")


def timed(work: Callable[[], T], clock: Callable[[], float] = time.perf_counter) -> tuple[T, float]:
    """What came of it, and the milliseconds that it took."""
    began = clock()
    result = work()
    return result, (clock() - began) * 1000


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
