"""A week at the keyboard in half an hour: what the program takes must stop growing.

    python -m tests.trust.soak --presses 50000 [--seed 1]

Keys are pressed in one real terminal, by chance: words are typed and filed, taken back, thrown
away; every screen is opened and left; the call is left and resumed; the window is resized, shared
and not. Memory and open files are read from the system. What a record of that many entries takes
is no leak; so the last half is compared with what the entries filed in it may cost.

Whoever is lost, or finds that the program has ended, says which keys came last, what was painted
last and how it ended; the workspace is then left where it is.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from tests.journeys.terminal import CTRL_Q, ENTER, F3, LINE, filed, new_deal
from tests.journeys.terminal import negotiator as run_command
from tests.trust.figures import parser
from tests.trust.pressed import Pressed

SAID = (
    "we roll every customer forward",
    "we keep prompts for thirty days",
    "liability is capped at 12 months of fees",
    "our legal team has to look at that",
    "how is the weather over there",
    "99.5 percent, and credits at the end of the year",
)
LOOKED_AT = (*"RlAMNPLsEDgntdkmfy", "\x1bOP", "\x1bOS", "\x10")
"""Keys of the call that open something: screens, questions, help, the playbook, the palette."""
ESCAPE = "\x1b[27u"
"""Esc as newer terminals send it: nobody has to wait whether it is the beginning of another key."""
_LAST_KEYS, _LAST_PAINTED = 60, 2_000
_EVERY = 1_000
MOST_KIB_AN_ENTRY = 24
"""What an entry may cost in memory: itself, its place in the fold, its line on the screens."""
SLACK_MIB = 8


@dataclass
class Outcome:
    """What the program took, and when."""

    presses: int = 0
    entries: int = 0
    memory: list[float] = field(default_factory=list)
    """Resident, in MiB, after each thousand keys."""
    files: list[int] = field(default_factory=list)
    """Open descriptors, likewise."""
    filed: list[int] = field(default_factory=list)

    @property
    def grown(self) -> float:
        """MiB over the second half."""
        return self.memory[-1] - self.memory[len(self.memory) // 2]

    @property
    def allowed(self) -> float:
        """What the entries of the second half may have cost, and some slack."""
        entries = self.filed[-1] - self.filed[len(self.filed) // 2]
        return SLACK_MIB + entries * MOST_KIB_AN_ENTRY / 1024

    @property
    def files_grown(self) -> int:
        return max(self.files[len(self.files) // 2 :]) - max(self.files[: len(self.files) // 2])

    def __str__(self) -> str:
        return (
            f"{self.presses} presses, {self.entries} filed; memory {self.memory[0]:.0f} MiB at "
            f"first, {self.memory[len(self.memory) // 2]:.0f} halfway, {self.memory[-1]:.0f} at "
            f"the end (at most {self.allowed:.0f} more than halfway); open files "
            f"{self.files[0]} at first, {max(self.files)} at most, {self.files[-1]} at the end"
        )


class Sitter:
    """Someone who presses keys until there were enough."""

    def __init__(self, screen: Pressed, random: Random, presses: int) -> None:
        self._screen = screen
        self._random = random
        self._wanted = presses
        self._keys: deque[str] = deque(maxlen=_LAST_KEYS)
        self.outcome = Outcome()

    def run(self, *, tell: bool = False) -> None:
        while self.outcome.presses < self._wanted:
            self._home()
            self._random.choices(
                (self._say, self._drop, self._look, self._undo, self._share, self._leave),
                (10, 3, 8, 1, 1, 1),
            )[0]()
            self._screen.forget()
            if self.outcome.presses // _EVERY > len(self.outcome.memory):
                self._measure()
                if tell:
                    print(self.outcome, flush=True)

    def _press(self, keys: str, *, settle: bool = True) -> None:
        self._keys.append(keys)
        self._screen.send(keys)
        self.outcome.presses += 1 if keys.startswith("\x1b") else len(keys)
        if settle:
            self._screen.settle()

    def _home(self) -> None:
        """In the call, on an empty line."""
        for tried in range(40):
            self._screen.settle()
            if self._screen.gone:
                break
            if LINE in self._screen.text and "⏎ File" in self._screen.text:
                return
            if "they say" in self._screen.text and tried % 3 < 2:  # or a question is over it
                self._press("i\x15")
            elif "find a deal" in self._screen.text:
                self._press(F3)
            else:
                self._press(ESCAPE)
        raise AssertionError(self.last_seen())

    def last_seen(self) -> str:
        """What one has to know to find out why it went wrong."""
        screen = self._screen
        return (
            f"{'ended with code ' + str(screen.exit_code) if screen.gone else 'still running'} "
            f"after {self.outcome.presses} presses; the last keys were {list(self._keys)!r}; "
            f"painted last: {screen.painted()[-_LAST_PAINTED:]!r}; the screen was:\n{screen.text}"
        )

    def _say(self) -> None:
        words = f"{self._random.choice(SAID)} {self._random.randrange(10_000)}"
        self._press(words, settle=False)
        self._screen.shows(words[-12:])
        self._press(ENTER, settle=False)
        self._screen.shows(LINE)
        self.outcome.entries += 1

    def _drop(self) -> None:
        self._press(self._random.choice(SAID) + "\x15")

    def _look(self) -> None:
        self._press(ESCAPE)
        self._press(self._random.choice(LOOKED_AT))
        if self._random.random() < 0.3:
            self._press("\x1b[B")
        self._press(ESCAPE)

    def _undo(self) -> None:
        self._press(ESCAPE)
        self._press("u")
        self.outcome.entries += 1

    def _share(self) -> None:
        self._press("\x1b[20~")
        self._screen.resize(*self._random.choice([(80, 24), (120, 40), (200, 50)]))
        self._screen.settle()
        self._press("\x1b[20~")

    def _leave(self) -> None:
        self._press(ESCAPE)
        self._press(ESCAPE)
        self._press(self._random.choice(["\x1b[18~", "\x0b", "\x1b[17~"]))
        self._press(ESCAPE)

    def _measure(self) -> None:
        process = Path("/proc", str(self._screen.pid))
        pages = int((process / "statm").read_text().split()[1])
        self.outcome.memory.append(pages * 4096 / 2**20)
        self.outcome.files.append(len(list((process / "fd").iterdir())))
        self.outcome.filed.append(self.outcome.entries)


def run(presses: int, seed: int = 1, *, tell: bool = False) -> Outcome:
    """Press that many keys in a new workspace on the shipped playbook."""
    os.environ["VISUAL"] = "true"  # a letter may be the key that opens an editor
    made = mkdtemp(prefix="soak-")
    folder = Path(made, "ours")
    assert run_command("init", str(folder), home=Path(made)).returncode == 0
    with Pressed(folder, columns=120, rows=40) as screen:
        new_deal(screen, "Acme AI", "API")
        sitter = Sitter(screen, Random(seed), presses)
        try:
            sitter.run(tell=tell)
            screen.says_saved()
        except (AssertionError, OSError) as error:
            raise AssertionError(f"{error}\n{sitter.last_seen()}\nkept: {folder}") from error
        screen.send(CTRL_Q)
        assert screen.ended() == 0
    assert not list((folder / "sessions").glob("crash-*"))
    assert len(filed(folder)) <= sitter.outcome.entries
    shutil.rmtree(made)
    return sitter.outcome


def main() -> None:
    """Run, print as it goes; fail if it went on growing."""
    options = parser(__doc__, presses=50_000, seed=1).parse_args()
    began = time.monotonic()
    outcome = run(options.presses, options.seed, tell=True)
    print(f"{(time.monotonic() - began) / 60:.1f} minutes; {outcome}")
    sys.exit(1 if outcome.grown > outcome.allowed or outcome.files_grown > 2 else 0)


if __name__ == "__main__":
    main()
