"""Which clause and which objection the words are about, with a calibrated score and the reasons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from uuid import UUID

from negotiator.suggest.index import Index
from negotiator.suggest.learned import Correction, Learned
from negotiator.suggest.phrases import phrase_at, telling_parts
from negotiator.suggest.query import Query, read
from negotiator.suggest.sure import about_a_clause, right, signs

_LETTERS = 0.8
"""What the letters count beside the words."""
_CURRENT = 0.15
"""What being the clause on screen adds: enough to settle a tie, not to overrule the words."""
_MUST_HAVE = 0.03
"""What being an open must-have adds."""
_TAUGHT = 6.0
"""How far ahead of all others a statement puts the clause under which the same one was filed."""
_EXACT = 2.0
"""How far ahead of all others the clause is of which the text is a phrase, word for word."""
_LITERAL = 0.9
"""What such a reading scores at the least."""
_BEFORE = 0.5
"""What having been first a moment ago adds: the first suggestion must not flicker."""
_SILENT = 0.55
"""Nothing is claimed about a text that is less likely than this to be about a clause at all."""
_STILL = 0.4
"""The same where something was claimed a moment ago."""
_WRONG = 0.02
"""Readings that are less likely than this to be right are not shown."""
_WORDS = 4
"""Reasons given for a reading."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the words: it settles ties."""

    clause: str | None = None
    """The clause on screen."""
    open_must_haves: Collection[str] = ()
    applicable: Collection[str] | None = None
    """The clauses of the deal's checklist; None = all."""
    before: str | None = None
    """The clause that was first a moment ago, when the text was a key shorter."""
    learned: Learned | None = None
    """What was filed otherwise than was suggested."""
    session: UUID | None = None
    """The sitting: no counter is said twice in it."""
    authority: Collection[str] = ()
    """The approvers who need not be asked."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause the words may be about."""

    clause: str
    objection: str | None
    phrase: str
    """The phrase of the playbook that is nearest; empty when none is near."""
    score: float
    """0 to 1; about the share of such hits that are right."""
    marks: tuple[tuple[int, int], ...]
    """Which parts of the phrase were said: from one letter up to another."""
    words: tuple[str, ...]
    """The typed words that spoke for it, the most telling first."""
    prior: bool
    """The clause on screen or its priority had a say."""
    taught: bool
    """The phrase is no playbook's: it was heard, and the negotiator filed it under the clause."""


NOWHERE = Context()


def match(index: Index, text: str, context: Context = NOWHERE, *, limit: int = 5) -> list[Hit]:
    """The clauses a text is about, best first; empty when nothing is sure enough."""
    query = read(index, text)
    exact = _exact(index, query, context)
    if not query.told and exact is None:
        return []
    totals = evidence(index, query)
    seen = signs(index, query, totals)
    taught = _taught(index, query, context)
    least = _SILENT if context.before is None else _STILL
    if about_a_clause(seen) < least and taught is None and exact is None:
        return []
    for clause, prior in _priors(index, context):
        totals[clause] += prior
    # The edition may have been changed for one without that clause.
    if context.before and context.before in index.numbers:
        totals[index.numbers[context.before]] += _BEFORE
    if exact is not None:
        totals[exact] = max(totals) + _EXACT
    if taught is not None:
        totals[index.numbers[taught[0].clause]] = max(totals) + _TAUGHT * taught[1]
    ranked = nlargest(limit + 1, _candidates(index, context), key=totals.__getitem__)
    reasons = _reasons(index, query, ranked)
    favoured = {clause for clause, _ in _priors(index, context)}
    hits: list[Hit] = []
    for place, clause in enumerate(ranked[:limit]):
        correction = taught[0] if taught and taught[0].clause == index.clauses[clause].id else None
        if not reasons[clause] and correction is None and clause != exact:
            continue  # it is nearer than small talk, but nothing that was typed speaks for it
        rival = totals[ranked[0 if place else 1]] if len(ranked) > 1 else 0.0
        score = right(seen, totals[clause] - rival)
        if clause == exact:
            score = max(score, _LITERAL)
        if taught and correction:
            score = max(score, taught[1])
        if score < _WRONG:
            break
        prior = clause in favoured
        hits.append(_hit(index, query, clause, score, reasons[clause], prior, correction))
    return hits


def _exact(index: Index, query: Query, context: Context) -> int | None:
    """The clause of which the text is a phrase, where it may be found."""
    if query.exact is not None and query.exact[0] in _candidates(index, context):
        return query.exact[0]
    return None


def _taught(index: Index, query: Query, context: Context) -> tuple[Correction, float] | None:
    """The correction that the words are most like, where its clause may be found."""
    found = context.learned.nearest(query.told) if context.learned else None
    if found and index.numbers[found[0].clause] in _candidates(index, context):
        return found
    return None


def _candidates(index: Index, context: Context) -> Sequence[int]:
    """The numbers of the clauses that may be found."""
    everything = range(len(index.clauses))
    applicable = context.applicable
    if applicable is None:
        return everything
    return [number for number in everything if index.clauses[number].id in applicable]


def _priors(index: Index, context: Context) -> Iterator[tuple[int, float]]:
    """What is known beside the words, as the clauses that it favours and how much."""
    if context.clause is not None and context.clause in index.numbers:
        yield index.numbers[context.clause], _CURRENT
    for clause in context.open_must_haves:
        if clause in index.numbers:
            yield index.numbers[clause], _MUST_HAVE


def evidence(index: Index, query: Query) -> list[float]:
    """How much speaks for each clause beyond what speaks for small talk."""
    words = query.words.settled(index.words.burden)
    letters = query.letters.settled(index.letters.burden)
    *of_clauses, small_talk = (
        said + _LETTERS * looks for said, looks in zip(words, letters, strict=True)
    )
    return [total - small_talk for total in of_clauses]


def _hit(
    index: Index,
    query: Query,
    clause: int,
    score: float,
    words: tuple[str, ...],
    prior: bool,
    correction: Correction | None,
) -> Hit:
    found = index.clauses[clause]
    if correction is not None:
        objection, phrase = correction.objection, correction.words
    else:
        objection, phrase = _nearest(index, query, clause)
    return Hit(
        clause=found.id,
        objection=objection,
        phrase=phrase,
        marks=telling_parts(phrase, query.sought),
        score=score,
        words=words,
        prior=prior,
        taught=correction is not None,
    )


def _nearest(index: Index, query: Query, clause: int) -> tuple[str | None, str]:
    """The objection and the phrase of a clause that the words are most like."""
    number = index.phrases[clause].nearest(query.sought)
    if query.exact is not None and query.exact[0] == clause:
        number = query.exact[1]
    if number is None:
        return None, ""
    objection, phrase = phrase_at(index.clauses[clause], number)
    return objection.id if objection else None, phrase


def _reasons(index: Index, query: Query, clauses: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The typed words that spoke for each clause, the most telling first."""
    spoke: dict[int, dict[str, float]] = {clause: {} for clause in clauses}
    for feature, word in query.origin.items():
        weight = query.features.get(feature, 0.0) * index.words.telling(feature)
        for clause, value in index.words.says(feature):
            if clause in spoke and weight * value > spoke[clause].get(word, 0.0):
                spoke[clause][word] = weight * value
    for clause, words in spoke.items():
        if not words:  # then it was found by looking alike
            alike = ((word, index.letters.word(word).scores[clause]) for word in query.told)
            words.update((word, value) for word, value in alike if value > 0)
    return {
        clause: tuple(nlargest(_WORDS, words, key=words.__getitem__))
        for clause, words in spoke.items()
    }
