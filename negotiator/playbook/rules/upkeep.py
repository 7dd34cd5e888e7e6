"""Rules about a playbook's age and its own tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from negotiator.playbook.positions import Keys
from negotiator.playbook.rules.finding import Finding, Rule, Subject

_CHANGED = "keep the phrases that the clause had, and word those you add otherwise"
_TEST_OF_OUR_OWN = "write a [[test]] of these words here with what they are to find"


def stale_review(subject: Subject) -> Iterator[Finding]:
    """What nobody has looked at for a quarter is out of date somewhere."""
    header = subject.playbook.playbook
    at = ("playbook", "last_reviewed")
    if header.last_reviewed is None:
        yield Finding(at, "the playbook does not say when it was last reviewed")
    elif header.last_reviewed > subject.today:
        yield Finding(at, f"the last review, {header.last_reviewed}, is in the future")
    elif header.last_reviewed + timedelta(header.review_every_days) < subject.today:
        days = (subject.today - header.last_reviewed).days
        what = f"the last review was {days} days ago, and every {header.review_every_days} are due"
        yield Finding(at, what)


def stale_market(subject: Subject) -> Iterator[Finding]:
    """A vendor corrects an old figure with pleasure, and in front of everyone."""
    lifetime = timedelta(subject.playbook.playbook.review_every_days)
    for clause in subject.playbook.clause:
        if clause.market and clause.market.as_of + lifetime < subject.today:
            what = f"the market line of {clause.id} is from {clause.market.as_of}"
            yield Finding(("clause", clause.id, "market", "as_of"), what)


def failing_test(subject: Subject) -> Iterator[Finding]:
    """What the playbook says must be found, is found, and first."""
    if subject.find is None:
        return
    for number, test in enumerate(subject.playbook.test):
        if test.expect and test.expect not in subject.playbook.clauses:
            continue  # that it is not there, another rule says
        found = list(subject.find(test.heard))
        if not test.expect and found:
            what = f'"{test.heard}" finds {found[0]}, and nothing may be claimed'
        elif test.expect and test.expect not in found[:1]:
            what = f'"{test.heard}" finds {_instead(test.expect, found)}'
        else:
            continue
        yield _failure(subject, number, what, [name for name in (test.expect, *found[:1]) if name])


def _failure(subject: Subject, number: int, what: str, clauses: Iterable[str]) -> Finding:
    """A test that fails, at itself; an inherited one where a layer changed what it is about."""
    at: Keys = ("test", number)
    origin = subject.origin
    below, place = origin.below("test", number), origin.place("test", number)
    if not below or place is None:
        return Finding(at, what)
    what = f"a test of {below} fails: {what}"
    for name in clauses:
        keys = origin.changed(name, place)
        if keys is not None:
            return Finding(("clause", name, *keys), what, f"{_CHANGED}, or {_TEST_OF_OUR_OWN}")
    return Finding(at, what, f"add phrases to the clause, or {_TEST_OF_OUR_OWN}")


def _instead(expected: str, found: list[str]) -> str:
    if not found:
        return f"nothing, not {expected}"
    if expected in found:
        return f"{found[0]} first, and {expected} only in place {found.index(expected) + 1}"
    return f"{found[0]}, not {expected}"


RULES = (
    Rule("stale-review", "warning", "review it, and set last_reviewed to that day", stale_review),
    Rule("stale-market", "note", "look it up again, and set `as_of` to that day", stale_market),
    Rule("failing-test", "error", "add phrases to the clause in other words", failing_test),
)
