"""One call of suggest at every key of a real call, against rapidfuzz over every phrase."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

from rapidfuzz import process

from benchmarks.figures import line
from negotiator.playbook.load import load
from negotiator.playbook.shelf import shipped_root
from negotiator.suggest import build_index, suggest

_CALL = Path(__file__).parent.parent / "tests" / "journeys" / "call.toml"


def run() -> None:
    """Print build time, time a key, and the baseline's time a key."""
    playbook = load(shipped_root() / "llm-vendor").playbook
    if playbook is None:
        raise SystemExit("the shipped playbook cannot be used")
    began = time.perf_counter()
    index = build_index(playbook)
    built = (time.perf_counter() - began) * 1000
    phrases = [text for _, _, text in playbook.phrases()]
    said = tomllib.loads(_CALL.read_text(encoding="utf-8"))["said"]
    ours: list[float] = []
    baseline: list[float] = []
    for number, each in enumerate(said):
        words = each["words"]
        for length in range(1, len(words) + 1):
            began = time.perf_counter()
            suggest(index, words[:length])
            ours.append((time.perf_counter() - began) * 1000)
            if number % 5 == 0:
                began = time.perf_counter()
                process.extract(words[:length], phrases, limit=5)
                baseline.append((time.perf_counter() - began) * 1000)
    print(f"suggest over {len(phrases)} phrases, index built in {built:.0f} ms")
    print(line("  rapidfuzz process.extract, a key", baseline, "ms"))
    print(line("  suggest, a key (p99 under 5 ms)", ours, "ms", baseline))


if __name__ == "__main__":
    run()
