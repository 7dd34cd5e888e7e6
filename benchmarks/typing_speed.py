"""What a key costs: every statement typed letter by letter, on the shipped playbook and 20 of it.

Calls are played as they are in the app: an index is thawed when a call begins and remembers what
was typed until it ends, and the garbage collector runs when it wants to. Among the keys, some are
given to baselines too: rapidfuzz and SQLite over the same phrases.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator, Sequence
from functools import partial

from rapidfuzz import fuzz, process

from benchmarks.baselines import Text, fts5, texts_of
from benchmarks.figures import line, timed
from benchmarks.playbooks import MAIN, shipped, times
from benchmarks.statements import FITTED, MEASURED, Statement, statements
from negotiator.playbook.model import Playbook
from negotiator.suggest import Index, build_index, suggest
from negotiator.suggest.frozen import freeze, thaw

_TIMES = 20
_SHOWN = 4
"""Suggestions that the live screen asks for at a key."""
_CALL = 30
"""Statements of a call, about as many as in tests/journeys/call.toml."""
_BASELINE_KEYS = 200
"""Keys at which the baselines are timed; they take up to a thousand times as long."""
_THAWS = 5
_MIB = 2**20


def run(*, short: bool = False) -> None:
    """Print time a key, times to build and to thaw, and memory, for both sizes.

    Args:
        short: two calls of statements on the shipped playbook alone.
    """
    said = [each for path in (*FITTED, *MEASURED) for each in statements(path)]
    playbook = shipped()
    _measure(MAIN, playbook, _spread(said, 2 * _CALL) if short else said, p99=2)
    if not short:
        large = times(playbook, _TIMES)
        _measure(f"{_TIMES} times {MAIN}", large, _spread(said, 5 * _CALL), p99=8)


def _measure(name: str, playbook: Playbook, said: Sequence[Statement], *, p99: int) -> None:
    texts = texts_of(playbook)
    index, built = timed(partial(build_index, playbook))
    data = freeze(index)
    words = len(index.letters.vocabulary)
    del index
    thawed = [timed(partial(_thawed, data, playbook))[1] for _ in range(_THAWS)]
    print(f"{len(said)} statements typed, {name}: {len(texts)} phrases, {words} different words")
    print(line("  index built", [built], "ms"))
    print(line("  index thawed", thawed, "ms", [built]))
    print(_memory(data, playbook, said[:_CALL]))
    ours, likeness, full_text = _typed(data, playbook, said, texts)
    print(_to_the_maximum("  rapidfuzz WRatio extractOne, a key", likeness))
    print(_to_the_maximum("  SQLite FTS5 bm25, a key", full_text, likeness))
    print(_to_the_maximum(f"  suggest, a key (p99 under {p99} ms)", ours, likeness))


def _typed(
    data: bytes, playbook: Playbook, said: Sequence[Statement], texts: Sequence[Text]
) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds a key: ours at every key, those of the two baselines at some."""
    phrases = [text for _, text in texts]
    best = partial(process.extractOne, choices=phrases, scorer=fuzz.WRatio)
    search = fts5(texts)
    every = sum(len(each.heard) for each in said) // _BASELINE_KEYS
    ours: list[float] = []
    likeness: list[float] = []
    full_text: list[float] = []
    for start in range(0, len(said), _CALL):
        index = _thawed(data, playbook)
        gc.freeze()  # as the app does when a call begins
        for text in _keys(said[start : start + _CALL]):
            ours.append(timed(partial(suggest, index, text, limit=_SHOWN))[1])
            if len(ours) % every == 0:
                likeness.append(timed(partial(best, text))[1])
                full_text.append(timed(partial(search, text))[1])
        gc.unfreeze()
    return ours, likeness, full_text


def _memory(data: bytes, playbook: Playbook, call: Sequence[Statement]) -> str:
    """How much the index takes when a call begins and, with what it remembers, when it ends."""
    tracemalloc.start()
    index = _thawed(data, playbook)
    before = tracemalloc.get_traced_memory()[0]
    for text in _keys(call):
        suggest(index, text, limit=_SHOWN)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (
        f"  index in memory {before / _MIB:.1f} MiB, after a call {after / _MIB:.1f} MiB, "
        f"on the disk {len(data) / _MIB:.1f} MiB"
    )


def _thawed(data: bytes, playbook: Playbook) -> Index:
    index = thaw(data, playbook)
    assert index is not None, "this version of the program froze it"
    return index


def _keys(call: Sequence[Statement]) -> Iterator[str]:
    """What stands in the line after each key."""
    for each in call:
        for length in range(1, len(each.heard) + 1):
            yield each.heard[:length]


def _spread(said: Sequence[Statement], number: int) -> Sequence[Statement]:
    """So many statements, from all sets alike."""
    return said[:: len(said) // number][:number]


def _to_the_maximum(
    name: str, samples: Sequence[float], baseline: Sequence[float] | None = None
) -> str:
    return f"{line(name, samples, 'ms', baseline)}   maximum {max(samples):.2f} ms"


if __name__ == "__main__":
    run()
