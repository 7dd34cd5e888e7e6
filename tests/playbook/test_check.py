"""Each rule finds its fault, at its place, with a remedy; a sound playbook has none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from negotiator.playbook.check import RULES, check
from negotiator.playbook.load import load
from negotiator.playbook.problem import Problem
from negotiator.playbook.rules.finding import Measures
from negotiator.suggest.quantity import quantities
from negotiator.suggest.units import UNITS
from tests.playbook.files import BASE, HEADER, RETENTION, at, write

TODAY = date(2026, 12, 1)
FACTS = {
    "hosting": ("saas", "on-premise"),
    "data": ("personal",),
    "sourcing": ("buy", "partner"),
}


def checked(folder: Path, text: str, today: date = TODAY) -> tuple[Problem, ...]:
    loaded = load(write(folder, "p.toml", text))
    return check(loaded, today, facts=FACTS, measures=Measures(quantities, UNITS))


def test_a_sound_playbook_has_no_problem(tmp_path: Path) -> None:
    assert checked(tmp_path, BASE) == ()


def test_codes_are_unique_kebab_case_and_have_a_remedy() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    for rule in RULES:
        assert rule.code == rule.code.lower().replace("_", "-").replace(" ", "-")
        assert rule.remedy
        assert rule.run.__doc__


OPENING = """\
[[clause.position]]
rung = "opening"
label = "o"
value = 95
say = "We say a little more here."
"""
TARGET = BASE[BASE.index("[[clause.position]]") : BASE.index('[[clause.position]]\nrung = "fall')]
FALLBACK_SAY = "We opt out once, in writing, for everything."

# What is changed, the place of the only problem that must result, its code, words of what, remedy.
FAULTS = {
    "no walk-away": (
        '[[clause.position]]\nrung = "walk-away"\nlabel = "a year"\n',
        "",
        ("[[clause]]", 2),
        "no-walk-away",
        "data.retention has no walk-away",
        "as the last",
    ),
    "no target": (
        'rung = "target"\nlabel = "none"',
        'rung = "opening"\nlabel = "none"',
        ("[[clause]]", 2),
        "no-target",
        "data.retention has no target",
        "target",
    ),
    "walk-away not last": (
        "[[clause.objection]]\n",
        OPENING.replace("opening", "fallback").replace("95", "20") + "\n[[clause.objection]]\n",
        ("[[clause.position]]", 4),
        "rungs-out-of-order",
        "fallback-2 stands below walk-away",
        "order the positions",
    ),
    "opening below target": (
        '[[clause.position]]\nrung = "fallback"',
        OPENING.replace("95", "80") + '[[clause.position]]\nrung = "fallback"',
        ("[[clause.position]]", 2),
        "rungs-out-of-order",
        "opening stands below target",
        "order the positions",
    ),
    "two targets": (
        '[[clause.position]]\nrung = "fallback"',
        TARGET + '[[clause.position]]\nrung = "fallback"',
        ("[[clause.position]]", 2),
        "rungs-out-of-order",
        "two rungs named target",
        "order the positions",
    ),
    "values rise": (
        "value = 60",
        "value = 120",
        ("120", 1),
        "values-out-of-order",
        "fallback-1 (120 days) is better for us than target (90 days)",
        "best first",
    ),
    "value without metric": (
        'label = "none"',
        'label = "none"\nvalue = 777',
        ("777", 1),
        "value-without-metric",
        "data.retention/target has a value",
        "add metric",
    ),
    "value missing": (
        "value = 60\n",
        "",
        ("[[clause.position]]", 2),
        "value-missing",
        "data.training/fallback-1 has no value in days",
        "add the value",
    ),
    "no label": (
        'label = "opt-out"\n',
        "",
        ("[[clause.position]]", 2),
        "no-label",
        "data.training/fallback-1 has no label",
        "few words",
    ),
    "nothing to say": (
        'say = "Nothing is kept after the answer."\n',
        "",
        ("[[clause.position]]", 4),
        "nothing-to-say",
        "data.retention/target",
        "one breath",
    ),
    "long position": (
        "only when we opt in.",
        "only when we opt in." + " and" * 16,
        ('"You train', 1),
        "too-long",
        "has 26 words, and one breath has 25",
        "shorten",
    ),
    "long question": (
        'owner = "legal"',
        f'question = "{"why " * 26}"',
        ('"why', 1),
        "too-long",
        "`question` of data.training has 26 words",
        "shorten",
    ),
    "long counter": (
        "We can give you a test set instead.",
        "word " * 51,
        ('"word', 1),
        "too-long",
        "has 51 words, and one breath has 50",
        "shorten",
    ),
    "internal word": (
        "We can give you a test set instead.",
        "Our Walk-away is nothing to you.",
        ('"Our Walk', 1),
        "internal-words",
        'would say "Walk-away" to the vendor',
        "without the words",
    ),
    "internal word in a give": (
        '"A public reference"',
        '"Our limit"',
        ('"Our limit', 1),
        "internal-words",
        "`title` of reference",
        "without the words",
    ),
    "no counters": (
        BASE[BASE.index("[[clause.objection.counter]]") : BASE.index(RETENTION)],
        "",
        ("[[clause.objection]]", 1),
        "no-counters",
        "objection improves of data.training",
        "add two",
    ),
    "one counter": (
        '[[clause.objection.counter]]\ntier = "ask"\n'
        'say = "Which part of our content do you need for that?"\n',
        "",
        ("[[clause.objection]]", 1),
        "one-counter",
        "only one counter",
        "add another",
    ),
    "never heard": (
        'heard = ["it makes the model better for you"]\n',
        "",
        ("[[clause.objection]]", 1),
        "never-heard",
        "no phrase",
        "vendor's words",
    ),
    "counters out of order": (
        'tier = "ask"',
        'tier = "trade"',
        ('"alternative"', 1),
        "counters-out-of-order",
        "alternative comes after trade",
        "ask, reframe",
    ),
    "phrase twice": (
        'title = "Retention"',
        'title = "Retention"\nheard = ["new", "We train on  everything!"]',
        ('"We train on  ', 1),
        "phrase-twice",
        "heard in data.retention and in data.training",
        "fits best",
    ),
    "phrase twice in one place": (
        'heard = ["we train on everything"]',
        'heard = ["we train on everything", "WE TRAIN ON EVERYTHING"]',
        ('"WE TRAIN', 1),
        "phrase-twice",
        "twice in data.training",
        "fits best",
    ),
    "near duplicate": (
        'title = "Retention"',
        'title = "Retention"\nheard = ["we train on everythin"]',
        ('"we train on everythin"', 1),
        "near-duplicate",
        "of data.retention is 98% like",
        "keep one",
    ),
    "unknown rung": (
        '"fallback-1"',
        '"fallback-2"',
        ('"fallback-2"', 1),
        "unknown-rung",
        "no rung `fallback-2`",
        "did you mean `fallback-1`?",
    ),
    "unknown trade": (
        '["reference"]',
        '["referense"]',
        ('"referense"', 1),
        "unknown-trade",
        "no clause or give `referense`",
        "did you mean `reference`?",
    ),
    "unknown approver": (
        'approver = "legal"',
        'approver = "cso"',
        ('"cso"', 1),
        "unknown-approver",
        "no approver `cso`",
        "did you mean `cfo`?",
    ),
    "unknown approver of a give": (
        'title = "A public reference"',
        'title = "A public reference"\napprover = "zz"',
        ('"zz"', 1),
        "unknown-approver",
        "which give reference names",
        "write cfo, engineering, legal",
    ),
    "unknown clause of a floor": (
        'clause = "data.training"',
        'clause = "data.trainin"',
        ('"data.trainin"', 1),
        "unknown-clause",
        "which floor no-training names",
        "did you mean `data.training`?",
    ),
    "unknown clause of a question": (
        'clauses = ["data.training"]',
        'clauses = ["data.training", "data.trainin"]',
        ('"data.trainin"', 1),
        "unknown-clause",
        "which question exit names",
        "did you mean",
    ),
    "unknown clause of a test": (
        'expect = "data.training"',
        'expect = "zz.zz"',
        ('"zz.zz"', 1),
        "unknown-clause",
        "for the test to expect",
        "write data.retention or data.training",
    ),
    "unknown fact": (
        'owner = "legal"',
        'when = { hostin = ["saas"] }',
        ('["saas"]', 1),
        "unknown-fact",
        "would never apply",
        "did you mean `hosting`?",
    ),
    "unknown value of a fact": (
        'owner = "legal"',
        'when = { hosting = ["saas", "on-premises"] }',
        ('"on-premises"', 1),
        "unknown-fact",
        "never `on-premises`",
        "did you mean `on-premise`?",
    ),
    "unknown fact of an emphasis": (
        'when = { sourcing = ["partner"] }',
        'when = { sourcin = ["partner"] }',
        ('["partner"]', 1),
        "unknown-fact",
        "so emphasis partner would never apply",
        "did you mean `sourcing`?",
    ),
    "unknown value of an emphasis": (
        'when = { sourcing = ["partner"] }',
        'when = { sourcing = ["buy", "partners"] }',
        ('"partners"', 1),
        "unknown-fact",
        "`sourcing` of a profile is never `partners`",
        "did you mean `partner`?",
    ),
    "words for what no profile is": (
        'id = "sourcing.partner"',
        'id = "sourcing.partners"',
        ('"sourcing.partners"', 1),
        "unknown-fact",
        "`sourcing` of a profile is never `partners`",
        "did you mean `partner`?",
    ),
    "a usual profile that no deal has": (
        "last_reviewed = 2026-11-01\n",
        'last_reviewed = 2026-11-01\nprofile = { hosting = "cloud" }\n',
        ('"cloud"', 1),
        "unknown-fact",
        "`hosting` of a profile is never `cloud`",
        "write on-premise or saas",
    ),
    "unknown clause of an emphasis": (
        'raises = ["data.training"]',
        'raises = ["data.training", "data.trainin"]',
        ('"data.trainin"', 1),
        "unknown-clause",
        "which emphasis partner names",
        "did you mean `data.training`?",
    ),
    "weight of an unknown clause": (
        'weight = { "data.training" = 9 }',
        'weight = { "data.trainin" = 77 }',
        ("77", 1),
        "unknown-clause",
        "which emphasis partner names",
        "did you mean `data.training`?",
    ),
    "an emphasis of nothing": (
        """raises = ["data.training"]
