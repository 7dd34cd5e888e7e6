"""Everything wrong with a playbook: what the loader found, and what an old hand would say."""

from __future__ import annotations

from datetime import date

from negotiator.playbook.load import Loaded
from negotiator.playbook.problem import Problem, in_order
from negotiator.playbook.rules import answers, ladder, phrases, references, texts, upkeep
from negotiator.playbook.rules.finding import Facts, Find, Finding, Rule, Subject

RULES: tuple[Rule, ...] = (
    *ladder.RULES,
    *answers.RULES,
    *phrases.RULES,
    *texts.RULES,
    *references.RULES,
    *upkeep.RULES,
)
"""In the order of the manual; codes are unique and stable."""


def check(
    loaded: Loaded, today: date, find: Find | None = None, facts: Facts | None = None
) -> tuple[Problem, ...]:
    """The loader's problems and those of all rules, by file and line.

    `find` (what was heard -> clause ids, best first) lets the playbook's tests run; `facts` (the
    profile's fields and their values) lets `when` be checked.
    """
    problems = list(loaded.problems)
    if loaded.playbook is not None:
        subject = Subject(loaded.playbook, loaded.origin, today, find, facts)
        for rule in RULES:
            problems.extend(_problem(rule, finding, subject) for finding in rule.run(subject))
    return tuple(sorted(problems, key=in_order))


def _problem(rule: Rule, finding: Finding, subject: Subject) -> Problem:
    what, remedy = finding.what, finding.remedy or rule.remedy
    spot = subject.origin.removal(*finding.removed) if finding.removed else None
    if spot:
        remedy = "remove what names it too, or keep it"
    path, line, column = spot or subject.origin.find(str(finding.at[0]), *finding.at[1:])
    return Problem(path, line, column, rule.code, rule.severity, what, remedy)
