"""`negotiator renewal`: what to ask for when a contract is renewed; and `record --observed`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from negotiator.cli.contract import say_dates
from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say
from negotiator.desk import Desk

if TYPE_CHECKING:
    from negotiator.desk.renewals import Brief

_SHOWN = 10
"""Asks in the terminal; all stand in the JSON and the report."""


def run(options: Namespace) -> int:
    """Print the brief, or begin the deal that renews the one named."""
    from negotiator.desk.renewals import read_renewal

    desk = open_desk(options, reading=not options.start)
    try:
        if options.start:
            renewal = desk.ask_now(partial(desk.renewals.start, options.deal))
            if options.json:
                as_json({"id": str(renewal.id), "vendor": renewal.vendor, "title": renewal.title})
            else:
                say(f"Begun: {renewal.vendor}, {renewal.title} ({str(renewal.id)[:8]}).")
            return 0
        found = read_renewal(desk, options.deal)
    finally:
        desk.close()
    if options.json:
        as_json(asdict(found))
    else:
        _show(found)
    return 0


def observe(desk: Desk, options: Namespace) -> int:
    """Record a fact after the signature, and say whether it breaks what was agreed."""
    breach = desk.ask_now(
        partial(
            desk.renewals.observe, options.deal, options.clause, options.observed, options.value
        )
    )
    contract = desk.ask_now(partial(desk.renewals.contract, options.deal))
    what = f"breach: {breach}" if breach else "observed"
    say(f"Recorded on {contract}: {what}.")
    return 0


def _show(found: Brief) -> None:
    say(f"{found.vendor} · {found.title} · renewal")
    if found.renewal:
        say(f"The deal that renews it: {found.renewal}.")
    say_dates(found.dates)
    if found.opening:
        say()
        say(f"To open: “{found.opening}”")
    say()
    say("Ask for, in this order:" if found.asks else "Nothing to ask for: it holds our targets.")
    for number, ask in enumerate(found.asks[:_SHOWN], start=1):
        say(f"{number:>3}. {ask.title}{f' → {ask.aim}' if ask.aim else ''}")
        for reason in ask.reasons:
            say(f"       {reason}")
    if len(found.asks) > _SHOWN:
        say(f"     and {len(found.asks) - _SHOWN} more: --json, or negotiator report renewal")
    _part(
        "Conceded:",
        [f"{each.title}: {each.difference}; {each.basis_told}" for each in found.conceded],
    )
    _part(
        "Promised, never papered:", [f"{p.title}: “{p.words}” ({p.state})" for p in found.promises]
    )
    _part(
        "Observed:",
        [
            f"{each.date} {each.title}: {'✗ ' if each.breach else ''}{each.breach or each.words}"
            for each in found.observations
        ],
    )
    _part("Agreed elsewhere:", [f"{title}: {line}" for title, line in found.elsewhere])
    _part("Lock-in:", [f"{each.form}: {each.said}" for each in found.lock_in])
    _part("The playbook since:", list(found.changes))


def _part(heading: str, lines: list[str]) -> None:
    if lines:
        say()
        say(heading)
        for line in lines:
            say(f"  - {line}")
