"""The nastiest bytes, typed and pasted into a real terminal: nothing of them is obeyed.

    python -m tests.trust.hostile --rounds 1

Every text of the corpus goes into the New-deal form, the line of a call, its questions, the search
lines of the deals and of the playbook, and the palette; pasted as a terminal marks it, pasted with
marks of its own inside, and typed as bytes: also a megabyte on one line, bytes that are no UTF-8
and half a pair. What the program then sends to the terminal must hold no sequence of theirs, it
must not end, and what was filed must be there.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.hostile import CORPUS, ENDLESS
from tests.journeys.terminal import CTRL_Q, ENTER, ESCAPE, LINE, Screen, filed, new_deal
from tests.samples import a_workspace
from tests.trust.figures import parser

_END_OF_PASTE = "\x1b[201~"
BYTES: dict[str, bytes] = {
    **{name: text.encode("utf-8", "surrogatepass") for name, text in CORPUS.items()},
    "no UTF-8": b"\xff\xfe\xc3\x28 \xf0\x28\x8c\x28 \xed\xa0\x80 end",
    "a paste that ends early": f"words{_END_OF_PASTE}more\x1b]52;c;aGFjaw==\x07".encode(),
    "a paste in a paste": b"\x1b[200~inner\x1b[201~ outer",
    "a paste without an end": b"\x1b[200~for ever",
    "half an escape": b"\x1b[ \x1bO \x1b] \x1bP \x1b",
    "answers of a terminal": b"\x1b[?62;c \x1b[8;9999;9999t \x1b[24;80R \x1b[<0;1;1M",
}
THEIRS = re.compile(
    "\x1b\\](?!22;|11;)|\x1b[P_^X](?!=)|[\x80-\x9f]|"
    "[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What the program itself never sends: titles, links, the clipboard, device strings, controls of
one byte, marks of direction and of nothing; only the shape of the pointer is set by an OSC."""
SAFE = "we roll every customer forward"


class Attacker:
    """Someone at a terminal who means harm."""

    def __init__(self, screen: Screen, random: Random) -> None:
        self._screen = screen
        self._random = random
        self.texts = 0

    def everywhere(self) -> None:
        """Each text into each place."""
        for enter in (self._line, self._question, self._search, self._palette):
            for data in BYTES.values():
                enter(data)
                self.texts += 1
                self.looks_harmless()

    def looks_harmless(self) -> None:
        """Nothing of theirs came out so far, and the program lives."""
        sent = self._screen.raw.decode(errors="replace")
        found = THEIRS.search(sent)
        assert found is None, sent[max(0, found.start() - 80) : found.end() + 40]
        self._screen.forget()
        assert not self._screen.echoes(), f"it has ended:\n{self._screen.text}"

    def give(self, data: bytes, *, typed: bool = True) -> None:
        """Paste it, or type it where that may be done too."""
        if not typed or self._random.random() < 0.6:
            data = b"\x1b[200~" + data + _END_OF_PASTE.encode()
        self._screen.send(data)
        self._screen.quiet(0.05)

    def home(self) -> None:
        """In the call, on an empty line, whatever the bytes did as keys."""
        self._screen.send(_END_OF_PASTE)
        for tried in range(80):
            self._screen.quiet(0.12)
            text = self._screen.text
            if LINE in text and "⏎ File" in text:
                return
            if "what is open" in text:  # the deals, perhaps with a search that finds none
                self._screen.send("\x05\x15\x1bOR")
            elif "they say" in text and tried % 3 < 2:
                self._screen.send("i\x05\x15")
            else:
                self._screen.send(ESCAPE)
        raise AssertionError(f"lost; the screen was:\n{self._screen.text}")

    def _line(self, data: bytes) -> None:
        self.home()
        self.give(data)
        self._screen.send(ENTER)

    def _question(self, data: bytes) -> None:
        self.home()
        self._screen.send(ESCAPE)
        self._screen.quiet(0.12)
        self._screen.send(self._random.choice("ntdkmwgh"))
        self._screen.quiet(0.12)
        self.give(data)
        self._screen.send(ENTER)
        self._screen.quiet(0.05)
        self._screen.send(ESCAPE)

    def _search(self, data: bytes) -> None:
        self.home()
        self._screen.send(ESCAPE)
        self._screen.quiet(0.12)
        if self._random.random() < 0.5:
            self._screen.send("\x1bOS")
            self._screen.quiet(0.3)
            self._screen.send("/")
        else:
            self._screen.send(ESCAPE)
        self._screen.quiet(0.12)
        self.give(data, typed=False)  # as keys they might edit the playbook

    def _palette(self, data: bytes) -> None:
        self.home()
        self._screen.send("\x10")
        self._screen.quiet(0.12)
        self.give(data)
        self._screen.send(ESCAPE)


def run(rounds: int, seed: int = 1) -> int:
    """Go through all of it so often; how many texts were given."""
    os.environ["VISUAL"] = "true"  # a letter may be the key that opens an editor
    with TemporaryDirectory() as made:
        workspace = a_workspace(Path(made, "ours")).root
        with Screen(workspace, columns=120, rows=40) as screen:
            attacker = Attacker(screen, Random(seed))
            new_deal(screen, "Acme AI", "API")
            for _ in range(rounds):
                attacker.everywhere()
            attacker.home()
            screen.paste(ENDLESS)
            screen.shows("Too long", timeout=30)
            attacker.looks_harmless()
            attacker.home()
            screen.send(SAFE + ENTER)
            screen.says_saved(f"“{SAFE}", timeout=30)
            screen.send(CTRL_Q)
            assert screen.ended() == 0
        assert not list((workspace / "sessions").glob("crash-*"))
        assert filed(workspace)[-1].words == SAFE
        return attacker.texts


def main() -> None:
    """Run and count."""
    options = parser(__doc__, rounds=1, seed=1).parse_args()
    print(f"{run(options.rounds, options.seed)} texts given, none of them obeyed")


if __name__ == "__main__":
    main()
    sys.exit(0)
