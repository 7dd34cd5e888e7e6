"""Calls in a real terminal, killed at any moment: what the screen had called saved is there.

    python -m tests.trust.screens --rounds 200 [--seed 1]

Each round goes on with the same deal, says and does what one does in a call, and is killed with
SIGKILL: in the middle of it, or while half a sentence stands on the line, which the next round must
be offered again. After each the record has every statement that the screen had called saved, once
and in its order, and its standings are what its entries say.
"""

from __future__ import annotations

import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from negotiator.desk.workspace import Workspace
from tests.journeys.terminal import ENTER, F3, LINE, file, filed
from tests.samples import a_workspace, add_deal
from tests.trust.crash import there
from tests.trust.figures import Figures, arguments
from tests.trust.pressed import Pressed

ROLL = "we roll every customer forward"
ESC = "\x1b[27u"
"""Esc as newer terminals send it, which nobody takes for the beginning of another key."""
EMPTY = "\x05\x15"
"""Empties the line: to its end, and away with what is before it."""
KEYS = ("a", "x", "c", "u", "+", "j", "p", f"n{ROLL}{ENTER}", f"mthey will look into it{ENTER}")
"""What one presses at a clause; what it asks is left as it is."""
SIZES = ((80, 24), (120, 40))
KEPT_SECONDS = 1.0
"""After so long what was typed is on the disk: half a second, and time to write it."""


@dataclass
class Outcome(Figures):
    """What became of the calls."""

    halves: int = 0
    """Half sentences that were to be offered again."""


@dataclass
class Caller:
    """Somebody whose program dies again and again."""

    workspace: Workspace
    random: Random
    outcome: Outcome = field(default_factory=Outcome)
    said: list[str] = field(default_factory=list)
    """What the screen has called saved."""
    half: str = ""
    """What stood on the line when the program died, long enough to be kept."""

    def call(self) -> None:
        """Go on with the call until the program is killed, and look at the record."""
        columns, rows = self.random.choice(SIZES)
        with Pressed(self.workspace.root, columns=columns, rows=rows) as screen:
            screen.shows("Acme AI")
            screen.send(F3)
            screen.shows("checklist", "must-haves")
            if self.half:
                screen.shows(f"│ {self.half}", "Kept from before")
                self._says(screen, self.half, typed=True)
            else:  # part of a statement that was on its way may be offered
                screen.settle()
                screen.send(EMPTY)
                screen.shows(LINE)
            for _ in range(self.random.randint(0, 4)):
                self._acts(screen)
            self._dies(screen)
        found = [each.words for each in filed(self.workspace.root)]
        there(self.workspace)
        kept = [words for words in found if words in set(self.said)]
        self.outcome.lost += len(set(self.said) - set(found))
        assert kept == self.said, f"not once, or not in their order: {kept[-9:]}, {self.said[-9:]}"
        assert not [*self.workspace.sessions.glob("crash-*")]

    def _acts(self, screen: Pressed) -> None:
        """File a statement, or press the keys of a clause and come back to the line."""
        if self.random.random() < 0.6:
            self._says(screen, f"{ROLL} {len(self.said)}")
            return
        screen.send(ESC + self.random.choice(KEYS))
        screen.settle()
        for _ in range(8):  # out of what was asked, and back on an empty line
            if LINE in screen.text and "⏎ File" in screen.text:
                return
            screen.send(f"i{EMPTY}" if "they say" in screen.text else ESC)
            screen.settle()
        raise AssertionError(f"no way back to the line:\n{screen.text}")

    def _says(self, screen: Pressed, words: str, *, typed: bool = False) -> None:
        if not typed:
            screen.send(words)
            screen.shows(words[-12:])
        file(screen, words, timeout=60)
        self.said.append(words)
        self.outcome.entries += 1

    def _dies(self, screen: Pressed) -> None:
        """Killed while a sentence stands on the line, or while statements are on their way."""
        self.half = ""
        number = self.outcome.rounds
        if self.random.random() < 0.5:
            self.half = f"and then they said {number}"
            screen.send(self.half)
            screen.shows(self.half)
            time.sleep(KEPT_SECONDS)
            self.outcome.halves += 1
        else:
            screen.send("".join(f"{ROLL} in round {number}, {n}{ENTER}" for n in range(6)))
            time.sleep(self.random.uniform(0.0, 0.4))
        screen.signal(signal.SIGKILL)
        assert screen.ended() == -signal.SIGKILL
        self.outcome.rounds += 1
        self.outcome.faults += 1


def run(rounds: int, seed: int = 1) -> Outcome:
    """Kill that many calls."""
    with TemporaryDirectory() as made:
        workspace = a_workspace(Path(made, "ours"))
        add_deal(workspace)
        caller = Caller(workspace, Random(seed))
        for _ in range(rounds):
            caller.call()
        return caller.outcome


def main() -> None:
    """Run, print what was counted, fail if anything that was called saved is missing."""
    options = arguments(__doc__, "rounds", 200)
    outcome = run(options.rounds, options.seed)
    print(outcome)
    sys.exit(1 if outcome.lost else 0)


if __name__ == "__main__":
    main()
