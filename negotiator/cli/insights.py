"""`negotiator insights`: what the team knows, over all deals."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from datetime import date
from functools import partial

from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say, table
from negotiator.desk import Desk
from negotiator.desk.insights import BEGINNING, Asked, InsightTable, Listing, read_insights
from negotiator.desk.names import check_name
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
            rows = [[c.few if isinstance(c, Listing) else c for c in row] for row in each.rows]
            table(each.columns, rows)
        say(each.note)
        say()
    return 0


def days(options: Namespace, today: date) -> tuple[date, date]:
    """The first and the last day that is asked for: what all of the options leave.

    Where they leave none it is wrong usage: that nothing happened then would be no finding.
    """
    if options.since and options.until and options.since > options.until:
        options.refuse(f"--since {options.since} is after --until {options.until}: exchange them")
    spans = {
        f"--since {options.since}": options.since and (options.since, today),
        f"--until {options.until}": options.until and (BEGINNING, options.until),
        "--when {}..{}".format(*options.when or ("", "")): options.when,
        "--last-quarter": last_quarter(today) if options.last_quarter else None,
    }
    asked = {name: span for name, span in spans.items() if span}
    since = max([BEGINNING, *(since for since, _ in asked.values())])
    until = min([today, *(until for _, until in asked.values())])
    if until < since and len(asked) > 1:
        options.refuse(f"{' and '.join(asked)} have no day in common: leave one of them out")
    if until < since:
        options.refuse(f"{' '.join(asked)} has no day from {BEGINNING} to today, {today}")
    return since, until


def read(desk: Desk, options: Namespace) -> tuple[Asked, tuple[InsightTable, ...]]:
    """What the options of time and `--vendor` ask for.

    Raises:
        DeskError: there is no such vendor.
    """
    now = desk.clock()
    asked = Asked(*days(options, now.date()), options.vendor or "")
    deals = desk.deals_now()
    if asked.vendor:
        check_name("vendor", asked.vendor, (deal.vendor for deal in deals))
    return asked, desk.ask_now(partial(read_insights, asked=asked, deals=deals, now=now))
