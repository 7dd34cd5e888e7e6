"""Fits the constants of negotiator/suggest/sure.py: `python -m benchmarks.calibrate` prints them.

Two of the sets in tests/suggest and the small talk there are fitted to; the others are only ever
measured, by benchmarks/accuracy.py.

Logistic regression by Newton's method, a little ridge against constants that run away. Each
statement counts whole and cut after 60% of its letters, because it is judged while it is typed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from benchmarks.playbooks import shipped
from benchmarks.statements import FITTED, FOLDER, Statement, cut, statements
from negotiator.suggest import Index, build_index
from negotiator.suggest.match import evidence
from negotiator.suggest.query import read
from negotiator.suggest.sure import logistic, signs, values

_RIDGE = 0.05
_ROUNDS = 40
_PART = 8
"""A playbook of every eighth clause is learned from too: the constants have to fit small ones."""
_READINGS = 4
"""Readings of each statement from which is learned what a right one looks like."""

Example = tuple[tuple[float, ...], bool]


def fit(examples: Sequence[Example]) -> tuple[float, ...]:
    """The weights under which the examples are likeliest, the constant first."""
    size = len(examples[0][0]) + 1
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        gradient = [-_RIDGE * weight for weight in weights]
        curvature = [[_RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
        for seen, is_so in examples:
            row = (1.0, *seen)
            likely = logistic(weights, seen)
            for i, value in enumerate(row):
                gradient[i] += (is_so - likely) * value
                for j, other in enumerate(row):
                    curvature[i][j] += likely * (1 - likely) * value * other
        step = _solved(curvature, gradient)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
    return tuple(weights)


def examples(index: Index, said: Sequence[Statement]) -> tuple[list[Example], list[Example]]:
    """What statements look like that are about a clause, and readings that are right."""
    about: list[Example] = []
    right: list[Example] = []
    for statement in said:
        for text in (statement.heard, cut(statement.heard)):
            query = read(index, text)
            if not query.told:
                continue
            totals = evidence(index, query)
            seen = values(signs(index, query, totals))
            about.append((seen, bool(statement.clauses)))
            right.extend(_readings(index, totals, seen, statement))
    return about, right


def _readings(
    index: Index, totals: Sequence[float], seen: tuple[float, ...], statement: Statement
) -> Iterator[Example]:
    ranked = sorted(range(len(totals)), key=lambda clause: -totals[clause])[: _READINGS + 1]
    for place, clause in enumerate(ranked[:-1]):
        ahead = totals[clause] - totals[ranked[0 if place else 1]]
        yield (*seen, ahead), index.clauses[clause].id in statement.clauses


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small linear system, by Gauss's elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        pivot = max(range(place, len(rows)), key=lambda n: abs(rows[n][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for n, row in enumerate(rows):
            if n != place:
                rows[n] = [v - row[place] * w for v, w in zip(row, rows[place], strict=True)]
    return [row[-1] for row in rows]


def main() -> None:
    """Print the constants and how well they tell."""
    playbook = shipped()
    said = [each for path in FITTED for each in statements(path)]
    talk = (FOLDER / "small_talk.txt").read_text(encoding="utf-8").splitlines()
    said += [Statement(text, (), "spoken", "off-topic") for text in talk]
    about: list[Example] = []
    right: list[Example] = []
    for part in (1, _PART):
        clauses = playbook.clause[::part]
        known = {clause.id for clause in clauses}
        index = build_index(playbook.model_copy(update={"clause": clauses}))
        fitting = [each for each in said if not each.clauses or known & {*each.clauses}]
        for kept, found in zip((about, right), examples(index, fitting), strict=True):
            kept.extend(found)
    for name, found in (("ABOUT_A_CLAUSE", about), ("RIGHT", right)):
        weights = fit(found)
        loss = -sum(
            math.log(max(p if is_so else 1 - p, 1e-9))
            for seen, is_so in found
            for p in [logistic(weights, seen)]
        ) / len(found)
        print(f"{name} = ({', '.join(f'{weight:.2f}' for weight in weights)})")
        print(f"    log loss {loss:.3f} over {len(found)} examples")


if __name__ == "__main__":
    main()
