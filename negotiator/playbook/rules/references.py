"""Rules about what points elsewhere: it points at something that is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from negotiator.playbook.model import Owner, Priority
from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject, guess, rungs

_LEFT_OUT = "add that rung, or replace the objections of the clause in this layer too"


def unknown_rung(subject: Subject) -> Iterator[Finding]:
    """A counter leads to a rung of its own clause."""
    for clause in subject.playbook.clause:
        ladder: Keys = ("clause", clause.id, "position")
        orphans: dict[str, list[str]] = {}
        for number, objection in enumerate(clause.objection):
            for step, counter in enumerate(objection.counter):
                if counter.leads_to is None or counter.leads_to in clause.ladder:
                    continue
                at = ("clause", clause.id, "objection", number, "counter", step, "leads_to")
                if subject.apart(ladder, at):
                    orphans.setdefault(counter.leads_to, []).append(f"{objection.id}/{step + 1}")
                else:
                    what = f"{clause.id} has no rung `{counter.leads_to}` to lead to"
                    yield Finding(at, what, guess(counter.leads_to, clause.ladder))
        for rung, counters in orphans.items():
            lead = "lead" if counters[1:] else "leads"
            what = f"{clause.id} has no {rung} any more, to which {', '.join(counters)} {lead}"
            yield Finding(ladder, what, _LEFT_OUT)


def unknown_trade(subject: Subject) -> Iterator[Finding]:
    """What is exchanged for a clause is another clause or a give."""
    clauses = subject.playbook.clauses
    known = {*clauses, *(give.id for give in subject.playbook.give)}
    for clause in clauses.values():
        for index, name in enumerate(clause.trade_for):
            if subject.lacks(name, known):
                at = ("clause", clause.id, "trade_for", index)
                yield _nowhere(at, "clause or give", name, known)


def unknown_approver(subject: Subject) -> Iterator[Finding]:
    """An approver is one of the playbook's, or a function."""
    known = {*(approver.id for approver in subject.playbook.approver), *map(str, Owner)}
    for clause in subject.playbook.clause:
        for at, _, position in rungs(clause):
            if position.approver and subject.lacks(position.approver, known):
                yield _nowhere((*at, "approver"), "approver", position.approver, known)
    for give in subject.playbook.give:
        if give.approver and subject.lacks(give.approver, known):
            yield _nowhere(("give", give.id, "approver"), "approver", give.approver, known)


def unknown_clause(subject: Subject) -> Iterator[Finding]:
    """Floors, readiness questions, emphases and tests are about clauses of this playbook."""
    known = subject.playbook.clauses
    pointers: list[tuple[Keys, str | None]] = [
        (("floor", floor.id, "clause"), floor.clause) for floor in subject.playbook.floor
    ]
    for question in subject.playbook.question:
        for index, name in enumerate(question.clauses):
            pointers.append((("question", question.id, "clauses", index), name))
    for emphasis in subject.playbook.emphasis:
        at: Keys = ("emphasis", emphasis.id)
        for key, names in (("raises", emphasis.raises), ("lowers", emphasis.lowers)):
            pointers.extend(((*at, key, index), name) for index, name in enumerate(names))
        pointers.extend(((*at, "weight", name), name) for name in emphasis.weight)
    for number, test in enumerate(subject.playbook.test):
        pointers.append((("test", number, "expect"), test.expect))
    for at, pointed in pointers:
        if pointed and subject.lacks(pointed, known):
            yield _nowhere(at, "clause", pointed, known)


def no_home(subject: Subject) -> Iterator[Finding]:
    """A must-have without a document and section to stand in is a promise."""
    for clause in subject.playbook.clause:
        if clause.home is None and Priority.MUST_HAVE in clause.priority.values():
            yield Finding(("clause", clause.id), f"{clause.id} is a must-have, and has no home")


def _nowhere(at: Keys, kind: str, name: str, known: Collection[str]) -> Finding:
    what = f"there is no {kind} `{name}`, which {at[0]} {at[1]} names"
    if at[0] == "test":
        what = f"there is no {kind} `{name}` for the test to expect"
    removed = ("approver" if kind == "approver" else "clause", name)
    return Finding(at, what, guess(name, known), removed)


RULES = (
    Rule("unknown-rung", "error", "name a rung of this clause", unknown_rung),
    Rule("unknown-trade", "error", "name a clause or a give of this playbook", unknown_trade),
    Rule("unknown-approver", "error", "add the [[approver]], or name a function", unknown_approver),
    Rule("unknown-clause", "error", "name a clause of this playbook", unknown_clause),
    Rule("no-home", "warning", 'add home = { document = "...", section = "..." }', no_home),
)
