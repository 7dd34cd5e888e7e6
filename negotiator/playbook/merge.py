"""One layer over another: an id changes the keys it names, `remove` drops, `add` lengthens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from negotiator.playbook.add import ADDABLE, Growing
from negotiator.playbook.gather import joined_words
from negotiator.playbook.layer import KEYED, Entry, Layer, Replaced
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.problem import Problem, shortened
from negotiator.playbook.read import Place

_OWN = {"id", "extends", "version"}
"""What a playbook says of itself alone, and not of those that extend it."""
_HEARD = ("heard", "objection")
"""The lists of a clause of which a loss is told: without them what is said finds nothing."""
_JOINED = ("posture", "check", "profile")
"""Tables of the header of which a layer changes only the keys it names."""


def over(base: Layer, top: Layer) -> tuple[Layer, list[Problem]]:
    """The layer that results, and every change of `top` that has nothing to change."""
    problems: list[Problem] = []
    keyed: dict[str, dict[str, Entry]] = {}
    removed = dict(base.removed)
    for kind in KEYED:
        keyed[kind] = dict(base.entries(kind))
        for identity, raw in top.entries(kind).items():
            entry, removes = _unmarked("remove", raw, problems)
            if kind == "clause":
                entry, _ = _unmarked("add", entry, problems)
            if removes:
                place = raw.place / ("remove",)
                removed[kind, identity] = place
                if keyed[kind].pop(identity, None) is None:
                    problems.append(_nothing_there(kind, identity, place, base, "remove"))
                continue
            removed.pop((kind, identity), None)
            below = keyed[kind].get(identity)
            keyed[kind][identity] = below.overridden(entry) if below else entry
    clauses = keyed["clause"]
    problems.extend(_added(clauses, top.adds, base))
    words = joined_words(base.words, top.words) if top.words else base.words
    tests = (*_inherited_tests(base, top, clauses), *top.tests)
    merged = replace(
        Layer(_header(base, top), keyed, words, tests, removed=removed),
        replaced=_replaced(base, top),
        headers={**base.headers, **top.headers},
        hidden=base.hidden | top.hidden,
        swallowing=base.swallowing | top.swallowing,
    )
    return merged, problems


def _added(clauses: dict[str, Entry], adds: tuple[Entry, ...], base: Layer) -> list[Problem]:
    """Lengthens the clauses by what the layer adds to them."""
    problems: list[Problem] = []
    growing: dict[str, Growing] = {}
    for raw in adds:
        entry, _ = _unmarked("add", raw, problems)
        identity = entry.table.get("id")
        if not isinstance(identity, str):
            what, remedy = "`add = true` does not say to which clause", 'write id = "area.name"'
            problems.append(raw.place.problem("missing-key", what, remedy))
        elif identity not in clauses:
            problems.append(_nothing_there("clause", identity, raw.place, base, "add to"))
        else:
            if identity not in growing:
                growing[identity] = Growing.of(clauses[identity])
            problems.extend(growing[identity].add(entry))
    for identity, grown in growing.items():
        clauses[identity] = grown.entry
    return problems


def _unmarked(mark: str, entry: Entry, problems: list[Problem]) -> tuple[Entry, bool]:
    """The entry without its `remove` or `add`, and whether that was true."""
    if mark not in entry.table:
        return entry, False
    value = entry.table[mark]
    if not isinstance(value, bool):
        what, remedy = (
            f"`{mark}` must be true or false",
            f"write `{mark} = true`, or delete the line",
        )
        problems.append((entry.place / (mark,)).problem("wrong-type", what, remedy))
    table = {key: item for key, item in entry.table.items() if key != mark}
    return replace(entry, table=table), value is True


def _replaced(base: Layer, top: Layer) -> dict[tuple[str, str], Replaced]:
    """The lists that were replaced where no `add = false` says that this is meant."""
    found = dict(base.replaced)
    for identity, entry in top.entries("clause").items():
        below = base.entries("clause").get(identity)
        addable = all(key in ("id", *ADDABLE) or key.startswith("x_") for key in entry.table)
        for key in _HEARD:
            if key in entry.table or below is None:
                found.pop((identity, key), None)
            if below is None or base.header is None or "add" in entry.table:
                continue
            was, now = _named(below.table.get(key)), _named(entry.table.get(key))
            if was and now:  # an empty list can only mean that there shall be none
                gone = tuple(name for name in was if name not in now)
                kept = tuple(name for name in was if name in now)
                whose = str(base.header.table.get("id"))
                found[identity, key] = Replaced(whose, gone, kept, addable)
    return found


def _named(values: Any) -> list[str]:
    """The phrases of a list, or the ids of its tables."""
    listed = values if isinstance(values, list) else []
    names = [each.get("id") if isinstance(each, Mapping) else each for each in listed]
    return [name for name in names if isinstance(name, str)]


def _header(base: Layer, top: Layer) -> Entry | None:
    if base.header is None or top.header is None:
        return top.header or base.header
    # A layer of the same id is the same playbook with our additions, and so of the same version.
    same = base.header.table.get("id") == top.header.table.get("id")
    own = _OWN - {"version"} if same else _OWN
    inherited = {key: value for key, value in base.header.table.items() if key not in own}
    header = replace(base.header, table=inherited).overridden(top.header)
    parts = dict(header.parts)
    for key in inherited:
        parts.setdefault((key,), base.header.where((key,)))
    for name in _JOINED:
        was, new = base.header.table.get(name), top.header.table.get(name)
        if isinstance(was, dict) and isinstance(new, dict):
            parts |= {(name, key): base.header.where((name, key)) for key in was}
            parts |= {(name, key): top.header.where((name, key)) for key in new}
            header = replace(header, table=header.table | {name: was | new})
    return Entry(header.table, top.header.place, parts)


def _inherited_tests(base: Layer, top: Layer, clauses: Mapping[str, Entry]) -> list[Entry]:
    """Those below whose clause still exists, and about whose words the top says nothing else."""
    said = {repr(test.table.get("heard")) for test in top.tests}
    return [
        test
        for test in base.tests
        if repr(test.table.get("heard")) not in said
        and str(test.table.get("expect", "")) in ("", *clauses)
    ]


def _nothing_there(kind: str, identity: str, place: Place, base: Layer, verb: str) -> Problem:
    guess = did_you_mean(identity, base.entries(kind))
    remedy = f"did you mean `{guess}`?" if guess else "correct the id, or delete the entry"
    what = f"there is no {kind} `{shortened(identity)}` to {verb}"
    return place.problem("unknown-reference", what, remedy)
