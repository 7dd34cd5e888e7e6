"""What pydantic found, in a maintainer's words, and where in which file it stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from negotiator.playbook.day import day_flaw, wrong_day
from negotiator.playbook.layer import Layer, listed_in
from negotiator.playbook.near import did_you_mean, listed
from negotiator.playbook.positions import Keys
from negotiator.playbook.problem import Problem, shortened
from negotiator.playbook.shape import header_of, keys_at, place_for
from negotiator.playbook.tailoring import FACT_ID

_WANTED = {
    "string": ("a text", 'write it in quotation marks: "..."'),
    "float": ("a number", "write digits without quotation marks: 12 or 99.5"),
    "int": ("a whole number", "write digits without quotation marks: 90"),
    "bool": ("true or false", "write true or false, without quotation marks"),
    "date": ("a day", "write it as 2026-11-30"),
    "tuple": ("a list", "put its elements between [ and ]"),
    "dict": ("a table", 'write { key = "value" }'),
    "mapping": ("a table", 'write { key = "value" }'),
    "model": ("a table", 'write { key = "value" }'),
}
"""What a field wants, by the first part of pydantic's error type."""


def explained(error: Mapping[str, Any], layer: Layer) -> Problem | None:
    """The problem behind one of pydantic's errors; None where it tells nothing of its own."""
    path = tuple(key for key in error["loc"] if key != "[key]")
    place = layer.where(path)
    # A list whose elements are all wrong looks empty to pydantic; what is wrong is said already.
    if place is None or (error["type"] == "too_short" and error["input"]):
        return None
    of_key = error["loc"][-1:] == ("[key]",)
    code, what, remedy = _sentences(error, path, of_key, layer)
    is_key = of_key or code == "unknown-key"
    return place.problem(code, what, remedy, key=is_key)


def subject(path: Keys, document: Mapping[str, Any]) -> str:
    """What a path is about, as a person would say it: "`owner` of clause `data.training`"."""
    names = [key for key in path if isinstance(key, str)]
    name = f"`{shortened(names[-1])}`" if names else "the file"
    if len(path) < 3:
        return name
    kind, index, *_ = path
    if not isinstance(index, int):
        return f"{name} of {header_of(tuple(names[:-1]))}"
    element = document[str(kind)][index]
    identity = element.get("id") if isinstance(element, Mapping) else None
    owner = f"`{shortened(identity)}`" if isinstance(identity, str) else f"number {index + 1}"
    return f"{name} of {kind} {owner}"


