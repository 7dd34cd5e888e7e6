"""`negotiator deals`, `show` and `record`: the record without the screens."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say, table
from negotiator.desk import Call
from negotiator.desk.deal_views import DealRow
from negotiator.desk.errors import DeskError


def list_deals(options: Namespace) -> int:
    """All deals, the one touched last first."""
    desk = open_desk(options, reading=True)
    try:
        rows = desk.deals_now()
    finally:
        desk.close()
    if options.json:
        as_json([asdict(row) for row in rows])
    elif not rows:
        say("No deals yet. Begin one in the UI (negotiator), or look at negotiator demo.")
    else:
        table(
            ["ID", "VENDOR", "CONTRACT", "TIER", "STAGE", "MUST-HAVES", "SESSIONS", "LAST", "DUE"],
            [_columns(row) for row in rows],
        )
    return 0


def _columns(row: DealRow) -> list[str]:
    last = f"{row.last:%Y-%m-%d}" if row.last else "-"
    settled = f"{row.settled} of {row.must_haves}"
    names = [row.id[:8], row.vendor, row.title, row.tier, row.stage]
    due = f"{row.due.what} {row.due.day:%Y-%m-%d}" if row.due else "-"
    return [*names, settled, str(row.sessions), last, due]


def show(options: Namespace) -> int:
    """One deal: every clause and where it stands, or whether it may be signed."""
    desk = open_desk(options, reading=True)
    try:
        call = desk.begin_now(options.deal, lambda _: None)
        if options.readiness:
            from negotiator.cli.readiness import show_readiness

            return show_readiness(call, as_value=options.json)
        rows, status = call.checklist(), call.status()
        unanswered, asked = call.trades.open, call.trades.asked
    finally:
        desk.close()
    if options.json:
        as_json(
            {
                "id": str(call.deal.id),
                "vendor": status.vendor,
                "title": status.title,
                "tier": status.tier,
                "must_haves": status.must_haves,
                "settled": status.settled,
                "gives": status.gives,
                "gets": status.gets,
                "unanswered": status.unanswered,
                "open_gives": [asdict(give) for give in unanswered],
                "asked": [asdict(give) for give in asked],
                "clauses": [asdict(row) for row in rows],
            }
        )
        return 0
    say(f"{status.vendor} · {status.title} · {status.tier}")
    say(f"must-haves {status.settled} of {status.must_haves}")
    say(f"give {status.gives} get {status.gets}")
    for give in unanswered:
        say(f"unanswered: {give.give} ({give.id[:8]})")
    for give in asked:
        say(f"offered: {give.give}, asked for {give.asked} ({give.id[:8]})")
    say()
    table(
        ["CLAUSE", "PRIORITY", "OWNER", "STANDING", "RUNG"],
        [[row.clause, row.priority, row.owner, row.standing, row.rung] for row in rows],
    )
    return 0


_STEPS = ("offered", "agreed", "gave", "came_back")
_BELONGS_TO = {
    "got": _STEPS,
    "free": _STEPS,
    "told": ("task",),
    "value": ("observed",),
    "approver": ("waived",),
    "until": ("deferred",),
    "promise": ("read_back", "papered", "waived"),
}
"""What says more of an entry -> the kinds of entry that hold it."""
_ABOUT_NO_CLAUSE = (
    "undo", "unsaved", "came_back", "precedence", "signed_off", "answered", "promise",
)  # fmt: skip


def record(options: Namespace) -> int:
    """Add one entry to a deal and say what was recorded once it is on the disk."""
    _refuse_what_would_be_dropped(options)
    desk = open_desk(options)
    try:
        if options.unsaved is not None:
            count = desk.take_in(Path(options.unsaved))
            say(f"In the record: {count} {'entry' if count == 1 else 'entries'}.")
            return 0
        if options.observed is not None:
            from negotiator.cli.renewal import observe

            return observe(desk, options)
        call = desk.begin_now(options.deal, lambda _: None)
        done = _record(call, options)
        call.save_now()
    finally:
        desk.close()
    say(done)
    return 0


def _refuse_what_would_be_dropped(options: Namespace) -> None:
    """End it as wrong usage where something was typed that this entry does not hold."""
    for name, kinds in _BELONGS_TO.items():
        if _is_named(options, name) and not any(_is_named(options, kind) for kind in kinds):
            options.refuse(f"{_option(name)} belongs to {' or '.join(map(_option, kinds))}")
    for name in _ABOUT_NO_CLAUSE:
        if options.clause is not None and _is_named(options, name):
            options.refuse(f"{_option(name)} is about no clause: leave out --clause")


def _is_named(options: Namespace, name: str) -> bool:
    given = getattr(options, name)
    return given is not None and given is not False and given != ""


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _record(call: Call, options: Namespace) -> str:
    if options.undo:
        undone = call.undo()
        return f"Took back: {undone.words}" if undone else "Nothing to take back."
    if options.heard is not None and options.clause is None:
        found = call.suggest(options.heard, limit=1)
        call.hear(options.heard, found[0] if found else None)
        return f"Filed under {found[0].clause}." if found else "Filed as not in the playbook."
    if options.gave is not None:
        call.trades.record(options.clause, options.gave, options.got or "", free=options.free)
        return "Recorded: gave." if options.got or options.free else "Recorded: gave, unanswered."
    if options.came_back is not None:
        return _came_back(call, options)
    if options.task is not None:
        call.task(options.clause, options.task, told=options.told)
        return "Recorded: task."
    if options.promised is not None:
        call.promise(options.clause, options.promised)
        return "Recorded: promised."
    if options.note is not None:
        call.note(options.clause, options.note)
        return "Recorded: note."
    from negotiator.cli.readiness import record_settled

    if done := record_settled(call, options):
        return done
    if options.clause is None:
        raise DeskError("This entry needs a clause.", "Name it with --clause ID.")
    return _record_about(call, options.clause, options)


def _came_back(call: Call, options: Namespace) -> str:
    """What came back for a give that was still unanswered, or that nothing did."""
    named = options.came_back.casefold()
    waiting = (*call.trades.open, *call.trades.asked)
    found = [each for each in waiting if each.id.startswith(named) or named in each.give.casefold()]
    if len(found) != 1:
        known = "; ".join(f"{each.id[:8]} {each.give}" for each in waiting)
        raise DeskError(
            f"{len(found) or 'No'} unanswered gives are called {options.came_back}.",
            f"Unanswered are: {known or 'none'}.",
        )
    call.trades.answer(found[0].id, options.got or "", free=options.free)
    return "Recorded: " + ("given free." if options.free else "answered.")


def _record_about(call: Call, clause: str, options: Namespace) -> str:
    if options.heard is not None:
        call.hear_about(options.heard, clause)
    elif options.offered is not None or options.agreed is not None:
        return _step(call, clause, options)
    elif options.impossible is not None:
        call.constraints.record(clause, "impossible", options.impossible)
    elif options.inconvenient is not None:
        call.constraints.record(clause, "inconvenient", options.inconvenient)
    elif options.deferred is not None:
        due = options.until or call.deferrals.propose(clause).due
        call.defer(clause, options.deferred, due)
        return f"Recorded: {clause}, put off until {due:%a %d %b %Y}."
    elif options.waived is not None:
        call.waive(clause, options.waived, options.approver)
    elif options.papered is not None:
        document, _, section = options.papered.partition(",")
        call.paper(clause, document, section)
    elif options.refused:
        call.refuse(clause)
    elif options.raised:
        call.raise_(clause)
    elif options.parked:
        call.park(clause)
    elif options.read_back:
        call.read_back(clause)
    return f"Recorded: {clause}, {call.card(clause).standing}."


def _step(call: Call, clause: str, options: Namespace) -> str:
    """A rung that we offered or they agreed to, with what came back for it."""
    rung = options.agreed if options.offered is None else options.offered
    call.rung(clause, rung)
    wanted = call.concessions.demands(clause, rung)
    if wanted.get and not wanted.stop and not wanted.approver and not (options.got or options.free):
        raise DeskError(
            f"{clause}/{rung} is never given for nothing.",
            "Say what came back with --got TEXT, or --free if nothing did.",
        )
    verb = call.agree if options.offered is None else call.offer
    if asked := verb(clause, rung, got=options.got, free=options.free):
        return f"Escalated: {asked} has to agree to {clause}/{rung} first."
    done = call.card(clause).standing if options.offered is None else f"on the table: {rung}"
    return f"Recorded: {clause}, {done}."
