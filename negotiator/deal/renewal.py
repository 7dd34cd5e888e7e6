"""What to ask for when a contract is renewed, in which order, and why.

The order. Each reason to reopen a clause has points: a term that was broken 4, a promise that no
document holds 3, a term below our target 2, a clause given up or left open 2, a form of lock-in
that it leaves open 1. The points of a clause are added and multiplied by its weight, and by 3, 2
or 1 for must-, should- and nice-to-have. What was broken comes first because it is the strongest
leverage: a fact of theirs against a term of theirs. The points are our judgement; that breaches,
unpapered promises and lock-in that grew are what a renewal is argued with is S0 section 6 and S2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from negotiator.deal.ladder import ask, is_limit, rung_label
from negotiator.deal.observation import Observed, agreed_term, observations
from negotiator.deal.profile import Profile, tailored, weights
from negotiator.deal.promise import Promise, PromiseState, ledger
from negotiator.deal.standing import DealState, Standing, live
from negotiator.playbook.model import Clause, Playbook, Priority, Rung

BROKEN, UNPAPERED, BELOW, OPEN, LOCKED = 4, 3, 2, 2, 1
"""Points of the reasons."""
_TIMES = {Priority.MUST_HAVE: 3, Priority.SHOULD_HAVE: 2, Priority.NICE_TO_HAVE: 1}
_WHOLE_DEAL = 5.0
"""The weight of a promise about no clause: that of an ordinary clause."""

LOCK_IN: Mapping[str, tuple[str, ...]] = {
    "Proprietary API": ("exit.api-compatibility", "governance.multi-vendor"),
    "Fine-tuned models": ("exit.weights-export", "ip.weights"),
    "Embeddings and vector stores": ("exit.export", "ip.artifacts"),
    "Data and workflows": ("exit.export", "exit.transition", "data.ownership"),
    "Commitments": ("commercial.commitment", "commercial.renewal", "exit.termination"),
}
"""The five forms of lock-in (S2), and the clauses that keep each in bounds."""


@dataclass(frozen=True, slots=True)
class LockIn:
    """One form of lock-in, and what the contract has against it."""

    form: str
    said: str
    open: tuple[str, ...]
    """The clauses that leave it open."""

    @property
    def inside(self) -> str:
        """The form as it stands inside a sentence; abbreviations keep their capitals."""
        return f"{self.form[:1].lower()}{self.form[1:]}"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask for."""

    clause: str
    """Empty for a promise about no clause."""
    title: str
    score: float
    reasons: tuple[str, ...]
    rung: str
    """What to ask for: the target, or where that is held the rung above what was agreed."""
    aim: str
    """The same with what it asks for: "target: 24 months"."""
    say: str
    """How to open, from the sayable texts of the playbook; empty where it has none."""


@dataclass(slots=True)
class _Case:
    points: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: int, reason: str) -> None:
        self.points += points
        self.reasons.append(reason)


def asks(playbook: Playbook, profile: Profile, state: DealState) -> tuple[Ask, ...]:
    """The asks of a renewal, the first to be raised first; ties in the order of the playbook.

    Args:
        playbook: the edition in which the agreed rungs are named.
        profile: the one in force.
    """
    priorities, heavy = tailored(playbook, profile), weights(playbook, profile)
    cases: dict[str, _Case] = {name: _Case() for name in ("", *priorities)}
    for each in _breaches(playbook, state):
        cases.setdefault(each.clause, _Case()).add(BROKEN, f"broken: {each.breach}")
    for promise in loose_promises(state):
        about = promise.clause if promise.clause in priorities else ""
        cases[about or ""].add(UNPAPERED, f"promised, never papered: “{promise.words}”")
    for name in priorities:
        points, reason = _won(playbook.clauses[name], state, priorities[name])
        if reason:
            cases[name].add(points, reason)
    for form in lock_in(playbook, profile, state):
        for name in form.open:
            cases[name].add(LOCKED, f"lock-in left open: {form.inside}")
    found = [
        _ask(playbook.clauses.get(name), case, state, heavy.get(name), priorities.get(name))
        for name, case in cases.items()
        if case.points
    ]
    return tuple(sorted(found, key=lambda each: -each.score))


