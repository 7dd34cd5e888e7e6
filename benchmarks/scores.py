"""How well a matcher does on labelled statements: found first, found soon, silent, steady."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from benchmarks.statements import Statement, cut

DEPTH = 10
"""Clauses that a matcher is asked for; one that comes later counts as not found."""


class Answer(NamedTuple):
    """What a matcher says about a text."""

    clauses: Sequence[str]
    """Best first."""
    claimed: bool
    """It takes the text to be about a clause at all."""


Matcher = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement, what was found for it, and what for its first 60%."""

    statement: Statement
    whole: Answer
    early: Answer

    @property
    def place(self) -> int | None:
        """The place of the first acceptable clause, from 1."""
        return _place(self.statement, self.whole)

    @property
    def early_place(self) -> int | None:
        """The same after 60% of the characters."""
        return _place(self.statement, self.early)


@dataclass(frozen=True, slots=True)
class Score:
    """A set's figures; shares in percent, None where there is nothing to take a share of."""

    on_topic: int
    off_topic: int
    first: float | None
    """recall@1: an acceptable clause stands first."""
    third: float | None
    """recall@3: one is among the first three."""
    rank: float | None
    """MRR, the mean of 1 / place, 0 for one that is not found (Voorhees 1999, TREC-8)."""
    early: float | None
    """recall@3 after the first 60% of the characters."""
    silent: float | None
    """Off-topic statements about which nothing is claimed."""


def judge(matcher: Matcher, said: Iterable[Statement]) -> list[Judged]:
    """Ask a matcher about each statement."""
    return [Judged(each, matcher(each.heard), matcher(cut(each.heard))) for each in said]


def score(judged: Iterable[Judged]) -> Score:
    """The figures of statements that were judged."""
    everything = list(judged)
    on_topic = [each for each in everything if each.statement.clauses]
    off_topic = [each for each in everything if not each.statement.clauses]
    places = [each.place for each in on_topic]
    return Score(
        on_topic=len(on_topic),
        off_topic=len(off_topic),
        first=_share(place == 1 for place in places),
        third=_share(place is not None and place <= 3 for place in places),
        rank=_mean(0.0 if place is None else 1 / place for place in places),
        early=_share(each.early_place is not None and each.early_place <= 3 for each in on_topic),
        silent=_share(not each.whole.claimed for each in off_topic),
    )


def changes(matcher: Matcher, text: str) -> int:
    """How often the first suggestion changes while a text is typed letter by letter.

    Going away and coming back are changes too; appearing for the first time is none.
    """
    answers = (matcher(text[:length]) for length in range(1, len(text) + 1))
    first = [answer.clauses[0] if answer.clauses else None for answer in answers]
    seen = first[next((place for place, clause in enumerate(first) if clause), len(first)) :]
    return sum(before != after for before, after in pairwise(seen))


def confusions(judged: Iterable[Judged]) -> list[tuple[str, str, list[str]]]:
    """What was expected, what was found first instead, and for which statements; commonest first.

    An empty name is nothing: off the topic where it was expected, silence where it was found.
    """
    wrong: dict[tuple[str, str], list[str]] = {}
    for each in judged:
        clauses = each.statement.clauses
        found = each.whole.clauses[0] if each.whole.clauses else ""
        if found not in clauses and (clauses or each.whole.claimed):
            pair = clauses[0] if clauses else "", found
            wrong.setdefault(pair, []).append(each.statement.heard)
    counts = Counter({pair: len(heard) for pair, heard in wrong.items()})
    return [(*pair, wrong[pair]) for pair, _ in counts.most_common()]


def slip(judged: Judged) -> str:
    """What is wrong with a statement that is not right at once; empty where nothing is."""
    clauses, (found, claimed) = judged.statement.clauses, judged.whole
    if not clauses:
        return "off topic, and a clause is claimed" if claimed else ""
    if not found:
        return "nothing is claimed"
    if judged.place == 1:
        return ""
    if judged.place in (2, 3):
        return "the right clause is second or third"
    areas = {clause.partition(".")[0] for clause in clauses}
    near = found[0].partition(".")[0] in areas
    return f"another clause of {'the same' if near else 'another'} area"


def _place(statement: Statement, answer: Answer) -> int | None:
    places = enumerate(answer.clauses[:DEPTH], start=1)
    return next((place for place, clause in places if clause in statement.clauses), None)


def _share(hits: Iterable[bool]) -> float | None:
    mean = _mean(map(float, hits))
    return None if mean is None else 100 * mean


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return sum(known) / len(known) if known else None
