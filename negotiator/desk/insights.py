"""What the team knows: six tables over all deals, for the screen, the command and the report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from negotiator.deal.drawn import KEY, LETTERS, SHADES, Bar, Listing, Shade, letter, shares
from negotiator.deal.insight import FEW, SOME, Signed, deviating, told
from negotiator.deal.standing import Standing
from negotiator.desk.documents import no_word
from negotiator.desk.span import BEGINNING
from negotiator.plain import one_line

if TYPE_CHECKING:
    from negotiator.desk.deal_views import DealRow
    from negotiator.store import Store
    from negotiator.store.insights import Knowledge

__all__ = ["BEGINNING", "SHADES", "Asked", "Bar", "InsightTable", "Listing", "Shade",
           "read_insights", "render_team", "shares"]  # fmt: skip

_YEAR = timedelta(days=365)
_MOST = 12
"""Vendors beside each other on the heat map: those with whom the most was agreed."""
_RULE = (
    f"From {FEW} cases on a percentage; from {SOME} on often means two in three or more, "
    "rare less than one in three."
)
_NOTHING = "Nothing was agreed or given up."


@dataclass(frozen=True, slots=True)
class InsightTable:
    """One thing the team may want to know."""

    name: str
    title: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    """The widths of the columns beside each other."""
    rows: tuple[tuple[str, ...], ...]
    note: str
    moments: tuple[tuple[str, str, datetime], ...] = ()
    """Deal, session and time of each row, where a row is one moment of one session."""


@dataclass(frozen=True, slots=True)
class Asked:
    """From when to when, and of whom."""

    since: date
    until: date
    vendor: str = ""


def read_insights(
    store: Store,
    asked: Asked,
    deals: Sequence[DealRow],
    now: datetime,
    goes_on: Callable[[float], bool] = lambda _: True,
) -> tuple[InsightTable, ...]:
    """The tables, in the order of their keys.

    Args:
        deals: what is open on each deal.
        now: for the local offset, and for what is of the last twelve months.
        goes_on: told which part is read, from 0 to 1; where it says no, the tables are empty.
    """
    moment = partial(datetime.combine, tzinfo=now.tzinfo)
    since, until = moment(asked.since, time.min), moment(asked.until, time.max)
    known = store.knowledge(since, until, asked.vendor, goes_on)
    meant = [row for row in deals if asked.vendor.casefold() in row.vendor.casefold()]
    return (
        _free(known),
        _signed(known, now.date()),
        _vendors(known.signed),
        _objections(known),
        _counters(known),
        _open(known, meant),
    )


def render_team(tables: Sequence[InsightTable], asked: Asked, form: str, at: datetime) -> bytes:
    """The tables as a document, for our own eyes.

    Raises:
        DeskError: the form needs a package that is not installed.
    """
    from negotiator.report.team import Part, team

    parts = [Part(each.title, each.columns, each.shares, each.rows, each.note) for each in tables]
    since = f"{asked.since:%d %b %Y}" if asked.since > BEGINNING else "the beginning"
    span = f"From {since} to {asked.until:%d %b %Y}{asked.vendor and f', {asked.vendor}'}."
    try:
        return team(form, parts, span, at)
    except ImportError as error:
        raise no_word() from error


def _free(known: Knowledge) -> InsightTable:
    given = sorted(known.given, key=lambda each: each.at, reverse=True)
    rows = tuple(
        (
            f"{each.at:%Y-%m-%d}",
            each.vendor,
            each.clause or "the whole deal",
            one_line(each.give),
            "said free" if each.free else "unanswered",
        )
        for each in given
    )
    most = Counter(each.vendor for each in given).most_common(3)
    note = "Most often to " + ", ".join(f"{name} ({count})" for name, count in most) + "."
    note = note if most else "Nothing was given for nothing."
    columns = ("DAY", "VENDOR", "CLAUSE", "GIVEN", "HOW")
    moments = tuple((each.deal, each.session, each.at) for each in given)
    return InsightTable("free", "given for nothing", columns, (3, 4, 5, 6, 3), rows, note, moments)


def _signed(known: Knowledge, today: date) -> InsightTable:
    drift = deviating(known.signed, today - _YEAR)
    by_clause: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in known.signed:
        for name in (each.clause, f"{each.clause.partition('.')[0]} (area)"):
            by_clause[name][each.rung] += 1
    rows = []
    for name in sorted(by_clause):
        rungs, whole = by_clause[name], by_clause[name].total()
        held = rungs["opening"] + rungs["target"]
        best_first = sorted(rungs.items(), key=lambda item: (LETTERS.index(letter(item[0])), item))
        bar = Bar([(letter(rung), n) for rung, n in best_first], whole)
        words = ", ".join(f"{n} {rung}" for rung, n in best_first)
        days = known.days.get(name)
        took = f"{median(days):g} d" if days else ""
        rows.append((name, bar, told(held, whole), words, took))
    note = (
        f"Five times or more below target in a year: {', '.join(sorted(drift))}. "
        "Revise, clarify or flag each."
        if drift
        else f"Held: opening or target was agreed. Took: from raised to agreed. {_RULE}"
    )
    note = f"{KEY}. {note}" if rows else _NOTHING
    columns = ("CLAUSE", "LADDER", "HELD", "AGREED", "TOOK")
    title = "what was agreed"
    return InsightTable("signed", title, columns, (5, 3, 4, 6, 2), tuple(rows), note)


def _vendors(signed: Iterable[Signed]) -> InsightTable:
    last: dict[tuple[str, str], Signed] = {}
    for each in sorted(signed, key=lambda each: each.day):
        last[each.clause, each.vendor] = each
    often = Counter(vendor for _, vendor in last)
    vendors = sorted(name for name, _ in often.most_common(_MOST))
    rows = tuple(
        (
            clause,
            *(
                Shade(letter(last[clause, vendor].rung)) if (clause, vendor) in last else ""
                for vendor in vendors
            ),
        )
        for clause in sorted({clause for clause, vendor in last if vendor in vendors})
    )
    more = len(often) - len(vendors)
    others = f" {more} vendors with less are left out." if more else ""
    note = f"{KEY}. What each agreed to last.{others}" if rows else _NOTHING
    columns = ("CLAUSE", *_headings(vendors))
    shares = (5, *(2 for _ in vendors))
    return InsightTable("vendors", "clauses by vendor", columns, shares, rows, note)


def _headings(vendors: Sequence[str]) -> list[str]:
    """The first word of each vendor's name; the whole name where others begin with it too."""
    first = [name.split()[0] for name in vendors]
    often = Counter(word.casefold() for word in first)
    return [
        word if often[word.casefold()] == 1 else name
        for name, word in zip(vendors, first, strict=True)
    ]