def loose_promises(state: DealState) -> tuple[Promise, ...]:
    """What they said they would do and no document holds; also what we signed without."""
    return tuple(each for each in ledger(live(state.log)) if each.state is not PromiseState.PAPERED)


def lock_in(playbook: Playbook, profile: Profile, state: DealState) -> tuple[LockIn, ...]:
    """The five forms, as the contract stands to each."""
    priorities = tailored(playbook, profile)
    return tuple(
        _form(playbook, [name for name in names if name in priorities], form, state)
        for form, names in LOCK_IN.items()
    )


def _form(playbook: Playbook, names: Sequence[str], form: str, state: DealState) -> LockIn:
    left = tuple(name for name in names if not _holds(playbook.clauses[name], state))
    if not names:
        return LockIn(form, "no clause of the playbook bounds it in this deal", ())
    if not left:
        return LockIn(form, "held at our target", ())
    said = "; ".join(
        f"{playbook.clauses[name].title}: {_where(playbook.clauses[name], state)}" for name in left
    )
    return LockIn(form, said, left)


def _where(clause: Clause, state: DealState) -> str:
    now = state.clause(clause.id)
    if not now.standing.agreed or now.agreed is None:
        return str(now.standing)
    position = clause.ladder.get(now.agreed)
    return rung_label(now.agreed, position) if position else "other words than ours"


def _holds(clause: Clause, state: DealState) -> bool:
    """Whether a clause is agreed at its target or better."""
    term = state.clause(clause.id)
    rungs = list(clause.ladder)
    if not term.standing.agreed or term.agreed not in rungs:
        return False
    target = str(Rung.TARGET)
    return target not in rungs or rungs.index(term.agreed) <= rungs.index(target)


def _breaches(playbook: Playbook, state: DealState) -> Iterator[Observed]:
    """The last breach of each clause: one fact is enough to open with."""
    found = {each.clause: each for each in observations(playbook, state) if each.breach}
    yield from found.values()


def _won(clause: Clause, state: DealState, priority: Priority) -> tuple[int, str]:
    """Why what was reached on a clause is not enough; nothing where it is."""
    now = state.clause(clause.id)
    if now.standing is Standing.WAIVED:
        return OPEN, "given up last time"
    if now.standing.agreed:
        return (
            (0, "") if _holds(clause, state) else (BELOW, f"below target: {_where(clause, state)}")
        )
    touched = now.standing not in {Standing.NOT_RAISED, Standing.NOT_APPLICABLE}
    if touched or (now.standing is Standing.NOT_RAISED and priority is Priority.MUST_HAVE):
        return OPEN, f"not settled: {now.standing}"
    return 0, ""


def _ask(
    clause: Clause | None,
    case: _Case,
    state: DealState,
    weight: float | None,
    priority: Priority | None,
) -> Ask:
    times = _TIMES[priority] if priority else 1
    score = case.points * (_WHOLE_DEAL if weight is None else weight) * times
    if clause is None:
        return Ask("", "The whole deal", score, tuple(case.reasons), "", "", "")
    rung = _aim(clause, state)
    position = clause.ladder.get(rung)
    say = (position.proposal if position else "") or clause.question
    label = rung_label(rung, position) if position else rung
    aim = rung if label == rung else f"{rung}: {label}"
    return Ask(clause.id, clause.title, score, tuple(case.reasons), rung, aim, say)


def _aim(clause: Clause, state: DealState) -> str:
    """The target where it is not held, else the rung above what was agreed, else that itself."""
    rungs = [rung for rung, position in clause.ladder.items() if not is_limit(position)]
    if not _holds(clause, state):
        return str(Rung.TARGET) if str(Rung.TARGET) in rungs else ask(clause) or ""
    agreed = state.clause(clause.id).agreed
    place = rungs.index(agreed) if agreed in rungs else 0
    return rungs[max(place - 1, 0)] if rungs and agreed_term(clause, state) else ask(clause) or ""
