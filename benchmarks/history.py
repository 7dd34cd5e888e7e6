"""What years of sessions cost: the Deals, each review view and a renewal brief on a long record.

    python -m benchmarks.history [SESSIONS]

Everything is measured in one run on one generated file, against an empty workspace or against
hand-written SQL for the same answer. The views are measured in processor time of all threads: their
pages are in memory, and what else the machine does counts less.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time

from benchmarks import by_hand
from benchmarks.figures import line, timed
from benchmarks.terminal import Terminal
from negotiator.desk import Desk
from negotiator.desk.insights import BEGINNING, Asked, read_insights
from negotiator.desk.review_views import Wanted
from negotiator.desk.reviewing import read_paths, read_timeline
from negotiator.desk.sessions import read_sessions
from negotiator.desk.workspace import Workspace, make_workspace

_ROUNDS = 5
_OURS = [sys.executable, "-m", "negotiator"]
_ALWAYS = Wanted(BEGINNING, date(2100, 1, 1))
_NARROW = replace(_ALWAYS, vendor="Acme AI", author="Ana")
_COMMON, _RARE = "legal", "lisbon has 42"


def opening(empty: Workspace, full: Workspace) -> None:
    """From the start of the process to the list of deals, in a terminal, in turns."""
    without: list[float] = []
    with_it: list[float] = []
    memory: list[float] = []
    for number in range(_ROUNDS + 1):
        took: list[float] = []
        for workspace, shown in ((empty, "No deals yet"), (full, "Agreement ")):
            env = {"NEGOTIATOR_WORKSPACE": str(workspace.root)}
            with Terminal(_OURS, columns=120, rows=40, env=env) as terminal:
                took.append(terminal.until(shown, timeout=120) * 1000)
                terminal.send("\x11")
                peak = terminal.peak_mib(timeout=60)
        if number:  # the first round warms the caches
            without.append(took[0])
            with_it.append(took[1])
            memory.append(peak)
    print(line("  Deals, an empty workspace", without, "ms"))
    print(line("  Deals, this one (at most 1.2 x)", with_it, "ms", without))
    print(line("  peak memory of it", memory, "MiB"))


def views(workspace: Workspace) -> None:
    """Each review view in turns with SQL for the same answer; then a brief, cold."""
    cold: list[float] = []
    for _ in range(_ROUNDS):
        with closing(Desk.open(workspace)) as desk:
            deal = desk.ask_now(lambda store: str(store.deals()[0].id))
            brief = partial(desk.ask_now, partial(desk.renewals.read, deal))
            cold.append(timed(brief, process_time)[1])
    with (
        closing(Desk.open(workspace)) as desk,
        closing(sqlite3.connect(workspace.database)) as file,
    ):
        rows = desk.deals_now()
        zone = desk.clock().tzinfo
        last = desk.ask_now(partial(read_sessions, wanted=_ALWAYS, zone=zone)).rows[0]

        def listed(wanted: Wanted) -> Callable[[], object]:
            return partial(desk.ask_now, partial(read_sessions, wanted=wanted, zone=zone))

        def seek(words: str) -> tuple[Callable[[], object], Callable[[], object]]:
            from negotiator.store.search import query_of

            asked = query_of(words.split())
            ours = listed(replace(_ALWAYS, words=words))
            return ours, partial(by_hand.answer, file, by_hand.SEARCH, words=asked)

        by_list = partial(by_hand.answer, file, by_hand.LIST)
        by_deal = partial(by_hand.answer, file, by_hand.OF_DEAL, deal=last.deal)
        asked = Asked(_ALWAYS.since, _ALWAYS.until)
        known = partial(read_insights, asked=asked, deals=rows, now=desk.clock())
        timeline = partial(read_timeline, deal=last.deal, session=last.id, desk=desk)
        paths = partial(read_paths, deal=last.deal, desk=desk)
        views: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "sessions": (listed(_ALWAYS), by_list),
            "sessions, narrowed": (listed(_NARROW), by_list),
            "search, a word in many": seek(_COMMON),
            "search, words in few": seek(_RARE),
            "a session, folded (beside its rows)": (partial(desk.ask_now, timeline), by_deal),
            "a deal's paths, folded (beside its rows)": (partial(desk.ask_now, paths), by_deal),
            "what the team knows": (
                partial(desk.ask_now, known),
                partial(by_hand.answer, file, by_hand.INSIGHTS),
            ),
        }
        for name, (ours, theirs) in views.items():
            compare(name, ours, theirs)
    print(line("  a renewal brief, cold (under 300 ms)", cold, "ms"))


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """One printed line: ours, and how many times the baseline it takes."""
    took: list[float] = []
    baseline: list[float] = []
    for _ in range(_ROUNDS):
        baseline.append(timed(theirs, process_time)[1])
        took.append(timed(ours, process_time)[1])
    print(line(f"  {name}", took, "ms", baseline))


def run(sessions: int) -> None:
    """Write a history, and print what reading it costs."""
    with tempfile.TemporaryDirectory() as folder:
        empty = make_workspace(Path(folder, "empty"))
        full = make_workspace(Path(folder, "full"))
        # In a process of its own: the peak memory of a program that is started from here is never
        # below our own.
        command = [sys.executable, "-m", "benchmarks.histories", str(full.root), str(sessions)]
        written, took = timed(partial(subprocess.check_output, command, text=True))
        entries = int(written)
        size = Path(full.database).stat().st_size / 2**20
        print(f"{sessions} sessions, {entries} entries, {size:.0f} MiB, in {took / 1000:.0f} s")
        opening(empty, full)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        views(full)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  peak memory of all views in one process: {peak:.0f} MiB (before: {before:.0f})")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
