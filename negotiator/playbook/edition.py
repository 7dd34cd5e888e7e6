"""The effective playbook as text, saved with a deal, and its digest."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from negotiator.playbook.layer import KEYED
from negotiator.playbook.model import Playbook

_FOR_MAINTAINERS = {"playbook": {"check"}}
"""What says nothing to a negotiator, so that changing it makes no new edition."""
_ROUNDS = 8
"""How deep tables nest: each round of reading may uncover unknown keys one level further down."""


class EditionError(ValueError):
    """A saved edition that cannot be read; the text says why and what to do."""


def dump_edition(playbook: Playbook) -> str:
    """The playbook as canonical JSON: the same playbook gives the same text on every machine."""
    return _canonical(playbook.model_dump(mode="json", exclude=_FOR_MAINTAINERS))


def load_edition(text: str) -> Playbook:
    """The playbook of a saved edition; keys that a newer or older program wrote are passed over."""
    with suppress(ValidationError):
        return Playbook.model_validate_json(text)  # half the time and memory of what follows
    try:
        content = json.loads(text)
        for _ in range(_ROUNDS):
            try:
                return Playbook.model_validate(content)
            except ValidationError as error:
                _drop_unknown_keys(content, error)
    except (ValueError, RecursionError) as error:
        what = "the saved playbook edition cannot be read"
        remedy = "take the deal's edition from a backup, or give the deal the current edition"
        raise EditionError(f"{what}; {remedy}") from error
    raise AssertionError("every round ends in a playbook, an error, or one level fewer")


def digest_of(playbook: Playbook) -> str:
    """sha256 over what the playbook says, whatever the order of its files and tables.

    Values that equal the model's defaults do not count, so that a new version of the program, whose
    model has more keys, gives an unchanged playbook its old digest.
    """
    content = playbook.model_dump(mode="json", exclude=_FOR_MAINTAINERS, exclude_defaults=True)
    for kind in KEYED:
        if kind in content:
            content[kind].sort(key=lambda entry: str(entry["id"]))
    if "test" in content:
        content["test"].sort(key=_canonical)
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


def _drop_unknown_keys(content: Any, error: ValidationError) -> None:
    """Deletes what only another version of the model knows; raises when something else is wrong."""
    problems = error.errors(include_url=False, include_input=False)
    if any(problem["type"] != "extra_forbidden" for problem in problems):
        raise error
    for problem in problems:
        *path, key = problem["loc"]
        node = content
        for step in path:
            node = node[step]
        del node[key]


def _canonical(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