def shown(value: Any) -> str:
    """A value as the maintainer wrote it, or what kind of value it is where it is long."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'the text "{shortened(value, 40)}"'
        case int() | float():
            small = isinstance(value, float) or abs(value) < 10**15
            return str(value) if small else "a very large number"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a table"
        case date() | time():
            return f"the date or time {value}"
    return "something else"


def _sentences(
    error: Mapping[str, Any], path: Keys, of_key: bool, layer: Layer
) -> tuple[str, str, str]:
    """Code, what and remedy."""
    kind, value, context = error["type"], error.get("input"), error.get("ctx", {})
    document = layer.document()
    about = subject(path, document)
    match kind:
        case "missing":
            return "missing-key", *_missing(path, about, layer)
        case "extra_forbidden":
            return "unknown-key", *_unknown_key(path, about)
        case "enum" | "literal_error":
            remedy = _not_allowed(value, str(context.get("expected", "")))
            if of_key:
                table = subject(path[:-1], document)
                what = f"`{shortened(str(path[-1]))}` is not a key of {table}"
                return "unknown-key", what, remedy
            return "bad-value", f"{about} cannot be {shown(value)}", remedy
        case "string_pattern_mismatch":
            return "bad-id", f"{about} is {shown(value)}, which is no id", _id_remedy(context)
        case "string_too_short":
            return "empty-text", f"{about} is empty", "write something, or delete the line"
        case "string_too_long":
            what = f"{about} is longer than {context['max_length']} characters"
            return "too-long", what, "shorten it"
        case "too_short":
            remedy = f"add at least one {header_of((*path, 0))}"
            return "missing-key", f"{about} is empty", remedy
        case "greater_than_equal" | "less_than_equal":
            least_or_most = "least" if kind.startswith("greater") else "most"
            limit = context.get("ge", context.get("le"))
            return (
                "out-of-range",
                f"{about} is {shown(value)}",
                f"write at {least_or_most} {limit:g}",
            )
        case "finite_number":
            return "out-of-range", f"{about} is no finite number", "write an ordinary number"
    if isinstance(value, int) and abs(value) > sys.float_info.max:
        return "out-of-range", f"{about} is {shown(value)}", "write an ordinary number"
    if kind.startswith("date") and isinstance(value, str) and wrong_day(value):
        return "wrong-type", f"{about} is {shown(value)}", day_flaw(value)[1]
    wanted, remedy = _WANTED.get(kind.partition("_")[0], ("something else", "correct it"))
    if wanted == "a list" and isinstance(value, Mapping):
        wanted, remedy = "a list of tables", f"write {header_of((*path, 0))} with double brackets"
    return "wrong-type", f"{about} must be {wanted}, and is {shown(value)}", remedy


def _missing(path: Keys, about: str, layer: Layer) -> tuple[str, str]:
    what = f"{about} is missing"
    key = path[-1]
    remedy = f'add {key} = "..."'
    if key == "position":
        remedy = f"add at least one {header_of((*path, 0))}"
    if path == ("playbook", "name"):
        remedy = 'add a [playbook] table with name = "..."'
    if path[0] == "clause" and len(path) == 3 and key in ("title", "position"):
        guess = _clause_meant(path, layer)
        if guess:
            remedy += f", or did you mean to change clause `{guess}`?"
    if path[0] == "clause" and path[2:3] == ("objection",) and key == "kind":
        below, guess = _objection_below(path, layer), _objection_meant(path, layer)
        if below:
            remedy = f"add to the objection of {below} in a [[clause]] with `add = true`, or "
            remedy += 'write all of it here, kind = "..." too'
        elif guess:
            remedy += f", or did you mean to add to objection `{guess}`?"
    return what, remedy


def _clause_meant(path: Keys, layer: Layer) -> str | None:
    """A clause of nearly that id that is complete: what an override with a slip meant to change."""
    clauses = layer.entries("clause")
    identity = list(clauses)[int(path[1])]
    complete = [key for key, entry in clauses.items() if "position" in entry.table]
    return did_you_mean(identity, (key for key in complete if key != identity))


def _objection_below(path: Keys, layer: Layer) -> str | None:
    """The playbook whose objection of this id was replaced by this half of one."""
    identity, clause = list(layer.entries("clause").items())[int(path[1])]
    replaced = layer.replaced.get((identity, "objection"))
    name = dict(listed_in(clause.table, "objection"))[int(path[3])].get("id")
    return replaced.below if replaced and name in replaced.kept else None


def _objection_meant(path: Keys, layer: Layer) -> str | None:
    """An objection of the clause with nearly that id, which was to be added to."""
    clause = list(layer.entries("clause").values())[int(path[1])]
    objections = dict(listed_in(clause.table, "objection"))
    known = [str(each["id"]) for each in objections.values() if "kind" in each and "id" in each]
    return did_you_mean(str(objections[int(path[3])].get("id")), known)


def _unknown_key(path: Keys, about: str) -> tuple[str, str]:
    key, allowed = str(path[-1]), keys_at(path[:-1])
    where = header_of(path[:-1]) if len(path) > 1 else "a playbook"
    belongs = place_for(key, path[:-1])
    guess = did_you_mean(key, allowed)
    if belongs:
        remedy = belongs
    elif guess:
        remedy = f"did you mean `{guess}`?"
    else:
        remedy = f"its keys are {listed(allowed)}; a key of your own begins with x_"
    return f"{about} is unknown: {where} has no such key", remedy


def _not_allowed(value: Any, expected: str) -> str:
    """The remedy for a value that is not among those listed."""
    allowed = re.findall(r"'([^']*)'", expected)
    guess = did_you_mean(value, allowed) if isinstance(value, str) else None
    return f'did you mean "{guess}"?' if guess else f"write {listed(allowed)}"


def _id_remedy(context: Mapping[str, Any]) -> str:
    small = "small letters, digits and hyphens, beginning with a letter"
    if context.get("pattern") == FACT_ID:
        return 'write field.value, such as "layer.integrator"'
    if r"\." in str(context.get("pattern", "")):
        return f'write area.name, such as "data.training": {small}'
    return f"write {small}"
