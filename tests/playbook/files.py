"""Playbook files for the tests, as a maintainer would write them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

HEADER = """\
[playbook]
id = "base"
name = "Base"
last_reviewed = 2026-11-01
"""

TRAINING = """\
[[clause]]
id = "data.training"
title = "No training"
owner = "legal"
heard = ["we train on everything"]
trade_for = ["reference"]
home = { document = "DPA", section = "2" }
metric = { name = "notice", unit = "days", better = "higher" }

[[clause.position]]
rung = "target"
label = "opt-in only"
value = 90
say = "You train on our content only when we opt in."

[[clause.position]]
rung = "fallback"
label = "opt-out"
value = 60
say = "We opt out once, in writing, for everything."
approver = "legal"

[[clause.position]]
rung = "walk-away"
label = "any training"
value = 30

[[clause.objection]]
id = "improves"
kind = "policy"
heard = ["it makes the model better for you"]

[[clause.objection.counter]]
tier = "ask"
say = "Which part of our content do you need for that?"

[[clause.objection.counter]]
tier = "alternative"
say = "We can give you a test set instead."
leads_to = "fallback-1"
"""

RETENTION = """\
[[clause]]
id = "data.retention"
title = "Retention"

[[clause.position]]
rung = "target"
label = "none"
say = "Nothing is kept after the answer."

[[clause.position]]
rung = "walk-away"
label = "a year"
"""

REST = """\
[[approver]]
id = "cfo"
name = "The CFO"

[[give]]
id = "reference"
title = "A public reference"

[[floor]]
id = "no-training"
clause = "data.training"
statement = "No signature while they may train."

[[question]]
id = "exit"
ask = "Can we leave?"
clauses = ["data.training"]

[[emphasis]]
id = "partner"
title = "partner: training weighs more"
when = { sourcing = ["partner"] }
raises = ["data.training"]
lowers = ["data.retention"]
weight = { "data.training" = 9 }

[[sourcing]]
id = "core"
ask = "Does it set us apart?"
yes = "partner"
no = "speed"

[[sourcing]]
id = "speed"
ask = "Is there a hurry?"
yes = "buy"
no = "partner"

[[fact]]
id = "sourcing.partner"
title = "partner"
explain = "Built by both."

[words]
abbreviations = { cust = "customer" }
synonyms = [["train", "learn"]]

[[test]]
heard = "they train on all of it"
expect = "data.training"
"""

BASE = "\n".join((HEADER, TRAINING, RETENTION, REST))


def write(folder: Path, name: str, text: str) -> Path:
    """A file of that text; the folders above it are made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def at(text: str, needle: str, nth: int = 1) -> tuple[int, int]:
    """Line and column of the nth occurrence of a needle, counted without the code under test."""
    for number, line in enumerate(text.split("\n"), start=1):
        start = line.find(needle)
        while start >= 0:
            nth -= 1
            if nth == 0:
                return number, start + 1
            start = line.find(needle, start + 1)
    raise AssertionError(f"{needle!r} is not in the text")
