"""Packages in a call: which clauses, three equal offers over them in words, and offering one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negotiator.deal.ladder import on_table, rung_label
from negotiator.deal.packages import (
    FEWEST,
    MOST,
    TOLERANCE,
    Found,
    Issue,
    Package,
    equal_packages,
    issues,
    offerable,
)
from negotiator.deal.profile import weights
from negotiator.desk.errors import DeskError

if TYPE_CHECKING:
    from negotiator.desk.call import Call

_PRESELECTED = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open clause that may come into a package; internal."""

    clause: str
    title: str
    priority: str
    standing: str
    room: str
    """From which rung to which it could go, or what holds it."""
    moves: bool
    """It has room."""


@dataclass(frozen=True, slots=True)
class Term:
    """A clause of a package."""

    clause: str
    title: str
    rung: str
    label: str
    say: str
    steps_down: bool
    """We give way on it; otherwise it stays where it is on the table."""


@dataclass(frozen=True, slots=True)
class PackageView:
    """An offer over several clauses. Its value is internal, its words are made to be said."""

    name: str
    value: int
    """Of 100 points, which are all its clauses at the top."""
    terms: tuple[Term, ...]
    ask: str
    """What to ask for in return."""
    words: str


@dataclass(frozen=True, slots=True)
class PackagesView:
    """Three packages of equal value, or why there are none."""

    packages: tuple[PackageView, ...]
    why: str
    """Why there are none; empty where there are."""
    note: str
    """How equal they are, and how many mixes were looked at."""


