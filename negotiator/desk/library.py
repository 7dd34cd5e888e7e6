"""The playbooks of a workspace, loaded when asked for, with their search index beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from rapidfuzz import process

from negotiator.desk.choices import PROFILE_FACTS
from negotiator.desk.errors import DeskError
from negotiator.desk.present import suggestion_view
from negotiator.desk.views import SuggestionView
from negotiator.desk.workspace import Workspace
from negotiator.playbook.load import Loaded, load
from negotiator.playbook.model import Clause, Playbook
from negotiator.playbook.problem import Problem
from negotiator.playbook.shelf import available, find, shipped_root
from negotiator.suggest import Context, Index, build_index, suggest

DEFAULT = "llm-vendor"
"""The playbook of a deal for which none was named."""


class Library:
    """All playbooks at hand: the workspace's own first, then the shipped ones."""

    def __init__(self, workspace: Workspace | None = None) -> None:
        shipped = shipped_root()
        self._roots: tuple[Path, ...] = (workspace.playbooks, shipped) if workspace else (shipped,)
        self._loaded: dict[Path, Loaded] = {}
        self._indexes: dict[str, Index] = {}

    @cached_property
    def ids(self) -> Sequence[tuple[str, Path]]:
        """The ids at hand with their places."""
        return available(self._roots)

    def load(self, name: str) -> Loaded:
        """A playbook by id, or by the path of its file or folder.

        Raises:
            DeskError: there is no such playbook.
        """
        path = self.path(name)
        if path not in self._loaded:
            self._loaded[path] = load(path, self._roots)
        return self._loaded[path]

    def playbook(self, name: str) -> tuple[Playbook, str]:
        """A usable playbook and its digest.

        Raises:
            DeskError: there is no such playbook, or nothing of it can be used.
        """
        loaded = self.load(name)
        if loaded.playbook is None:
            first = loaded.problems[0] if loaded.problems else None
            raise DeskError(
                f"The playbook {name} cannot be used: {first or 'it is empty'}.",
                f"See all its problems with: negotiator playbook check {name}",
            )
        return loaded.playbook, loaded.digest

    def path(self, name: str) -> Path:
        """Where a playbook is.

        Raises:
            DeskError: neither an id at hand nor a path; names the nearest ids.
        """
        named = Path(name).expanduser()
        if ("/" in name or name.endswith(".toml")) and named.exists():
            return named
        if (path := find(name, self._roots)) is not None:
            return path
        if named.exists():
            return named
        known = [known for known, _ in self.ids]
        near = process.extractOne(name, known, score_cutoff=60)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none'}."
        raise DeskError(f"There is no playbook {name}.", hint)

    def clause(self, name: str, clause: str) -> Clause:
        """One clause of a playbook.

        Raises:
            DeskError: there is no such playbook or clause; names the nearest.
        """
        return clause_of(self.playbook(name)[0], clause)

    def counts(self, name: str) -> Mapping[str, str | int]:
        """What is in a playbook, in numbers; zeros for one that cannot be used."""
        loaded = self.load(name)
        clauses = loaded.playbook.clause if loaded.playbook else ()
        objections = [objection for clause in clauses for objection in clause.objection]
        heard = [*(clause.heard for clause in clauses), *(each.heard for each in objections)]
        return {
            "id": name,
            "version": loaded.playbook.playbook.version if loaded.playbook else "unusable",
            "clauses": len(clauses),
            "objections": len(objections),
            "heard": sum(map(len, heard)),
            "counters": sum(len(objection.counter) for objection in objections),
            "path": str(self.path(name)),
        }

    def asker(
        self, name: str, clause: str | None, limit: int
    ) -> Callable[[str], list[SuggestionView]]:
        """A function from words to suggestions over one playbook, outside any deal.

        Raises:
            DeskError: there is no such playbook, or it has no such clause.
        """
        playbook, digest = self.playbook(name)
        context = Context(clause=clause_of(playbook, clause).id if clause else None)
        index = self.index(playbook, digest)

        def ask(words: str) -> list[SuggestionView]:
            found = suggest(index, words, context=context, limit=limit)
            return [suggestion_view(suggestion) for suggestion in found]

        return ask

    def index(self, playbook: Playbook, digest: str) -> Index:
        """The search index of an edition; built once."""
        if digest not in self._indexes:
            self._indexes[digest] = build_index(playbook)
        return self._indexes[digest]

    def check(self, name: str, today: date) -> tuple[Problem, ...]:
        """Everything wrong with a playbook: what loading found and what the rules find.

        Raises:
            DeskError: there is no such playbook.
        """
        loaded = self.load(name)
        if loaded.playbook is None:
            return loaded.problems
        from negotiator.playbook.check import check

        index = self.index(loaded.playbook, loaded.digest)
        return tuple(
            check(
                loaded,
                today,
                lambda text: [found.clause for found in suggest(index, text, limit=3)],
                PROFILE_FACTS,
            )
        )


def file_schema() -> dict[str, Any]:
    """The JSON Schema of a playbook file, for editors."""
    from negotiator.playbook.schema import file_schema as schema

    return schema()


def clause_of(playbook: Playbook, clause: str) -> Clause:
    """A clause of a playbook by its id.

    Raises:
        DeskError: there is none; names the nearest.
    """
    if clause in playbook.clauses:
        return playbook.clauses[clause]
    near = process.extractOne(clause, list(playbook.clauses), score_cutoff=60)
    hint = (
        f"Did you mean {near[0]}?"
        if near
        else f"See: negotiator playbook show --playbook {playbook.id}"
    )
    raise DeskError(f"The playbook {playbook.id} has no clause {clause}.", hint)
