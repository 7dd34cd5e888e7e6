"""Playbook editions and their indexes: read from the files once, then from the cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from pydantic import ValidationError

from negotiator.desk.cache import Cache
from negotiator.desk.watch import look_at
from negotiator.playbook.model import Clause, Playbook
from negotiator.suggest import Index, build_index, material
from negotiator.suggest.frozen import freeze, thaw

if TYPE_CHECKING:
    from negotiator.playbook.load import Loaded

_MOST_INDEXES = 6
"""Indexes in memory: of the playbooks in use, and of the texts between two saves in an editor."""


class Kept:
    """What was made of playbooks; two threads that want the same have it made once."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._indexes: dict[str, Index] = {}
        self._materials: dict[str, str] = {}
        """What the indexes of kept editions are built of, by the digests of the editions."""
        self._lock = RLock()

    def playbook(self, path: Path) -> tuple[Playbook, str] | None:
        """The edition and its digest, if it was kept and no file has changed since."""
        if (lines := self._lines(path)) is None:
            return None
        known = json.loads(next(lines))
        self._materials[known["digest"]] = known.get("index", "")
        try:
            # A clause at a time, because all of the text at once would take twice the memory.
            clause = [Clause.model_validate_json(line) for line in lines]
            return Playbook.model_validate({**known["rest"], "clause": clause}), known["digest"]
        except ValidationError:
            return None  # another version of the program kept it

    def digest(self, path: Path) -> str | None:
        """The digest of the edition, likewise."""
        lines = self._lines(path)
        return None if lines is None else str(json.loads(next(lines))["digest"])

    def ready(self, path: Path) -> bool:
        """Whether the edition and its index were kept: reading them then takes a few frames."""
        lines = self._lines(path)
        return lines is not None and self._cache.has(json.loads(next(lines)).get("index", ""))

    def _lines(self, path: Path) -> Iterator[bytes] | None:
        data = self._cache.get(_name(path))
        if data is None:
            return None
        lines = BytesIO(data)
        if json.loads(lines.readline())["files"] != _stamps(path):
            return None
        lines.seek(0)
        return lines

    def keep(self, path: Path, loaded: Loaded) -> None:
        """Keep an edition for the next start.

        Only one without problems, which have to be told again, and of files in one place: which
        others a layer is laid over is a question of its own.
        """
        playbook = loaded.playbook
        if playbook is None or loaded.problems or playbook.playbook.extends:
            return
        rest = playbook.model_dump(mode="json", exclude={"clause"})
        head = {
            "files": _stamps(path),
            "digest": loaded.digest,
            "index": material(playbook),
            "rest": rest,
        }
        lines = [json.dumps(head), *(clause.model_dump_json() for clause in playbook.clause)]
        self._cache.put(_name(path), "\n".join(lines).encode())

    def index(self, playbook: Playbook, digest: str) -> Index:
        """The search index of an edition."""
        with self._lock:
            index = self._indexes.pop(digest, None) or self._thawed(playbook, digest)
            self._indexes[digest] = index  # at the end: used last
            for oldest in [*self._indexes][:-_MOST_INDEXES]:
                del self._indexes[oldest]
            return index

    def _thawed(self, playbook: Playbook, digest: str) -> Index:
        """From the cache, where one was built of the same texts, of whatever edition."""
        name = self._materials.get(digest) or material(playbook)
        data = self._cache.get(name)
        index = None if data is None else thaw(data, playbook)
        if index is None:
            index = build_index(playbook)
            self._cache.put(name, freeze(index))
        return index


def _name(path: Path) -> str:
    return hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:32]


def _stamps(path: Path) -> list[list[str | int]]:
    """The files of a playbook with their times and sizes, as JSON has them."""
    return [[str(file), *stamp] for file, stamp in look_at([path]).items()]
