"""The text a new playbook begins with: a page to write over, which is sound as it stands."""

from __future__ import annotations

from datetime import date

from negotiator.playbook.write import toml_text

SCHEMA = "playbook.schema.json"
"""The file by which editors know the format; it stands among the playbooks."""


def layer(identity: str, name: str, parent: str, clause: str, title: str) -> str:
    """A playbook over another one; what it could change is shown, commented out, on a clause.

    The texts to write over would be right for any clause, so that none is right for another one.
    """
    header = {"id": identity, "name": name, "version": "0.1.0", "extends": parent}
    names = {"schema": SCHEMA, "id": identity, "parent": parent, "clause": clause}
    names["title"] = title
    return _LAYER.format(header=toml_text({"playbook": header}), **names)


def whole(identity: str, name: str, today: date) -> str:
    """A playbook on its own feet, with one clause that shows what a clause can have."""
    header = {"id": identity, "name": name, "version": "0.1.0", "last_reviewed": today}
    return _WHOLE.format(header=toml_text({"playbook": header}), schema=SCHEMA, id=identity)


_LAYER = """\
#:schema ./{schema}
# Our own positions, layered over {parent}: name only what differs.
# Check it with: negotiator playbook check {id}

{header}
# A clause with an id of {parent} changes only the keys named here ({clause} is "{title}"):
#
# [[clause]]
# id = "{clause}"
# weight = 10
# internal_notes = "Who on our side insists on it, and since when."
#
# `add` lengthens lists instead of replacing them: phrases, objections, counters.
#
# [[clause]]
# id = "{clause}"
# add = true
# heard = ["what a vendor said about it, word for word"]
#
# `remove` drops what does not concern us:
#
# [[clause]]
# id = "{clause}"
# remove = true
#
# A ladder is replaced whole, so copy it below, and change the copy:
#
# negotiator playbook new --clause {clause} --only position --extends {parent} >> {id}.toml
#
# (in the folder of this file; without `--only position` all of the clause is copied)
"""

_WHOLE = """\
#:schema ./{schema}
# All keys: `negotiator playbook schema --markdown`, or an editor that knows TOML schemas.
# Check it with: negotiator playbook check {id}

{header}review_every_days = 90

# How hard the rules of `playbook check` are here: "off", "note", "warning" or "error".
# [playbook.check]
# no-label = "off"

# Who may allow what the negotiator may not. A position's `approver` is one of these, or a function:
# legal, security, procurement, engineering.
[[approver]]
id = "budget-owner"
name = "The budget owner"
allows = "A longer term, and a higher commitment."

# What we can give in a trade, and what it costs us.
[[give]]
id = "longer-term"
title = "A longer term"
say = "If you can do that, we can talk about two years instead of one."
cost = "We cannot leave in the second year."
approver = "budget-owner"

# A hard rule over the whole deal.
[[floor]]
id = "no-silent-change"
clause = "service.notice"
statement = "No signature while the service may change without notice."

# A clause is one line of the checklist; a file holds any number, a folder any number of files.
[[clause]]
id = "service.notice"              # area.name; never changed later, because sessions refer to it
title = "Notice of changes"
owner = "engineering"              # legal, security, procurement or engineering decides it
priority = {{ customer-facing = "must-have", regulated = "must-have" }}
why = "A change on a Friday breaks what we tested on Monday."                # never shown to them
question = "How did you announce your last breaking change?"
heard = ["we send a mail to all users", "changes are on the status page"]    # their words about it
weak = ["may change the service at any time"]            # sounds harmless in a draft, and is not
home = {{ document = "Order form", section = "Service description" }}    # where it has to stand
trade_for = ["longer-term"]
metric = {{ name = "announced", unit = "days", better = "higher" }}

# The ladder, best first: opening, target, as many fallbacks as needed, walk-away.
[[clause.position]]
rung = "opening"
label = "90 days"
value = 90
say = "Tell us ninety days before anything that we call changes."

[[clause.position]]
rung = "target"
label = "60 days"
value = 60
say = "Sixty days, in writing, with a place to test it."

[[clause.position]]
rung = "fallback"
label = "30 days + rollback"
value = 30
say = "Thirty days would do, if we may go back for another thirty."
approver = "engineering"           # who has to agree before this is offered
requires_get = true                # never given without asking what comes back

[[clause.position]]
rung = "walk-away"                 # a limit, never said
label = "less than 14 days"
value = 14

# What they say against it, in as many different words as you have heard, and the answers in steps.
[[clause.objection]]
id = "ships-daily"
kind = "operational"
heard = ["we ship every day, nobody can announce that", "continuous delivery has no dates"]
behind_it = "Their release process knows no customers."

[[clause.objection.counter]]
tier = "ask"
say = "Which of those changes would break a caller, and how do you know before you ship it?"

[[clause.objection.counter]]
tier = "alternative"
say = "Then announce only the breaking ones, thirty days ahead, and ship the rest as you like."
leads_to = "fallback-1"

# What must be found for words that stand nowhere above, and that nothing is claimed for small talk;
# run by `playbook check`.
#
# [[test]]
# heard = "our releases go out daily, we cannot announce each of them"
# expect = "service.notice"

[[test]]
heard = "shall we take a short break"
expect = ""
"""
