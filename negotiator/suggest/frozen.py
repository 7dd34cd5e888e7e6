"""An index as bytes: what takes long to build is built once per playbook edition, then read."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from negotiator.playbook.model import Playbook
from negotiator.suggest.bayes import Model, Rows, Sum, numbered
from negotiator.suggest.exact import Exact
from negotiator.suggest.index import Index, abbreviations_of, numbers_of, synonyms_of
from negotiator.suggest.letters import Letters
from negotiator.suggest.phrases import Phrases

_FORMAT = 5
"""Raised when an index is built or kept otherwise: older bytes are then built anew."""


def freeze(index: Index) -> bytes:
    """The index, without what the playbook itself says."""
    arrays = list(_arrays(index))
    head = {
        "format": _FORMAT,
        "features": list(index.words.names),
        "vocabulary": list(index.letters.vocabulary),
        "runs": list(index.letters.runs),
        "stems": [phrases.stems for phrases in index.phrases],
        "whole": index.letters.whole,
        "often": list(index.letters.often),
        "arrays": [(each.typecode, len(each)) for each in arrays],
    }
    return b"".join([json.dumps(head).encode(), b"\n", *(each.tobytes() for each in arrays)])


def thaw(data: bytes, playbook: Playbook) -> Index | None:
    """The index that was frozen of a playbook; None where another version of the program did it."""
    end = data.index(b"\n")
    head = json.loads(data[:end])
    if head["format"] != _FORMAT:
        return None
    arrays = _read(head["arrays"], memoryview(data)[end + 1 :])
    phrases = [Phrases(stems, next(arrays), next(arrays)) for stems in head["stems"]]
    exact = Exact(*islice(arrays, 3))
    speaks, weights, burden = Rows(*islice(arrays, 3)), next(arrays), next(arrays)
    said, texts, letter_burden = Rows(*islice(arrays, 3)), next(arrays), next(arrays)
    runs = (numbered(head["runs"]), next(arrays), next(arrays))
    often = {run: Sum(next(arrays), *next(arrays)) for run in head["often"]}
    abbreviations = abbreviations_of(playbook)
    return Index(
        clauses=playbook.clause,
        numbers=numbers_of(playbook),
        phrases=tuple(phrases),
        exact=exact,
        words=Model(numbered(head["features"]), speaks, weights, burden),
        letters=Letters(
            head["vocabulary"], said, texts, head["whole"], letter_burden, *runs, often
        ),
        synonyms=synonyms_of(playbook, abbreviations),
        abbreviations=abbreviations,
    )


def _arrays(index: Index) -> Iterator[array[Any]]:
    words, letters = index.words, index.letters
    for phrases in index.phrases:
        yield from (phrases.starts, phrases.lengths)
    yield from (index.exact.sums, index.exact.clauses, index.exact.numbers)
    yield from (words.speaks.ends, words.speaks.clauses, words.speaks.values)
    yield from (words.weights, words.burden)
    yield from (letters.said.ends, letters.said.clauses, letters.said.values)
    yield from (letters.texts, letters.burden, letters.ends, letters.holders)
    for often in letters.often.values():
        yield from (often.scores, array("d", (often.whole, often.squares)))


def _read(kinds: Sequence[tuple[str, int]], data: memoryview) -> Iterator[array[Any]]:
    start = 0
    for code, count in kinds:
        each: array[Any] = array(code)
        end = start + count * each.itemsize
        each.frombytes(data[start:end])
        start = end
        yield each