class Packages:
    """What a call offers about packages."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def candidates(self) -> list[Candidate]:
        """The open clauses: first those with room, in the order of the agenda."""
        found = [self._candidate(point.clause) for point in self._call.agenda.points()]
        return sorted(found, key=lambda each: not each.moves)

    def preselected(self) -> frozenset[str]:
        """Clauses with room to move: those on the table first, then those next on the agenda."""
        room = {each.clause for each in self.candidates() if each.moves}
        points = [p for p in self._call.agenda.points() if p.clause in room and p.turn.ours]
        talked = self._call.state.clauses
        points.sort(key=lambda p: p.clause not in talked)
        return frozenset(point.clause for point in points[:_PRESELECTED])

    def build(self, clauses: Iterable[str]) -> PackagesView:
        """Three packages over these clauses; takes up to a tenth of a second."""
        chosen = self._issues(clauses)
        if not FEWEST <= len(chosen) <= MOST:
            return _none(f"Pick {FEWEST} to {MOST} clauses; {len(chosen)} are picked.")
        if empty := [issue for issue in chosen if not issue.rungs]:
            return _none(f"Nothing may be offered here. {self._held(empty)}")
        if sum(len(issue.rungs) > 1 for issue in chosen) < FEWEST:
            return _none(f"Too little room: two clauses must be able to move. {self._held(chosen)}")
        found = equal_packages(chosen)
        if not found.packages:
            return _none(
                f"None of {found.mixes} mixes has two others of the same value, within "
                f"{TOLERANCE:g} points of 100. Pick one more clause with room, or ask an approver. "
                f"{self._held(chosen)}"
            )
        packages = [
            self._view(name, package) for name, package in zip("ABC", found.packages, strict=True)
        ]
        return PackagesView(tuple(packages), "", _note(found))

    def offer(self, package: PackageView, ask: str) -> None:
        """Put every clause of a package on the table.

        Args:
            ask: what is asked for in return of each step down; got once they agree to it.

        Raises:
            DeskError: something else has happened meanwhile, and a rung of it may no longer be
                offered, or one that is never given for nothing would be; nothing was recorded.
        """
        for term in package.terms:
            rungs, held = self._offerable(term.clause)
            if term.rung not in rungs:
                raise DeskError(f"{term.title} at {term.label}: {held}.", "Build packages anew.")
            if not ask.strip() and self._call.concessions.demands(term.clause, term.rung).get:
                raise DeskError(
                    f"{term.title} at {term.label} is never given for nothing.",
                    "Say what you ask for in return.",
                )
        for term in package.terms:
            asked = ask if term.steps_down else None
            self._call.offer(term.clause, term.rung, got=asked, asked=True)

    def _floors(self) -> frozenset[str]:
        call = self._call
        tier = call.profile.risk_tier
        return frozenset(f.clause for f in call.playbook.floor if f.clause and tier in f.tiers)

    def _offerable(self, clause: str) -> tuple[tuple[str, ...], str]:
        call = self._call
        state = call.state.clause(clause)
        said, floor = call.playbook.clauses[clause], clause in self._floors()
        return offerable(said, state, floor=floor, authority=call.authority, names=call.who.names)

    def _issues(self, clauses: Iterable[str]) -> list[Issue]:
        call = self._call
        wanted = set(clauses)
        chosen = [call.playbook.clauses[c] for c in call.priorities if c in wanted]
        return issues(
            chosen,
            {clause.id: call.state.clause(clause.id) for clause in chosen},
            weights(call.playbook, call.profile),
            self._floors(),
            call.authority,
            call.who.names,
        )

    def _candidate(self, clause: str) -> Candidate:
        call = self._call
        said = call.playbook.clauses[clause]
        rungs, held = self._offerable(clause)
        labels = [rung_label(rung, said.ladder[rung]) for rung in rungs]
        moves = len(labels) > 1
        return Candidate(
            clause=clause,
            title=said.title,
            priority=str(call.priorities[clause]),
            standing=str(call.state.clause(clause).standing),
            room=f"{labels[0]} … {labels[-1]}" if moves else held,
            moves=moves,
        )

    def _held(self, chosen: Sequence[Issue]) -> str:
        """What keeps each clause from going lower."""
        titles = self._call.playbook.clauses
        return " ".join(f"{titles[issue.clause].title}: {issue.held}." for issue in chosen)

    def _view(self, name: str, package: Package) -> PackageView:
        terms = tuple(self._term(clause, rung) for clause, rung in package.rungs.items())
        down = [term for term in terms if term.steps_down]
        held = [term for term in terms if not term.steps_down]
        ask = self._ask(down, held)
        return PackageView(name, round(package.value), (*held, *down), ask, _words(down, held, ask))

    def _term(self, clause: str, rung: str) -> Term:
        said = self._call.playbook.clauses[clause]
        position = said.ladder[rung]
        return Term(
            clause=clause,
            title=said.title,
            rung=rung,
            label=rung_label(rung, position),
            say=position.proposal or said.title,
            steps_down=rung != on_table(said, self._call.state.clause(clause)),
        )

    def _ask(self, down: Sequence[Term], held: Sequence[Term]) -> str:
        """What to ask for: that they take what we hold; else an open clause that ours trade for."""
        if held:
            *first, last = (term.title for term in held)
            return " and ".join(filter(None, (", ".join(first), last)))
        clauses = self._call.playbook.clauses
        inside = {term.clause for term in down}
        for term in down:
            for other in clauses[term.clause].trade_for:
                standing = self._call.state.clause(other).standing
                if other in self._call.priorities and other not in inside and not standing.settled:
                    return clauses[other].title
        return ""


def _words(down: Sequence[Term], held: Sequence[Term], ask: str) -> str:
    """The package in one breath a clause, made of sayable texts: theirs first, then ours."""
    ours = " ".join(term.say for term in down)
    if not held:
        return f"If you settle {ask or 'the rest'} with us today, then we can do this: {ours}"
    theirs = " ".join(term.say for term in held)
    return f"If we have this: {theirs} Then we can do this: {ours}"


def _note(found: Found) -> str:
    values = [package.value for package in found.packages]
    mixes = f"all {found.mixes} mixes" if found.whole else f"the upper {found.mixes} mixes"
    return (
        f"worth the same to us within {max(values) - min(values):.1f} points of 100 "
        f"(at most {TOLERANCE:g}); {mixes} looked at"
    )


def _none(why: str) -> PackagesView:
    return PackagesView((), why.strip(), "")
