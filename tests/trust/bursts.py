"""Keys in bursts, as no hand sends them and a cat does: on no screen do they end anything.

    python -m tests.trust.bursts --bursts 300 [--seed 1]

A screen is opened from a call in a real terminal, and a handful of keys comes in one moment: Esc,
Enter, q, letters, arrows, F keys, most of Ctrl. Only Ctrl+Q, which leaves, is not among them. The
program must be there afterwards, find back to the call, and file what is said then.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.journeys.terminal import CTRL_Q, ENTER, LINE, filed, new_deal
from tests.samples import a_workspace
from tests.trust.figures import parser
from tests.trust.pressed import Pressed

ESC = "\x1b[27u"
"""Esc as newer terminals send it, which nobody takes for the beginning of another key."""
SCREENS = {
    "the line of a call": "i",
    "the keys of a call": ESC,
    **{f"what {key} opens": f"{ESC}{key}" for key in "RlAMNPLsEDgndtkmfywohGCW"},
    **{
        f"F{number}": f"{ESC}\x1b[{code}~"
        for number, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21), start=1)
    },
    "the palette": "\x10",
    "the deals": f"{ESC}{ESC}",
    "a new deal": f"{ESC}{ESC}\x1bOQ",
    "the playbook": f"{ESC}\x1bOS",
    "what is due": f"{ESC}{ESC}\x1b[18~",
    "the reviews": f"{ESC}{ESC}\x0b",
}
KEYS = (
    *(ESC, ESC, ENTER, ENTER, "q", "q", "\t", "\x1b[Z", " ", "\x7f", "y", "n", "u", "/", "?"),
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~"),
    *(f"\x1b[{code}~" for code in (15, 17, 18, 19, 20, 21)),
    *("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"),
    *(chr(code) for code in range(1, 27) if chr(code) not in CTRL_Q),
)
CTRL_P = repr("\x10")
DEALS = ("what is open", "find a deal", "The deals are not shown")
LONGEST = 14
SAFE = "we roll every customer forward"


class Cat:
    """Something that walks over the keyboard."""

    def __init__(self, workspace: Path, random: Random) -> None:
        self._workspace = workspace
        self._random = random
        self._last = ""
        self.keys = 0
        self.left = 0
        """How often the palette was asked to leave, as it may be."""
        self.screen = Pressed(workspace, columns=120, rows=40)

    def walk(self, name: str) -> None:
        """Open a screen, and be on the keys of it."""
        self.home()
        keys = self._random.choices(KEYS, k=self._random.randint(2, LONGEST))
        self._last = f"{name}, then {keys!r}"
        self.screen.send(SCREENS[name])
        if self._random.random() < 0.7:  # else the screen is not there yet
            self.screen.quiet(self._random.choice([0.02, 0.15]))
        self.screen.send("".join(keys))
        self.screen.settle()
        self.keys += len(keys)
        self.screen.forget()

    def home(self) -> None:
        """In the call, on an empty line, whatever the keys did."""
        for tried in range(80):
            self.screen.settle()
            self._look()
            text = self.screen.text
            if LINE in text and "⏎ File" in text:
                return
            if "drop what was edited" in text:
                self.screen.send(f"drop{ENTER}")
            elif tried % 3 == 2:  # a question may be over it
                self.screen.send(ESC)
            elif any(each in text for each in DEALS):  # perhaps with a search that finds none
                self.screen.send("\x05\x15\x1bOR")
            elif "they say" in text:
                self.screen.send("i\x05\x15")
            else:
                self.screen.send(ESC)
        raise AssertionError(f"lost after {self._last}; the screen was:\n{self.screen.text}")

    def _look(self) -> None:
        """Whether it runs on; the palette may have been told to leave, which is no accident."""
        reports = [*(self._workspace / "sessions").glob("crash-*")]
        assert not reports, f"{self._last}\n{reports[0].read_text()}"
        if self.screen.gone:
            code = self.screen.ended()
            assert code == 0, f"it has ended ({code}) after {self._last}"
            assert CTRL_P in self._last or "palette" in self._last, f"it left after {self._last}"
            self.left += 1
            self.screen = Pressed(self._workspace, columns=120, rows=40)
            self.screen.shows("Acme AI")


def run(bursts: int, seed: int = 1) -> Cat:
    """So many bursts, going round the screens."""
    os.environ["VISUAL"] = "true"  # a letter may be the key that opens an editor
    with TemporaryDirectory() as made:
        workspace = a_workspace(Path(made, "ours")).root
        cat = Cat(workspace, Random(seed))
        try:
            new_deal(cat.screen, "Acme AI", "API")
            for number in range(bursts):
                cat.walk([*SCREENS][number % len(SCREENS)])
            cat.home()
            cat.screen.send(SAFE + ENTER)
            cat.screen.says_saved(f"“{SAFE}", timeout=30)
            cat.screen.send(CTRL_Q)
            assert cat.screen.ended() == 0
        finally:
            cat.screen.__exit__(None, None, None)
        assert filed(workspace)[-1].words == SAFE
    return cat


def main() -> None:
    """Run and count."""
    options = parser(__doc__, bursts=300, seed=1).parse_args()
    cat = run(options.bursts, options.seed)
    print(
        f"{cat.keys} keys in {options.bursts} bursts, nothing ended; "
        f"left {cat.left} times by the palette"
    )


if __name__ == "__main__":
    main()
    sys.exit(0)
