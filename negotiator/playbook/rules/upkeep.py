"""Rules about a playbook's age and its own tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from negotiator.playbook.rules.finding import Finding, Rule, Subject


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
        at = ("test", number)
        if not test.expect and found:
            yield Finding(at, f'"{test.heard}" finds {found[0]}, and nothing may be claimed')
        elif test.expect and test.expect not in found[:1]:
            yield Finding(at, f'"{test.heard}" finds {_instead(test.expect, found)}')


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
