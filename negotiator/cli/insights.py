"""`negotiator insights`: what the team knows, over all deals."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from functools import partial

from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say, table
from negotiator.desk import Desk
from negotiator.desk.insights import BEGINNING, Asked, InsightTable, read_insights
from negotiator.desk.span import last_quarter


def run(options: Namespace) -> int:
    """All tables, or the one that is asked for."""
    desk = open_desk(options, reading=True)
    try:
        _, tables = read(desk, options)
    finally:
        desk.close()
    if options.only:
        tables = tuple(each for each in tables if each.name == options.only)
    if options.json:
        as_json([asdict(each) for each in tables])
        return 0
    for each in tables:
        say(each.title.upper())
        if each.rows:
            table(each.columns, each.rows)
        say(each.note)
        say()
    return 0


def days(options: Namespace, today: date) -> tuple[date, date]:
    """The first and the last day that is asked for: what all of the options leave."""
    spans = [
        (options.since or BEGINNING, options.until or today),
        *([options.when] if options.when else []),
        *([last_quarter(today)] if options.last_quarter else []),
    ]
    return max(since for since, _ in spans), min(until for _, until in spans)


def read(desk: Desk, options: Namespace) -> tuple[Asked, tuple[InsightTable, ...]]:
    """What the options of time and `--vendor` ask for."""
    now = desk.clock()
    asked = Asked(*days(options, now.date()), options.vendor or "")
    deals = desk.deals_now()
    return asked, desk.ask_now(partial(read_insights, asked=asked, deals=deals, now=now))
