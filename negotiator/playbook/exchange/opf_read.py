"""JSON text into a checked Open Playbook, or all that is wrong with it in words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from negotiator.playbook.exchange.draft import Flaw
from negotiator.playbook.exchange.opf import MOST_CLAUSES, VERSION, OpenPlaybook
from negotiator.playbook.explain import shown
from negotiator.playbook.near import listed
from negotiator.playbook.problem import shortened

_MOST_FLAWS = 200
_WANTED = {
    "string": ("a text", "put it in quotation marks"),
    "float": ("a number", "write digits without quotation marks"),
    "int": ("a whole number", "write digits without quotation marks"),
    "bool": ("true or false", "write it without quotation marks"),
    "list": ("a list", "put its elements between [ and ]"),
    "dict": ("an object", "put its keys between { and }"),
    "model": ("an object", "put its keys between { and }"),
}
"""What a field wants, by the first part of pydantic's error type."""
_OTHER_VERSIONS = {
    "0.1": "compile it anew for 0.3; 0.1 has its clauses elsewhere and means other things by them",
    "0.2": 'write "0.3" for it; 0.3 only adds a digest to 0.2, and nothing else changes',
}


def read_opf(text: str) -> tuple[OpenPlaybook, dict[str, Any]] | list[Flaw]:
    """The playbook in a JSON text, checked and as it stands there; or all that is wrong with it."""
    try:
        document = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        remedy = "correct it there, or export the playbook again from where it comes"
        return [Flaw(where, f"this is not JSON: {error.msg}", remedy)]
    except RecursionError:
        remedy = "check that it is a playbook at all"
        return [Flaw("the file", "lists and objects are nested far too deep", remedy)]
    except ValueError as error:
        # Our own hooks complain so, and Python of integers of more than 4,300 digits.
        what = (
            str(error) if isinstance(error, _RefusedError) else "a number is too long for any use"
        )
        return [Flaw("the file", what, "correct it, and import the file again")]
    flaw = _strange(document)
    if flaw:
        return [flaw]
    try:
        playbook = OpenPlaybook.model_validate(document)
    except ValidationError as error:
        problems = error.errors(include_url=False)[:_MOST_FLAWS]
        return [_flaw(problem) for problem in problems]
    return list(_doubled(playbook)) or (playbook, document)


class _RefusedError(ValueError):
    """JSON that Python would take, and that nobody can have meant."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _RefusedError(f"the key `{shortened(twice)}` stands twice in one object")
    return table


def _no_number(name: str) -> Any:
    raise _RefusedError(f"{name} is no number in JSON")


def _strange(document: Any) -> Flaw | None:
    """Why a document is no Open Playbook of the version we know."""
    if not isinstance(document, dict):
        remedy = "import a file that begins with { and has an opf_version"
        return Flaw("the file", "this is no Open Playbook but another JSON value", remedy)
    version = document.get("opf_version")
    if version is None and "digest_version" in document:
        remedy = "import the playbook.opf.json that it was made from"
        return Flaw("the file", "this is only the digest of an Open Playbook", remedy)
    if version is None:
        remedy = f'it needs "opf_version": "{VERSION}"; check that it is an Open Playbook'
        return Flaw("opf_version", "it is missing", remedy)
    if not isinstance(version, str):
        what = f"it must be a text, and is {shown(version)}"
        return Flaw("opf_version", what, f'write "{VERSION}", in quotation marks')
    if version != VERSION:
        what = (
            f"this is version {shortened(version)} of the Open Playbook Format; {VERSION} is known"
        )
        remedy = _OTHER_VERSIONS.get(version, f"export it as {VERSION} from where it comes")
        return Flaw("opf_version", what, remedy)
    return None


def _flaw(problem: Mapping[str, Any]) -> Flaw:
    """One of pydantic's errors by the address of its value."""
    kind, value, context = problem["type"], problem.get("input"), problem.get("ctx", {})
    where = address(problem["loc"])
    if kind == "missing":
        return Flaw(where, "it is missing", "add it")
    if kind == "literal_error":
        allowed = str(context["expected"]).replace("'", '"').split(" or ")
        words = [word for part in allowed for word in part.split(", ")]
        return Flaw(where, f"it cannot be {shown(value)}", f"write {listed(words)}")
    if kind == "too_long":
        what = f"there are more than {MOST_CLAUSES:,} of them"
        return Flaw(where, what, "check that it is a playbook at all")
    wanted, remedy = _WANTED.get(kind.partition("_")[0], ("something else", "correct it"))
    if value is None:
        return Flaw(where, f"it must be {wanted}, and is null", "write it, or leave the key out")
    return Flaw(where, f"it must be {wanted}, and is {shown(value)}", remedy)


def address(path: Iterable[str | int]) -> str:
    """A path in a JSON document as people write it: evidence.clauses[3].title."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{shortened(step)}" for step in path)
    return "".join(steps).removeprefix(".") or "the file"


def _doubled(playbook: OpenPlaybook) -> Iterator[Flaw]:
    """The ids that stand twice where each names one thing."""
    for where, ids in (
        ("evidence.clauses", [clause.id for clause in playbook.evidence.clauses]),
        ("floor.invariants", [invariant.id for invariant in playbook.floor.invariants]),
        ("taxonomy.entries", [entry.id for entry in playbook.taxonomy.entries]),
    ):
        first: dict[str, int] = {}
        for index, name in enumerate(ids):
            other = first.setdefault(name, index)
            if other != index:
                what = f"`{shortened(name)}` is the id of {where}[{other}] already"
                yield Flaw(f"{where}[{index}].id", what, "give each an id of its own")
