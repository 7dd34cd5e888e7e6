"""A clause as it is gathered from the rows of a spreadsheet, every value with its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from negotiator.playbook.exchange.columns import Recognised
from negotiator.playbook.exchange.draft import LONGEST_LABEL, identity
from negotiator.playbook.exchange.rungs import descent, kind_of
from negotiator.playbook.positions import Keys
from negotiator.playbook.problem import shortened
from negotiator.playbook.scales import ObjectionKind, RiskTier, Rung, Tier

Cell = tuple[int, int]
"""Row and column, from 1."""
Complaint = tuple[Cell, str, str]
"""Where, what and remedy."""

KIND, STEP = str(ObjectionKind.POLICY), str(Tier.REFRAME)
"""What an objection rests on, and the step of a counter, where a sheet does not say."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says."""

    found: Recognised
    text: str
    at: Cell

    @property
    def value(self) -> Any:
        """The text as the column reads it."""
        return self.found.column.kind.read(self.text)


@dataclass
class ClauseRows:
    """A clause as far as its rows were read."""

    table: dict[str, Any]
    cells: dict[Keys, Cell]
    """The cells of its values; rungs stand by name here, as in "fallback-2"."""
    approver: Callable[[Said], str]
    """The id of the approver that a cell names."""
    rungs: dict[str, dict[str, Any]] = field(default_factory=dict)
    objections: list[dict[str, Any]] = field(default_factory=list)
    shared: Said | None = None
    """Who must agree to every fallback that names nobody."""
    assumed: list[str] = field(default_factory=list)
    """The keys that an objection or a counter needs and the sheet leaves open."""

    def take(self, row: Iterable[Said]) -> Iterator[Complaint]:
        """Puts what stands in a row where it belongs."""
        slots: dict[int, list[Said]] = {}
        for said in row:
            if said.found.column.path[0] in ("objection", "counter"):
                slots.setdefault(said.found.slot, []).append(said)
            else:
                yield from self._put(said)
        for _, about in sorted(slots.items()):
            yield from self._answer(about)

    def finished(self) -> tuple[dict[str, Any], dict[Keys, Cell]]:
        """The clause as a table of a playbook, and the cells of its values."""
        names = sorted(self.rungs, key=descent)
        for name in names:
            if self.shared and kind_of(name) == Rung.FALLBACK:
                self.rungs[name].setdefault("approver", self.approver(self.shared))
                self.cells.setdefault(("position", name, "approver"), self.shared.at)
        cells: dict[Keys, Cell] = {}
        for path, at in self.cells.items():
            match path:
                case ("position", str(name), *rest):
                    path = ("position", names.index(name), *rest)
            cells[path] = at
        ladder = [{"rung": kind_of(name), **self.rungs[name]} for name in names]
        return {**self.table, "position": ladder, "objection": self.objections}, cells

    # ── the clause itself ────────────────────────────────────────────────────────────────────

    def _put(self, said: Said) -> Iterator[Complaint]:
        match said.found.column.path:
            case ("id",) | ("area",):
                return
            case ("approver",):
                self.shared = self.shared or said
            case ("priority", "*"):
                for tier in map(str, RiskTier):
                    yield from self._within("priority", tier, said.value, said.at)
            case ("position", rung, key):
                value = self.approver(said) if key == "approver" else said.value
                if (rung, key) == (Rung.WALK_AWAY, "label") and len(value) > LONGEST_LABEL:
                    key = "say"  # a limit in a sentence, not in a few words
                rungs = self.rungs.setdefault(rung, {})
                yield from self._set(rungs, key, value, ("position", rung, key), said.at)
            case (outer, key):
                yield from self._within(outer, key, said.value, said.at)
            case (key,):
                yield from self._set(self.table, key, said.value, (key,), said.at)

    def _within(self, outer: str, key: str, value: Any, at: Cell) -> Iterator[Complaint]:
        table = self.table.setdefault(outer, {})
        yield from self._set(table, key, value, (outer, key), at)

    def _set(
        self, table: dict[str, Any], key: str, value: Any, path: Keys, at: Cell
    ) -> Iterator[Complaint]:
        """A value, unless another row has another one; lists grow."""
        known = table.setdefault(key, value)
        if isinstance(known, list) and isinstance(value, list):
            known.extend(each for each in value if each not in known)
        elif known != value:
            row, _ = self.cells.get(path, at)
            what = f"row {row} says “{shortened(str(known), 40)}” in this column already"
            yield at, what, "leave this cell blank, or write the same in both"
        for length in range(1, len(path) + 1):
            self.cells.setdefault(path[:length], at)

    # ── objections ───────────────────────────────────────────────────────────────────────────

    def _answer(self, row: list[Said]) -> Iterator[Complaint]:
        """An objection with its counters, or further counters to the one above."""
        about = {said.found.column.path[1]: said for said in row if _is(said, "objection")}
        index = self._objection(about)
        if index is None:
            yield row[0].at, "there is no objection for this counter", "write it beside this one"
            return
        objection = self.objections[index]
        for key, said in about.items():
            if key != "id":
                path = ("objection", index, key)
                yield from self._set(objection, key, said.value, path, said.at)
        self._assume(objection, "kind", KIND)
        steps: dict[int, list[Said]] = {}
        for said in row:
            if _is(said, "counter"):
                steps.setdefault(said.found.step, []).append(said)
        for _, step in sorted(steps.items()):
            self._counter(objection, ("objection", index), step)

    def _counter(self, objection: dict[str, Any], at: Keys, step: list[Said]) -> None:
        counters = objection.setdefault("counter", [])
        path = (*at, "counter", len(counters))
        counters.append({said.found.column.path[1]: said.value for said in step})
        self._assume(counters[-1], "tier", STEP)
        self.cells |= {(*path, said.found.column.path[1]): said.at for said in step}
        self.cells[path] = step[0].at

    def _objection(self, about: dict[str, Said]) -> int | None:
        """The place in the clause of the objection that a row is about; of a new one too."""
        heard = about["heard"].value if "heard" in about else None
        if heard is None and "id" not in about:
            return len(self.objections) - 1 if self.objections else None
        for index, known in enumerate(self.objections):
            same = known["id"] == about["id"].text if "id" in about else known.get("heard") == heard
            if same:
                return index
        taken = [known["id"] for known in self.objections]
        words = " ".join(" ".join(heard or ()).split()[:6])
        name = about["id"].text if "id" in about else identity(words, "objection", taken)
        self.objections.append({"id": name})
        first = about.get("id") or next(iter(about.values()))
        self.cells["objection", len(taken)] = self.cells["objection", len(taken), "id"] = first.at
        return len(taken)

    def _assume(self, table: dict[str, Any], key: str, value: str) -> None:
        if key not in table:
            table[key] = value
            self.assumed.append(key)


def _is(said: Said, what: str) -> bool:
    return said.found.column.path[0] == what
