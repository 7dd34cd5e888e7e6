"""A playbook as a spreadsheet: a row a clause, and a further one for each objection and step."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from negotiator.plain import visible
from negotiator.playbook.clause import Clause, Objection, Position
from negotiator.playbook.exchange.approvers import written
from negotiator.playbook.exchange.cells import guarded
from negotiator.playbook.exchange.columns import APPROVER, CLAUSE, Column, columns
from negotiator.playbook.exchange.draft import Export, tables_lost, told
from negotiator.playbook.exchange.sheet import LONGEST_CELL
from negotiator.playbook.model import Playbook
from negotiator.playbook.scales import Rung

Row = Mapping[tuple[str, ...], Any]
"""The values of one row by where they belong."""


def as_csv(playbook: Playbook, separator: str = ",") -> Export:
    """The clauses of a playbook as CSV, with a heading for each column that carries something."""
    names = written(playbook)
    rows = [row for clause in playbook.clause for row in _rows(clause, names)]
    fallbacks = max((len(_fallbacks(clause)) for clause in playbook.clause), default=0)
    used = [
        column
        for column in columns(fallbacks)
        if column.written and (column.basic or any(column.path in row for row in rows))
    ]
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(column.name for column in used)
    writer.writerows([_cell(column, row) for column in used] for row in rows)
    return Export(text.getvalue(), _lost(playbook))


def _cell(column: Column, row: Row) -> str:
    value = row.get(column.path)
    if value is None:
        return ""
    return guarded(visible(column.kind.written(value), limit=LONGEST_CELL))


def _rows(clause: Clause, names: Mapping[str, str]) -> Iterator[Row]:
    """The clause with its first objection; then what is left of them, a row each."""
    answers = list(_answers(clause.objection))
    first, *rest = answers or [{}]
    yield {CLAUSE.path: clause.id, **_values(clause, names), **first}
    for answer in rest:
        yield {CLAUSE.path: clause.id, **answer}


def _values(clause: Clause, names: Mapping[str, str]) -> dict[tuple[str, ...], Any]:
    table = clause.model_dump(exclude_defaults=True, exclude={"id", "position", "objection"})
    values = dict(_flat((), table))
    ladder = {rung: _rung(position, names) for rung, position in clause.ladder.items()}
    fallbacks = [ladder[rung] for rung in _fallbacks(clause)]
    shared = {each.get("approver") for each in fallbacks}
    if len(shared) == 1 and None not in shared:
        values[APPROVER.path] = shared.pop()
        for each in fallbacks:
            del each["approver"]
    for rung, said in ladder.items():
        # A rung that says nothing is a rung all the same.
        for key, value in (said or {"requires_get": False}).items():
            values["position", rung, key] = value
    return values


def _flat(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of a table and of those in it, each with its path; facts stay together."""
    for key, value in table.items():
        if isinstance(value, Mapping) and key != "when":
            yield from _flat((*path, str(key)), value)
        else:
            yield (*path, str(key)), value


def _rung(position: Position, names: Mapping[str, str]) -> dict[str, Any]:
    values = position.model_dump(exclude_defaults=True, exclude={"rung"})
    return values | ({"approver": names[position.approver]} if position.approver else {})


def _answers(objections: Sequence[Objection]) -> Iterator[Row]:
    for objection in objections:
        table = objection.model_dump(exclude_defaults=True, exclude={"counter"})
        steps = [counter.model_dump(exclude_defaults=True) for counter in objection.counter]
        about = {("objection", key): value for key, value in table.items()}
        first, *rest = steps or [{}]
        yield about | {("counter", key): value for key, value in first.items()}
        for step in rest:
            again = {("objection", "id"): objection.id}
            yield again | {("counter", key): value for key, value in step.items()}


def _fallbacks(clause: Clause) -> list[str]:
    return [name for name, each in clause.ladder.items() if each.rung is Rung.FALLBACK]


def _lost(playbook: Playbook) -> tuple[str, ...]:
    clauses = playbook.clause
    twice = sum(len(clause.position) - len(clause.ladder) for clause in clauses)
    return told(
        {
            "the header, but for id and name": True,
            **tables_lost(playbook, ("playbook", "clause", "approver")),
            "what approvers may allow": sum(bool(each.allows) for each in playbook.approver),
            "what clauses may be traded for": sum(bool(each.trade_for) for each in clauses),
            "rungs that stand twice in a ladder": twice,
        }
    )
