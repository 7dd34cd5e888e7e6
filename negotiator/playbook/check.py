"""Everything wrong with a playbook: what the loader found, and what an old hand would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from negotiator.playbook.load import Loaded
from negotiator.playbook.near import did_you_mean
from negotiator.playbook.problem import Problem, Severity, in_order
from negotiator.playbook.rules import (
    answers,
    figures,
    ladder,
    layering,
    phrases,
    references,
    tailoring,
    texts,
    upkeep,
)
from negotiator.playbook.rules.finding import Facts, Find, Finding, Measures, Rule, Subject


def unknown_rule(subject: Subject) -> Iterator[Finding]:
    """A slip in the code of a rule would leave it as strict or as mild as it was."""
    codes = [rule.code for rule in RULES]
    for code in subject.playbook.playbook.check:
        if code not in codes:
            guess = did_you_mean(code, codes)
            remedy = f"did you mean `{guess}`?" if guess else ""
            yield Finding(("playbook", "check", code), f"there is no rule `{code}`", remedy)


RULES: tuple[Rule, ...] = (
    *ladder.RULES,
    *answers.RULES,
    *phrases.RULES,
    *texts.RULES,
    *figures.RULES,
    *references.RULES,
    *layering.RULES,
    *tailoring.RULES,
    *upkeep.RULES,
    Rule(
        "unknown-rule", "error", "see them all: negotiator playbook schema --markdown", unknown_rule
    ),
)
"""In the order of the manual; codes are unique and stable."""


def check(
    loaded: Loaded,
    today: date,
    find: Find | None = None,
    facts: Facts | None = None,
    measures: Measures | None = None,
) -> tuple[Problem, ...]:
    """The loader's problems and those of all rules, by file and line.

    `find` (what was heard -> clause ids, best first) lets the playbook's tests run; `facts` (the
    profile's fields and their values) lets `when` be checked, `measures` the numbers that are said.
    """
    problems = list(loaded.problems)
    if loaded.playbook is not None:
        subject = Subject(
            loaded.playbook,
            loaded.origin,
            today,
            find,
            facts,
            measures,
            loaded.left_out,
            loaded.partial,
        )
        levels = loaded.playbook.playbook.check
        # What could not be read as written is no value to a rule: it is there, and said already.
        said = {(problem.source, problem.line, problem.column) for problem in problems}
        for rule in RULES:
            level = levels.get(rule.code, rule.severity)
            if level != "off":
                found = (_problem(rule, level, f, subject) for f in rule.run(subject))
                problems.extend(p for p in found if (p.source, p.line, p.column) not in said)
    return tuple(sorted(problems, key=in_order))


def _problem(rule: Rule, severity: Severity, finding: Finding, subject: Subject) -> Problem:
    what, remedy = finding.what, finding.remedy or rule.remedy
    spot = subject.origin.removal(*finding.removed) if finding.removed else None
    if spot:
        remedy = "remove what names it too, or keep it"
    path, line, column = spot or subject.origin.find(str(finding.at[0]), *finding.at[1:])
    return Problem(path, line, column, rule.code, severity, what, remedy)
