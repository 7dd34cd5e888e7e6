"""`negotiator term` and `due`: the life of a signed contract."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from functools import partial

from negotiator.cli.output import as_json, say, table
from negotiator.desk import Desk
from negotiator.desk.calendar_file import clause_titles, due_calendar
from negotiator.desk.contract import (
    ContractView,
    change_term,
    give_notice,
    read_contract,
    renew,
)
from negotiator.desk.deal_views import DueRow
from negotiator.desk.documents import write_document
from negotiator.desk.due import read_due
from negotiator.desk.workspace import find_workspace

_FIELDS = (
    "starts", "ends", "renewal", "renews_for", "notice", "method", "place", "price", "uplift_cap",
    "owner",
)  # fmt: skip


def term(options: Namespace) -> int:
    """Show the term of a deal, or record what is named of it."""
    named = {name: getattr(options, name) for name in _FIELDS}
    answers = {name: text for name, text in named.items() if text is not None}
    desk = Desk.open(find_workspace(options.workspace))
    try:
        now, author = desk.clock(), desk.author
        view = desk.ask_now(
            partial(change_term, deal=options.deal, answers=answers, at=now, author=author)
            if answers
            else partial(read_contract, deal=options.deal)
        )
        if options.renewed:
            view = desk.ask_now(partial(renew, deal=options.deal, words="", at=now, author=author))
        elif options.notice_given:
            on = options.notice_given
            view = desk.ask_now(
                partial(give_notice, deal=options.deal, on=on, words="", at=now, author=author)
            )
    finally:
        desk.close()
    if options.json:
        as_json(asdict(view))
    else:
        _show(view)
    return 0


def _show(view: ContractView) -> None:
    say(f"{view.vendor} · {view.title}")
    if not view.facts:
        say("No term is recorded. Record it: negotiator term DEAL --ends 2027-03-31 --notice 90d")
        return
    say()
    for name, value in view.facts:
        say(f"{name:<18} {value}")
    say()
    for date in view.dates:
        say(f"{date.what:<24} {date.day:%a %d %b %Y}   {date.why}")


def due(options: Namespace) -> int:
    """What is due, the nearest first; 1 when a day was missed."""
    desk = Desk.open(find_workspace(options.workspace))
    try:
        now = desk.clock()
        view = desk.ask_now(
            partial(read_due, today=now.date(), within=options.within, deal=options.deal)
        )
        titles = desk.ask_now(partial(clause_titles, view=view)) if options.ics else {}
    finally:
        desk.close()
    if options.ics:
        write_document(options.ics, due_calendar(view, now, titles), over=options.force)
        say(f"Written: {options.ics}")
    elif options.json:
        as_json({**asdict(view), "all_clear": not view.rows})
    else:
        if view.warning:
            say(view.warning)
            say()
        if view.rows:
            table(
                ["WHEN", "DAY", "VENDOR", "WHAT", "OWNER", "WHY"], map(_columns, view.rows), whole=2
            )
        else:
            say(view.all_clear)
        if view.termless:
            say()
            say(f"No term is recorded for: {'; '.join(view.termless)}.")
    return 1 if view.warning else 0


def _columns(row: DueRow) -> list[str]:
    return [row.when, f"{row.day:%a %d %b %Y}", row.vendor, row.what, row.owner, row.why]
