"""Windows in real terminals on one deal: how soon each knows of the other, and what they file.

    python -m tests.trust.windows --rounds 50 --statements 500

First one is made to wait by a program that is writing, and it is timed when it says so. Then two
are open, and it is timed when what one files stands on the screen of the other. At last four of
them file statements as fast as they can be typed; all have to be in the record, once.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.journeys.terminal import CTRL_Q, ENTER, Screen, database, file, filed, resume
from tests.samples import a_workspace, add_deal
from tests.trust.figures import Figures, parser

ROLL = "we roll every customer forward"
"""The sample's playbook knows it, so that it is shown on the card of its clause."""
_TOGETHER = 25
"""Statements typed in one go."""
_LONGEST_SECONDS = 120


@dataclass
class Outcome(Figures):
    """What the windows did; times in milliseconds."""

    told: list[float] = field(default_factory=list)
    """From the key to the words that another window is writing."""
    seen: list[float] = field(default_factory=list)
    """From the key in one window to the words on the screen of the other."""

    def __str__(self) -> str:
        times = (
            f"{name} median {median(each):.0f} ms, longest {max(each):.0f} ms"
            for name, each in (("told", self.told), ("seen", self.seen))
            if each
        )
        return f"{self.rounds} rounds; {'; '.join(times)}; {self.entries} filed, {self.lost} lost"


@contextmanager
def in_call(workspace: Path) -> Iterator[Screen]:
    """A window in the call of the only deal, with its clause on the screen."""
    with Screen(workspace, columns=120, rows=40) as screen:
        resume(screen)
        yield screen
        screen.says_saved(timeout=60)
        screen.send(CTRL_Q)  # waits for what is on its way to the disk
        screen.ended(timeout=60)


def waiting(workspace: Path, outcome: Outcome, rounds: int) -> None:
    """One window, while another program is in the middle of writing."""
    with in_call(workspace) as screen:
        for number in range(rounds):
            words = f"{ROLL} and wait {number}"
            screen.send(words)
            screen.shows(words)
            with closing(sqlite3.connect(database(workspace), isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                pressed = time.perf_counter()
                screen.send(ENTER)
                screen.shows("another window is writing")
                outcome.told.append((time.perf_counter() - pressed) * 1000)
                other.execute("ROLLBACK")
            screen.shows_no("is writing")
            screen.says_saved(words)
            outcome.entries += 1


def seeing(workspace: Path, outcome: Outcome, rounds: int) -> None:
    """Two windows; they take turns."""
    with in_call(workspace) as one, in_call(workspace) as other:
        other.shows("Open in another window too")
        for screen in (one, other):
            file(screen, ROLL, f"{ROLL}{ENTER}")
        outcome.entries += 2
        for number in range(rounds):
            words = f"{ROLL}, they say {number}"
            one.send(words)
            one.shows(words)
            pressed = time.perf_counter()
            one.send(ENTER)
            other.shows(f"“{words}”", "Another window added an entry")
            outcome.seen.append((time.perf_counter() - pressed) * 1000)
            one.says_saved(f"“{words}”")
            outcome.entries += 1
            one, other = other, one


def typing(workspace: Path, outcome: Outcome, windows: int, statements: int) -> None:
    """Several windows file at once."""

    def fill(number: int) -> None:
        screen = screens[number]
        for start in range(0, statements, _TOGETHER):
            many = range(start, min(start + _TOGETHER, statements))
            screen.send("".join(f"{ROLL} {number} {each}{ENTER}" for each in many))
            end = time.perf_counter() + _LONGEST_SECONDS
            # Not until the screen rests: it never does while the others file.
            while not _is_filed(workspace, f"{ROLL} {number} {many[-1]}"):
                assert time.perf_counter() < end, screen.text
                screen.goes_on(0.2)

    with ExitStack() as stack:
        screens = [stack.enter_context(in_call(workspace)) for _ in range(windows)]
        with ThreadPoolExecutor(windows) as pool:
            list(pool.map(fill, range(windows)))
    outcome.entries += windows * statements


def _is_filed(workspace: Path, words: str) -> bool:
    """Whether the record has these words; asked without the program's help, for speed."""
    with closing(sqlite3.connect(database(workspace))) as record:
        query = "SELECT 1 FROM entry WHERE json_extract(body, '$.words') = ?"
        return record.execute(query, [words]).fetchone() is not None


def run(rounds: int, statements: int, windows: int) -> Outcome:
    """All three; what was filed is counted in the record."""
    outcome = Outcome(rounds)
    with TemporaryDirectory() as made:
        workspace = a_workspace(Path(made, "ours"))
        add_deal(workspace)
        waiting(workspace.root, outcome, rounds)
        seeing(workspace.root, outcome, rounds)
        typing(workspace.root, outcome, windows, statements)
        found = [each.words for each in filed(workspace.root)]
        wanted = {f"{ROLL} {n} {each}" for n in range(windows) for each in range(statements)}
        outcome.lost = len(wanted - set(found)) + outcome.entries - len(found)
        assert len(found) == outcome.entries, f"{len(found)} of {outcome.entries}"
    return outcome


def main() -> None:
    """Run, print what was measured, fail if anything is missing or doubled."""
    options = parser(__doc__, rounds=50, statements=500, windows=4).parse_args()
    outcome = run(options.rounds, options.statements, options.windows)
    print(outcome)
    sys.exit(1 if outcome.lost else 0)


if __name__ == "__main__":
    main()
