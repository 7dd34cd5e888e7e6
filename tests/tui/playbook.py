"""A small playbook of the tests' own: every kind of rung, approver, objection and home once."""

from __future__ import annotations

SMALL = """\
[playbook]
id = "llm-vendor"
name = "Small"
version = "0.1.0"
last_reviewed = 2026-11-01

[[approver]]
id = "legal"
name = "The general counsel"

[[approver]]
id = "cfo"
name = "The finance chief"

[[give]]
id = "reference"
title = "A public reference"

[[give]]
id = "volume"
title = "A larger volume"

[[sourcing]]
id = "differentiator"
ask = "Is it a core differentiator?"
explain = "Yes if customers choose us for it."
yes = "own-data"
no = "speed"

[[sourcing]]
id = "own-data"
ask = "Is our data a unique advantage?"
yes = "build"
no = "partner"

[[sourcing]]
id = "speed"
ask = "Does speed to value come first?"
yes = "buy"
no = "invest"

[[fact]]
id = "sourcing.partner"
title = "partner"
explain = "Their model, our data."

[[fact]]
id = "layer.integrator"
title = "system integrator"
explain = "They wire it into our systems."

[[emphasis]]
id = "partner"
title = "partner: our content weighs more"
when = { sourcing = ["partner"] }
raises = ["model.version-pinning"]
weight = { "data.training" = 10 }
source = "S4"

[words]
abbreviations = { cust = "customer", fwd = "forward" }
synonyms = [["freeze", "pin", "lock"]]

[[clause]]
id = "data.training"
title = "No training on our content"
owner = "legal"
priority.pilot = "must-have"
priority.internal = "must-have"
priority.customer-facing = "must-have"
priority.regulated = "must-have"
why = "What goes into a model never comes out of it."
question = "Who may train on our content?"
heard = ["we train on everything that customers send"]
home = { document = "DPA", section = "2" }
trade_for = ["reference", "model.version-pinning"]

[[clause.position]]
rung = "target"
label = "opt-in only"
say = "You train on our content only when we opt in."

[[clause.position]]
rung = "fallback"
label = "opt-out once"
say = "We opt out once, in writing, for everything."
approver = "legal"

[[clause.position]]
rung = "walk-away"
label = "any training"

[[clause.objection]]
id = "improves"
kind = "policy"
heard = ["it makes the model better for everyone", "all our customers contribute to the model"]

[[clause.objection.counter]]
tier = "ask"
say = "Which part of our content do you need for that?"

[[clause.objection.counter]]
tier = "alternative"
say = "We can give you a test set instead."

[[clause]]
id = "data.retention"
title = "How long prompts are kept"
owner = "security"
priority = { customer-facing = "must-have", regulated = "must-have" }
why = "What is kept can leak."
question = "How long do you keep prompts?"
heard = ["prompts are kept for thirty days", "we store the prompts for abuse monitoring"]
metric = { name = "kept for", unit = "days", better = "lower" }
home = { document = "DPA", section = "4" }

[[clause.position]]
rung = "target"
label = "nothing kept"
value = 0
say = "Nothing is kept after the answer."

[[clause.position]]
rung = "fallback"
label = "14 days"
value = 14
say = "Fourteen days, then it is gone."
requires_get = true

[[clause.position]]
rung = "walk-away"
label = "90 days"
value = 90

[[clause]]
id = "model.version-pinning"
title = "Version pinning"
owner = "engineering"
priority = { pilot = "nice-to-have", customer-facing = "must-have", regulated = "must-have" }
why = "A silent swap changes behaviour that we tested and certified."
question = "Which versions did you retire in the last year?"
heard = ["we only offer the latest version"]
metric = { name = "pinned for", unit = "months", better = "higher" }
home = { document = "Order form", section = "Service description" }

[[clause.position]]
rung = "target"
label = "24 months"
value = 24
say = "We need the version named in the order form and kept for twenty-four months."

[[clause.position]]
rung = "fallback"
label = "12 months"
value = 12
say = "Twelve months works, with sixty days in staging before any switch."

[[clause.position]]
rung = "walk-away"
label = "6 months"
value = 6

[[clause.objection]]
id = "one-fleet"
kind = "operational"
heard = ["we roll every customer forward", "we cannot keep an old model alive for one account"]

[[clause.objection.counter]]
tier = "ask"
say = "Which part can't you do: keeping it, or announcing it?"

[[clause.objection.counter]]
tier = "reframe"
say = "We ask for a date, not for a fleet of our own."

[[clause.objection.counter]]
tier = "trade"
say = "If you keep it for a year, then we commit to the volume."

[[clause]]
id = "sla.availability"
title = "Availability"
owner = "procurement"
priority = { regulated = "must-have" }
when = { hosting = ["saas"] }
why = "An outage of theirs is an outage of ours."
question = "What is your uptime over the last year?"
heard = ["we target three nines of uptime but do not commit to it"]
metric = { name = "uptime", unit = "percent", better = "higher" }

[[clause.position]]
rung = "target"
label = "99.9 %"
value = 99.9
say = "We need three nines, measured monthly, with credits."

[[clause.position]]
rung = "walk-away"
label = "99 %"
value = 99
"""
