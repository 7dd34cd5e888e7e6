"""The playbooks of a workspace, loaded when asked for, with their search index beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from os.path import expanduser
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, ClassVar

from negotiator.collector import at_rest
from negotiator.desk.cache import Cache
from negotiator.desk.choices import PROFILE_FACTS
from negotiator.desk.errors import DeskError
from negotiator.desk.kept import Kept
from negotiator.desk.workspace import Workspace
from negotiator.playbook.model import Clause, Playbook
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.problem import Problem
from negotiator.playbook.read import Reading, read
from negotiator.playbook.shelf import available, find, places, shipped_root, strays, twins
from negotiator.suggest import Context, Index, suggest

if TYPE_CHECKING:
    from negotiator.desk.views import SuggestionView
    from negotiator.playbook.load import Loaded


class Library:
    """All playbooks at hand: the workspace's own first, then the shipped ones."""

    DEFAULT: ClassVar = "llm-vendor"
    """The playbook of a deal for which none was named."""

    def __init__(self, workspace: Workspace | None = None) -> None:
        shipped = shipped_root()
        self.roots: tuple[Path, ...] = (workspace.playbooks, shipped) if workspace else (shipped,)
        """Where playbooks are looked for, the first place first."""
        self._loaded: dict[Path, Loaded] = {}
        self._usable: dict[Path, tuple[Playbook, str]] = {}
        self._cache = Cache(workspace)
        self._kept = Kept(self._cache)
        self._ids: tuple[list[int], Sequence[tuple[str, Path]]] | None = None
        self._lock = RLock()
        """Two threads that want the same playbook read it once."""

    @property
    def ids(self) -> Sequence[tuple[str, Path]]:
        """The ids at hand with their places, read again when something came or went."""
        stamps = [_changed(root) for root in self.roots]
        if self._ids is None or self._ids[0] != stamps:
            self._ids = stamps, available(self.roots)
        return self._ids[1]

    def load(self, name: str) -> Loaded:
        """A playbook by id, or by the path of its file or folder.

        Raises:
            DeskError: there is no such playbook.
        """
        return self._at(self.path(name))

    def forget(self) -> None:
        """Read every playbook afresh from here on: one was written."""
        with self._lock:
            self._loaded.clear()
            self._usable.clear()
            self._ids = None

    def renewed(self, name: str) -> Loaded:
        """A playbook as its files are now; the one to use from here on where it has no error.

        Raises:
            DeskError: there is no such playbook.
        """
        from negotiator.playbook.load import load

        path = self.path(name)
        loaded = load(path, self.roots)
        if loaded.playbook is not None and not loaded.errors:
            self.forget()  # others may extend it
            self._loaded[path] = loaded
        return loaded

    def as_saved(self, path: Path, unsaved: Mapping[Path, str]) -> Loaded:
        """A playbook as it would be with these texts in its files."""
        from negotiator.playbook.load import load

        return load(path, self.roots, unsaved)

    def _at(self, path: Path, reading: Reading = read) -> Loaded:
        with self._lock:
            if path not in self._loaded:
                from negotiator.playbook.load import load  # an edition that was kept needs none

                self._loaded[path] = load(path, self.roots, reading=reading)
            return self._loaded[path]

    def playbook(self, name: str) -> tuple[Playbook, str]:
        """A usable playbook and its digest; what is wrong with the rest of it says `load`.

        Raises:
            DeskError: there is no such playbook, or nothing of it can be used.
        """
        path = self.path(name)
        with self._lock:
            if path not in self._usable:
                self._usable[path] = self._kept.playbook(path) or self._read(name, path)
            return self._usable[path]

    def digest(self, name: str) -> str:
        """The digest of a usable playbook, which is not read where it was kept.

        Raises:
            DeskError: there is no such playbook, or nothing of it can be used.
        """
        path = self.path(name)
        with self._lock:
            kept = None if path in self._usable else self._kept.digest(path)
        return kept or self.playbook(name)[1]

    def _read(self, name: str, path: Path) -> tuple[Playbook, str]:
        loaded = self._at(path)
        if loaded.playbook is None:
            first = loaded.problems[0] if loaded.problems else None
            raise DeskError(
                f"The playbook {name} cannot be used: {first or 'it is empty'}.",
                f"See all its problems with: negotiator playbook check {name}",
            )
        self._kept.keep(path, loaded)
        return loaded.playbook, loaded.digest

    def trouble(self, name: str) -> str:
        """What is wrong with a playbook that is used, in a line; empty when nothing is.

        Raises:
            DeskError: there is no such playbook.
        """
        path = self.path(name)
        if path in self._usable and path not in self._loaded:
            return ""  # only what has no problem is kept
        problems = self._at(path).problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        return f"{problems[0]}{more}" if problems else ""

    def sound(self, name: str, otherwise: str) -> Playbook:
        """A playbook of which nothing had to be left out; `otherwise` is what that would do.

        Raises:
            DeskError: there is no such playbook, or parts of it cannot be read.
        """
        playbook, _ = self.playbook(name)
        if errors := self.load(name).errors:
            raise DeskError(
                f"Parts of the playbook {name} cannot be read, and {otherwise}: {errors[0]}.",
                f"See all its problems with: negotiator playbook check {name}",
            )
        return playbook

    def path(self, name: str) -> Path:
        """Where a playbook is.

        Raises:
            DeskError: neither an id at hand nor a path; names the nearest ids.
        """
        named = Path(expanduser(name))  # noqa: PTH111 - which leaves an unknown user's ~ as it is
        if ("/" in name or name.endswith(".toml")) and named.exists():
            return named
        if (path := find(name, self.roots)) is not None:
            return path
        if name and named.exists():
            return named
        known = [known for known, _ in self.ids]
        near = did_you_mean(name, known)
        hint = f"Did you mean {near}?" if near else f"There are: {', '.join(known) or 'none'}."
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
        from negotiator.desk.present import Onlooker, suggestion_view

        playbook, digest = self.playbook(name)
        context = Context(clause=clause_of(playbook, clause).id if clause else None)
        index = self.index(playbook, digest)
        who = Onlooker(names=playbook.approvers)

        def ask(words: str) -> list[SuggestionView]:
            found = suggest(index, words, context=context, limit=limit)
            return [suggestion_view(suggestion, who=who) for suggestion in found]

        return ask

    def ready(self, name: str) -> bool:
        """Whether a playbook without problems and its index were kept: a call can begin at once.

        Raises:
            DeskError: there is no such playbook.
        """
        return self._kept.ready(self.path(name))

    def index(self, playbook: Playbook, digest: str) -> Index:
        """The search index of an edition."""
        return self._kept.index(playbook, digest)

    def check(self, name: str, today: date) -> tuple[Problem, ...]:
        """Everything wrong with a playbook: what loading found and what the rules find.

        Raises:
            DeskError: there is no such playbook.
        """
        return self.problems(self.load(name), today)

    @at_rest()
    def check_all(self, names: Sequence[str], today: date) -> list[Problem]:
        """The same of several playbooks, of all at hand where none is named; each problem once.

        Raises:
            DeskError: there is no such playbook.
        """
        from negotiator.desk.checked import Checked
        from negotiator.desk.parsed import Parsed

        checked = Checked(self._cache, self.ids, self.everywhere(), today)
        found: list[Problem] = [] if names else [*map(_same_id, twins(self.roots))]
        parsed = Parsed(self._cache)
        once = cache(parsed)  # what several playbooks extend is read for the first of them
        for place in self.places(names):
            problems = checked.known(place)
            if problems is None:
                loaded = self._at(place, once)
                problems = self.problems(loaded, today)
                checked.keep(place, loaded, problems)
            found.extend(problems)
        checked.save()
        parsed.save()
        return list(dict.fromkeys(found))

    def places(self, names: Sequence[str]) -> list[Path]:
        """Where playbooks are; of all at hand, and of what looks like one, where none is named.

        Raises:
            DeskError: there is no such playbook.
        """
        if names:
            return [self.path(name) for name in names]
        return [*(place for _, place in self.ids), *strays(self.roots)]

    def everywhere(self) -> list[Path]:
        """All places of playbooks, those too that another of the same id hides or extends."""
        return [*places(self.roots), *strays(self.roots)]

    def problems(self, loaded: Loaded, today: date) -> tuple[Problem, ...]:
        """The same of a playbook that was loaded elsewhere, or is not saved yet."""
        playbook = loaded.playbook
        if playbook is None:
            return loaded.problems
        from negotiator.playbook.check import check
        from negotiator.playbook.rules.finding import Measures
        from negotiator.suggest.match import match
        from negotiator.suggest.quantity import quantities
        from negotiator.suggest.units import UNITS

        def find(text: str) -> list[str]:
            index = self.index(playbook, loaded.digest)
            return [hit.clause for hit in match(index, text, limit=3)]

        return check(loaded, today, find, PROFILE_FACTS, Measures(quantities, UNITS))


def _changed(root: Path) -> int:
    """When something last came into a folder or went; 0 where there is none."""
    try:
        return root.stat().st_mtime_ns
    except OSError:
        return 0


def _same_id(pair: tuple[str, Path, Path]) -> Problem:
    identity, first, second = pair
    what = f"its id `{identity}` is that of {first.name} too, and only one of them is ever found"
    return Problem(second, 1, 1, "same-id", "error", what, "give one of them another id")


def clause_of(playbook: Playbook, clause: str) -> Clause:
    """A clause of a playbook by its id.

    Raises:
        DeskError: there is none; names the nearest.
    """
    if clause in playbook.clauses:
        return playbook.clauses[clause]
    near = did_you_mean(clause, playbook.clauses)
    hint = (
        f"Did you mean {near}?"
        if near
        else f"See: negotiator playbook show --playbook {playbook.id}"
    )
    raise DeskError(f"The playbook {playbook.id} has no clause {clause}.", hint)
