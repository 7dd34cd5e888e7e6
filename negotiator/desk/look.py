"""What the files of a playbook say, with what is edited in them and not saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from negotiator.deal.standing import ClauseState
from negotiator.desk import present
from negotiator.desk.contents import RANK, ContentsRow, contents
from negotiator.desk.outline import Outline
from negotiator.desk.views import CardView, SuggestionView
from negotiator.playbook.load import Loaded
from negotiator.playbook.model import Clause, Priority
from negotiator.playbook.problem import Problem
from negotiator.suggest import Index, suggest


@dataclass(frozen=True)
class Look:
    """One look: never changed, so that a screen may show it while the next is taken."""

    loaded: Loaded
    clauses: Mapping[str, Clause]
    """The sound ones, and the unread as they were last seen; in the order of the screen."""
    unread: frozenset[str]
    """The ids of clauses that stand in the files and cannot be read just now."""
    outlines: Mapping[Path, Outline]
    """Of all files, those of the playbook itself first."""
    title: str
    """The playbook's name and version, as they were last read."""
    found: tuple[Problem, ...] = ()
    """What the rules found; at a first look nothing yet, at another what they found before."""
    index: Index | None = None
    """None until the rules were applied, and where nothing can be used."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong, the worst first, then by file and line.

        What cannot be read comes before what the rules find: that may follow from it, or be what
        they found before it was written.
        """
        files = {path: place for place, path in enumerate(self.outlines)}
        unread = {*self.loaded.problems}

        def order(problem: Problem) -> tuple[int, bool, int, int, int]:
            file = files.get(Path(problem.source), len(files))
            ruled = problem not in unread
            return RANK[problem.severity], ruled, file, problem.line, problem.column

        return tuple(sorted({*self.loaded.problems, *self.found}, key=order))

    @cached_property
    def rows(self) -> tuple[ContentsRow, ...]:
        """The contents, to browse."""
        return contents(self.clauses, self.unread, self.outlines, self.problems)

    def where(self, clause: str) -> list[tuple[Path, int]]:
        """The files and lines in which a clause is written, that of the upper layer first."""
        found = ((path, each.line_of(clause)) for path, each in self.outlines.items())
        return [(path, line) for path, line in found if line is not None]

    def card(self, clause: str) -> CardView | None:
        """A clause as the negotiator sees it before anything was said; None where it is not."""
        known = self.clauses.get(clause)
        return present.card(known, Priority.MUST_HAVE, ClauseState(), self._who) if known else None

    def ask(self, words: str) -> list[SuggestionView]:
        """What would be found for words, best first."""
        found = suggest(self.index, words) if self.index and words.strip() else []
        return [present.suggestion_view(suggestion, who=self._who) for suggestion in found]

    @property
    def _who(self) -> present.Onlooker:
        """A negotiator without authority, to whom the approvers are named."""
        known = self.loaded.playbook
        return present.Onlooker(names=known.approvers) if known else present.NOBODY


def unread_clauses(
    loaded: Loaded, outlines: Mapping[Path, Outline], before: Look | None
) -> frozenset[str]:
    """The clauses that stand in files with an error and did not come out of them.

    Where nothing can be used at all, for a broken header, these are all. What stood at the look
    before in a file that is no TOML now does so still: an id may be half typed.
    """
    sound = loaded.playbook.clauses if loaded.playbook else {}
    wrong = {Path(problem.source) for problem in loaded.errors} if sound else {*outlines}
    written = _written(outlines[path] for path in outlines if path in wrong)
    broken = {Path(problem.source) for problem in loaded.errors if problem.code == "toml-syntax"}
    if before is not None and broken:
        written |= before.unread
        written |= _written(each for path, each in before.outlines.items() if path in broken)
    return frozenset(
        name for name in written - {*sound} if loaded.origin.removal("clause", name) is None
    )


def _written(outlines: Iterable[Outline]) -> set[str]:
    return {name for each in outlines for name in each.clauses if name}
