"""What a check found, kept until a file, the day or the program changes.

A check of seven playbooks looks at twelve thousand phrases seven times over and runs a thousand
tests; most of them stand as they stood at the check before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from negotiator.desk.cache import Cache
from negotiator.playbook.load import Loaded
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import files_of

_NAME = "checks"
_MOST = 50
"""Playbooks whose outcome is kept, those checked last."""
_PROGRAM = ("playbook", "suggest", "deal", "desk")
"""The parts of the program that decide what a check finds."""


class Checked:
    """The outcomes of earlier checks that still hold.

    Args:
        ids: the playbooks at hand by id, because a layer is laid over what its parent's id finds.
        everywhere: the places of all playbooks, those too that another of the same id hides.
    """

    def __init__(
        self,
        cache: Cache,
        ids: Sequence[tuple[str, Path]],
        everywhere: Collection[Path],
        today: date,
    ) -> None:
        self._cache = cache
        self._everywhere = everywhere
        at_hand = [[identity, str(place)] for identity, place in ids]
        terms = json.dumps([today.isoformat(), _stamps(_program()), at_hand])
        self._terms = hashlib.sha256(terms.encode()).hexdigest()

    def known(self, playbook: Path) -> tuple[Problem, ...] | None:
        """What is wrong with a playbook, where that was found out and nothing changed since."""
        kept = self._kept.get(str(playbook.absolute()))
        if kept is None or kept["terms"] != self._terms:
            return None
        if kept["files"] != _stamps(_files(map(Path, kept["places"]))):
            return None
        return tuple(Problem(Path(source), *rest) for source, *rest in kept["problems"])

    def keep(self, playbook: Path, loaded: Loaded, problems: Iterable[Problem]) -> None:
        """Keep an outcome, in place of the one before."""
        read = {file.absolute() for file in loaded.files}
        at_hand = dict.fromkeys((playbook, *self._everywhere))
        places = [place for place in at_hand if place == playbook or read & {*_files([place])}]
        name = str(playbook.absolute())
        self._kept.pop(name, None)  # at the end: checked last
        self._kept[name] = {
            "terms": self._terms,
            "places": [str(place.absolute()) for place in places],
            "files": _stamps(_files(places)),
            "problems": [[str(each.source), *astuple(each)[1:]] for each in problems],
        }

    def save(self) -> None:
        """Write what is kept for the next check."""
        last = dict([*self._kept.items()][-_MOST:])
        self._cache.put(_NAME, json.dumps(last).encode())

    @cached_property
    def _kept(self) -> dict[str, Mapping[str, Any]]:
        data = self._cache.get(_NAME)
        return json.loads(data) if data else {}


def _files(places: Iterable[Path]) -> list[Path]:
    return [file.absolute() for place in places for file in files_of(place)[0]]


def _program() -> list[Path]:
    package = Path(__file__).resolve().parent.parent
    return [file for part in _PROGRAM for file in sorted((package / part).rglob("*.py"))]


def _stamps(files: Iterable[Path]) -> list[list[str | int]]:
    """The files as JSON has them: name, times and size; what cannot be read is not there."""
    stamps: list[list[str | int]] = []
    for file in files:
        try:
            found = file.stat()
        except OSError:
            continue
        # The second time also tells of a file that came with its old date, or may not be read now.
        stamps.append([str(file), found.st_mtime_ns, found.st_ctime_ns, found.st_size])
    return stamps
