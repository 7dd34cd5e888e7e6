"""What arrives in one write, as over a slow line: a key that asks, and the words behind it."""

from __future__ import annotations

from pathlib import Path

from negotiator.store import Store
from tests.journeys.terminal import CTRL_Q, ENTER, ESCAPE, F3, Screen, database

F6, F10 = "\x1b[17~", "\x1b[21~"


def test_words_behind_a_key_that_asks_are_words(begun: Path) -> None:
    with Screen(begun) as screen:
        screen.shows("Acme AI")
        screen.send(F3)
        screen.shows("must-haves", "nothing recorded yet")
        screen.send(f"we cannot {F6}nominate anyone")
        screen.shows("impossible or merely inconvenient?", "we cannot nominate anyone")
        screen.send(ESCAPE)
        screen.shows_no("impossible or merely inconvenient?")
        screen.send(f" yet{F10} everything is agreed")
        screen.shows("read back aloud", "e End")
        screen.send(ESCAPE)
        screen.shows("nominate anyone yet everything is agreed")
        screen.send(ESCAPE)
        screen.shows("c Said")
        screen.send("nremember the price cap")
        screen.shows("─ Note ─", "emember the price cap")
        screen.send(ENTER)
        screen.says_saved("Noted.")
        screen.send(CTRL_Q)
        assert screen.ended() == 0
    with Store.open(database(begun)) as store:
        (deal,) = store.deals()
        kinds = [entry.body.kind for entry in store.entries(deal.id)]
    assert kinds == ["note"]