def _objections(known: Knowledge) -> InsightTable:
    rows = []
    ranked = sorted(known.objections.items(), key=lambda item: (-item[1].heard, item[0]))
    most = max((each.heard for _, each in ranked), default=0)
    for (clause, objection), each in ranked:
        ends = Counter(known.standings.get((deal, clause), "not raised") for deal in each.deals)
        ended = ", ".join(f"{n} {standing}" for standing, n in ends.most_common())
        rows.append((objection, clause, Bar([("", each.heard)], most), str(each.heard), ended))
    columns = ("OBJECTION", "CLAUSE", "", "HEARD", "WHERE ITS DEALS ARE")
    note = "The last column: where the clause is now, deal by deal."
    note = note if rows else "No objection of a playbook was heard."
    return InsightTable("objections", "objections", columns, (5, 5, 3, 2, 5), tuple(rows), note)


def _counters(known: Knowledge) -> InsightTable:
    rows = []
    for (clause, objection, step), each in known.counters.items():
        judged = each.yes + each.no
        # How a counter was received is an entry beside its use, or stands in it.
        used = max(each.uses, judged)
        rows.append(
            (used, (clause, f"{objection}, step {step + 1}", str(used), told(each.yes, judged)))
        )
    rows.sort(key=lambda row: (-row[0], row[1]))
    columns = ("CLAUSE", "COUNTER TO", "USED", "LANDED")
    ready = tuple(row for _, row in rows)
    note = _RULE if rows else "No counter was used."
    return InsightTable("counters", "counters", columns, (5, 6, 2, 4), ready, note)


def _open(known: Knowledge, deals: Iterable[DealRow]) -> InsightTable:
    rows: list[tuple[str, ...]] = []
    for deal in deals:
        never = [title for title, standing in deal.open if standing == Standing.NOT_RAISED]
        if never and deal.id in known.met:
            rows.append(("never raised", deal.vendor, Listing(never), "must-haves"))
    for clause, count in sorted(known.deferred.items(), key=lambda item: -item[1]):
        waits = known.waits.get(clause)
        took = f"agreed after {median(waits):g} d" if waits else "not agreed since"
        rows.append(("put off", clause, f"{count} times" if count > 1 else "once", took))
    rows += [
        ("in no playbook", vendor, one_line(words), f"{day:%Y-%m-%d}")
        for day, vendor, words in known.unknown
    ]
    columns, note = ("WHAT", "WHERE", "MORE", ""), "What is not in a playbook waits in its inbox."
    note = note if rows else "Nothing was left open."
    return InsightTable("open", "left open", columns, (3, 4, 6, 4), tuple(rows), note)
