"""The files of one playbook into one layer: every id once, every table of the right kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from negotiator.playbook.add import ADDABLE
from negotiator.playbook.layer import KEYED, Entry, Layer, listed_in
from negotiator.playbook.near import did_you_mean, listed
from negotiator.playbook.positions import Keys
from negotiator.playbook.problem import Problem, shortened
from negotiator.playbook.read import HEADER, Place, Source
from negotiator.playbook.shape import full_header
from negotiator.playbook.slips import cut_short, swallowed

_FEW = 2
"""Keys that are moved to another clause sooner than two clauses are made of it."""
TOP_LEVEL = ("playbook", *KEYED, "words", "test")


def gather(sources: Sequence[Source]) -> tuple[Layer, list[Problem]]:
    """One layer from the files of a playbook, and what stands in the way of merging them."""
    builder = _Builder()
    for source in sources:
        builder.take(source)
    return builder.layer(), builder.problems


@dataclass
class _Builder:
    problems: list[Problem] = field(default_factory=list)
    header: Entry | None = None
    keyed: dict[str, dict[str, Entry]] = field(default_factory=lambda: {k: {} for k in KEYED})
    words: Entry | None = None
    tests: list[Entry] = field(default_factory=list)
    adds: list[Entry] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    swallowing: set[str] = field(default_factory=set)

    def layer(self) -> Layer:
        return Layer(
            self.header,
            self.keyed,
            self.words,
            tuple(self.tests),
            tuple(self.adds),
            hidden=frozenset(self.hidden),
            swallowing=frozenset(self.swallowing),
        )

    def take(self, source: Source) -> None:
        """Adds one file to the layer."""
        unknown = [key for key in source.data if key not in TOP_LEVEL and not key.startswith("x_")]
        inner = {key: full_header(key) for key in unknown}
        misspelt = {key: None if inner[key] else did_you_mean(key, TOP_LEVEL) for key in unknown}
        for key, meant in misspelt.items():
            meant_header = inner[key] or meant
            self.problems.append(_unknown_top_level(key, meant_header, Place(source, (key,))))
            self.hidden |= {meant} if meant else set()
        strange = [swallowed(source, key) for key, meant in misspelt.items() if meant == "clause"]
        strange += [cut_short(source, key) for key in unknown if "clause." in (inner[key] or "")]
        for key, value in source.data.items():
            place = Place(source, (key,))
            if key not in TOP_LEVEL:
                continue
            if key in misspelt.values() and key != "words" and isinstance(value, dict):
                continue  # below a misspelt [[clause]], [[clause.position]] begins a table
            if key in ("playbook", "words"):
                if isinstance(value, dict):
                    self._take_table(key, Entry(value, place))
                else:
                    self._wrong(place, key, f"write [{key}], and its keys below")
            else:
                self._take_list(key, value, place, set().union(*strange))

    def _take_table(self, key: str, entry: Entry) -> None:
        if key == "words":
            self.words = joined_words(self.words, entry)
        elif self.header is None:
            self.header = entry
        else:
            what = f"[playbook] is already in {self.header.place.source.path.name}"
            remedy = f"keep the one in {HEADER}"
            self.problems.append(entry.place.problem("duplicate-table", what, remedy, key=True))

    def _take_list(self, kind: str, value: Any, place: Place, strange: set[int]) -> None:
        if not isinstance(value, list):
            self._wrong(place, kind, f"write [[{kind}]] with double brackets")
            return
        for index, table in enumerate(value):
            here = place / (index,)
            if kind == "clause" and index in strange:
                self.swallowing.add(str(table.get("id")))
                continue
            if not isinstance(table, dict):
                self._wrong(here, kind, f"write [[{kind}]], and its keys below")
            elif kind == "test":
                self.tests.append(Entry(table, here))
            else:
                self._take_entry(kind, Entry(table, here))

    def _take_entry(self, kind: str, entry: Entry) -> None:
        identity = entry.table.get("id")
        if not isinstance(identity, str):
            # Kept, so that everything else in it is checked too; no id can contain a NUL.
            identity = f"\0{kind}{len(self.keyed[kind])}"
        if kind == "clause":
            self.problems.extend(_doubled_objections(identity, entry))
            if entry.table.get("add", False) is not False:
                self.adds.append(entry)
                return
        first = self.keyed[kind].setdefault(identity, entry)
        if first is not entry:
            self.problems.append(_doubled(kind, identity, first.place, entry))

    def _wrong(self, place: Place, key: str, remedy: str) -> None:
        what = (
            f"`{key}` must be a table"
            if key in ("playbook", "words")
            else (f"`{key}` must be a list of tables")
        )
        self.problems.append(place.problem("wrong-type", what, remedy))
        self.hidden.add(key)


def joined_words(base: Entry | None, more: Entry) -> Entry:
    """Two [words] tables as one: what they list is added up, never taken away."""
    if base is None:
        return more
    joined = base.overridden(more)
    was, new = base.table.get("abbreviations"), more.table.get("abbreviations")
    if isinstance(was, dict) and isinstance(new, dict):
        parts: dict[Keys, Place] = {
            ("abbreviations", key): base.where(("abbreviations", key)) for key in was
        }
        parts |= {("abbreviations", key): more.where(("abbreviations", key)) for key in new}
        table = joined.table | {"abbreviations": was | new}
        joined = Entry(table, joined.place, {**joined.parts, **parts})
    for key in ("synonyms", "small_talk"):
        was, new = base.table.get(key), more.table.get(key)
        if isinstance(was, list) and isinstance(new, list):
            said = {repr(line) for line in was}
            fresh = [index for index, line in enumerate(new) if repr(line) not in said]
            parts = {**joined.parts, (key,): base.where((key,))}
            parts |= {(key, index): base.where((key, index)) for index in range(len(was))}
            for number, index in enumerate(fresh, start=len(was)):
                parts[key, number] = more.where((key, index))
            table = joined.table | {key: was + [new[index] for index in fresh]}
            joined = Entry(table, joined.place, parts)
    return joined


def _unknown_top_level(key: str, guess: str | None, place: Place) -> Problem:
    remedy = f"did you mean `{guess}`?" if guess else f"the tables are {listed(TOP_LEVEL)}"
    what = f"`{shortened(key)}` is not a table of a playbook"
    return place.problem("unknown-key", what, remedy, key=True)


def _doubled(kind: str, identity: str, first: Place, second: Entry) -> Problem:
    line, _ = first.source.positions.value(first.path)
    what = f"{kind} `{shortened(identity)}` is already in {first.source.path.name}, line {line}"
    remedy = "rename or delete one of the two"
    if kind == "clause":
        rest = [key for key in second.table if key not in ("id", *ADDABLE) and key[:2] != "x_"]
        names = " and ".join(f"`{shortened(key)}`" for key in rest)
        adds = "write `add = true` in this one to add its lists to the other"
        if not rest:
            remedy += f", or {adds}"
        elif len(rest) <= _FEW and len(rest) < len(second.table) - 1:
            remedy += f", or move {names} to the other and {adds}"
        elif len(rest) <= _FEW:
            remedy = f"move {names} to the other and delete this one, or rename it"
    return second.where(("id",)).problem("duplicate-id", what, remedy)


def _doubled_objections(identity: str, entry: Entry) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for index, objection in listed_in(entry.table, "objection"):
        name = objection.get("id")
        if not isinstance(name, str):
            continue
        place = entry.where(("objection", index))
        first = seen.setdefault(name, place)
        if first is not place:
            line, _ = first.source.positions.value(first.path)
            what = (
                f"objection `{shortened(name)}` of clause `{shortened(identity)}` "
                f"is already in line {line}"
            )
            yield (place / ("id",)).problem("duplicate-id", what, "rename or delete one of the two")
