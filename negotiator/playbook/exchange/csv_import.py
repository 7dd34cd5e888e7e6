"""A spreadsheet as a playbook: ours back again, or one made by hand with headings of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from negotiator.playbook.exchange.approvers import Approvers, is_nobody
from negotiator.playbook.exchange.cells import unguarded
from negotiator.playbook.exchange.columns import (
    APPROVER,
    AREA,
    CLAUSE,
    TITLE,
    Recognised,
    guess,
    recognise,
)
from negotiator.playbook.exchange.csv_clause import KIND, STEP, Cell, ClauseRows, Said
from negotiator.playbook.exchange.draft import Draft, Flaw, clause_id, header, listing
from negotiator.playbook.exchange.rungs import kind_of
from negotiator.playbook.exchange.sheet import Grid, Sheet, column_letters, grid
from negotiator.playbook.positions import Keys
from negotiator.playbook.problem import Problem
from negotiator.playbook.scales import Rung

_CLAUSE_ID = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")

Meant = Sequence[Recognised | None]

_REMEDIES = {
    "missing-key": "fill in that column too",
    "value-without-metric": "fill in metric, metric unit and metric better, or leave it blank",
    "unknown-fact": "write a field of a deal's profile and its values, as hosting: saas",
}
"""What to do in a sheet where the remedies of the loader and of the rules speak of TOML."""


def from_csv(path: Path, text: str, playbook: str, name: str) -> tuple[Draft, Grid] | list[Flaw]:
    """The playbook in a CSV text with the sheet it stands in, or all that is wrong with it.

    The draft has not met the playbook's model yet: whoever loads it finds what the model objects
    to, placed by row and column, and `Grid.where` says that place in words.
    """
    sheet = grid(text)
    if isinstance(sheet, Flaw):
        return [sheet]
    meant = _meant(sheet.headings)
    flaws = list(_unusable(sheet, meant))
    if flaws:
        return flaws
    reader = _Reader(sheet, playbook)
    for number in range(sheet.first + 1, len(sheet.rows) + 1):
        reader.read(number, meant)
    document, places = reader.document(name)
    if not reader.flaws and not reader.clauses:
        remedy = "write a row for each clause"
        return [Flaw(f"row {sheet.first + 1}", "there is no clause below the headings", remedy)]
    if reader.flaws:
        return reader.flaws
    draft = Draft(
        Sheet(path, "", document, places),
        tuple(_lost(sheet, meant)),
        (*_misspelt(sheet, meant), *reader.assumed()),
    )
    return draft, sheet


def flaw_in(sheet: Grid, problem: Problem) -> Flaw:
    """What the loader or a rule found wrong with the document of a sheet."""
    meant = _meant(sheet.headings)
    found = meant[problem.column - 1] if problem.column <= len(meant) else None
    remedy = _REMEDIES.get(problem.code, problem.remedy)
    if problem.code == "missing-key" and problem.what.startswith("`position`"):
        remedy = "write its standard position, a fallback or its walk-away"
    if problem.code == "wrong-type" and found:
        remedy = found.column.kind.remedy or remedy
    return Flaw(sheet.where(problem.line, problem.column), problem.what, remedy)


@dataclass
class _Reader:
    """The rows below the headings, one after the other."""

    grid: Grid
    playbook: str
    flaws: list[Flaw] = field(default_factory=list)
    clauses: dict[str, ClauseRows] = field(default_factory=dict)
    """By what their first cell says, however it is capitalised."""
    approvers: Approvers = field(default_factory=Approvers)
    named: dict[str, Cell] = field(default_factory=dict)
    """Where each approver is named first."""
    last: ClauseRows | None = None

    def read(self, number: int, meant: Meant) -> None:
        """Reads one row; one whose clause is blank is about the clause above."""
        row = [
            Said(found, unguarded(text), (number, column))
            for column, (found, text) in enumerate(
                zip(meant, self.grid.rows[number - 1], strict=False), start=1
            )
            if found and not _says_nothing(found, text)
        ]
        if not row:
            return
        self.last = self._clause({said.found.column.name: said for said in row})
        if self.last is None:
            what, remedy = "this row is about no clause", "name one in it, or delete the row"
            self.flaws.append(Flaw(f"row {number}", what, remedy))
            return
        for at, what, remedy in self.last.take(row):
            self.flaws.append(Flaw(self.grid.where(*at), what, remedy))

    def document(self, name: str) -> tuple[dict[str, Any], dict[Keys, Cell]]:
        """The whole as tables of a playbook, and the cells of its values."""
        tables: list[dict[str, Any]] = []
        places: dict[Keys, Cell] = {}
        for index, clause in enumerate(self.clauses.values()):
            table, cells = clause.finished()
            tables.append(table)
            places |= {("clause", index, *path): at for path, at in cells.items()}
        approvers = self.approvers.tables()
        for index, approver in enumerate(approvers):
            places["approver", index] = self.named[approver["id"]]
        head = header(name, self.playbook)
        return {"playbook": head, "approver": approvers, "clause": tables}, places

    def assumed(self) -> Iterator[str]:
        """What stands in the playbook because it has to, though the sheet does not say it."""
        counts = Counter(key for clause in self.clauses.values() for key in clause.assumed)
        if counts["kind"]:
            yield f"objections whose kind is not in the sheet, taken as {KIND}: {counts['kind']}"
        if counts["tier"]:
            yield f"counters whose step is not in the sheet, taken as {STEP}: {counts['tier']}"
        if self.approvers.names:
            yield f"approvers made of the names in the sheet: {listing(self.approvers.names)}"
        for known, meant in self.approvers.slips():
            where, name = self.grid.where(*self.named[known]), self.approvers.names[known]
            yield f"{where}: “{name}” became an approver of its own; did you mean `{meant}`?"
        for clause in self.clauses.values():
            if clause.shared and Rung.FALLBACK not in map(kind_of, clause.rungs):
                who = f"approver “{clause.shared.text}”"
                yield f"{who} of {clause.table['id']} has no fallback to agree to: name the rung"

    def _clause(self, row: dict[str, Said]) -> ClauseRows | None:
        named = row.get(CLAUSE.name)
        if named is None:
            return self.last
        key = named.text.casefold()
        if key not in self.clauses:
            self.clauses[key] = self._new(named, row.get(TITLE.name), row.get(AREA.name))
        return self.clauses[key]

    def _new(self, named: Said, title: Said | None, area: Said | None) -> ClauseRows:
        name, heading = named.text, named.text
        if _CLAUSE_ID.fullmatch(name):
            heading = name.partition(".")[2].replace("-", " ").capitalize()
        else:
            taken = [clause.table["id"] for clause in self.clauses.values()]
            name = clause_id(area.text if area else self.playbook, name, taken)
        cells: dict[Keys, Cell] = {(): named.at, ("id",): named.at}
        cells["title",] = title.at if title else named.at
        table = {"id": name, "title": title.text if title else heading}
        return ClauseRows(table, cells, self._approver)

    def _approver(self, said: Said) -> str:
        known = self.approvers.id_of(said.text)
        self.named.setdefault(known, said.at)
        return known


def _says_nothing(found: Recognised, text: str) -> bool:
    """Whether a cell is blank, or holds what people put there instead: a dash, "n/a"."""
    return text in ("", "-") or (found.column.path[-1] == APPROVER.name and is_nobody(text))


def _meant(headings: Sequence[str]) -> Meant:
    """What the headings mean; a title names the clause where no other column does."""
    meant = recognise(headings)
    if any(found and found.column == CLAUSE for found in meant):
        return meant
    return [
        replace(found, column=CLAUSE) if found and found.column == TITLE else found
        for found in meant
    ]


def _unusable(sheet: Grid, meant: Meant) -> Iterator[Flaw]:
    """What keeps a sheet from being a playbook, whatever its rows say."""
    first: dict[tuple[str, int, int], int] = {}
    for number, found in enumerate(meant, start=1):
        if found is None:
            continue
        other = first.setdefault((found.column.name, found.slot, found.step), number)
        if other != number:
            what = f"this and column {column_letters(other)} are both `{found.column.name}`"
            yield Flaw(sheet.where(sheet.first, number), what, "give one of them another heading")
    paths = [found.column.path for found in meant if found]
    row = f"row {sheet.first}"
    if CLAUSE.path not in paths:
        yield Flaw(row, "no column names the clause", "write `clause` over the one that does")
    if not any(path[0] == "position" for path in paths):
        remedy = "write `standard position`, `fallback 1` or `walk-away` over those that do"
        yield Flaw(row, "no column holds a position", remedy)


def _lost(sheet: Grid, meant: Meant) -> Iterator[str]:
    """The columns that mean nothing to a playbook and are not empty."""
    for number, (heading, found) in enumerate(zip(sheet.headings, meant, strict=True), start=1):
        below = sheet.rows[sheet.first :]
        filled = sum(len(row) >= number and row[number - 1] != "" for row in below)
        if found is None and filled:
            near = guess(heading)
            hint = f"; did you mean `{near}`?" if near else ""
            named = f" ({heading})" if heading else ", which has no heading"
            yield f"column {column_letters(number)}{named}: cells: {filled}{hint}"
    wide = sum(any(row[len(meant) :]) for row in sheet.rows[sheet.first :])
    if wide:
        yield f"cells to the right of the last heading, in rows: {wide}"


def _misspelt(sheet: Grid, meant: Meant) -> Iterator[str]:
    for number, found in enumerate(meant, start=1):
        if found and not found.exact:
            yield f"{sheet.where(sheet.first, number)} was read as `{found.column.name}`"
