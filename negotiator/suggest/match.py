"""Which clause and which objection the words are about, with a calibrated score and the reasons."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter, mul

from rapidfuzz import fuzz

from negotiator.suggest.index import Index
from negotiator.suggest.query import Query, read

_BEST = 100
"""Phrases compared letter by letter; comparing all of them would outlast a frame."""
_AGREEING = (0.5, 0.25, 0.15)
"""What the best, second and third phrase of one clause count: agreement adds, repetition little."""
_LOOKS = 1.5
"""What looking alike letter by letter to a clause's words counts, beside what was said."""
_LETTERS = 0.3
"""The share of letter-by-letter likeness in a phrase's score."""
_CURRENT = 0.15
"""What being the clause on screen adds: enough to settle a tie, not to overrule the words."""
_MUST_HAVE = 0.03
"""What being an open must-have adds."""
_SILENT = 0.3
"""When even the best score is below this, nothing is claimed."""
_RUNNER_UP = 0.02
"""Other readings are shown beside a claimed one down to this score."""
_BASE, _BY_SAID, _BY_LOOKS, _BY_AHEAD = -5.51, 0.59, 9.82, 1.46
"""A logistic regression of "the first hit is right" over the labelled statements in tests/suggest
and the playbooks' own tests: how much was said about the clause, how alike it looks, and how far
it is ahead."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the words: it settles ties."""

    clause: str | None = None
    """The clause on screen."""
    open_must_haves: Collection[str] = ()
    applicable: Collection[str] | None = None
    """The clauses of the deal's checklist; None = all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause the words may be about."""

    clause: str
    objection: str | None
    phrase: str
    """The phrase of the playbook that is nearest; empty when none is near."""
    score: float
    """0 to 1; about the share of such hits that are right."""
    words: tuple[str, ...]
    """The typed words that spoke for it, the most telling first."""
    prior: bool
    """The clause on screen or its priority had a say."""


NOWHERE = Context()


def match(index: Index, text: str, context: Context = NOWHERE, *, limit: int = 5) -> list[Hit]:
    """The clauses a text is about, best first; empty when nothing is sure enough."""
    query = read(index, text)
    if not query.told:
        return []
    nearest: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for likeness, phrase in _near_phrases(index, query):
        nearest[index.phrases[phrase].clause].append((likeness, phrase))
    said = _said(index, query)
    looks = index.letters.likeness(query.told)
    totals: dict[int, float] = {}
    for clause in said.keys() | looks.keys():
        name = index.clauses[clause].id
        if context.applicable is None or name in context.applicable:
            likenesses = sorted((likeness for likeness, _ in nearest[clause]), reverse=True)
            totals[clause] = (
                said.get(clause, 0.0) / (query.mass or 1.0)
                + sum(map(mul, _AGREEING, likenesses))
                + _LOOKS * looks.get(clause, 0.0)
                + _prior(name, context)
            )
    best = nlargest(limit + 1, totals.items(), key=itemgetter(1))
    hits: list[Hit] = []
    for place, (clause, total) in enumerate(best[:limit]):
        rival = best[0 if place else 1][1] if len(best) > 1 else 0.0
        score = _calibrated(said.get(clause, 0.0), looks.get(clause, 0.0), total - rival)
        if score < (_RUNNER_UP if hits else _SILENT):
            continue
        closest = max(nearest[clause], default=None)
        found = index.phrases[closest[1]] if closest else None
        hits.append(
            Hit(
                clause=index.clauses[clause].id,
                objection=found.objection if found else None,
                phrase=found.text if found else "",
                score=score,
                words=_reasons(index, query, clause),
                prior=_prior(index.clauses[clause].id, context) > 0,
            )
        )
    return sorted(hits, key=lambda hit: -hit.score)


def _near_phrases(index: Index, query: Query) -> list[tuple[float, int]]:
    """The nearest phrases with their likeness: cosine of telling words, then letter by letter."""
    dots: defaultdict[int, float] = defaultdict(float)
    squares = 0.0
    for feature, sure in query.features.items():
        weight = sure * index.telling[feature] ** 2
        squares += sure * weight
        for phrase in index.postings.get(feature, ()):
            dots[phrase] += weight
    length = math.sqrt(max(squares, query.mass**2 / max(len(query.features), 1)))
    likely = nlargest(_BEST, ((dot / (length * index.norms[p]), p) for p, dot in dots.items()))
    return [
        (
            (1 - _LETTERS) * min(cosine, 1.0)
            + _LETTERS
            * cosine**0.5
            * fuzz.token_set_ratio(query.words, index.phrases[p].words)
            / 100,
            p,
        )
        for cosine, p in likely
    ]


def _said(index: Index, query: Query) -> Mapping[int, float]:
    """How much the words say about each clause, in the unit of how telling words are."""
    said: defaultdict[int, float] = defaultdict(float)
    for feature, sure in query.features.items():
        for clause, weight in index.evidence.get(feature, ()):
            said[clause] += sure * weight
    return said


def _prior(clause: str, context: Context) -> float:
    prior = _CURRENT if clause == context.clause else 0.0
    return prior + (_MUST_HAVE if clause in context.open_must_haves else 0.0)


def _calibrated(said: float, looks: float, ahead: float) -> float:
    """The share of hits like this one that are right (a logistic curve)."""
    sure = _BASE + _BY_SAID * said + _BY_LOOKS * looks + _BY_AHEAD * ahead
    return 1 / (1 + math.exp(-sure))


def _reasons(index: Index, query: Query, clause: int) -> tuple[str, ...]:
    """The typed words that spoke for a clause, the most telling first."""
    spoke: dict[str, float] = {}
    for feature, sure in query.features.items():
        for other, weight in index.evidence.get(feature, ()):
            if other == clause and feature in query.origin:
                word = query.origin[feature]
                spoke[word] = max(spoke.get(word, 0.0), sure * weight)
    if not spoke:  # then it was found by looking alike
        alike = {word: index.letters.likeness([word]).get(clause, 0.0) for word in query.told}
        spoke = {word: likeness for word, likeness in alike.items() if likeness > 0}
    return tuple(sorted(spoke, key=lambda word: -spoke[word])[:4])