lowers = ["data.retention"]
weight = { "data.training" = 9 }
""",
        "",
        ("[[emphasis]]", 1),
        "idle-emphasis",
        "emphasis partner changes no clause",
        "give it a clause",
    ),
    "an emphasis that raises what is on top": (
        """raises = ["data.training"]
lowers = ["data.retention"]
weight = { "data.training" = 9 }
""",
        """raises = ["data.top"]

[[clause]]
id = "data.top"
title = "Always"
home = { document = "DPA", section = "1" }
priority.pilot = "must-have"
priority.internal = "must-have"
priority.customer-facing = "must-have"
priority.regulated = "must-have"
[[clause.position]]
rung = "target"
label = "t"
say = "Always, in writing."
[[clause.position]]
rung = "walk-away"
label = "w"
""",
        ("[[emphasis]]", 1),
        "idle-emphasis",
        "emphasis partner changes no clause",
        "or a weight",
    ),
    "an emphasis that pulls both ways": (
        'lowers = ["data.retention"]',
        'lowers = ["data.training"]',
        ('"data.training"', 5),
        "idle-emphasis",
        "emphasis partner raises data.training and lowers it",
        "keep one",
    ),
    "an answer that leads nowhere": (
        'yes = "buy"',
        'yes = "rent"',
        ('"rent"', 1),
        "endless-sourcing",
        "`yes` of speed leads to no question and no outcome: `rent`",
        "write buy, core, partner or speed",
    ),
    "a decision that goes round": (
        'yes = "buy"',
        'yes = "core"',
        ("[[sourcing]]", 1),
        "endless-sourcing",
        "the answers can lead from core back to itself",
        "lead every answer",
    ),
    "a decision that begins twice": (
        'no = "speed"',
        'no = "buy"',
        ("[[sourcing]]", 2),
        "endless-sourcing",
        "no answer leads to speed, and the decision begins with core",
        "lead every answer",
    ),
    "a decision without end": (
        'no = "partner"\n',
        'no = "q1"\n'
        + "".join(
            f'[[sourcing]]\nid = "q{n}"\nask = "?"\nyes = "buy"\nno = "{then}"\n'
            for n, then in enumerate(("q2", "q3", "q4", "q5", "buy"), start=1)
        ),
        ("[[sourcing]]", 1),
        "endless-sourcing",
        "more than 6 questions in a row",
        "leave out",
    ),
    "no home": (
        'title = "Retention"',
        'title = "Retention"\npriority = { regulated = "must-have" }',
        ("[[clause]]", 2),
        "no-home",
        "data.retention is a must-have",
        "document",
    ),
    "too little to offer": (
        FALLBACK_SAY,
        "We opt out.",
        ('"We opt out."', 1),
        "vague-fallback",
        "says too little",
        "what exactly",
    ),
    "vague": (
        FALLBACK_SAY,
        "You use best efforts to opt us out.",
        ('"You use', 1),
        "vague-fallback",
        '"best efforts" without a number',
        "what exactly",
    ),
    "stale market line": (
        'owner = "legal"',
        'market = { say = "x", source = "S4", as_of = 2026-08-01 }',
        ("2026-08-01", 1),
        "stale-market",
        "from 2026-08-01",
        "look it up",
    ),
    "never reviewed": (
        "last_reviewed = 2026-11-01\n",
        "",
        ("[playbook]", 1),
        "stale-review",
        "does not say when",
        "last_reviewed",
    ),
    "reviewed in the future": (
        "last_reviewed = 2026-11-01",
        "last_reviewed = 2027-11-01",
        ("2027-11-01", 1),
        "stale-review",
        "in the future",
        "that day",
    ),
    "a counter that offers the limit": (
        'leads_to = "fallback-1"',
        'leads_to = "walk-away"',
        ('"walk-away"', 2),
        "leads-to-walk-away",
        "objection improves of data.training offers the walk-away",
        "lead to a fallback",
    ),
    "a counter with the figure of another rung": (
        "We can give you a test set instead.",
        "Opt us out with thirty days' notice.",
        ('"Opt us out', 1),
        "another-figure",
        "it says 30 days, and fallback-1 of data.training, to which it leads, is 60",
        "say the figure of that rung",
    ),
    "a rung that says another figure than its own": (
        'label = "opt-out"',
        'label = "opt-out in 45 days"',
        ('"opt-out in', 1),
        "another-figure",
        "it says 45 days, and data.training/fallback-1 is 60",
        "correct the value",
    ),
    "a unit with a slip": (
        'unit = "days"',
        'unit = "mnths"',
        ('"mnths"', 1),
        "unknown-unit",
        "nobody measures in `mnths`",
        "did you mean `months`?",
    ),
    "a level for no rule": (
        "last_reviewed = 2026-11-01\n",
        'last_reviewed = 2026-11-01\n[playbook.check]\nno-labels = "off"\n',
        ('"off"', 1),
        "unknown-rule",
        "there is no rule `no-labels`",
        "did you mean `no-label`?",
    ),
}


@pytest.mark.parametrize(
    ("sound", "fault", "place", "code", "what", "remedy"), FAULTS.values(), ids=FAULTS.keys()
)
def test_a_fault(
    tmp_path: Path,
    sound: str,
    fault: str,
    place: tuple[str, int],
    code: str,
    what: str,
    remedy: str,
) -> None:
    assert sound in BASE
    text = BASE.replace(sound, fault, 1)
    problems = checked(tmp_path, text)
    assert [problem.code for problem in problems] == [code], [str(p) for p in problems]
    (found,) = problems
    assert (found.line, found.column) == at(text, *place)
    assert what in found.what
    assert remedy in found.remedy
    assert found.severity == next(rule.severity for rule in RULES if rule.code == code)


def test_every_rule_has_a_fault_here() -> None:
    covered = {code for *_, code, _, _ in FAULTS.values()}
    # Failing tests need the engine, they are below; what a layer replaces is in test_layering.py.
    layered = {"replaces-objections", "replaces-phrases"}
    assert covered | layered | {"failing-test"} == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("sound", "allowed"),
    [
        ("value = 60", "value = 90"),  # as good, under another condition
        (FALLBACK_SAY, "You opt us out promptly, within 60 days."),
        ("We can give you a test set instead.", "Thirty days for the set, sixty for the rest."),
        ("We can give you a test set instead.", "Sixty business days, and you see every test."),
        ("We can give you a test set instead.", "Two months, and you hear of it within an hour."),
        ("We can give you a test set instead.", "Take two people's notes of three meetings."),
        ('unit = "days"', 'unit = "seats"'),
        (FALLBACK_SAY, "You opt us out promptly, within sixty days."),
        ("We can give you a test set instead.", "Name the fallback model, and its region."),
        ('approver = "legal"', 'approver = "cfo"'),
        ('["reference"]', '["data.retention"]'),
        ('expect = "data.training"', 'expect = ""'),
        ('owner = "legal"', 'when = { hosting = ["saas"], data = ["personal"] }'),
        ('owner = "legal"', 'why = "Our walk-away and our limit are internal texts."'),
        ('owner = "legal"', 'market = { say = "our limit", source = "x", as_of = 2026-11-01 }'),
    ],
)
def test_what_is_no_fault(tmp_path: Path, sound: str, allowed: str) -> None:
    assert sound in BASE
    assert checked(tmp_path, BASE.replace(sound, allowed, 1)) == ()


def test_lower_may_be_better(tmp_path: Path) -> None:
    text = BASE.replace('"higher"', '"lower"')
    (found,) = checked(tmp_path, text)
    assert (found.code, found.line, found.column) == ("values-out-of-order", *at(text, '"lower"'))
    assert 'write better = "higher"' in found.remedy


def test_a_review_is_stale_from_the_day_after_it_was_due(tmp_path: Path) -> None:
    assert checked(tmp_path, BASE, date(2027, 1, 30)) == ()
    (found,) = checked(tmp_path, BASE, date(2027, 1, 31))
    assert found.code == "stale-review"
    assert "91 days ago, and every 90 are due" in found.what


def test_near_duplicates_of_different_length_and_far_apart_in_the_file(tmp_path: Path) -> None:
    short, long = "we only run one version of it here", "we only run one version of it here now"
    text = BASE.replace('["we train on everything"]', f'["{long}"]').replace(
        'title = "Retention"', f'title = "Retention"\nheard = ["{short}"]'
    )
    (found,) = checked(tmp_path, text)
    assert found.code == "near-duplicate"
    # It is shown at the later one, whichever is longer.
    assert (found.line, found.column) == at(text, f'"{short}"')


def test_near_duplicates_within_one_objection_are_paraphrases(tmp_path: Path) -> None:
    text = BASE.replace(
        '"we train on everything"', '"we train on everything", "we train on anything"'
    )
    assert checked(tmp_path, text) == ()


@pytest.mark.parametrize(
    ("expect", "found", "what"),
    [
        ("data.training", [], "finds nothing, not data.training"),
        ("data.training", ["data.retention"], "finds data.retention, not data.training"),
        (
            "data.training",
            ["a.a", "b.b", "data.training"],
            "finds a.a first, and data.training only in place 3",
        ),
        ("", ["a.a"], "finds a.a, and nothing may be claimed"),
    ],
)
def test_a_failing_test_says_what_was_found_instead(
    tmp_path: Path, expect: str, found: list[str], what: str
) -> None:
    text = BASE.replace('expect = "data.training"', f'expect = "{expect}"')
    heard: list[str] = []

    def find(words: str) -> list[str]:
        heard.append(words)
        return found

    (problem,) = check(load(write(tmp_path, "p.toml", text)), TODAY, find)
    assert heard == ["they train on all of it"]
    assert problem.code == "failing-test"
    assert what in problem.what
    assert (problem.line, problem.column) == at(text, "[[test]]")


@pytest.mark.parametrize(
    ("expect", "found"), [("data.training", ["data.training", "a.a"]), ("", [])]
)
def test_a_test_that_holds(tmp_path: Path, expect: str, found: list[str]) -> None:
    text = BASE.replace('expect = "data.training"', f'expect = "{expect}"')
    assert check(load(write(tmp_path, "p.toml", text)), TODAY, lambda _: found) == ()


def test_the_loaders_problems_are_among_them_in_the_order_of_lines(tmp_path: Path) -> None:
    text = BASE.replace('kind = "policy"', "kind = 1").replace('label = "a year"\n', "")
    problems = checked(tmp_path, text)
    assert [problem.code for problem in problems] == ["bad-value", "no-label"]


def test_a_value_that_cannot_be_read_is_not_called_missing_too(tmp_path: Path) -> None:
    text = BASE.replace("last_reviewed = 2026-11-01", 'last_reviewed = "1 November"')
    assert [problem.code for problem in checked(tmp_path, text)] == ["wrong-type"]


def test_a_playbook_that_cannot_be_used_still_reports(tmp_path: Path) -> None:
    assert [p.code for p in checked(tmp_path, "[playbook")] == ["toml-syntax"]


def test_what_a_layer_removed_is_shown_where_it_was_removed(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", BASE)
    header = '[playbook]\nname = "C"\nextends = "base"\n'
    child = header + '[[clause]]\nid = "data.training"\nremove = true\n'
    loaded = load(write(tmp_path, "child.toml", child), [tmp_path])
    problems = check(loaded, TODAY)
    assert {problem.code for problem in problems} == {"unknown-clause"}
    assert {"floor no-training", "question exit"} <= {
        problem.what.partition("which ")[2].removesuffix(" names") for problem in problems
    }
    for problem in problems:
        assert problem.source == tmp_path / "child.toml"
        assert (problem.line, problem.column) == (6, 10)


def test_faults_of_a_layer_are_placed_in_its_file(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", BASE.replace('label = "a year"\n', ""))
    child = '[playbook]\nname = "C"\nextends = "base"\n[[give]]\nid = "g"\ntitle = "A playbook"\n'
    loaded = load(write(tmp_path, "child.toml", child), [tmp_path])
    found = {p.code: (Path(p.source).name, p.line) for p in check(loaded, TODAY)}
    assert found["no-label"][0] == "base.toml"
    assert found["internal-words"] == ("child.toml", 6)


def test_a_layer_that_changes_a_figure_is_told_in_its_file(tmp_path: Path) -> None:
    say = "Opt us out with sixty days' notice."
    write(tmp_path, "base.toml", BASE.replace("We can give you a test set instead.", say))
    ladder = BASE[BASE.index("[[clause.position]]") : BASE.index("[[clause.objection]]")]
    header = '[playbook]\nname = "C"\nextends = "base"\n[[clause]]\nid = "data.training"\n'
    child = header + ladder.replace("value = 60", "value = 45")
    loaded = load(write(tmp_path, "child.toml", child), [tmp_path])
    measures = Measures(quantities, UNITS)
    (found,) = (p for p in check(loaded, TODAY, measures=measures) if p.code == "another-figure")
    assert Path(found.source).name == "child.toml"
    assert (found.line, found.column) == at(child, "45", 1)
    assert "it is 45, and the counter improves, step" in found.what
    assert "still says 60 days" in found.what
    assert "in this layer too" in found.remedy


def test_a_tenth_of_a_percent_of_uptime_is_another_figure(tmp_path: Path) -> None:
    text = BASE.replace('unit = "days"', 'unit = "percent"').replace("value = 90", "value = 99.9")
    text = text.replace("value = 60", "value = 99.5").replace("value = 30", "value = 99")
    says = 'say = "We opt out once, in writing, for everything."'
    for said, codes in (
        ("ninety-nine point five", []),
        ("ninety-nine point eight", ["another-figure"]),
        ("three nines, 99.9,", ["another-figure"]),
    ):
        found = checked(tmp_path, text.replace(says, f'say = "{said} a month."'))
        assert [problem.code for problem in found] == codes, said


def test_two_thousand_unlike_phrases_are_no_duplicates(tmp_path: Path) -> None:
    phrases = [
        f"we {n:04} never {n * 7919 % 2003:04} agree to {n * 31 % 997:03}" for n in range(2_000)
    ]
    clauses = "".join(
        RETENTION.replace("data.retention", f"data.r{n}").replace(
            'title = "Retention"', f'title = "R"\nheard = {phrases[n * 20 : n * 20 + 20]}'
        )
        for n in range(100)
    )
    loaded = load(write(tmp_path, "p.toml", HEADER + clauses))
    assert {problem.code for problem in check(loaded, TODAY)} <= {"near-duplicate"}


def test_what_names_a_clause_with_an_error_is_no_second_error(tmp_path: Path) -> None:
    naming = RETENTION.replace("data.retention", "data.other").replace(
        'title = "Retention"', 'title = "Other"\ntrade_for = ["data.retention"]'
    )
    test = '\n[[test]]\nheard = "we keep it all"\nexpect = "data.retention"\n'
    wrong = RETENTION.replace("title =", "titel =")
    loaded = load(write(tmp_path, "p.toml", HEADER + wrong + naming + test))
    codes = {problem.code for problem in check(loaded, TODAY, lambda _: ["data.other"])}
    assert codes & {"unknown-trade", "unknown-clause", "failing-test"} == set()
    assert {problem.code for problem in loaded.errors} == {"unknown-key"}


def test_where_a_file_cannot_be_read_nothing_is_said_of_what_it_may_hold(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    write(folder, "playbook.toml", HEADER)
    write(folder, "data.toml", RETENTION + "heard = [")
    learned = '[[clause]]\nid = "data.retention"\nadd = true\nheard = ["we keep it all"]\n'
    write(folder, "learned.toml", learned)
    assert [problem.code for problem in load(folder).errors] == ["toml-syntax"]
