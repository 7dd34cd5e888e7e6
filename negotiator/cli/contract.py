"""`negotiator term` and `due`: the life of a signed contract."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say, table
from negotiator.desk import DeskError
from negotiator.desk.calendar_file import clause_titles, due_calendar
from negotiator.desk.contract import (
    ContractView,
    change_term,
    give_notice,
    read_contract,
    renew,
    take_back,
)
from negotiator.desk.deal_views import DueRow
from negotiator.desk.documents import write_document
from negotiator.desk.due import read_due

if TYPE_CHECKING:
    from negotiator.store import Store

_FIELDS = (
    "starts", "ends", "renewal", "renews_for", "notice", "method", "place", "price", "uplift_cap",
    "owner",
)  # fmt: skip


def term(options: Namespace) -> int:
    """Show the term of a deal, or record what is named of it."""
    named = {name: getattr(options, name) for name in _FIELDS}
    answers = {name: text for name, text in named.items() if text is not None}
    changes = answers or options.renewed or options.notice_given or options.undo
    desk = open_desk(options, reading=not changes)
    took = {}
    try:
        if options.undo:
            _check_alone(answers)
            verb = partial(take_back, deal=options.deal, at=desk.clock(), author=desk.author)
            undone = desk.ask_now(verb)
            view, took = undone.contract, {"took_back": undone.what}
        else:
            view = desk.ask_now(_asked(options, answers, desk.clock(), desk.author))
    finally:
        desk.close()
    if options.json:
        as_json(asdict(view) | took)
    else:
        if took:
            say(f"Took back: {took['took_back']}.")
        _show(view)
    return 0


def _check_alone(answers: Mapping[str, str]) -> None:
    """Nothing is changed in the same breath in which something is taken back."""
    if answers:
        raise DeskError(
            "--undo takes back what was recorded last, and records nothing.",
            "Name it alone; then record what is right.",
        )


def _asked(
    options: Namespace, answers: Mapping[str, str], now: datetime, author: str
) -> Callable[[Store], ContractView]:
    """The verb that the options ask for."""
    deal = options.deal
    if options.withdrawn is not None and not options.renewed:
        raise DeskError(
            "--withdrawn says why a term renewed although notice was given.",
            "Name --renewed with it.",
        )
    if options.renewed:
        record = partial(renew, words="", withdrawn=options.withdrawn or "", answers=answers)
    elif options.notice_given:
        record = partial(give_notice, on=options.notice_given, words="", answers=answers)
    elif answers:
        record = partial(change_term, answers=answers)
    else:
        return partial(read_contract, deal=deal, today=now.date())
    return partial(record, deal=deal, at=now, author=author)


def _show(view: ContractView) -> None:
    say(f"{view.vendor} · {view.title}")
    if not view.facts:
        say("No term is recorded. Record it: negotiator term DEAL --ends 2027-03-31 --notice 90d")
        return
    say()
    for name, value in view.facts:
        say(f"{name:<18} {value}")
    say()
    say_dates(
        [(each.what, f"{each.day:%a %d %b %Y}, {each.when}", each.why) for each in view.dates]
    )


def say_dates(dates: Sequence[tuple[str, str, str]]) -> None:
    """Print the dates of a contract: what, day and why in columns."""
    widths = [max(map(len, column)) for column in zip(*dates, strict=True)]
    for what, day, why in dates:
        say(f"{what:<{widths[0]}}  {day:<{widths[1]}}  {why}")


def due(options: Namespace) -> int:
    """What is due, the nearest first; 1 when a day was missed."""
    desk = open_desk(options, reading=True)
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
