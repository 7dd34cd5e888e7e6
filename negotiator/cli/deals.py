"""`negotiator deals`, `show` and `record`: the record without the screens."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say, table
from negotiator.desk import Call
from negotiator.desk.errors import DeskError
from negotiator.desk.views import DealRow


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
            ["ID", "VENDOR", "CONTRACT", "TIER", "STAGE", "MUST-HAVES", "SESSIONS", "LAST"],
            [_columns(row) for row in rows],
        )
    return 0


def _columns(row: DealRow) -> list[str]:
    last = f"{row.last:%Y-%m-%d}" if row.last else "-"
    settled = f"{row.settled} of {row.must_haves}"
    names = [row.id[:8], row.vendor, row.title, row.tier, row.stage]
    return [*names, settled, str(row.sessions), last]


def show(options: Namespace) -> int:
    """One deal: every clause and where it stands."""
    desk = open_desk(options, reading=True)
    try:
        call = desk.begin_now(options.deal, lambda _: None)
        rows, status = call.checklist(), call.status()
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
                "clauses": [asdict(row) for row in rows],
            }
        )
        return 0
    say(f"{status.vendor} · {status.title} · {status.tier}")
    say(f"must-haves {status.settled} of {status.must_haves}")
    say(f"give {status.gives} get {status.gets}")
    say()
    table(
        ["CLAUSE", "PRIORITY", "OWNER", "STANDING", "RUNG"],
        [[row.clause, row.priority, row.owner, row.standing, row.rung] for row in rows],
    )
    return 0


def record(options: Namespace) -> int:
    """Add one entry to a deal and say what was recorded once it is on the disk."""
    desk = open_desk(options)
    try:
        if options.unsaved is not None:
            count = desk.take_in(Path(options.unsaved))
            say(f"In the record: {count} {'entry' if count == 1 else 'entries'}.")
            return 0
        call = desk.begin_now(options.deal, lambda _: None)
        done = _record(call, options)
        call.save_now()
    finally:
        desk.close()
    say(done)
    return 0


def _record(call: Call, options: Namespace) -> str:
    if options.undo:
        undone = call.undo()
        return f"Took back: {undone.body.kind}." if undone else "Nothing to take back."
    if options.heard is not None and options.clause is None:
        found = call.suggest(options.heard, limit=1)
        call.hear(options.heard, found[0] if found else None)
        return f"Filed under {found[0].clause}." if found else "Filed as not in the playbook."
    for name in ("promised", "note", "task"):
        if (words := getattr(options, name)) is not None:
            {"promised": call.promise, "note": call.note, "task": call.task}[name](
                options.clause, words
            )
            return f"Recorded: {name}."
    if options.clause is None:
        raise DeskError("This entry needs a clause.", "Name it with --clause ID.")
    return _record_about(call, options.clause, options)


def _record_about(call: Call, clause: str, options: Namespace) -> str:
    if options.heard is not None:
        call.hear_about(options.heard, clause)
    elif options.offered is not None:
        return _offer(call, clause, options.offered, options.got)
    elif options.agreed is not None:
        call.agree(clause, options.agreed)
    elif options.deferred is not None:
        call.defer(clause, options.deferred, date.today() + timedelta(days=7))
    elif options.waived is not None:
        call.waive(clause, options.waived)
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


def _offer(call: Call, clause: str, rung: str, got: str | None) -> str:
    view = call.rung(clause, rung)
    if view.walk_away:
        raise DeskError(
            f"{clause}: the walk-away is a limit, not an offer.",
            "Park the clause, escalate it, or record the refusal.",
        )
    if view.requires_get and got is None:
        raise DeskError(
            f"{clause}/{rung} is never given for nothing.",
            "Say what came back with --got TEXT; an empty text means it was given free.",
        )
    call.offer(clause, rung, got=got)
    if view.approver:
        return f"Escalated: {view.approver} has to agree to {clause}/{rung} first."
    return f"Recorded: {clause}, on the table: {rung}."
