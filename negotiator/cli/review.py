"""`negotiator review`: past sessions, one of them step by step, paths, two deals side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial

from negotiator.cli.insights import days
from negotiator.cli.opening import open_desk
from negotiator.cli.output import as_json, say, table
from negotiator.desk import Desk
from negotiator.desk.review_views import Path, Wanted, reached
from negotiator.desk.reviewing import find_session, read_paths, read_sides, read_timeline
from negotiator.desk.sessions import check_names, read_sessions

_TURNS = {"agreed": "✓", "conceded": "▼", "free": "!", "": ""}


def run(options: Namespace) -> int:
    """The view that is asked for; without any, the list of sessions."""
    desk = open_desk(options, reading=True)
    try:
        if options.session:
            _session(desk, options)
        elif options.paths:
            _paths(desk, options)
        elif options.beside:
            _beside(desk, options)
        else:
            _sessions(desk, options)
    finally:
        desk.close()
    return 0


def _sessions(desk: Desk, options: Namespace) -> None:
    now = desk.clock()
    since, until = days(options, now.date())
    wanted = Wanted(
        since,
        until,
        vendor=options.vendor or "",
        author=options.by or "",
        playbook=options.playbook or "",
        outcome=options.outcome or "",
        words=" ".join(options.words),
    )
    found = desk.ask_now(partial(read_sessions, wanted=wanted, zone=now.tzinfo))
    if not found.rows:
        playbooks = [known for known, _ in desk.library.ids]
        desk.ask_now(partial(check_names, wanted=wanted, playbooks=playbooks))
    if options.json:
        as_json([asdict(row) for row in found.rows])
        return
    if not found.rows:
        say("No session is like that.")
        return
    columns = ("SESSION", "DAY", "VENDOR", "CONTRACT", "WHO", "OUTCOME", "AGREED", "FREE", "SAID")
    table(
        columns,
        [
            (
                row.id[:8],
                f"{row.started:%Y-%m-%d}",
                row.vendor,
                row.title,
                row.author,
                row.outcome,
                str(row.agreed),
                str(row.free or ""),
                f"“{row.hits[0].words}”" if row.hits else "",
            )
            for row in found.rows
        ],
    )
    if found.count > len(found.rows):
        say(f"The newest {len(found.rows)} of {found.count}.")


def _session(desk: Desk, options: Namespace) -> None:
    deal, session = desk.ask_now(partial(find_session, text=options.session))
    found = desk.ask_now(partial(read_timeline, deal=deal, session=session, desk=desk))
    if options.json:
        moments = enumerate(found.moments)
        as_json(
            [{**asdict(each), "stood": [asdict(s) for s in found.stood(n)]} for n, each in moments]
        )
        return
    say(found.title)
    rows = [
        (
            f"{each.at:%H:%M:%S}",
            "×" if each.gone else _TURNS[each.turn],
            each.kind,
            each.clause,
            each.words,
        )
        for each in found.moments
    ]
    table(("TIME", "", "WHAT", "CLAUSE", "WORDS"), rows)


def _paths(desk: Desk, options: Namespace) -> None:
    found = desk.ask_now(partial(read_paths, deal=options.paths, desk=desk))
    if options.json:
        as_json([asdict(each) for each in found.paths])
        return
    say(found.name)
    rows = [
        (each.clause, *_ways(each, found.rungs), each.standing)
        for each in found.paths
        if each.points
    ]
    table(("CLAUSE", *found.rungs, "STANDING"), rows)


def _ways(path: Path, rungs: Iterable[str]) -> Iterable[str]:
    """In each rung's column the day on which the clause came there."""
    came = reached(path.points)
    for rung in rungs:
        point = came.get(rung)
        yield f"{'✓' if point.agreed else '○'} {point.at:%Y-%m-%d}" if point else ""


def _beside(desk: Desk, options: Namespace) -> None:
    deal, other = options.beside
    found = desk.ask_now(partial(read_sides, deal=deal, other=other, desk=desk))
    rows = sorted(found.rows, key=lambda row: not row.differs)
    if options.json:
        as_json({**asdict(found), "rows": [asdict(row) for row in rows]})
        return
    table(
        ("", "", found.left, found.right),
        [
            ("≠" if row.differs else "=", row.about, row.left, row.right)
            for row in (*found.head, *rows)
        ],
    )
